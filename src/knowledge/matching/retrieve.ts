import { findTerm, type Segment } from './segment.ts'
import type { Hit, Top } from './top.ts'

/** A term that is looked for; `weight` is a whole number, so that sums are exact in any order. */
export interface Sought {
  readonly term: number
  readonly weight: number
}

/** A document of the index that matches. */
export interface Found extends Hit {
  readonly segment: Segment
  readonly row: number
}

/** Rows that are scored together: their sums fit in the processor's cache. */
const WINDOW = 8192

const sums = new Float64Array(WINDOW)
const touched = new Uint32Array(WINDOW / 32)

/**
 * Offers to `top` the documents of the segment that match best, exactly as if each had been scored (MaxScore: terms
 * that cannot lift a document over the threshold are looked up only in documents that other terms have found).
 * `readable` holds 1 for each scope that the reader may read.
 */
export function retrieve(segment: Segment, sought: readonly Sought[], readable: Uint8Array, top: Top<Found>): void {
  const lists = openLists(segment, sought)
  const ceilings = ceilingsOf(lists)
  for (let base = 0; base < segment.rows; base += WINDOW) {
    const essential = firstEssential(ceilings, top.threshold)
    if (essential === lists.length) return
    for (let i = essential; i < lists.length; i++) addWindow(segment, lists[i] as PostingList, base)
    drainWindow(segment, lists, ceilings, essential, base, readable, top)
  }
}

interface PostingList {
  readonly weight: number
  readonly bound: number
  readonly end: number
  cursor: number
}

// Ascending by what each can add at most.
function openLists(segment: Segment, sought: readonly Sought[]): PostingList[] {
  const lists: PostingList[] = []
  for (const { term, weight } of sought) {
    const i = findTerm(segment, term)
    if (i < 0) continue
    const bound = weight * (segment.maxImpacts[i] as number)
    lists.push({ weight, bound, cursor: segment.starts[i] as number, end: segment.starts[i + 1] as number })
  }
  return lists.sort((a, b) => a.bound - b.bound)
}

// What the lists before each one can add together.
function ceilingsOf(lists: readonly PostingList[]): Float64Array {
  const ceilings = new Float64Array(lists.length + 1)
  lists.forEach((list, i) => {
    ceilings[i + 1] = (ceilings[i] as number) + list.bound
  })
  return ceilings
}

// Documents that only hold terms before this one stay below the threshold.
function firstEssential(ceilings: Float64Array, threshold: number): number {
  let first = 0
  while (first < ceilings.length - 1 && (ceilings[first + 1] as number) < threshold) first++
  return first
}

function addWindow(segment: Segment, list: PostingList, base: number): void {
  const { postRows, postImpacts } = segment
  const end = base + WINDOW
  let p = list.cursor
  // A list that was not essential before may lag behind.
  if (p < list.end && (postRows[p] as number) < base) p = seek(postRows, p, list.end, base)
  for (; p < list.end; p++) {
    const row = postRows[p] as number
    if (row >= end) break
    const slot = row - base
    sums[slot] = (sums[slot] as number) + list.weight * (postImpacts[p] as number)
    touched[slot >>> 5] = (touched[slot >>> 5] as number) | (1 << (slot & 31))
  }
  list.cursor = p
}

function drainWindow(
  segment: Segment,
  lists: readonly PostingList[],
  ceilings: Float64Array,
  essential: number,
  base: number,
  readable: Uint8Array,
  top: Top<Found>,
): void {
  for (let word = 0; word < touched.length; word++) {
    let bits = touched[word] as number
    if (bits === 0) continue
    touched[word] = 0
    while (bits !== 0) {
      const slot = word * 32 + (31 - Math.clz32(bits & -bits))
      bits &= bits - 1
      const sum = sums[slot] as number
      sums[slot] = 0
      const row = base + slot
      const threshold = top.threshold
      if (sum + (ceilings[essential] as number) < threshold) continue
      const score = complete(segment, lists, ceilings, essential, row, sum, threshold)
      // Last, because these lie scattered in memory: few rows come so far.
      if (score < threshold || !segment.live[row] || !readable[segment.scopes[row] as number]) continue
      top.offer({ id: segment.ids[row] as number, at: segment.at[row] as number, score, segment, row })
    }
  }
}

// Adds what the other lists hold on the row, until it is clear that it stays below the threshold.
function complete(
  segment: Segment,
  lists: readonly PostingList[],
  ceilings: Float64Array,
  essential: number,
  row: number,
  sum: number,
  threshold: number,
): number {
  let score = sum
  for (let i = essential - 1; i >= 0; i--) {
    if (score + (ceilings[i + 1] as number) < threshold) return score
    const list = lists[i] as PostingList
    list.cursor = seek(segment.postRows, list.cursor, list.end, row)
    if (list.cursor < list.end && segment.postRows[list.cursor] === row) {
      score += list.weight * (segment.postImpacts[list.cursor] as number)
    }
  }
  return score
}

// First place from `from` on whose row is not before `row`: steps that double, then halving.
function seek(rows: Uint32Array, from: number, end: number, row: number): number {
  if (from >= end || (rows[from] as number) >= row) return from
  let step = 1
  let low = from
  while (low + step < end && (rows[low + step] as number) < row) {
    low += step
    step *= 2
  }
  let high = Math.min(low + step, end)
  while (high - low > 1) {
    const middle = (low + high) >>> 1
    if ((rows[middle] as number) < row) low = middle
    else high = middle
  }
  return high
}
