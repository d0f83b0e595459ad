/** A case with what was compared with it. */
export interface Example {
  readonly set: string
  readonly rows: readonly { readonly values: readonly number[]; readonly relevant: boolean }[]
}

/** Steps of the descent and its pace; what large weights cost. */
const STEPS = 250
const PACE = 0.05
const SMALL_WEIGHTS = 0.002

/**
 * Weights of a linear score under which something relevant comes first as often as it can (softmax over the rows of
 * a case). Every set counts by the root of its size, so that no set drowns the others.
 */
export function fitRanking(examples: readonly Example[], size: number): number[] {
  const { means, spreads } = scaleOf(
    examples.flatMap(({ rows }) => rows.map(({ values }) => values)),
    size,
  )
  const scaled = examples
    .filter(({ rows }) => rows.length > 1 && rows.some(({ relevant }) => relevant))
    .map(({ set, rows }) => ({
      set,
      relevant: rows.map(({ relevant }) => relevant),
      values: rows.map(({ values }) => values.map((value, k) => (value - (means[k] ?? 0)) / (spreads[k] ?? 1))),
    }))
  const sizes = new Map<string, number>()
  for (const { set } of scaled) sizes.set(set, (sizes.get(set) ?? 0) + 1)
  const whole = [...sizes.values()].reduce((sum, cases) => sum + Math.sqrt(cases), 0)
  const weights = descend(size, (current, slope) => {
    for (const { set, values, relevant } of scaled) {
      const share = 1 / Math.sqrt(sizes.get(set) ?? 1) / whole
      addSlope(values, relevant, current, share, slope)
    }
    for (let k = 0; k < size; k++) slope[k] = (slope[k] ?? 0) + 2 * SMALL_WEIGHTS * (current[k] ?? 0)
  })
  return weights.map((weight, k) => weight / (spreads[k] ?? 1))
}

function addSlope(
  values: readonly (readonly number[])[],
  relevant: readonly boolean[],
  weights: readonly number[],
  share: number,
  slope: number[],
): void {
  const scores = values.map((row) => dot(row, weights))
  const top = Math.max(...scores)
  const odds = scores.map((score) => Math.exp(score - top))
  const all = sum(odds)
  const good = sum(odds.filter((_, i) => relevant[i])) || 1e-12
  values.forEach((row, i) => {
    const wanted = relevant[i] ? (odds[i] ?? 0) / good : 0
    const push = ((odds[i] ?? 0) / all - wanted) * share
    row.forEach((value, k) => {
      slope[k] = (slope[k] ?? 0) + push * value
    })
  })
}

export interface Confidence {
  readonly weights: readonly number[]
  readonly lead: number
  readonly bias: number
}

/** A lead over the second counts up to here, as in the product. */
const LEAD_AT_MOST = 3

/**
 * The chance that the first is right, as a logistic function of its features and its lead; no weight is negative.
 * Each case counts twice: as it is, and with all that is relevant taken away, when the first cannot be right.
 */
export function fitConfidence(examples: readonly Example[], ranking: readonly number[], places: number[]): Confidence {
  const answered = examples.filter(({ set }) => !WITH_GAPS.includes(set))
  const samples = answered
    .flatMap(({ rows }) => [
      firstOf(rows, ranking, places),
      firstOf(
        rows.filter(({ relevant }) => !relevant),
        ranking,
        places,
      ),
    ])
    .filter((sample) => sample !== null)
  const size = places.length + 2
  const fitted = descend(
    size,
    (current, slope) => {
      for (const { values, right } of samples) {
        const chance = 1 / (1 + Math.exp(-dot(values, current)))
        values.forEach((value, k) => {
          slope[k] = (slope[k] ?? 0) + ((chance - right) * value) / samples.length
        })
      }
    },
    { steps: 3000, floorBefore: size - 1 },
  )
  return { weights: fitted.slice(0, places.length), lead: fitted[places.length] ?? 0, bias: fitted[size - 1] ?? 0 }
}

/** Sets in which what is not marked may be right all the same: they cannot tell when to be sure. */
export const WITH_GAPS: readonly string[] = ['sumo-links']

/** What would be given as the answer, how sure of it one would be, and whether it is right; null when there is nothing. */
export function firstAnswer(
  rows: Example['rows'],
  ranking: readonly number[],
  places: readonly number[],
  { weights, lead, bias }: Confidence,
): { readonly confidence: number; readonly right: boolean } | null {
  const first = firstOf(rows, ranking, places)
  if (!first) return null
  const confidence = 1 / (1 + Math.exp(-dot(first.values, [...weights, lead, bias])))
  return { confidence, right: first.right === 1 }
}

function firstOf(
  rows: Example['rows'],
  ranking: readonly number[],
  places: readonly number[],
): { values: number[]; right: number } | null {
  const ranked = rows.map((row) => ({ row, score: dot(row.values, ranking) })).sort((a, b) => b.score - a.score)
  const [first, second] = ranked
  if (!first) return null
  const lead = second ? Math.min(LEAD_AT_MOST, first.score - second.score) : LEAD_AT_MOST
  const values = [...places.map((place) => first.row.values[place] ?? 0), lead, 1]
  return { values, right: first.row.relevant ? 1 : 0 }
}

// Adam: steps that are as long in every direction.
function descend(
  size: number,
  slopeAt: (weights: readonly number[], slope: number[]) => void,
  { steps, floorBefore }: { steps: number; floorBefore: number } = { steps: STEPS, floorBefore: 0 },
): number[] {
  const weights = new Array<number>(size).fill(0)
  const first = new Array<number>(size).fill(0)
  const second = new Array<number>(size).fill(0)
  for (let step = 1; step <= steps; step++) {
    const slope = new Array<number>(size).fill(0)
    slopeAt(weights, slope)
    for (let k = 0; k < size; k++) {
      const s = slope[k] ?? 0
      first[k] = 0.9 * (first[k] ?? 0) + 0.1 * s
      second[k] = 0.99 * (second[k] ?? 0) + 0.01 * s * s
      const pace = step < steps * 0.6 ? PACE : 0.3 * PACE
      const move = (first[k] ?? 0) / (1 - 0.9 ** step) / (Math.sqrt((second[k] ?? 0) / (1 - 0.99 ** step)) + 1e-8)
      const moved = (weights[k] ?? 0) - pace * move
      weights[k] = k < floorBefore ? Math.max(0, moved) : moved
    }
  }
  return weights
}

function scaleOf(rows: readonly (readonly number[])[], size: number): { means: number[]; spreads: number[] } {
  const means = Array.from({ length: size }, (_, k) => sum(rows.map((row) => row[k] ?? 0)) / rows.length)
  const spreads = means.map(
    (mean, k) => Math.sqrt(sum(rows.map((row) => ((row[k] ?? 0) - mean) ** 2)) / rows.length) || 1,
  )
  return { means, spreads }
}

const dot = (a: readonly number[], b: readonly number[]): number =>
  a.reduce((total, x, k) => total + x * (b[k] ?? 0), 0)
const sum = (numbers: readonly number[]): number => numbers.reduce((total, number) => total + number, 0)
