import type { Document } from './document.ts'
import { FIELDS } from './document.ts'
import { fieldGains, impactOf } from './impact.ts'

/**
 * A batch of documents, inverted. Nothing in it changes but `live` and the lengths; a document is named by its row.
 * `scopes` holds the number of who may read it, in the list of the whole index; `lengths` how far it reaches in the
 * directions learnt last, and `themeLengths` in the strongest of them: 0 as long as it was not measured.
 */
export interface Segment {
  readonly rows: number
  readonly ids: Float64Array
  readonly at: Float64Array
  readonly liveliness: Float64Array
  readonly lengths: Float32Array
  readonly themeLengths: Float32Array
  readonly scopes: Uint32Array
  readonly facts: Uint32Array
  readonly live: Uint8Array
  /** Terms that occur, ascending, each with the range `starts[i]` to `starts[i + 1]` of its postings. */
  readonly terms: Uint32Array
  readonly starts: Uint32Array
  readonly maxImpacts: Uint8Array
  readonly postRows: Uint32Array
  readonly postImpacts: Uint8Array
  /** Terms in reading order; field `f` of row `r` begins at `fieldStarts[r * FIELDS.length + f]`. */
  readonly tokens: Uint32Array
  readonly fieldStarts: Uint32Array
}

/** A document whose terms and scope are numbers of the index, field by field. */
export interface Numbered {
  readonly document: Document
  readonly scope: number
  readonly fields: readonly (readonly number[])[]
}

/** Inverts documents; quiet terms get no postings. */
export function buildSegment(numbered: readonly Numbered[], isQuiet: (term: number) => boolean): Segment {
  const documents = numbered.map((one) => one.document)
  const tokens = numbered.map((one) => one.fields)
  return {
    rows: documents.length,
    ids: Float64Array.from(documents, (document) => document.id),
    at: Float64Array.from(documents, (document) => document.at),
    liveliness: Float64Array.from(documents, (document) => document.liveliness),
    lengths: new Float32Array(documents.length),
    themeLengths: new Float32Array(documents.length),
    scopes: Uint32Array.from(numbered, (one) => one.scope),
    facts: Uint32Array.from(documents, packFacts),
    live: new Uint8Array(documents.length).fill(1),
    ...invert(tokens, isQuiet),
    ...layOut(tokens),
  }
}

/** Where the postings of a term stand in the segment; -1 when it has none. */
export function findTerm(segment: Segment, term: number): number {
  let low = 0
  let high = segment.terms.length - 1
  while (low <= high) {
    const middle = (low + high) >>> 1
    const found = segment.terms[middle] as number
    if (found === term) return middle
    if (found < term) low = middle + 1
    else high = middle - 1
  }
  return -1
}

/** What is known of a document beside its words. */
export interface Facts {
  readonly status: boolean
  readonly answered: boolean
  readonly french: boolean
  /** People who say that it is wrong, at most 15. */
  readonly wrong: number
  /** People whom it served, at most 4095. */
  readonly uses: number
}

export function factsOf(segment: Segment, row: number): Facts {
  const packed = segment.facts[row] as number
  return {
    status: (packed & 1) !== 0,
    answered: (packed & 4) !== 0,
    french: (packed & 8) !== 0,
    wrong: (packed >>> 4) & 15,
    uses: packed >>> 8,
  }
}

/** Where the terms of a field of the document begin in `tokens`, and where they end. */
export const fieldStart = (segment: Segment, row: number, field: number): number =>
  segment.fieldStarts[row * FIELDS.length + field] as number

export const fieldEnd = (segment: Segment, row: number, field: number): number =>
  segment.fieldStarts[row * FIELDS.length + field + 1] as number

/** Terms of the document in reading order, field by field. */
export const fieldTerms = (segment: Segment, row: number, field: number): Uint32Array =>
  segment.tokens.subarray(fieldStart(segment, row, field), fieldEnd(segment, row, field))

/** The different terms of the document. */
export function distinctTerms(segment: Segment, row: number): Set<number> {
  const first = row * FIELDS.length
  return new Set(
    segment.tokens.subarray(segment.fieldStarts[first] as number, segment.fieldStarts[first + FIELDS.length] as number),
  )
}

const packFacts = (document: Document): number =>
  (document.kind === 'status' ? 1 : 0) |
  (document.answered ? 4 : 0) |
  (document.language === 'fr' ? 8 : 0) |
  (Math.min(document.wrong, 15) << 4) |
  (Math.min(document.uses, 4095) << 8)

type Tokens = readonly (readonly (readonly number[])[])[]

function invert(
  documents: Tokens,
  isQuiet: (term: number) => boolean,
): Pick<Segment, 'terms' | 'starts' | 'maxImpacts' | 'postRows' | 'postImpacts'> {
  const postings = new Map<number, number[]>()
  documents.forEach((fields, row) => {
    for (const [term, gain] of gainsByTerm(fields)) {
      if (isQuiet(term)) continue
      const list = postings.get(term)
      if (list) list.push(row, impactOf(gain))
      else postings.set(term, [row, impactOf(gain)])
    }
  })
  const terms = Uint32Array.from(postings.keys()).sort()
  const starts = new Uint32Array(terms.length + 1)
  terms.forEach((term, i) => {
    starts[i + 1] = (starts[i] as number) + (postings.get(term)?.length ?? 0) / 2
  })
  const postRows = new Uint32Array(starts[terms.length] as number)
  const postImpacts = new Uint8Array(postRows.length)
  terms.forEach((term, i) => {
    const list = postings.get(term) ?? []
    for (let p = 0; p < list.length / 2; p++) {
      postRows[(starts[i] as number) + p] = list[2 * p] as number
      postImpacts[(starts[i] as number) + p] = list[2 * p + 1] as number
    }
  })
  return { terms, starts, postRows, postImpacts, maxImpacts: highestImpacts(starts, postImpacts) }
}

function gainsByTerm(fields: readonly (readonly number[])[]): Map<number, number> {
  const gains = fieldGains(fields.map((field) => field.length))
  const byTerm = new Map<number, number>()
  fields.forEach((field, f) => {
    const gain = gains[f] ?? 0
    for (const term of field) byTerm.set(term, (byTerm.get(term) ?? 0) + gain)
  })
  return byTerm
}

function highestImpacts(starts: Uint32Array, impacts: Uint8Array): Uint8Array {
  const highest = new Uint8Array(starts.length - 1)
  for (let i = 0; i < highest.length; i++) {
    let max = 0
    for (let p = starts[i] as number; p < (starts[i + 1] as number); p++) max = Math.max(max, impacts[p] as number)
    highest[i] = max
  }
  return highest
}

function layOut(documents: Tokens): Pick<Segment, 'tokens' | 'fieldStarts'> {
  const fields = documents.flat()
  const fieldStarts = new Uint32Array(fields.length + 1)
  fields.forEach((field, f) => {
    fieldStarts[f + 1] = (fieldStarts[f] as number) + field.length
  })
  const tokens = new Uint32Array(fieldStarts[fields.length] as number)
  fields.forEach((field, f) => {
    tokens.set(field, fieldStarts[f] as number)
  })
  return { tokens, fieldStarts }
}
