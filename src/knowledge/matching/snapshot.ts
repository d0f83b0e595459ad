import type { LexiconParts } from './lexicon.ts'
import { type Numbers, type Packed, packing, unpack } from './pack.ts'
import type { Segment } from './segment.ts'
import type { Steps } from './steps.ts'
import type { PlacedTerms } from './vectors.ts'

/** Who may read a document: everyone, or the members of the place it came from. */
export interface Scope {
  readonly place: string
  readonly open: boolean
}

/** All that an index knows. */
export interface IndexState {
  readonly lexicon: LexiconParts
  readonly vectors: PlacedTerms | null
  readonly segments: readonly Segment[]
  readonly scopes: readonly Scope[]
  readonly learntFrom: number
}

interface About {
  readonly rows: readonly number[]
  readonly scopes: readonly Scope[]
  readonly learntFrom: number
  readonly publicCount: number
  readonly seq: number
}

const ARRAYS = [
  ...(['ids', 'at', 'liveliness', 'lengths', 'themeLengths', 'scopes', 'facts', 'live', 'terms', 'starts'] as const),
  ...(['maxImpacts', 'postRows', 'postImpacts', 'tokens', 'fieldStarts'] as const),
]
const SHARED_ARRAYS = 5

/**
 * Packs the index, with the number of the last change that it knows. All documents in it live, so that what was removed
 * leaves no word behind. Nothing of it may change between the steps, nor until it is written.
 */
export function* packingState({ lexicon, vectors, segments, ...rest }: IndexState, seq: number): Steps<Packed> {
  const { publicItems, publicCount } = lexicon
  const isUsed = yield* usedTerms(segments, publicItems.length)
  const shared: Numbers[] = [
    yield* lettersOf(lexicon.terms, isUsed),
    publicItems,
    vectors?.terms ?? new Uint32Array(0),
    vectors?.weights ?? new Float32Array(0),
    vectors?.values ?? new Float32Array(0),
  ]
  const about: About = { rows: segments.map(({ rows }) => rows), ...rest, publicCount, seq }
  const arrays = [...shared, ...segments.flatMap((segment) => ARRAYS.map((name) => segment[name]))]
  return yield* packing({ about, arrays })
}

/** The index that was packed; null when the bytes are damaged or of another version. */
export function stateFromBytes(bytes: Uint8Array): { readonly state: IndexState; readonly seq: number } | null {
  const read = unpack(bytes)
  if (!read) return null
  const { rows, scopes, learntFrom, publicCount, seq } = read.about as About
  const [letters, publicItems, terms, weights, values] = read.arrays as [
    Uint8Array,
    Int32Array,
    Uint32Array,
    Float32Array,
    Float32Array,
  ]
  const words = publicItems.length === 0 ? [] : new TextDecoder().decode(letters).split('\n')
  const vectors = terms.length > 0 ? { terms, weights, values } : null
  const segments = rows.map((count, i) => {
    const from = SHARED_ARRAYS + i * ARRAYS.length
    const arrays = ARRAYS.map((name, k) => [name, read.arrays[from + k]] as const)
    return { rows: count, ...Object.fromEntries(arrays) } as unknown as Segment
  })
  return { state: { lexicon: { terms: words, publicItems, publicCount }, vectors, segments, scopes, learntFrom }, seq }
}

/** Tokens or terms that are read in one step: some milliseconds. */
const TOKENS_AT_ONCE = 2_000_000
const TERMS_AT_ONCE = 20_000

// 1 for each term that some document has.
function* usedTerms(segments: readonly Segment[], terms: number): Steps<Uint8Array> {
  const isUsed = new Uint8Array(terms)
  for (const { tokens } of segments) {
    for (let i = 0; i < tokens.length; i++) {
      isUsed[tokens[i] as number] = 1
      if (i % TOKENS_AT_ONCE === 0) yield
    }
  }
  return isUsed
}

// Terms that no document has any more lose their letters, but keep their number.
function* lettersOf(terms: readonly string[], isUsed: Uint8Array): Steps<Uint8Array> {
  const parts: Uint8Array[] = []
  for (let from = 0; from < isUsed.length; from += TERMS_AT_ONCE) {
    const to = Math.min(from + TERMS_AT_ONCE, isUsed.length)
    const lines = terms.slice(from, to).map((term, i) => (isUsed[from + i] ? term : ''))
    parts.push(new TextEncoder().encode(`${from > 0 ? '\n' : ''}${lines.join('\n')}`))
    yield
  }
  return Buffer.concat(parts)
}
