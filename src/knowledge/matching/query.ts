import { LANGUAGE_CODES, type LanguageCode } from '../item.ts'
import type { Lexicon } from './lexicon.ts'
import type { Reading } from './meanings.ts'
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
  /** Numbers of what the same word becomes in other languages: `certificate` finds `certificat` too. */
  readonly others: readonly number[]
  /** Numbers of terms that mean the same, though no letters show it (`password` finds `passe`), or that it is a slip of. */
  readonly meant: readonly number[]
  /** How much it tells, from public items alone. */
  readonly weight: number
  readonly quiet: boolean
}

/** The terms of a question that tell something. */
export const loudTerms = ({ terms }: Query): readonly QueryTerm[] => terms.filter(({ quiet }) => !quiet)

/** Terms of a question that are used, at most: those that tell most. */
const TERMS_AT_MOST = 40
/** Weights become whole numbers in these steps, so that sums are exact. */
const WEIGHT_STEPS = 1024
/** What a term that only means the same counts, beside the very same. */
export const MEANT = 0.8
/** A term in no more public items than this may be a slip of the pen, or another form of a common word. */
const RARE = 20
/** Terms so alike (Dice of runs of three letters) stand in for it, so many at most, at this share of its weight. */
const ALIKE_FROM = 0.5
const ALIKE_AT_MOST = 6
const ALIKE_WEIGHT = 0.5
/** A word that no public item has may be a slip of so many others. */
const SLIPS_AT_MOST = 2

export function readQuery(
  question: string,
  language: LanguageCode,
  { terms, meanings }: Reading,
  lexicon: Lexicon,
): Query {
  const words = terms.read(question, language)
  const meant = meanings(question, language, words)
  const others = otherReadings(question, words, language, terms, lexicon)
  const kept = mostTelling(
    [...new Set(words)].map((text) => toTerm(text, others.get(text) ?? [], meant.get(text) ?? [], lexicon)),
  )
  const placeOf = new Map(kept.map(({ text }, place) => [text, place]))
  const reading = words.flatMap((text) => placeOf.get(text) ?? [])
  return { language, terms: kept, reading }
}

/**
 * What to look for in the postings: the terms themselves and, for those that hardly any public item has, terms that
 * are written alike.
 */
export function soughtBy(query: Query, lexicon: Lexicon): Sought[] {
  const weights = new Map<number, number>()
  const seek = (term: number, weight: number) =>
    weights.set(term, (weights.get(term) ?? 0) + Math.round(weight * WEIGHT_STEPS))
  for (const { text, term, others, meant, weight, quiet } of query.terms) {
    if (quiet) continue
    for (const one of others) seek(one, weight)
    for (const one of meant) seek(one, Math.min(weight, lexicon.weight(one)) * MEANT)
    if (term !== undefined) seek(term, weight)
    if (term !== undefined && lexicon.publicItemsWith(term) > RARE) continue
    for (const { term: alike, likeness } of lexicon.writtenLike(text, ALIKE_FROM, ALIKE_AT_MOST)) {
      seek(alike, Math.min(weight, lexicon.weight(alike)) * likeness ** 2 * ALIKE_WEIGHT)
    }
  }
  return [...weights].map(([term, weight]) => ({ term, weight }))
}

function toTerm(text: string, others: readonly number[], meanings: readonly string[], lexicon: Lexicon): QueryTerm {
  const term = lexicon.idOf(text)
  const isSaid = [term, ...others].some((one) => one !== undefined && lexicon.publicItemsWith(one) > 0)
  const slips = isSaid || isQuiet(text) ? [] : lexicon.slipsOf(text, SLIPS_AT_MOST)
  const known = [...meanings.flatMap((meaning) => lexicon.idOf(meaning) ?? []), ...slips]
  const meant = [...new Set(known)].filter((one) => one !== term && !others.includes(one))
  const weight = Math.min(...[term, ...others, ...(isSaid ? [] : meant)].map((one) => lexicon.weight(one)))
  return { text, term, others, meant, weight, quiet: isQuiet(text) }
}

/** A short question does not show its language, and colleagues answer in theirs: each word is read in every language. */
function otherReadings(
  question: string,
  words: readonly string[],
  language: LanguageCode,
  terms: TermReader,
  lexicon: Lexicon,
): Map<string, number[]> {
  const found = new Map<string, number[]>()
  for (const other of LANGUAGE_CODES.filter((code) => code !== language)) {
    for (const [at, text] of terms.read(question, other).entries()) {
      const own = words[at] ?? text
      const term = lexicon.idOf(text)
      if (text === own || term === undefined || isQuiet(text) || isQuiet(own)) continue
      const known = found.get(own) ?? []
      if (!known.includes(term)) found.set(own, [...known, term])
    }
  }
  return found
}

// The cut looks at public weights only: a term that hidden items alone have counts like one that nobody has.
function mostTelling(terms: readonly QueryTerm[]): QueryTerm[] {
  const loud = terms.filter(({ quiet }) => !quiet)
  const kept = new Set(
    [...loud].sort((a, b) => b.weight - a.weight || (a.text < b.text ? -1 : 1)).slice(0, TERMS_AT_MOST),
  )
  return terms.filter((term) => term.quiet || kept.has(term))
}
