import { CONFIDENCE_FEATURES, FEATURES, type Features, featuresOf } from './features.ts'
import type { Lexicon } from './lexicon.ts'
import type { Query } from './query.ts'
import type { Found } from './retrieve.ts'
import { type Facts, factsOf } from './segment.ts'
import { byRank, type Hit } from './top.ts'
import { CONFIDENCE, WEIGHTS } from './weights.ts'

export interface Ranking {
  /** The first one is good enough to be given as the answer. */
  readonly sure: boolean
  /** Estimated chance, from 0 to 1, that the first one is right. */
  readonly confidence: number
  readonly items: readonly Ranked[]
}

export interface Ranked extends Hit {
  /** It has enough of the telling words of the question to be about it. */
  readonly about: boolean
}

/** From this confidence on a first answer is given to who asked: nine of ten were right where there was one (docs/matching.md). */
const SURE_FROM = 0.55
/** As many people who call an item wrong send it to the end. */
const WRONG_SINKS = 2
/** So that nothing leads beyond all measure. */
const NEVER_CERTAIN = 0.001

/** Puts what was found in the order in which it is shown, best first. */
export function rank(found: readonly Found[], query: Query, lexicon: Lexicon, now: Date, limit: number): Ranking {
  const enough = enoughWords(query)
  const features = featuresOf(found, query, lexicon, now)
  const judged = found
    .map((hit, i) => judge(hit, features[i] as Features, enough))
    .filter(({ features }) => features.alike > 0)
    .sort(byTier)
  const confidence = confidenceIn(judged)
  const items = judged.slice(0, limit).map(({ id, at, score, about }) => ({ id, at, score, about }))
  return { sure: confidence >= SURE_FROM, confidence, items }
}

interface Judged extends Ranked {
  readonly features: Features
  readonly tier: number
}

function judge(hit: Found, features: Features, enough: number): Judged {
  const score = FEATURES.reduce((sum, name) => sum + WEIGHTS[name] * features[name], 0)
  return {
    id: hit.id,
    at: hit.at,
    score,
    about: features.met >= enough,
    features,
    tier: tierOf(factsOf(hit.segment, hit.row)),
  }
}

// Most of one word, nearly half of three, two of many.
function enoughWords(query: Query): number {
  const words = query.terms.filter(({ quiet }) => !quiet).length
  return Math.min(1.8, Math.max(0.7, 0.6 * words))
}

// A status never stands before an answer; what two people call wrong comes last.
const tierOf = (facts: Facts): number => (facts.wrong >= WRONG_SINKS ? 2 : facts.status ? 1 : 0)

const byTier = (a: Judged, b: Judged): number => a.tier - b.tier || byRank(a, b)

function confidenceIn(judged: readonly Judged[]): number {
  const [first] = judged
  if (!first || first.tier > 1) return 0
  const scores = judged.filter(({ tier }) => tier === first.tier).map(({ score }) => score)
  const evidence = CONFIDENCE_FEATURES.reduce(
    (sum, name) => sum + CONFIDENCE.features[name] * first.features[name],
    CONFIDENCE.bias + CONFIDENCE.lead * leadOf(scores),
  )
  return 1 / (1 + Math.exp(-evidence))
}

/** How far the first of these scores, the highest, leads all the others: the odds, as a logarithm, when each stands for a power of e. */
export function leadOf(scores: readonly number[]): number {
  const best = scores[0] ?? 0
  const share = 1 / scores.reduce((sum, score) => sum + Math.exp(score - best), 0)
  return Math.log(share / (1 - share + NEVER_CERTAIN))
}
