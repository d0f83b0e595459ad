import { fieldEnd, fieldStart, type Segment } from './segment.ts'

/** How near a document is to a question, from -1 to 1. */
export type Nearness = (segment: Segment, row: number) => number

/** A term that is asked about, with how much it tells. */
export interface AskedTerm {
  readonly term: number | undefined
  readonly weight: number
}

/** How much each term tells, from public items alone. */
interface TermWeights {
  weight(term: number): number
}

/** Terms that are read of each field, and how much each counts: title, body, accepted answer, other replies. */
const READ_AT_MOST = [30, 60, 60, 60]
const FIELD_WEIGHTS = [2, 1, 1, 1]

/** Directions in which terms are placed: those that occur in the same company are near. */
export class TermVectors {
  readonly #size: number
  readonly #terms: Uint32Array
  /** Row of each term, by its number; -1 when it has none. */
  readonly #rowOf: Int32Array
  readonly #values: Float32Array

  /** `terms` have a place, in the order of the rows of `values`. */
  constructor(size: number, terms: Uint32Array, values: Float32Array) {
    this.#size = size
    this.#terms = terms
    this.#rowOf = new Int32Array(terms.reduce((most, term) => Math.max(most, term), 0) + 1).fill(-1)
    terms.forEach((term, row) => {
      this.#rowOf[term] = row
    })
    this.#values = values
  }

  /** Terms that have a place, in the order of their rows, and the rows. */
  get parts(): { readonly terms: Uint32Array; readonly values: Float32Array } {
    return { terms: this.#terms, values: this.#values }
  }

  static from({ terms, values }: { terms: Uint32Array; values: Float32Array }): TermVectors {
    return new TermVectors(values.length / Math.max(1, terms.length), terms, values)
  }

  nearnessTo(terms: readonly AskedTerm[], weights: TermWeights): Nearness {
    const asked = new Float64Array(this.#size)
    for (const { term, weight } of terms) if (term !== undefined) this.#add(asked, term, weight)
    const length = lengthOf(asked)
    if (length === 0) return () => 0
    const said = new Float64Array(this.#size)
    return (segment, row) => {
      this.#place(said.fill(0), segment, row, weights)
      return dot(asked, said) / (length * (lengthOf(said) || 1))
    }
  }

  #place(sum: Float64Array, segment: Segment, row: number, weights: TermWeights): void {
    for (let field = 0; field < FIELD_WEIGHTS.length; field++) {
      const start = fieldStart(segment, row, field)
      const end = Math.min(fieldEnd(segment, row, field), start + (READ_AT_MOST[field] as number))
      for (let i = start; i < end; i++) {
        const term = segment.tokens[i] as number
        this.#add(sum, term, weights.weight(term) * (FIELD_WEIGHTS[field] as number))
      }
    }
  }

  // Quiet and rare terms have no place and add nothing.
  #add(sum: Float64Array, term: number, weight: number): void {
    const row = this.#rowOf[term] ?? -1
    if (row < 0) return
    const values = this.#values
    const from = row * this.#size
    for (let k = 0; k < sum.length; k++) sum[k] = (sum[k] as number) + weight * (values[from + k] as number)
  }
}

function dot(a: Float64Array, b: Float64Array): number {
  let sum = 0
  for (let k = 0; k < a.length; k++) sum += (a[k] as number) * (b[k] as number)
  return sum
}

const lengthOf = (vector: Float64Array): number => Math.sqrt(dot(vector, vector))
