import type { Found } from './retrieve.ts'
import type { Segment } from './segment.ts'
import { byRank } from './top.ts'

/** The row of the document in the segment; -1 when it has none. */
export function rowOf(segment: Segment, id: number): number {
  const { lowest, highest } = idRange(segment)
  if (id < lowest || id > highest) return -1
  const order = rowsById(segment)
  let low = 0
  let high = order.length
  while (low < high) {
    const middle = (low + high) >>> 1
    if ((segment.ids[order[middle] as number] as number) < id) low = middle + 1
    else high = middle
  }
  const row = order[low]
  return row !== undefined && segment.ids[row] === id ? row : -1
}

/** Rows that were ever used, liveliest first. */
export const usedRows = remembered((segment) => {
  const { liveliness } = segment
  const used = [...liveliness.keys()].filter((row) => Number.isFinite(liveliness[row] as number))
  return inOrder(used, (a, b) => (liveliness[b] as number) - (liveliness[a] as number) || newerFirst(segment, a, b))
})

/** All rows, newest first. */
export const rowsByAge = remembered((segment) => inOrder([...segment.at.keys()], (a, b) => newerFirst(segment, a, b)))

/** The first `limit` of these rows that live and stand in a scope that is `readable`. */
export function firstReadable(segment: Segment, rows: Uint32Array, readable: Uint8Array, limit: number): Found[] {
  const found: Found[] = []
  for (const row of rows) {
    if (found.length >= limit) break
    if (segment.live[row] && readable[segment.scopes[row] as number]) found.push(foundAt(segment, row))
  }
  return found
}

/** The liveliest first, across segments. */
export const byLiveliness = (a: Found, b: Found): number =>
  (b.segment.liveliness[b.row] as number) - (a.segment.liveliness[a.row] as number) || byRank(a, b)

const foundAt = (segment: Segment, row: number): Found => ({
  id: segment.ids[row] as number,
  at: segment.at[row] as number,
  score: 0,
  segment,
  row,
})

/** What is made once of every segment, for those who would rather wait for it now. */
export const orders: readonly ((segment: Segment) => unknown)[] = [(segment) => idRange(segment), rowsByAge, usedRows]

const rowsById = remembered(({ ids }) => inOrder([...ids.keys()], (a, b) => (ids[a] as number) - (ids[b] as number)))

// Most new documents have a higher number than all before: they need no order to be sure of that.
const idRange = remembered(({ ids }) => ({
  lowest: ids.reduce((least, id) => Math.min(least, id), Number.POSITIVE_INFINITY),
  highest: ids.reduce((most, id) => Math.max(most, id), Number.NEGATIVE_INFINITY),
}))

// As `byRank` has it where scores are equal.
const newerFirst = ({ at, ids }: Segment, a: number, b: number): number =>
  (at[b] as number) - (at[a] as number) || (ids[a] as number) - (ids[b] as number)

// A list, because the sort of lists is quick where the rows stand in order already, or the other way round.
const inOrder = (rows: number[], order: (a: number, b: number) => number): Uint32Array =>
  Uint32Array.from(rows.sort(order))

// A segment does not change, so its orders are made once.
function remembered<Made>(make: (segment: Segment) => Made): (segment: Segment) => Made {
  const known = new WeakMap<Segment, Made>()
  return (segment) => {
    const made = known.get(segment) ?? make(segment)
    known.set(segment, made)
    return made
  }
}
