import { CONFIDENCE_FEATURES, FEATURES, type FeatureName } from '../src/knowledge/matching/features.ts'
import { leadOf } from '../src/knowledge/matching/rank.ts'
import { type Example, type Row, sum } from './examples.ts'
import { WITH_GAPS } from './sets.ts'

/** Steps of the descent and its pace; what large weights cost. */
const STEPS = 400
const PACE = 0.1
const SMALL_WEIGHTS = 0.0005
/** Of the rows that are not relevant, so many teach: every n-th. */
const ROWS_AT_MOST = 80

/** A support forum ages faster than a company's knowledge: what is years old is often still right there. */
export const GIVEN: Given = new Map([['age', -0.8]])

/** Weights that are not learnt. */
export type Given = ReadonlyMap<FeatureName, number>

/**
 * Weights of a linear score under which something relevant comes first as often as it can (softmax over the rows of
 * a case). Every set counts by the root of its size, so that no set drowns the others.
 */
export function fitRanking(
  examples: readonly Example[],
  features: readonly FeatureName[] = FEATURES,
  given: Given = GIVEN,
): number[] {
  const places = features.map((name) => FEATURES.indexOf(name))
  const lessons = packed(examples.filter(isLesson), places)
  const size = places.length
  const { spreads } = lessons
  const fixed = features.flatMap((name, k) => (given.has(name) ? [[k, (given.get(name) ?? 0) * at(spreads, k)]] : []))
  const hold = (weights: Float64Array): void => {
    for (const [k = 0, weight = 0] of fixed) weights[k] = weight
  }
  const weights = descend(
    size,
    (current, slope) => {
      hold(current)
      addSlopes(lessons, current, slope)
      for (let k = 0; k < size; k++) slope[k] = at(slope, k) + 2 * SMALL_WEIGHTS * at(current, k)
    },
    { steps: STEPS, pace: PACE, floorBefore: 0 },
  )
  hold(weights)
  return [...weights].map((weight, k) => weight / at(spreads, k))
}

const isLesson = ({ rows }: Example): boolean => rows.length > 1 && rows.some(({ relevant }) => relevant)

/** All rows, one after the other, each feature with mean 0 and spread 1. */
interface Lessons {
  readonly size: number
  readonly values: Float32Array
  readonly relevant: Uint8Array
  /** Rows of the example `i` stand from `starts[i]` to `starts[i + 1]`. */
  readonly starts: readonly number[]
  readonly shares: readonly number[]
  readonly spreads: Float64Array
}

function packed(examples: readonly Example[], places: readonly number[]): Lessons {
  const size = places.length
  const rows = examples.map((one) => thinned(one.rows))
  const all = rows.flat()
  const means = Float64Array.from(places, (place) => sum(all.map(({ values }) => at(values, place))) / all.length)
  const spreads = Float64Array.from(places, (place, k) => {
    const squares = sum(all.map(({ values }) => (at(values, place) - at(means, k)) ** 2))
    return Math.sqrt(squares / all.length) || 1
  })
  const values = new Float32Array(all.length * size)
  all.forEach((row, r) => {
    places.forEach((place, k) => {
      values[r * size + k] = (at(row.values, place) - at(means, k)) / at(spreads, k)
    })
  })
  const starts = [0]
  for (const one of rows) starts.push((starts.at(-1) ?? 0) + one.length)
  return { ...{ size, values, starts, spreads }, shares: sharesOf(examples), relevant: Uint8Array.from(all, right) }
}

const right = ({ relevant }: Row): number => (relevant ? 1 : 0)

function thinned(rows: readonly Row[]): readonly Row[] {
  const step = Math.max(1, Math.floor(rows.length / ROWS_AT_MOST))
  return rows.filter(({ relevant }, i) => relevant || i % step === 0)
}

function sharesOf(examples: readonly Example[]): number[] {
  const sizes = new Map<string, number>()
  for (const { set } of examples) sizes.set(set, (sizes.get(set) ?? 0) + 1)
  const whole = sum([...sizes.values()].map(Math.sqrt))
  return examples.map(({ set }) => 1 / Math.sqrt(sizes.get(set) ?? 1) / whole)
}

