import { FEATURES, type FeatureName } from '../../src/knowledge/matching/features.ts'
import { type Example, type Row, sum } from '../examples.ts'
import { fitRanking, GIVEN, type Given } from '../fit.ts'
import { average, measure } from '../measures.ts'
import { vote } from '../vote.ts'

const FOLDS = 5
const DEPTH = 10

/** One measure for each set, by cases that taught nothing to what ranks them. */
export type Figures = ReadonlyMap<string, number>

/**
 * Learns from four fifths of the cases and measures the fifth, five times; cases about the same thing stay together.
 * Items: MRR@10, but nDCG@10 where several are right; labels: accuracy.
 */
export function crossValidated(
  examples: readonly Example[],
  features: readonly FeatureName[] = FEATURES,
  given: Given = GIVEN,
): Figures {
  const places = features.map((name) => FEATURES.indexOf(name))
  const figures = new Map<string, number[]>()
  for (let fold = 0; fold < FOLDS; fold++) {
    const others = examples.filter((one) => foldOf(one) !== fold)
    const weights = fitRanking(others, features, given)
    for (const one of examples.filter((each) => foldOf(each) === fold)) {
      const figure = figureOf(one, (row) => sum(places.map((place, k) => (row.values[place] ?? 0) * (weights[k] ?? 0))))
      figures.set(one.set, [...(figures.get(one.set) ?? []), figure])
    }
  }
  return new Map([...figures].map(([set, all]) => [set, average(all)]))
}

function figureOf({ set, case: one, rows }: Example, scoreOf: (row: Row) => number): number {
  const ranked = rows
    .map((row) => ({ row, score: scoreOf(row) }))
    .sort((a, b) => b.score - a.score || b.row.at - a.row.at)
    .slice(0, DEPTH)
  const ids = ranked.map(({ row }) => row.id)
  const scores = ranked.map(({ score }) => score)
  if (set === 'banking77') return one.relevant.has(vote(ids, scores) ?? '') ? 1 : 0
  const { mrr, ndcg } = measure(ids, one.relevant)
  return set === 'stackfaq' ? ndcg : mrr
}

// Always the same for the same group, and as good as drawn.
function foldOf({ case: { group } }: Example): number {
  let mixed = 2_166_136_261
  for (let i = 0; i < group.length; i++) mixed = Math.imul(mixed ^ group.charCodeAt(i), 16_777_619)
  mixed = Math.imul(mixed ^ (mixed >>> 13), 0x5bd1e995)
  return ((mixed ^ (mixed >>> 15)) >>> 0) % FOLDS
}
