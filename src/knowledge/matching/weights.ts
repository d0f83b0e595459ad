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
  accepted: 6.41,
  replies: 4.2,
  quietTitle: 2.6,
  alike: 4.47,
  alikeTitle: 7.74,
  orderTitle: 4.02,
  association: 2.73,
  theme: 2.61,
  uses: 3.84,
  recentUses: 0.75,
  age: -0.8,
  length: -0.34,
}

/** The chance that the first item is right: a logistic function of its features and of its lead over the others. */
export const CONFIDENCE: {
  readonly bias: number
  readonly lead: number
  readonly features: Readonly<Record<ConfidenceFeatureName, number>>
} = {
  bias: -3.3,
  lead: 0.18,
  features: {
    alikeTitle: 2.95,
    orderTitle: 2.14,
    inAnswer: 3.24,
  },
}
