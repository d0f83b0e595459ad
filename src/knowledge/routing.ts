import type { PersonRef } from '../chat/ref.ts'

/** Somebody who may know, as far as asking them goes. */
export interface Candidate {
  readonly person: PersonRef
  /** How able they seem; above 0. */
  readonly score: number
  /** How often they were asked lately. */
  readonly load: number
}

/** Who has at least so much of the best one's score is about as able. */
const ABOUT_AS_ABLE = 0.4

/** The people to ask, most able first; among those about as able, the one who was asked least. */
export function chooseExperts(candidates: readonly Candidate[], count: number): readonly PersonRef[] {
  const chosen: PersonRef[] = []
  let left = [...candidates]
  while (chosen.length < count && left.length) {
    const best = Math.max(...left.map(({ score }) => score))
    const [next] = left
      .filter(({ score }) => score >= ABOUT_AS_ABLE * best)
      .sort((a, b) => a.load - b.load || b.score - a.score || (a.person < b.person ? -1 : 1))
    if (!next) break
    chosen.push(next.person)
    left = left.filter((candidate) => candidate !== next)
  }
  return chosen
}
