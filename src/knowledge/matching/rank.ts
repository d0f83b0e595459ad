import type { Lexicon } from './lexicon.ts'
import type { Query } from './query.ts'
import type { Found } from './retrieve.ts'
import { factsOf } from './segment.ts'
import { byRank, type Hit } from './top.ts'

export interface Ranking {
  /** The first one is good enough to be given as the answer. */
  readonly sure: boolean
  /** Estimated chance, from 0 to 1, that the first one is right. */
  readonly confidence: number
  readonly items: readonly Ranked[]
}

export interface Ranked extends Hit {
  /** How well it matches on its own, from 0 to 1. */
  readonly match: number
}

const SURE_FROM = 0.5

/** Puts what was found in the order in which it is shown. */
export function rank(found: readonly Found[], query: Query, lexicon: Lexicon, now: Date, limit: number): Ranking {
  void lexicon
  void now
  const whole = query.terms.reduce((sum, t) => sum + (t.quiet ? 0 : t.weight), 0) * 1024 * 255
  const items = found
    .map((hit) => {
      const facts = factsOf(hit.segment, hit.row)
      const sinks = facts.wrong >= 2 ? 3 : facts.superseded ? 2 : facts.status ? 1 : 0
      return { id: hit.id, at: hit.at, score: hit.score / whole - sinks, match: hit.score / whole }
    })
    .sort(byRank)
    .slice(0, limit)
  const confidence = items[0]?.match ?? 0
  return { sure: confidence >= SURE_FROM, confidence, items }
}
