// Learnt by `npm run bench:train -- --data DIR --write FILE`; docs/matching.md says how and from what.
// Cases of the split `dev` that taught:
//   sumo-links: 513
//   stackfaq: 630
//   fr_faq-cnil: 84
//   fr_faq-quebec: 314
//   banking77: 700
// Given, not learnt: age.

import type { CONFIDENCE_FEATURES, FeatureName } from './features.ts'

/** What each feature adds to the score of an item. */
export const WEIGHTS: Readonly<Record<FeatureName, number>> = {
  terms: 3.15,
  accepted: 3.07,
  replies: 8.47,
  quietTitle: 2.89,
  pairsTitle: 1.63,
  pairsAnswers: 2.95,
  alike: 2.43,
  alikeTitle: 5.25,
  strongest: 2.48,
  orderTitle: 2.81,
  association: 4.58,
  uses: 3.92,
  recentUses: 0.72,
  age: -0.8,
  length: -0.27,
}

/** The chance that the first item is right: a logistic function of its features and of its lead over the second. */
export const CONFIDENCE: {
  readonly bias: number
  readonly lead: number
  readonly features: Readonly<Record<(typeof CONFIDENCE_FEATURES)[number], number>>
} = {
  bias: -3.54,
  lead: 0.12,
  features: {
    alikeTitle: 3.68,
    pairsTitle: 1.77,
    accepted: 3.82,
    pairsAnswers: 0.78,
  },
}
