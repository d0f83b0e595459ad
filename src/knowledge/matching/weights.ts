import type { FeatureName } from './features.ts'

/** What each feature adds to the score of an item. */
export const WEIGHTS: Readonly<Partial<Record<FeatureName, number>>> = {
  retrieval: 2.995,
  title: 3.261,
  body: 1.239,
  accepted: 6.426,
  replies: 9.637,
  tags: 17.579,
  quietTitle: 5.474,
  pairsTitle: 2.332,
  pairsBody: 1.695,
  pairsAnswers: 3.596,
  coverDoc: 3.285,
  subwordTitle: 3.123,
  subwordRest: 3.719,
  near: 0.449,
  uses: 2.983,
  age: -0.8,
  length: -0.382,
}

/** The chance that the first item is right: a logistic function of its features and of its lead over the second. */
export const CONFIDENCE = {
  bias: -3.7,
  lead: 0.22,
  features: { pairsTitle: 1.7, coverDoc: 2.3, subwordTitle: 1.2, accepted: 3.8, pairsAnswers: 0.7 } satisfies Partial<
    Record<FeatureName, number>
  >,
} as const
