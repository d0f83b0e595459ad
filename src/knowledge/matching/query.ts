import type { LanguageCode } from '../item.ts'
import type { Lexicon } from './lexicon.ts'
import type { Sought } from './retrieve.ts'
import type { TermReader } from './terms.ts'

/** A question, read for one index. */
export interface Query {
  readonly language: LanguageCode
  /** Its different known terms, in the order in which they first stand. */
  readonly terms: readonly QueryTerm[]
  /** Every term in reading order, known or not. */
  readonly reading: readonly string[]
}

export interface QueryTerm {
  readonly term: number
  /** How much it tells, from public items alone. */
  readonly weight: number
}

/** Terms of a question that are looked for, at most: those that tell most. */
const TERMS_AT_MOST = 40
/** Weights become whole numbers in these steps, so that sums are exact. */
const WEIGHT_STEPS = 1024

export function readQuery(question: string, language: LanguageCode, terms: TermReader, lexicon: Lexicon): Query {
  const reading = terms.read(question, language)
  const known = [...new Set(reading)].flatMap((word) => {
    const term = lexicon.idOf(word)
    return term === undefined ? [] : [{ term, weight: lexicon.weight(term), word }]
  })
  const telling = [...known].sort((a, b) => b.weight - a.weight || (a.word < b.word ? -1 : 1)).slice(0, TERMS_AT_MOST)
  const kept = new Set(telling.map(({ term }) => term))
  return {
    language,
    reading,
    terms: known.filter(({ term }) => kept.has(term)).map(({ term, weight }) => ({ term, weight })),
  }
}

/** What to look for in the postings. */
export const soughtBy = (query: Query): Sought[] =>
  query.terms.map(({ term, weight }) => ({ term, weight: Math.round(weight * WEIGHT_STEPS) }))
