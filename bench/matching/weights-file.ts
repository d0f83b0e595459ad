import { CONFIDENCE_FEATURES, FEATURES, type FeatureName } from '../../src/knowledge/matching/features.ts'
import type { Confidence } from '../fit.ts'

interface Learnt {
  /** Cases of each set. */
  readonly cases: ReadonlyMap<string, number>
  readonly split: string
  readonly weights: readonly number[]
  /** Features whose weight was not learnt. */
  readonly given: readonly FeatureName[]
  readonly confidence: Confidence
}

/** The file that ships the weights, with where they come from. */
export function weightsFile({ cases, split, weights, given, confidence }: Learnt): string {
  const sets = [...cases].map(([set, count]) => `//   ${set}: ${count}`)
  return `// Learnt by \`npm run bench:train -- --data DIR --write FILE\`; docs/matching.md says how and from what.
// Cases of the split \`${split}\` that taught:
${sets.join('\n')}
// Given, not learnt: ${given.join(', ') || 'nothing'}.

import type { ConfidenceFeatureName, FeatureName } from './features.ts'

/** What each feature adds to the score of an item. */
export const WEIGHTS: Readonly<Record<FeatureName, number>> = {
${entries(FEATURES, weights)}
}

/** The chance that the first item is right: a logistic function of its features and of its lead over the others. */
export const CONFIDENCE: {
  readonly bias: number
  readonly lead: number
  readonly features: Readonly<Record<ConfidenceFeatureName, number>>
} = {
  bias: ${rounded(confidence.bias)},
  lead: ${rounded(confidence.lead)},
  features: {
${entries(CONFIDENCE_FEATURES, confidence.weights, '    ')}
  },
}
`
}

const entries = (names: readonly string[], weights: readonly number[], indent = '  '): string =>
  names.map((name, place) => `${indent}${name}: ${rounded(weights[place] ?? 0)},`).join('\n')

const rounded = (weight: number): string => String(Number(weight.toFixed(2)))
