import { Lexicon } from './lexicon.ts'
import { type Numbers, pack, unpack } from './pack.ts'
import type { Segment } from './segment.ts'
import { TermVectors } from './vectors.ts'

/** Who may read a document: everyone, or the members of the place it came from. */
export interface Scope {
  readonly place: string
  readonly open: boolean
}

/** All that an index knows. */
export interface IndexState {
  readonly lexicon: Lexicon
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
  ...(['ids', 'at', 'liveliness', 'lengths', 'scopes', 'facts', 'live', 'terms', 'starts'] as const),
  ...(['maxImpacts', 'postRows', 'postImpacts', 'tokens', 'fieldStarts'] as const),
]
const SHARED_ARRAYS = 5

/**
 * The index as bytes, with the number of the last change that it knows. All documents live, so that what was removed
 * leaves no word behind.
 */
export function stateToBytes(state: IndexState, seq: number): Uint8Array {
  const { segments } = state
  const { terms, publicItems, publicCount } = state.lexicon.parts
  const vectors = state.lexicon.vectors?.parts
  const shared: Numbers[] = [
    new TextEncoder().encode(usedOnly(terms, segments).join('\n')),
    publicItems,
    vectors?.terms ?? new Uint32Array(0),
    vectors?.weights ?? new Float32Array(0),
    vectors?.values ?? new Float32Array(0),
  ]
  const { scopes, learntFrom } = state
  const about: About = { rows: segments.map(({ rows }) => rows), scopes, learntFrom, publicCount, seq }
  return pack({ about, arrays: [...shared, ...segments.flatMap((segment) => ARRAYS.map((name) => segment[name]))] })
}

/** The index that was turned into bytes; null when they are damaged or of another version. */
export function stateFromBytes(bytes: Uint8Array): { readonly state: IndexState; readonly seq: number } | null {
  const read = unpack(bytes)
  if (!read) return null
  const { rows, scopes, learntFrom, publicCount, seq } = read.about as About
  const [text, publicItems, terms, weights, values] = read.arrays as [
    Uint8Array,
    Int32Array,
    Uint32Array,
    Float32Array,
    Float32Array,
  ]
  const words = new TextDecoder().decode(text)
  const lexicon = Lexicon.from({ terms: publicItems.length === 0 ? [] : words.split('\n'), publicItems, publicCount })
  if (terms.length > 0) lexicon.vectors = new TermVectors({ terms, weights, values })
  const segments = rows.map((count, i) => {
    const from = SHARED_ARRAYS + i * ARRAYS.length
    const arrays = ARRAYS.map((name, k) => [name, read.arrays[from + k]] as const)
    return { rows: count, ...Object.fromEntries(arrays) } as unknown as Segment
  })
  return { state: { lexicon, segments, scopes, learntFrom }, seq }
}

// Terms that no document has any more lose their letters, but keep their number.
function usedOnly(terms: readonly string[], segments: readonly Segment[]): string[] {
  const used = new Uint8Array(terms.length)
  for (const { tokens } of segments) for (const term of tokens) used[term] = 1
  return terms.map((term, id) => (used[id] ? term : ''))
}
