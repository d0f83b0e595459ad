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
  terms: 2.97,
  accepted: 3.08,
  replies: 8.41,
  quietTitle: 2.83,
  pairsTitle: 1.62,
  pairsAnswers: 2.94,
  alike: 2.63,
  alikeTitle: 5.21,
  strongest: 2.5,
  orderTitle: 2.86,
  association: 4.61,
  uses: 3.9,
  recentUses: 0.72,
  age: -0.8,
  length: -0.29,
}

/** The chance that the first item is right: a logistic function of its features and of its lead over the second. */
export const CONFIDENCE: {
  readonly bias: number
  readonly lead: number
  readonly features: Readonly<Record<(typeof CONFIDENCE_FEATURES)[number], number>>
} = {
  bias: -3.57,
  lead: 0.13,
  features: {
    alikeTitle: 3.71,
    pairsTitle: 1.75,
    accepted: 3.79,
    pairsAnswers: 0.78,
  },
}
