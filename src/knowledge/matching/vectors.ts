import { fieldEnd, fieldStart, type Segment } from './segment.ts'

/** How near a document is to a question, from -1 to 1. */
export interface Nearness {
  /** In all directions that were learnt. */
  readonly association: number
  /** In the strongest of them: what it is about at large. */
  readonly theme: number
}

export type NearnessOf = (segment: Segment, row: number) => Nearness

/** A term that is asked about, with how much it tells. */
export interface AskedTerm {
  readonly term: number | undefined
  readonly weight: number
}

/** Terms that have a place, with how much each told when it was learnt, and the places, one after the other. */
export interface PlacedTerms {
  readonly terms: Uint32Array
  readonly weights: Float32Array
  readonly values: Float32Array
}

/** Terms that are read of each field, and how much each counts: title, body, accepted answer, other replies. */
const READ_AT_MOST = [30, 60, 60, 60]
const FIELD_WEIGHTS = [2, 1, 1, 1]
const TERMS_READ = READ_AT_MOST.reduce((sum, most) => sum + most)
/** The strongest directions, which come first, and of which so many tell the theme. A multiple of 4, as all are. */
const THEMES = 16
/** Where there is nothing to be near to. */
export const NOWHERE: Nearness = { association: 0, theme: 0 }

/** Directions in which terms are placed: those that occur in the same company are near. */
export class TermVectors {
  readonly parts: PlacedTerms
  readonly #size: number
  /** Place in `parts` of each term, by its number; -1 when it has none. */
  readonly #rowOf: Int32Array
  /** What each term adds to the nearness of a document, by its place, for the question that `#takenFor` names. */
  readonly #shares: Float64Array
  readonly #themeShares: Float64Array
  readonly #takenFor: Uint32Array
  #questions = 0
  /** What was gathered of the document at hand: places of its terms, and how much each counts. */
  readonly #rows = new Uint32Array(TERMS_READ)
  readonly #counts = new Float64Array(TERMS_READ)

  constructor(parts: PlacedTerms) {
    const { terms, values } = parts
    this.parts = parts
    this.#size = values.length / Math.max(1, terms.length)
    this.#rowOf = new Int32Array(terms.reduce((most, term) => Math.max(most, term), 0) + 1).fill(-1)
    terms.forEach((term, row) => {
      this.#rowOf[term] = row
    })
    this.#shares = new Float64Array(terms.length)
    this.#themeShares = new Float64Array(terms.length)
    this.#takenFor = new Uint32Array(terms.length)
  }

  nearnessTo(terms: readonly AskedTerm[]): NearnessOf {
    const asked = new Float64Array(this.#size)
    for (const { term, weight } of terms) {
      const row = this.#rowOf[term ?? -1] ?? -1
      if (row >= 0) this.#add(asked, row, weight)
    }
    const [length, themeLength] = [lengthOf(asked), lengthOf(asked.subarray(0, THEMES))]
    if (length === 0) return () => NOWHERE
    const question = ++this.#questions
    return (segment, row) => {
      const count = this.#gather(segment, row)
      if (count === 0) return NOWHERE
      this.measure(segment, row)
      this.#take(count, asked, question)
      return {
        association: this.#sum(count, this.#shares) / (length * (segment.lengths[row] as number)),
        theme: this.#sum(count, this.#themeShares) / ((themeLength || 1) * (segment.themeLengths[row] as number)),
      }
    }
  }

  /** Measures the document once and for all, if it was not. */
  measure(segment: Segment, row: number): void {
    if ((segment.lengths[row] as number) > 0) return
    const said = new Float64Array(this.#size)
    const count = this.#gather(segment, row)
    for (let i = 0; i < count; i++) {
      const term = this.#rows[i] as number
      this.#add(said, term, (this.#counts[i] as number) * (this.parts.weights[term] as number))
    }
    segment.lengths[row] = lengthOf(said) || 1
    segment.themeLengths[row] = lengthOf(said.subarray(0, THEMES)) || 1
  }

  // What each gathered term shares with the question, taken once.
  #take(count: number, asked: Float64Array, question: number): void {
    for (let i = 0; i < count; i++) {
      const term = this.#rows[i] as number
      if (this.#takenFor[term] === question) continue
      this.#takenFor[term] = question
      const weight = this.parts.weights[term] as number
      const theme = weight * this.#dot(asked, term, 0, THEMES)
      this.#themeShares[term] = theme
      this.#shares[term] = theme + weight * this.#dot(asked, term, THEMES, this.#size)
    }
  }

  // The sum of what its terms share with the question, which is what the sum of its terms shares with it.
  #sum(count: number, shares: Float64Array): number {
    let sum = 0
    for (let i = 0; i < count; i++) sum += (this.#counts[i] as number) * (shares[this.#rows[i] as number] as number)
    return sum
  }

  // Quiet and rare terms have no place and add nothing.
  #gather(segment: Segment, row: number): number {
    let count = 0
    for (let field = 0; field < FIELD_WEIGHTS.length; field++) {
      const start = fieldStart(segment, row, field)
      const end = Math.min(fieldEnd(segment, row, field), start + (READ_AT_MOST[field] as number))
      for (let i = start; i < end; i++) {
        const place = this.#rowOf[segment.tokens[i] as number] ?? -1
        if (place < 0) continue
        this.#rows[count] = place
        this.#counts[count++] = FIELD_WEIGHTS[field] as number
      }
    }
    return count
  }

  #add(sum: Float64Array, row: number, weight: number): void {
    const { values } = this.parts
    const from = row * sum.length
    for (let k = 0; k < sum.length; k++) sum[k] = (sum[k] as number) + weight * (values[from + k] as number)
  }

  #dot(vector: Float64Array, row: number, first: number, end: number): number {
    const { values } = this.parts
    const from = row * vector.length
    // Four sums side by side: each addition would wait for the one before.
    let [a, b, c, d] = [0, 0, 0, 0]
    for (let k = first; k < end; k += 4) {
      a += (vector[k] as number) * (values[from + k] as number)
      b += (vector[k + 1] as number) * (values[from + k + 1] as number)
      c += (vector[k + 2] as number) * (values[from + k + 2] as number)
      d += (vector[k + 3] as number) * (values[from + k + 3] as number)
    }
    return a + b + c + d
  }
}

const lengthOf = (vector: Float64Array): number => Math.sqrt(vector.reduce((sum, value) => sum + value * value, 0))
