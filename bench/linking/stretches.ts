import { type Choice, choicesOf } from '../../src/knowledge/linking/features.ts'
import { readTalk, type Said, type TalkTools } from '../../src/knowledge/linking/talk.ts'
import type { ChatStretch } from '../sets.ts'

/** A marked stretch of chat, read by the product's own code. Messages go by their numbers in the data. */
export interface Stretch {
  /** Of each marked message, the earlier ones that it answers; itself when it opens a conversation. */
  readonly gold: ReadonlyMap<number, ReadonlySet<number>>
  readonly talk: readonly Said[]
  /** The number of each message of the talk; notices of joining and leaving are not talk. */
  readonly numbers: readonly number[]
  readonly notices: readonly number[]
  /** The first marked message of the talk. */
  readonly from: number
}

/** Unmarked messages before the marked ones that are read too, so that these have something to answer. */
const CONTEXT = 200
const MINUTE_MS = 60_000
const DAY_MINUTES = 1440
/** A clock that goes back so far has passed midnight. */
const MIDNIGHT_MINUTES = 600

export function readStretch({ first, last, messages, links }: ChatStretch): Stretch {
  const gold = new Map<number, Set<number>>()
  for (const [earlier, later] of links) gold.set(later, (gold.get(later) ?? new Set()).add(earlier))
  const minutes = minutesOf(messages.map(({ t }) => t))
  const begin = Math.max(0, first - CONTEXT)
  const there = messages.flatMap(({ u, x }, number) => {
    const at = new Date((minutes[number] ?? 0) * MINUTE_MS)
    return number >= begin && number <= last ? [{ number, said: u ? { by: u, at, text: x } : null }] : []
  })
  const spoken = there.flatMap(({ number, said }) => (said ? [{ number, said }] : []))
  return {
    gold,
    talk: spoken.map(({ said }) => said),
    numbers: spoken.map(({ number }) => number),
    notices: there.flatMap(({ number, said }) => (said || number < first ? [] : [number])),
    from: spoken.findIndex(({ number }) => number >= first),
  }
}

/** What each marked message could do, by the numbers of the data. */
export interface Case {
  readonly message: number
  readonly choices: readonly { readonly number: number; readonly features: Choice['features'] }[]
}

export function* casesOf({ talk, numbers, from }: Stretch, linguist: TalkTools['linguist']): Generator<Case> {
  let at = 0
  for (const choices of choicesOf(readTalk(talk, { linguist, namesOf: (nick) => [nick] }))) {
    const message = numbers[at] ?? 0
    const numbered = choices.map(({ answers, features }) => ({
      number: answers === null ? message : (numbers[answers] ?? 0),
      features,
    }))
    if (at++ >= from) yield { message, choices: numbered }
  }
}

/** Minutes since the first midnight; a message without a time has that of the one before. */
function minutesOf(times: readonly (string | undefined)[]): readonly number[] {
  let day = 0
  let before = 0
  return times.map((time) => {
    if (time === undefined) return before
    const [hours = 0, minutes = 0] = time.split(':').map(Number)
    let now = day * DAY_MINUTES + hours * 60 + minutes
    if (now < before - MIDNIGHT_MINUTES) {
      day++
      now += DAY_MINUTES
    }
    before = now
    return now
  })
}
