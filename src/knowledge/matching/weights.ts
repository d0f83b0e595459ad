// Learnt by `bench/train.ts` from the cases of the split `dev` of sumo (links), stackfaq, fr_faq (cnil, quebec) and
// banking77 together, and not tuned to any of them. One is set by hand: `age` is weaker than what was learnt
// (-1.28), because a support forum ages faster than a company's knowledge.

import type { CONFIDENCE_FEATURES, FeatureName } from './features.ts'

/** What each feature adds to the score of an item. */
export const WEIGHTS: Readonly<Record<FeatureName, number>> = {
  terms: 4.05,
  accepted: 2.89,
  quietTitle: 4.85,
  pairsTitle: 2.0,
  pairsAnswers: 4.13,
  alike: 3.32,
  alikeTitle: 6.04,
  association: 4.75,
  uses: 1.8,
  recentUses: 0.72,
  age: -1.0,
  length: -0.23,
}

/** The chance that the first item is right: a logistic function of its features and of its lead over the second. */
export const CONFIDENCE: {
  readonly bias: number
  readonly lead: number
  readonly features: Readonly<Record<(typeof CONFIDENCE_FEATURES)[number], number>>
} = {
  bias: -3.5,
  lead: 0.15,
  features: { alikeTitle: 3.74, pairsTitle: 1.44, accepted: 3.74, pairsAnswers: 0.59 },
}
