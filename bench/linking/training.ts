import { chances, type Network } from '../../src/knowledge/linking/network.ts'
import type { Packed, PackedCase } from './pack.ts'

const UNITS = 16
const EPOCHS = 8
/** Cases between two steps. */
const BATCH = 256
const STEP = 0.005
const DECAY = 1e-4
/** How far apart the hidden sums begin. */
const SPREAD = 0.17
/** What a choice adds to a step is left out below this: most choices are plainly wrong. */
const NEGLIGIBLE = 1e-4

/** Teaches a network to give the right choices the highest chance (Adam). The same stretches give the same network. */
export function train(names: readonly string[], stretches: readonly Packed[]): Network {
  const random = randomFrom(1)
  const state = newState(names.length, random)
  const cases = stretches.flatMap((packed) =>
    packed.cases.filter(({ isRight }) => isRight.includes(true)).map((one) => ({ packed, one })),
  )
  for (let epoch = 0; epoch < EPOCHS; epoch++) {
    shuffle(cases, random)
    const step = (STEP / 2) * (1 + Math.cos((Math.PI * epoch) / EPOCHS))
    for (let from = 0; from < cases.length; from += BATCH) {
      const batch = cases.slice(from, from + BATCH)
      for (const { packed, one } of batch) learn(packed, one, state, 1 / batch.length)
      move(state, step)
    }
  }
  return networkOf(names, state.weights)
}

/** Direct weights, then the parts in hidden sums feature by feature, then their bias, then what they add. */
interface State {
  readonly features: number
  readonly weights: Float64Array
  readonly slope: Float64Array
  readonly mean: Float64Array
  readonly square: Float64Array
  steps: number
}

function newState(features: number, random: () => number): State {
  const size = features + features * UNITS + 2 * UNITS
  const weights = new Float64Array(size)
  for (let at = features; at < size; at++) weights[at] = isBias(at, features) ? 0 : (2 * random() - 1) * SPREAD
  const empty = () => new Float64Array(size)
  return { features, weights, slope: empty(), mean: empty(), square: empty(), steps: 0 }
}

const biasAt = (features: number): number => features + features * UNITS
const isBias = (at: number, features: number): boolean => at >= biasAt(features) && at < biasAt(features) + UNITS

function learn(packed: Packed, one: PackedCase, state: State, share: number): void {
  const sums = one.numbers.map((_, choice) => hiddenSums(packed, one, choice, state))
  const likely = chances(
    one.numbers.map((_, choice) => scoreOf(packed, one, choice, sums[choice] as Float64Array, state)),
  )
  const rightly = likely.reduce((sum, chance, choice) => sum + (one.isRight[choice] ? chance : 0), 0)
  likely.forEach((chance, choice) => {
    const aim = one.isRight[choice] ? chance / Math.max(rightly, 1e-12) : 0
    const error = chance - aim
    if (Math.abs(error) > NEGLIGIBLE) blame(packed, one, choice, sums[choice] as Float64Array, error * share, state)
  })
}

function hiddenSums({ columns, values }: Packed, { begins }: PackedCase, choice: number, state: State): Float64Array {
  const { weights, features } = state
  const bias = biasAt(features)
  const sums = weights.slice(bias, bias + UNITS)
  for (let at = begins[choice] ?? 0; at < (begins[choice + 1] ?? 0); at++) {
    const value = values[at] as number
    const row = features + (columns[at] as number) * UNITS
    for (let unit = 0; unit < UNITS; unit++)
      sums[unit] = (sums[unit] as number) + value * (weights[row + unit] as number)
  }
  return sums
}

function scoreOf(packed: Packed, { begins }: PackedCase, choice: number, sums: Float64Array, state: State): number {
  const { weights, features } = state
  const output = biasAt(features) + UNITS
  let score = 0
  for (let at = begins[choice] ?? 0; at < (begins[choice + 1] ?? 0); at++) {
    score += (packed.values[at] as number) * (weights[packed.columns[at] as number] as number)
  }
  for (let unit = 0; unit < UNITS; unit++)
    score += Math.max(0, sums[unit] as number) * (weights[output + unit] as number)
  return score
}

/** Adds what this choice contributes to the slope. */
function blame(
  packed: Packed,
  { begins }: PackedCase,
  choice: number,
  sums: Float64Array,
  error: number,
  { weights, slope, features }: State,
): void {
  const bias = biasAt(features)
  const output = bias + UNITS
  const add = (at: number, amount: number): void => {
    slope[at] = (slope[at] as number) + amount
  }
  const errors = sums.map((sum, unit) => (sum > 0 ? error * (weights[output + unit] as number) : 0))
  for (let unit = 0; unit < UNITS; unit++) {
    add(output + unit, error * Math.max(0, sums[unit] as number))
    add(bias + unit, errors[unit] as number)
  }
  for (let at = begins[choice] ?? 0; at < (begins[choice + 1] ?? 0); at++) {
    const column = packed.columns[at] as number
    const value = packed.values[at] as number
    add(column, error * value)
    for (let unit = 0; unit < UNITS; unit++) add(features + column * UNITS + unit, (errors[unit] as number) * value)
  }
}

function move(state: State, step: number): void {
  const { weights, slope, mean, square } = state
  state.steps++
  const meanShare = 1 - 0.9 ** state.steps
  const squareShare = 1 - 0.999 ** state.steps
  for (let at = 0; at < weights.length; at++) {
    const down = (slope[at] as number) + DECAY * (weights[at] as number)
    mean[at] = 0.9 * (mean[at] as number) + 0.1 * down
    square[at] = 0.999 * (square[at] as number) + 0.001 * down * down
    const pace = Math.sqrt((square[at] as number) / squareShare) + 1e-8
    weights[at] = (weights[at] as number) - (step * ((mean[at] as number) / meanShare)) / pace
    slope[at] = 0
  }
}

function networkOf(names: readonly string[], weights: Float64Array): Network {
  const rounded = [...weights].map((weight) => Math.round(weight * 100) / 100)
  const bias = biasAt(names.length)
  return {
    names,
    direct: rounded.slice(0, names.length),
    hidden: names.map((_, row) => rounded.slice(names.length + row * UNITS, names.length + (row + 1) * UNITS)),
    bias: rounded.slice(bias, bias + UNITS),
    output: rounded.slice(bias + UNITS),
  }
}

/** Numbers from 0 to 1 that look drawn (mulberry32). */
function randomFrom(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}

function shuffle<T>(list: T[], random: () => number): void {
  for (let at = list.length - 1; at > 0; at--) {
    const other = Math.floor(random() * (at + 1))
    ;[list[at], list[other]] = [list[other] as T, list[at] as T]
  }
}
