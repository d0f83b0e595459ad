import type { Lexicon } from './lexicon.ts'
import { NOT_AT_ALL } from './likeness.ts'
import { emphasised, type Question } from './question.ts'
import { fieldEnd, fieldStart, type Segment } from './segment.ts'

/** What one field of a document has of the question. Shares are from 0 to 1. */
export interface FieldScan {
  /** Share of the question's telling terms, saturated by length and repetition; and of its quiet ones. */
  readonly loud: number
  readonly quiet: number
}

/**
 * Reads at most `limit` terms of a field; `usual` is the length at which a term that stands once counts half.
 * Counts in the question's room, and raises `best` there to what it finds.
 */
export function scanField(
  segment: Segment,
  row: number,
  field: number,
  limit: number,
  usual: number,
  question: Question,
): FieldScan {
  const { best, meet } = question
  const { tokens } = segment
  const counts = question.counts.fill(0)
  const start = fieldStart(segment, row, field)
  const length = fieldEnd(segment, row, field) - start
  const end = start + Math.min(length, limit)
  let isMet = false
  for (let i = start; i < end; i++) {
    const meeting = meet(tokens[i] as number)
    if (meeting === NOT_AT_ALL) continue
    const { place, alike } = meeting
    if (alike.length > 0) raise(best, alike)
    if (place < 0) continue
    isMet = true
    counts[place] = (counts[place] as number) + 1
  }
  return isMet ? saturate(counts, length / usual, question) : NOTHING
}

const NOTHING: FieldScan = { loud: 0, quiet: 0 }

function raise(best: Float64Array, alike: readonly number[]): void {
  for (let i = 0; i < alike.length; i += 2) {
    const place = alike[i] as number
    if ((alike[i + 1] as number) > (best[place] as number)) best[place] = alike[i + 1] as number
  }
}

function saturate(counts: Float64Array, relativeLength: number, question: Question): FieldScan {
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

export const TITLE = 0

/** The other way round: the share of the title's telling terms that the question is written like. */
export function titleCovered(
  segment: Segment,
  row: number,
  limit: number,
  question: Question,
  lexicon: Lexicon,
): number {
  let covered = 0
  let whole = 0
  const start = fieldStart(segment, row, TITLE)
  const end = Math.min(fieldEnd(segment, row, TITLE), start + limit)
  for (let i = start; i < end; i++) {
    const term = segment.tokens[i] as number
    if (lexicon.isQuiet(term)) continue
    const weight = emphasised(lexicon.weight(term))
    whole += weight
    covered += weight * question.meet(term).most
  }
  return share(covered, whole)
}

export const share = (part: number, whole: number): number => (whole > 0 ? part / whole : 0)
