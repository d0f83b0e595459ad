import type { Lexicon } from './lexicon.ts'
import { pairKey, type Question } from './question.ts'

/** What one field of a document has of the question. Shares are from 0 to 1. */
export interface FieldScan {
  /** How often each term of the question stands in it, by place. */
  readonly counts: Float64Array
  /** Share of the question's telling terms, saturated by length and repetition; and of its quiet ones. */
  readonly loud: number
  readonly quiet: number
  /** Share of the question's pairs of words that follow each other here too. */
  readonly pairs: number
}

/** How well each term of the question is met by the most alike term of what was scanned. */
export type BestAlike = Float64Array

/**
 * Reads at most `limit` terms of a field; `usual` is the length at which a term that stands once counts half.
 * Raises `best` to what it finds.
 */
export function scanField(
  tokens: Uint32Array,
  limit: number,
  usual: number,
  question: Question,
  best: BestAlike,
): FieldScan {
  const counts = new Float64Array(question.weights.length)
  const length = Math.min(tokens.length, limit)
  const seenPairs = new Set<number>()
  let pairs = 0
  let before = -1
  for (let i = 0; i < length; i++) {
    const term = tokens[i] as number
    raise(best, question.likeness(term))
    const place = question.placeOf.get(term) ?? -1
    if (place >= 0) {
      counts[place] = (counts[place] as number) + 1
      const key = pairKey(before, place)
      const weight = before < 0 ? undefined : question.pairs.get(key)
      if (weight !== undefined && !seenPairs.has(key)) {
        seenPairs.add(key)
        pairs += weight
      }
    }
    before = place
  }
  return { counts, pairs: share(pairs, question.pairTotal), ...saturate(counts, tokens.length / usual, question) }
}

function raise(best: BestAlike, alike: Float64Array): void {
  for (let i = 0; i < alike.length; i += 2) {
    const place = alike[i] as number
    if ((alike[i + 1] as number) > (best[place] as number)) best[place] = alike[i + 1] as number
  }
}

function saturate(counts: Float64Array, relativeLength: number, question: Question): { loud: number; quiet: number } {
  const half = 0.5 + 0.5 * relativeLength
  let loud = 0
  let quiet = 0
  for (let place = 0; place < counts.length; place++) {
    const count = counts[place] as number
    if (count === 0) continue
    const gain = ((question.weights[place] as number) * count) / (count + half)
    if (question.quiet[place]) quiet += gain
    else loud += gain
  }
  return { loud: share(loud, question.loudTotal), quiet: share(quiet, question.quietTotal) }
}

/** The other way round: the share of a title's telling terms that the question is written like. */
export function coveredBy(title: Uint32Array, limit: number, question: Question, lexicon: Lexicon): number {
  let covered = 0
  let whole = 0
  for (const term of title.subarray(0, limit)) {
    if (lexicon.isQuiet(term)) continue
    const weight = lexicon.weight(term)
    whole += weight
    covered += weight * mostAlike(question.likeness(term))
  }
  return share(covered, whole)
}

function mostAlike(alike: Float64Array): number {
  let most = 0
  for (let i = 1; i < alike.length; i += 2) most = Math.max(most, alike[i] as number)
  return most
}

export const share = (part: number, whole: number): number => (whole > 0 ? part / whole : 0)
