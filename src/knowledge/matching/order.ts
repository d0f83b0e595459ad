import type { Question } from './question.ts'
import { TITLE } from './scan.ts'
import { fieldEnd, fieldStart, type Segment } from './segment.ts'

/** Terms of the question that are read. */
const READ_AT_MOST = 200

/**
 * How much of a title and of the question is said in the same order, small words too: twice the longest row of terms
 * that both have in this order, over the lengths of both.
 */
export function titleInOrder(segment: Segment, row: number, limit: number, question: Question): number {
  const reading = question.query.reading.slice(0, READ_AT_MOST)
  const start = fieldStart(segment, row, TITLE)
  const end = Math.min(fieldEnd(segment, row, TITLE), start + limit)
  // Longest row within the first `i` terms of the question, for the part of the title that was read.
  const longest = new Uint16Array(reading.length + 1)
  for (let t = start; t < end; t++) {
    const { place } = question.meet(segment.tokens[t] as number)
    if (place < 0) continue
    let before = 0
    for (let i = 1; i <= reading.length; i++) {
      const here = longest[i] as number
      if (reading[i - 1] === place) longest[i] = Math.max(here, before + 1)
      else longest[i] = Math.max(here, longest[i - 1] as number)
      before = here
    }
  }
  const found = longest[reading.length] as number
  return found === 0 ? 0 : (2 * found) / (reading.length + end - start)
}
