import type { Document } from './document.ts'
import { learnVectors, type OpenRow } from './learn.ts'
import { Lexicon } from './lexicon.ts'
import { mergeSegments, merging } from './merge.ts'
import type { Packed } from './pack.ts'
import { type Found, retrieve, type Sought } from './retrieve.ts'
import { byLiveliness, firstReadable, orders, rowOf, rowsByAge, usedRows } from './row-orders.ts'
import { buildSegment, distinctTerms, type Numbered, type Segment } from './segment.ts'
import { type IndexState, packingState, type Scope, stateFromBytes } from './snapshot.ts'
import type { Steps } from './steps.ts'
import { byRank, Top } from './top.ts'
import { TermVectors } from './vectors.ts'

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

  /**
   * Packs all that it knows in steps; `seq` is the number of the last change that it was told of. What it is told between
   * two steps is not packed.
   */
  packing(seq: number): Steps<Packed> {
    this.#settle()
    return this.#packing(this.#segments, this.#segments.map(frozen), {
      lexicon: this.#lexicon.parts,
      vectors: this.#lexicon.vectors?.parts ?? null,
      scopes: [...this.#scopes],
      learntFrom: this.#learntFrom,
      seq,
    })
  }

  /** Becomes the index that was packed and returns its `seq`; null, and nothing changes, when the bytes are no good. */
  restore(bytes: Uint8Array): number | null {
    const read = stateFromBytes(bytes)
    if (!read) return null
    const { lexicon, vectors, segments, learntFrom } = read.state
    this.#lexicon = Lexicon.from(lexicon)
    this.#lexicon.vectors = vectors && new TermVectors(vectors)
    this.#segments = [...segments]
    this.#learntFrom = learntFrom
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
    for (const segment of this.#segments) for (const order of orders) order(segment)
  }

  /** The best `limit` documents that the reader may read, as if each had been scored. */
  retrieve(sought: readonly Sought[], access: Access, limit: number): Found[] {
    this.#settle()
    const top = new Top<Found>(limit)
    const readable = this.#readable(access)
    // The young ones first: they are small and raise the threshold, and of equals the newer one wins anyway.
    for (const segment of [...this.#segments].reverse()) retrieve(segment, sought, readable, top)
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
  *learning(): Steps<void> {
    this.#settle()
    if (this.#lexicon.publicCount < Math.max(LEARN_FROM, LEARN_AGAIN * this.#learntFrom)) return
    this.#learntFrom = this.#lexicon.publicCount
    const vectors = yield* learnVectors(this.#openRows(), this.#lexicon)
    for (const { lengths, themeLengths } of this.#segments) for (const known of [lengths, themeLengths]) known.fill(0)
    this.#lexicon.vectors = vectors
    yield* this.#measuring(vectors)
  }

  // What is not measured by then, because it was put in meanwhile, is measured when it is first looked at.
  *#measuring(vectors: TermVectors): Steps<void> {
    for (const segment of this.#segments) {
      for (let row = 0; row < segment.rows; row++) {
        vectors.measure(segment, row)
        if (row % MEASURED_AT_ONCE === 0) yield
      }
    }
  }

  *#packing(
    segments: readonly Segment[],
    asTheyWere: readonly Segment[],
    { seq, ...state }: Omit<IndexState, 'segments'> & { readonly seq: number },
  ): Steps<Packed> {
    const clean: Segment[] = []
    for (const [i, one] of asTheyWere.entries()) {
      clean.push(one.live.includes(0) ? yield* this.#cleaning(segments[i] as Segment, one) : one)
    }
    return yield* packingState({ ...state, segments: clean }, seq)
  }

  // Leaves behind the documents that were gone, in the index too, unless the segment was merged meanwhile.
  *#cleaning(segment: Segment, asItWas: Segment): Steps<Segment> {
    const clean = yield* merging([asItWas])
    const [lengths, themeLengths] = [new Float32Array(clean.rows), new Float32Array(clean.rows)]
    const next = { ...clean, live: new Uint8Array(clean.rows), lengths, themeLengths }
    for (const order of orders) {
      order(next)
      yield
    }
    let to = 0
    for (let row = 0; row < segment.rows; row++) {
      if (!asItWas.live[row]) continue
      next.live[to] = segment.live[row] as number
      lengths[to] = segment.lengths[row] as number
      themeLengths[to++] = segment.themeLengths[row] as number
    }
    this.#segments = this.#segments.map((one) => (one === segment ? next : one))
    return clean
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

const frozen = (segment: Segment): Segment => ({
  ...segment,
  live: segment.live.slice(),
  lengths: segment.lengths.slice(),
  themeLengths: segment.themeLengths.slice(),
})

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
