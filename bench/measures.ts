/** The measures of a ranking against what is relevant, each from 0 to 1. */
export interface Measures {
  readonly mrr: number
  readonly ndcg: number
  readonly recall: number
  readonly hit1: number
  readonly hit5: number
}

const DEPTH = 10

/** Of the first ten. `relevant` holds the gain of each. */
export function measure(ranked: readonly string[], relevant: ReadonlyMap<string, number>): Measures {
  const gains = ranked.slice(0, DEPTH).map((id) => relevant.get(id) ?? 0)
  const first = gains.findIndex((gain) => gain > 0)
  const found = gains.filter((gain) => gain > 0).length
  return {
    mrr: first < 0 ? 0 : 1 / (first + 1),
    ndcg: discounted(gains) / (discounted([...relevant.values()].sort((a, b) => b - a).slice(0, DEPTH)) || 1),
    recall: found / Math.max(1, Math.min(DEPTH, relevant.size)),
    hit1: first === 0 ? 1 : 0,
    hit5: first >= 0 && first < 5 ? 1 : 0,
  }
}

const discounted = (gains: readonly number[]): number =>
  gains.reduce((sum, gain, rank) => sum + (2 ** gain - 1) / Math.log2(rank + 2), 0)

export function mean(all: readonly Measures[]): Measures {
  const of = (name: keyof Measures) => average(all.map((one) => one[name]))
  return { mrr: of('mrr'), ndcg: of('ndcg'), recall: of('recall'), hit1: of('hit1'), hit5: of('hit5') }
}

export const average = (numbers: readonly number[]): number =>
  numbers.reduce((sum, number) => sum + number, 0) / Math.max(1, numbers.length)

/** The value that a share `p` of the numbers does not exceed. */
export function percentile(numbers: readonly number[], p: number): number {
  const sorted = [...numbers].sort((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.floor(p * sorted.length))] ?? 0
}
