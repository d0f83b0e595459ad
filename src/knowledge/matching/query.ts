import type { LanguageCode } from '../item.ts'
import type { Lexicon } from './lexicon.ts'
import type { Sought } from './retrieve.ts'
import { isQuiet, type TermReader } from './terms.ts'

/** A question, read for one index. */
export interface Query {
  readonly language: LanguageCode
  /** Its different terms, in the order in which they first stand, quiet ones too. */
  readonly terms: readonly QueryTerm[]
  /** Every term in reading order, as its place in `terms`. */
  readonly reading: readonly number[]
}

export interface QueryTerm {
  readonly text: string
  /** Its number in the index; undefined when no item has it. */
  readonly term: number | undefined
  /** How much it tells, from public items alone. */
  readonly weight: number
  readonly quiet: boolean
}

/** Terms of a question that are used, at most: those that tell most. */
const TERMS_AT_MOST = 40
/** Weights become whole numbers in these steps, so that sums are exact. */
const WEIGHT_STEPS = 1024

export function readQuery(question: string, language: LanguageCode, terms: TermReader, lexicon: Lexicon): Query {
  const words = terms.read(question, language)
  const kept = mostTelling([...new Set(words)].map((text) => toTerm(text, lexicon)))
  const placeOf = new Map(kept.map(({ text }, place) => [text, place]))
  const reading = words.flatMap((text) => placeOf.get(text) ?? [])
  return { language, terms: kept, reading }
}

/** What to look for in the postings. */
export const soughtBy = (query: Query): Sought[] =>
  query.terms.flatMap(({ term, weight, quiet }) =>
    term === undefined || quiet ? [] : [{ term, weight: Math.round(weight * WEIGHT_STEPS) }],
  )

function toTerm(text: string, lexicon: Lexicon): QueryTerm {
  const term = lexicon.idOf(text)
  return { text, term, weight: lexicon.weight(term), quiet: isQuiet(text) }
}

// The cut looks at public weights only: a term that hidden items alone have counts like one that nobody has.
function mostTelling(terms: readonly QueryTerm[]): QueryTerm[] {
  const loud = terms.filter(({ quiet }) => !quiet)
  const kept = new Set(
    [...loud].sort((a, b) => b.weight - a.weight || (a.text < b.text ? -1 : 1)).slice(0, TERMS_AT_MOST),
  )
  return terms.filter((term) => term.quiet || kept.has(term))
}
