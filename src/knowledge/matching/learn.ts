import type { Lexicon } from './lexicon.ts'
import { fieldTerms, type Segment } from './segment.ts'
import type { Steps } from './steps.ts'
import { TermVectors } from './vectors.ts'

/** Directions that are learnt. */
const SIZE = 64
/** Times that every document is read. */
const PASSES = 6
/** Documents that are read at most, evenly spread: more of them tell little more. */
const DOCUMENTS_AT_MOST = 8_000
/** Terms that are read of each field. */
const READ_AT_MOST = 80
const FIELDS_READ = 4

/** Documents that are read in one step. */
const READ_AT_ONCE = 256

/** A document that everyone may read. */
export interface OpenRow {
  readonly segment: Segment
  readonly row: number
}

/**
 * Learns from public documents which terms keep company: the strongest directions of the weighted matrix of documents
 * and terms (latent semantic analysis, by block power iteration). The same documents in the same order give the same.
 * Step by step, so that others get a turn.
 */
export function* learnVectors(open: readonly OpenRow[], lexicon: Lexicon): Steps<TermVectors> {
  const step = Math.max(1, open.length / DOCUMENTS_AT_MOST)
  const rowOf = new Map<number, number>()
  const documents: WeighedRow[] = []
  for (let i = 0; i < open.length; i += step) {
    documents.push(weigh(open[Math.floor(i)] as OpenRow, rowOf, lexicon))
    if (documents.length % READ_AT_ONCE === 0) yield
  }
  let vectors = scattered(rowOf.size * SIZE)
  for (let pass = 0; pass < PASSES; pass++) {
    vectors = orthonormal(vectors)
    yield
    vectors = yield* through(documents, vectors)
  }
  const terms = Uint32Array.from(rowOf.keys())
  return new TermVectors({
    terms,
    weights: Float32Array.from(terms, (term) => lexicon.weight(term)),
    values: orthonormal(vectors),
  })
}

interface WeighedRow {
  readonly rows: Uint32Array
  readonly weights: Float64Array
}

function weigh({ segment, row }: OpenRow, rowOf: Map<number, number>, lexicon: Lexicon): WeighedRow {
  const counts = new Map<number, number>()
  for (let field = 0; field < FIELDS_READ; field++) {
    for (const term of fieldTerms(segment, row, field).subarray(0, READ_AT_MOST)) {
      if (lexicon.isQuiet(term) || lexicon.publicItemsWith(term) < fewestItems(lexicon)) continue
      counts.set(term, (counts.get(term) ?? 0) + 1)
      if (!rowOf.has(term)) rowOf.set(term, rowOf.size)
    }
  }
  const weights = Float64Array.from(counts, ([term, count]) => (1 + Math.log(count)) * lexicon.weight(term))
  const length = Math.sqrt(weights.reduce((sum, weight) => sum + weight * weight, 0)) || 1
  const rows = Uint32Array.from(counts.keys(), (term) => rowOf.get(term) ?? 0)
  return { rows, weights: weights.map((weight) => weight / length) }
}

// Terms that stand in fewer public items have no company to speak of.
const fewestItems = (lexicon: Lexicon): number => (lexicon.publicCount > 5000 ? 4 : 2)

// Numbers between -1 and 1 that look like chance and are always the same.
function scattered(length: number): Float32Array {
  let seed = 12345
  return Float32Array.from({ length }, () => {
    seed = (Math.imul(seed, 1664525) + 1013904223) | 0
    return seed / 2 ** 31
  })
}

function* through(documents: readonly WeighedRow[], vectors: Float32Array): Steps<Float32Array> {
  const next = new Float32Array(vectors.length)
  const sum = new Float64Array(SIZE)
  for (const [at, { rows, weights }] of documents.entries()) {
    if (at % READ_AT_ONCE === 0) yield
    sum.fill(0)
    for (let i = 0; i < rows.length; i++) {
      const [from, weight] = [(rows[i] as number) * SIZE, weights[i] as number]
      for (let k = 0; k < SIZE; k++) sum[k] = (sum[k] as number) + weight * (vectors[from + k] as number)
    }
    for (let i = 0; i < rows.length; i++) {
      const [from, weight] = [(rows[i] as number) * SIZE, weights[i] as number]
      for (let k = 0; k < SIZE; k++) next[from + k] = (next[from + k] as number) + weight * (sum[k] as number)
    }
  }
  return next
}

// Makes the columns perpendicular and of length 1 (by the Cholesky factor of their products); what is left of a column
// that depends on others is dropped.
function orthonormal(vectors: Float32Array): Float32Array {
  const factor = cholesky(products(vectors))
  const result = new Float32Array(vectors.length)
  for (let from = 0; from < vectors.length; from += SIZE) {
    for (let k = 0; k < SIZE; k++) {
      const diagonal = factor[k * SIZE + k] as number
      if (diagonal === 0) continue
      let value = vectors[from + k] as number
      for (let j = 0; j < k; j++) value -= (factor[k * SIZE + j] as number) * (result[from + j] as number)
      result[from + k] = value / diagonal
    }
  }
  return result
}

function products(vectors: Float32Array): Float64Array {
  const sums = new Float64Array(SIZE * SIZE)
  for (let from = 0; from < vectors.length; from += SIZE) {
    for (let k = 0; k < SIZE; k++) {
      const value = vectors[from + k] as number
      for (let j = 0; j <= k; j++)
        sums[k * SIZE + j] = (sums[k * SIZE + j] as number) + value * (vectors[from + j] as number)
    }
  }
  return sums
}

/** Smaller than this share of the largest is rounding. */
const ROUNDING = 1e-9

function cholesky(sums: Float64Array): Float64Array {
  const factor = new Float64Array(sums.length)
  let largest = 0
  for (let k = 0; k < SIZE; k++) largest = Math.max(largest, sums[k * SIZE + k] as number)
  for (let k = 0; k < SIZE; k++) {
    for (let j = 0; j <= k; j++) {
      let value = sums[k * SIZE + j] as number
      for (let i = 0; i < j; i++) value -= (factor[k * SIZE + i] as number) * (factor[j * SIZE + i] as number)
      const diagonal = factor[j * SIZE + j] as number
      if (j === k) factor[k * SIZE + k] = value > ROUNDING * largest ? Math.sqrt(value) : 0
      else factor[k * SIZE + j] = diagonal === 0 ? 0 : value / diagonal
    }
  }
  return factor
}
