// Learnt by `npm run bench:train -- --data DIR --write FILE`; docs/matching.md says how and from what.
// Cases of the split `dev` that taught:
//   sumo-links: 513
//   stackfaq: 630
//   fr_faq-cnil: 84
//   fr_faq-quebec: 314
//   banking77: 1521
// Given, not learnt: age.

import type { ConfidenceFeatureName, FeatureName } from './features.ts'

/** What each feature adds to the score of an item. */
export const WEIGHTS: Readonly<Record<FeatureName, number>> = {
  accepted: 6.84,
  replies: 4.45,
  quietTitle: 3.35,
  alike: 4.22,
  alikeTitle: 8.02,
  orderTitle: 3.93,
  association: 2.62,
  theme: 2.88,
  uses: 3.91,
  recentUses: 0.74,
  age: -0.8,
  length: -0.36,
}

/** The chance that the first item is right: a logistic function of its features and of its lead over the others. */
export const CONFIDENCE: {
  readonly bias: number
  readonly lead: number
  readonly features: Readonly<Record<ConfidenceFeatureName, number>>
} = {
  bias: -3.5,
  lead: 0.14,
  features: {
    alikeTitle: 2.98,
    orderTitle: 2.36,
    inAnswer: 3.58,
  },
}