function addSlopes({ size, values, relevant, starts, shares }: Lessons, weights: Float64Array, slope: Float64Array) {
  const odds = new Float64Array(longestIn(starts))
  for (let one = 0; one < shares.length; one++) {
    const [from, to] = [starts[one] as number, starts[one + 1] as number]
    let top = Number.NEGATIVE_INFINITY
    for (let row = from; row < to; row++) {
      let score = 0
      for (let k = 0; k < size; k++) score += (weights[k] as number) * (values[row * size + k] as number)
      odds[row - from] = score
      top = Math.max(top, score)
    }
    let all = 0
    let good = 1e-12
    for (let row = from; row < to; row++) {
      const odd = Math.exp((odds[row - from] as number) - top)
      odds[row - from] = odd
      all += odd
      if (relevant[row]) good += odd
    }
    for (let row = from; row < to; row++) {
      const odd = odds[row - from] as number
      const push = (odd / all - (relevant[row] ? odd / good : 0)) * (shares[one] as number)
      for (let k = 0; k < size; k++) slope[k] = (slope[k] as number) + push * (values[row * size + k] as number)
    }
  }
}

const longestIn = (starts: readonly number[]): number =>
  starts.reduce((most, start, i) => Math.max(most, start - (starts[i - 1] ?? 0)), 0)

export interface Confidence {
  /** In the order of `CONFIDENCE_FEATURES`. */
  readonly weights: readonly number[]
  readonly lead: number
  readonly bias: number
}

/**
 * The chance that the first is right, as a logistic function of its features and its lead; no weight is negative.
 * Each case counts twice: as it is, and with all that is relevant taken away, when the first cannot be right. Every set
 * counts by the root of its size.
 */
export function fitConfidence(examples: readonly Example[], ranking: readonly number[]): Confidence {
  const taught = examples.filter(({ set }) => !WITH_GAPS.includes(set))
  const shares = sharesOf(taught)
  const samples = taught.flatMap(({ rows }, i) =>
    [rows, rows.filter(({ relevant }) => !relevant)].flatMap((some) => {
      const first = firstOf(some, ranking)
      return first ? [{ ...first, share: at(shares, i) / 2 }] : []
    }),
  )
  const size = CONFIDENCE_FEATURES.length + 2
  const fitted = descend(
    size,
    (current, slope) => {
      for (const { values, right, share } of samples) {
        const push = (1 / (1 + Math.exp(-dot(values, current))) - right) * share
        for (let k = 0; k < size; k++) slope[k] = at(slope, k) + push * at(values, k)
      }
    },
    { steps: 3000, pace: 0.05, floorBefore: size - 1 },
  )
  return { weights: [...fitted].slice(0, -2), lead: at(fitted, size - 2), bias: at(fitted, size - 1) }
}

/** What would be given as the answer, how sure of it one would be, and whether it is right; null when there is nothing. */
export function firstAnswer(
  rows: readonly Row[],
  ranking: readonly number[],
  { weights, lead, bias }: Confidence,
): { readonly confidence: number; readonly right: boolean } | null {
  const first = firstOf(rows, ranking)
  if (!first) return null
  const confidence = 1 / (1 + Math.exp(-dot(first.values, [...weights, lead, bias])))
  return { confidence, right: first.right === 1 }
}

function firstOf(rows: readonly Row[], ranking: readonly number[]): { values: number[]; right: number } | null {
  const ranked = rows.map((row) => ({ row, score: dot(row.values, ranking) })).sort((a, b) => b.score - a.score)
  const [first] = ranked
  if (!first) return null
  return { values: [...first.row.trust, leadOf(ranked.map(({ score }) => score)), 1], right: right(first.row) }
}

interface Descent {
  readonly steps: number
  readonly pace: number
  /** Weights before this one do not fall below 0. */
  readonly floorBefore: number
}

// Adam: steps that are as long in every direction.
function descend(
  size: number,
  slopeAt: (weights: Float64Array, slope: Float64Array) => void,
  { steps, pace, floorBefore }: Descent,
): Float64Array {
  const weights = new Float64Array(size)
  const first = new Float64Array(size)
  const second = new Float64Array(size)
  for (let step = 1; step <= steps; step++) {
    const slope = new Float64Array(size)
    slopeAt(weights, slope)
    const now = step < steps * 0.6 ? pace : 0.3 * pace
    for (let k = 0; k < size; k++) {
      first[k] = 0.9 * at(first, k) + 0.1 * at(slope, k)
      second[k] = 0.99 * at(second, k) + 0.01 * at(slope, k) ** 2
      const move = at(first, k) / (1 - 0.9 ** step) / (Math.sqrt(at(second, k) / (1 - 0.99 ** step)) + 1e-8)
      const moved = at(weights, k) - now * move
      weights[k] = k < floorBefore ? Math.max(0, moved) : moved
    }
  }
  return weights
}

const at = (numbers: ArrayLike<number>, place: number): number => numbers[place] as number
const dot = (a: ArrayLike<number>, b: ArrayLike<number>): number => {
  let total = 0
  for (let k = 0; k < b.length; k++) total += at(a, k) * at(b, k)
  return total
}
