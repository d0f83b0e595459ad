// Learnt by `bench/train.ts` from the cases of the split `dev` of sumo (links), stackfaq, fr_faq (cnil, quebec) and
// banking77 together, and not tuned to any of them. Two are set by hand: `age`, weakened because a support forum ages
// faster than a company's knowledge, and `tags`, which only one of the sets has.

import type { CONFIDENCE_FEATURES, FeatureName } from './features.ts'

/** What each feature adds to the score of an item. */
export const WEIGHTS: Readonly<Record<FeatureName, number>> = {
  terms: 2.01,
  title: 2.34,
  body: 3.57,
  accepted: 5.01,
  replies: 9.5,
  tags: 2.0,
  quietTitle: 4.64,
  quietBack: 0.23,
  pairsTitle: 2.68,
  pairsAnswers: 2.98,
  alikeTitle: 2.78,
  alike: 3.29,
  alikeBack: 2.16,
  association: 4.16,
  uses: 1.96,
  recentUses: 0.75,
  age: -1.0,
  length: -0.29,
}

/** The chance that the first item is right: a logistic function of its features and of its lead over the second. */
export const CONFIDENCE: {
  readonly bias: number
  readonly lead: number
  readonly features: Readonly<Record<(typeof CONFIDENCE_FEATURES)[number], number>>
} = {
  bias: -3.85,
  lead: 0.23,
  features: { pairsTitle: 1.64, alikeTitle: 1.05, alikeBack: 2.75, accepted: 3.72, pairsAnswers: 0.88 },
}
