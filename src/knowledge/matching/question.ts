import { FIELDS } from './document.ts'
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
  /** Terms that follow each other, as `pairKey`, with their weight. */
  readonly pairs: ReadonlyMap<number, number>
  readonly pairTotal: number
  readonly meet: Meet
  /** Room to count in, for one document at a time: how often each term stands in each field, and how well each is met. */
  readonly counts: readonly Float64Array[]
  readonly best: Float64Array
}

const MOST_TERMS = 65_536

/** One number for two places that follow each other. */
export const pairKey = (first: number, second: number): number => first * MOST_TERMS + second

export function questionOf(query: Query, lexicon: Lexicon): Question {
  const weights = Float64Array.from(query.terms, ({ weight }) => weight)
  const pairs = pairsOf(query, weights)
  const placeOf = new Map(query.terms.flatMap((term, place) => numbersOf(term).map((one) => [one, place] as const)))
  return {
    query,
    weights,
    quiet: Uint8Array.from(query.terms, ({ quiet }) => (quiet ? 1 : 0)),
    loudTotal: totalWeight(query, false),
    quietTotal: totalWeight(query, true),
    pairs,
    pairTotal: sum([...pairs.values()]),
    meet: meetingWith(query, placeOf, lexicon),
    counts: FIELDS.map(() => new Float64Array(weights.length)),
    best: new Float64Array(weights.length),
  }
}

// What the word is in its own language wins where another word has the same number.
const numbersOf = ({ term, others }: QueryTerm): readonly number[] => (term === undefined ? others : [...others, term])

function pairsOf({ reading }: Query, weights: Float64Array): Map<number, number> {
  const pairs = new Map<number, number>()
  for (let i = 0; i + 1 < reading.length; i++) {
    const [first, second] = [reading[i] as number, reading[i + 1] as number]
    pairs.set(pairKey(first, second), (weights[first] as number) + (weights[second] as number))
  }
  return pairs
}

const totalWeight = ({ terms }: Query, quiet: boolean): number =>
  sum(terms.filter((term) => term.quiet === quiet).map(({ weight }) => weight))

const sum = (numbers: readonly number[]): number => numbers.reduce((total, number) => total + number, 0)
