// Learnt by `npm run bench:train -- --data DIR --write FILE`; docs/matching.md says how and from what.
// Cases of the split `dev` that taught:
//   sumo-links: 513
//   stackfaq: 630
//   fr_faq-cnil: 84
//   fr_faq-quebec: 314
//   banking77: 700
// Given, not learnt: age.

import type { ConfidenceFeatureName, FeatureName } from './features.ts'

/** What each feature adds to the score of an item. */
export const WEIGHTS: Readonly<Record<FeatureName, number>> = {
  terms: 2.77,
  accepted: 4.37,
  replies: 12.89,
  quietTitle: 2.9,
  alike: 2.69,
  alikeTitle: 6.52,
  strongest: 1.46,
  orderTitle: 3.88,
  association: 2.77,
  theme: 2.89,
  uses: 3.94,
  recentUses: 0.75,
  age: -0.8,
  length: -0.22,
}

/** The chance that the first item is right: a logistic function of its features and of its lead over the others. */
export const CONFIDENCE: {
  readonly bias: number
  readonly lead: number
  readonly features: Readonly<Record<ConfidenceFeatureName, number>>
} = {
  bias: -3.21,
  lead: 0.17,
  features: {
    alikeTitle: 2.93,
    orderTitle: 2.02,
    inAnswer: 3.19,
  },
}
