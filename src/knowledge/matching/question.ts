import type { Lexicon } from './lexicon.ts'
import { type Meet, meetingWith } from './likeness.ts'
import type { Query, QueryTerm } from './query.ts'

/** A query, made ready to be compared with one document after another. */
export interface Question {
  readonly query: Query
  readonly weights: Float64Array
  /** 1 for a quiet term. */
  readonly quiet: Uint8Array
  readonly loudTotal: number
  readonly quietTotal: number
  readonly meet: Meet
  /** Room to count in, for one document at a time: how often each term stands in a field, and how well each is met. */
  readonly counts: Float64Array
  readonly best: Float64Array
}

/** Words that tell much tell most: what a term counts when texts are compared closely, from its weight in the index. */
export const emphasised = (weight: number): number => weight * Math.sqrt(weight)

export function questionOf(query: Query, lexicon: Lexicon): Question {
  const weights = Float64Array.from(query.terms, ({ weight }) => emphasised(weight))
  const placeOf = new Map(query.terms.flatMap((term, place) => numbersOf(term).map((one) => [one, place] as const)))
  return {
    query,
    weights,
    quiet: Uint8Array.from(query.terms, ({ quiet }) => (quiet ? 1 : 0)),
    loudTotal: totalWeight(query, false),
    quietTotal: totalWeight(query, true),
    meet: meetingWith(query, placeOf, lexicon),
    counts: new Float64Array(weights.length),
    best: new Float64Array(weights.length),
  }
}

// What the word is in its own language wins where another word has the same number.
const numbersOf = ({ term, others }: QueryTerm): readonly number[] => (term === undefined ? others : [...others, term])

const totalWeight = ({ terms }: Query, quiet: boolean): number =>
  sum(terms.filter((term) => term.quiet === quiet).map(({ weight }) => emphasised(weight)))

const sum = (numbers: readonly number[]): number => numbers.reduce((total, number) => total + number, 0)
