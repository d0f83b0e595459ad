import type { Document } from './document.ts'
import { learnVectors, type OpenRow } from './learn.ts'
import { Lexicon } from './lexicon.ts'
import { type Found, retrieve, type Sought } from './retrieve.ts'
import { buildSegment, distinctTerms, mergeSegments, type Numbered, type Segment } from './segment.ts'
import { type Scope, stateFromBytes, stateToBytes } from './snapshot.ts'
import { byRank, Top } from './top.ts'
import type { TermVectors } from './vectors.ts'

/** What a reader may read, as the store spells it out. */
export interface Access {
  /** What is open to everyone. */
  readonly everyone: boolean
  /** What is open to everyone and was said in these places. */
  readonly everyoneIn: ReadonlySet<string>
  /** Whatever was said in these places. */
  readonly places: ReadonlySet<string>
  readonly all: boolean
}

/** Documents that wait to be inverted, at most: then they become a segment even if nobody asks. */
const WAITING_AT_MOST = 2048
/** A segment with as many rows is left alone, so that no merge holds up a question for long. */
const MERGED_UP_TO = 250_000
/** Fewer public documents than this teach nothing; learning starts again when there are so many times more. */
const LEARN_FROM = 200
const LEARN_AGAIN = 1.5
/** Documents that are measured in one step. */
const MEASURED_AT_ONCE = 1024

/** Every item that can be found, inverted: a row of segments, smaller and younger towards the end. */
export class MatchingIndex {
  #lexicon = new Lexicon()
  #segments: Segment[] = []
  readonly #waiting = new Map<number, Numbered>()
  #scopes: Scope[] = []
  #learntFrom = 0
  readonly #scopeNumbers = new Map<string, number>()

  get lexicon(): Lexicon {
    return this.#lexicon
  }

  /** How many documents there are. */
  get size(): number {
    return this.#waiting.size + this.#segments.reduce((sum, segment) => sum + segment.rows, 0)
  }

  /** All that it knows, as bytes; `seq` is the number of the last change that it was told of. */
  toBytes(seq: number): Uint8Array {
    this.#settle()
    this.#segments = this.#segments.map((one) => (one.live.includes(0) ? mergeSegments([one]) : one))
    const state = {
      lexicon: this.#lexicon,
      segments: this.#segments,
      scopes: this.#scopes,
      learntFrom: this.#learntFrom,
    }
    return stateToBytes(state, seq)
  }

  /** Becomes the index that was turned into bytes and returns its `seq`; null, and nothing changes, when they are no good. */
  restore(bytes: Uint8Array): number | null {
    const read = stateFromBytes(bytes)
    if (!read) return null
    this.#lexicon = read.state.lexicon
    this.#segments = [...read.state.segments]
    this.#learntFrom = read.state.learntFrom
    this.#waiting.clear()
    this.#scopes = []
    this.#scopeNumbers.clear()
    for (const scope of read.state.scopes) this.#scopeNumber(scope)
    return read.seq
  }

