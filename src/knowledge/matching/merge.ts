import { FIELDS } from './document.ts'
import type { Segment } from './segment.ts'
import { finished, type Steps } from './steps.ts'

/** Postings or tokens that are moved in one step: some milliseconds. */
const MOVED_AT_ONCE = 500_000

/** One segment out of several, without the documents that are gone. */
export const mergeSegments = (segments: readonly Segment[]): Segment => finished(merging(segments))

/** The same in steps; who is alive must not change between them. */
export function* merging(segments: readonly Segment[]): Steps<Segment> {
  const { renamed, rows } = renameLiveRows(segments)
  yield
  const facts = mergeFacts(segments, renamed, rows)
  yield
  return { ...facts, ...(yield* mergePostings(segments, renamed)), ...(yield* mergeTokens(segments, rows)) }
}

/** Set where a document was left behind. */
const GONE = 0xffffffff

// For each segment, the row of each of its documents in the merged one; and how many rows that has.
function renameLiveRows(segments: readonly Segment[]): { renamed: readonly Uint32Array[]; rows: number } {
  let rows = 0
  const renamed = segments.map(({ live }) => {
    const names = new Uint32Array(live.length)
    for (let row = 0; row < live.length; row++) names[row] = live[row] ? rows++ : GONE
    return names
  })
  return { renamed, rows }
}

function mergeFacts(segments: readonly Segment[], renamed: readonly Uint32Array[], rows: number) {
  const merged = {
    rows,
    ids: new Float64Array(rows),
    at: new Float64Array(rows),
    liveliness: new Float64Array(rows),
    lengths: new Float32Array(rows),
    themeLengths: new Float32Array(rows),
    scopes: new Uint32Array(rows),
    facts: new Uint32Array(rows),
    live: new Uint8Array(rows).fill(1),
  }
  segments.forEach((segment, s) => {
    const names = renamed[s] as Uint32Array
    for (let row = 0; row < segment.rows; row++) {
      const to = names[row] as number
      if (to === GONE) continue
      merged.ids[to] = segment.ids[row] as number
      merged.at[to] = segment.at[row] as number
      merged.liveliness[to] = segment.liveliness[row] as number
      merged.lengths[to] = segment.lengths[row] as number
      merged.themeLengths[to] = segment.themeLengths[row] as number
      merged.scopes[to] = segment.scopes[row] as number
      merged.facts[to] = segment.facts[row] as number
    }
  })
  return merged
}

type Postings = Pick<Segment, 'terms' | 'starts' | 'maxImpacts' | 'postRows' | 'postImpacts'>

function* mergePostings(segments: readonly Segment[], renamed: readonly Uint32Array[]): Steps<Postings> {
  const room = segments.reduce((sum, segment) => sum + segment.postRows.length, 0)
  const mostTerms = segments.reduce((sum, segment) => sum + segment.terms.length, 0)
  const postRows = new Uint32Array(room)
  const postImpacts = new Uint8Array(room)
  const terms = new Uint32Array(mostTerms)
  const starts = new Uint32Array(mostTerms + 1)
  const maxImpacts = new Uint8Array(mostTerms)
  const cursors = new Uint32Array(segments.length)
  let kept = 0
  let filled = 0
  let paused = 0
  for (;;) {
    const term = lowestTerm(segments, cursors)
    if (term === GONE) break
    for (let s = 0; s < segments.length; s++) {
      const { terms: own, starts: from, postRows: rows, postImpacts: impacts } = segments[s] as Segment
      const i = cursors[s] as number
      if (own[i] !== term) continue
      cursors[s] = i + 1
      const names = renamed[s] as Uint32Array
      for (let p = from[i] as number; p < (from[i + 1] as number); p++) {
        const to = names[rows[p] as number] as number
        if (to === GONE) continue
        postRows[filled] = to
        postImpacts[filled++] = impacts[p] as number
        maxImpacts[kept] = Math.max(maxImpacts[kept] as number, impacts[p] as number)
      }
    }
    if (filled > (starts[kept] as number)) {
      terms[kept++] = term
      starts[kept] = filled
    }
    if (filled - paused < MOVED_AT_ONCE) continue
    paused = filled
    yield
  }
  return {
    terms: terms.slice(0, kept),
    starts: starts.slice(0, kept + 1),
    maxImpacts: maxImpacts.slice(0, kept),
    postRows: fitted(postRows, filled),
    postImpacts: fitted(postImpacts, filled),
  }
}

/** Room that may stay empty behind an array, as a share: less is not worth copying the array for. */
const WASTED_AT_MOST = 0.1

const fitted = <Numbers extends Uint32Array | Uint8Array>(array: Numbers, length: number): Numbers =>
  (length < (1 - WASTED_AT_MOST) * array.length ? array.slice(0, length) : array.subarray(0, length)) as Numbers

// The lowest of the terms that the segments have next.
function lowestTerm(segments: readonly Segment[], cursors: Uint32Array): number {
  let lowest = GONE
  for (let s = 0; s < cursors.length; s++) lowest = Math.min(lowest, segments[s]?.terms[cursors[s] as number] ?? GONE)
  return lowest
}

function* mergeTokens(segments: readonly Segment[], rows: number): Steps<Pick<Segment, 'tokens' | 'fieldStarts'>> {
  const fieldStarts = new Uint32Array(rows * FIELDS.length + 1)
  const tokens = new Uint32Array(segments.reduce((sum, segment) => sum + segment.tokens.length, 0))
  let cell = 0
  let filled = 0
  let paused = 0
  for (const { live, tokens: from, fieldStarts: starts } of segments) {
    for (let row = 0; row < live.length; row++) {
      if (!live[row]) continue
      const first = row * FIELDS.length
      const moved = filled - (starts[first] as number)
      const end = starts[first + FIELDS.length] as number
      for (let token = starts[first] as number; token < end; token++) tokens[filled++] = from[token] as number
      for (let field = 1; field <= FIELDS.length; field++)
        fieldStarts[++cell] = (starts[first + field] as number) + moved
      if (filled - paused < MOVED_AT_ONCE) continue
      paused = filled
      yield
    }
  }
  return { tokens: fitted(tokens, filled), fieldStarts }
}