  /** Adds the document, in place of an earlier one with its number. */
  put(document: Document): void {
    this.remove(document.id)
    const numbered = this.#number(document)
    this.#waiting.set(document.id, numbered)
    if (document.open) this.#lexicon.count(new Set(numbered.fields.flat()), 1)
    if (this.#waiting.size >= WAITING_AT_MOST) this.#settle()
  }

  /** Forgets the document. */
  remove(id: number): void {
    const waiting = this.#waiting.get(id)
    if (waiting) {
      if (waiting.document.open) this.#lexicon.count(new Set(waiting.fields.flat()), -1)
      this.#waiting.delete(id)
      return
    }
    for (const segment of this.#segments) {
      const row = rowOf(segment, id)
      if (row < 0 || !segment.live[row]) continue
      if (this.#scopes[segment.scopes[row] as number]?.open) this.#lexicon.count(distinctTerms(segment, row), -1)
      segment.live[row] = 0
    }
  }

  /** Makes what is otherwise made when it is first asked for. */
  prepare(): void {
    this.#settle()
    this.#lexicon.prepare()
    for (const segment of this.#segments) for (const rowsOf of [rowsByAge, usedRows]) rowsOf(segment)
  }

  /** The best `limit` documents that the reader may read, as if each had been scored. */
  retrieve(sought: readonly Sought[], access: Access, limit: number): Found[] {
    this.#settle()
    const top = new Top<Found>(limit)
    const readable = this.#readable(access)
    for (const segment of this.#segments) retrieve(segment, sought, readable, top)
    return top.sorted()
  }

  /** The `limit` documents that the reader may read and that are used most these days, whatever they say. */
  lively(access: Access, limit: number): Found[] {
    return this.#firstIn(usedRows, byLiveliness, access, limit)
  }

  /** The `limit` newest documents that the reader may read. */
  newest(access: Access, limit: number): Found[] {
    return this.#firstIn(rowsByAge, byRank, access, limit)
  }

  #firstIn(
    rowsOf: (segment: Segment) => Uint32Array,
    order: (a: Found, b: Found) => number,
    access: Access,
    limit: number,
  ): Found[] {
    this.#settle()
    const readable = this.#readable(access)
    return this.#segments
      .flatMap((segment) => firstReadable(segment, rowsOf(segment), readable, limit))
      .sort(order)
      .slice(0, limit)
  }

  /** Learns from the public documents which terms keep company, when there are enough, and many more than last time. */
  *learning(): Generator<void> {
    this.#settle()
    if (this.#lexicon.publicCount < Math.max(LEARN_FROM, LEARN_AGAIN * this.#learntFrom)) return
    this.#learntFrom = this.#lexicon.publicCount
    const vectors = yield* learnVectors(this.#openRows(), this.#lexicon)
    for (const { lengths } of this.#segments) lengths.fill(0)
    this.#lexicon.vectors = vectors
    yield* this.#measuring(vectors)
  }

  // What is not measured by then, because it was put in meanwhile, is measured when it is first looked at.
  *#measuring(vectors: TermVectors): Generator<void> {
    for (const segment of this.#segments) {
      for (let row = 0; row < segment.rows; row++) {
        vectors.measure(segment, row)
        if (row % MEASURED_AT_ONCE === 0) yield
      }
    }
  }

  #openRows(): OpenRow[] {
    return this.#segments.flatMap((segment) =>
      [...segment.ids.keys()]
        .filter((row) => segment.live[row] && this.#scopes[segment.scopes[row] as number]?.open)
        .map((row) => ({ segment, row })),
    )
  }

  #number(document: Document): Numbered {
    const fields = document.fields.map((field) => field.map((term) => this.#lexicon.intern(term)))
    return { document, scope: this.#scopeNumber(document), fields }
  }

  #settle(): void {
    if (this.#waiting.size === 0) return
    const segment = buildSegment([...this.#waiting.values()], (term) => this.#lexicon.isQuiet(term))
    this.#waiting.clear()
    this.#segments = joined([...this.#segments, segment])
  }

  #scopeNumber({ place, open }: Scope): number {
    const key = `${open ? '+' : '-'}${place}`
    const known = this.#scopeNumbers.get(key)
    if (known !== undefined) return known
    this.#scopeNumbers.set(key, this.#scopes.length)
    return this.#scopes.push({ place, open }) - 1
  }

  #readable(access: Access): Uint8Array {
    return Uint8Array.from(this.#scopes, (scope) => (mayRead(access, scope) ? 1 : 0))
  }
}

const mayRead = (access: Access, { place, open }: Scope): boolean =>
  access.all || access.places.has(place) || (open && (access.everyone || access.everyoneIn.has(place)))

// Joins the youngest segments as long as the one before is not much larger: each document is moved a few times only.
function joined(segments: readonly Segment[]): Segment[] {
  const kept = [...segments]
  const young: Segment[] = []
  let rows = 0
  while (kept.length > 0) {
    const last = kept[kept.length - 1] as Segment
    if (last.rows >= MERGED_UP_TO || (young.length > 0 && last.rows > 2 * rows)) break
    young.unshift(last)
    kept.pop()
    rows += last.rows
  }
  if (young.length === 0) return kept
  return [...kept, young.length === 1 ? (young[0] as Segment) : mergeSegments(young)]
}

const rowsById = remembered(({ ids }) => inOrder([...ids.keys()], (a, b) => (ids[a] as number) - (ids[b] as number)))

// The row of the document in the segment; -1 when it has none.
function rowOf(segment: Segment, id: number): number {
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

function firstReadable(segment: Segment, rows: Uint32Array, readable: Uint8Array, limit: number): Found[] {
  const found: Found[] = []
  for (const row of rows) {
    if (found.length >= limit) break
    if (segment.live[row] && readable[segment.scopes[row] as number]) found.push(foundAt(segment, row))
  }
  return found
}

// Rows that were ever used, liveliest first.
const usedRows = remembered((segment) => {
  const { liveliness } = segment
  const used = [...liveliness.keys()].filter((row) => Number.isFinite(liveliness[row] as number))
  return inOrder(used, (a, b) => (liveliness[b] as number) - (liveliness[a] as number) || newerFirst(segment, a, b))
})

const rowsByAge = remembered((segment) => inOrder([...segment.at.keys()], (a, b) => newerFirst(segment, a, b)))

// As `byRank` has it where scores are equal.
const newerFirst = ({ at, ids }: Segment, a: number, b: number): number =>
  (at[b] as number) - (at[a] as number) || (ids[a] as number) - (ids[b] as number)

// A list, because the sort of lists is quick where the rows stand in order already, or the other way round.
const inOrder = (rows: number[], order: (a: number, b: number) => number): Uint32Array =>
  Uint32Array.from(rows.sort(order))

// A segment does not change, so its orders are made once.
function remembered(make: (segment: Segment) => Uint32Array): (segment: Segment) => Uint32Array {
  const known = new WeakMap<Segment, Uint32Array>()
  return (segment) => {
    const rows = known.get(segment) ?? make(segment)
    known.set(segment, rows)
    return rows
  }
}

const foundAt = (segment: Segment, row: number): Found => ({
  id: segment.ids[row] as number,
  at: segment.at[row] as number,
  score: 0,
  segment,
  row,
})

const byLiveliness = (a: Found, b: Found): number =>
  (b.segment.liveliness[b.row] as number) - (a.segment.liveliness[a.row] as number) || byRank(a, b)
