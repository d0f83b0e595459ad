import type { NudgeKind } from '../chat/delivery.ts'
import type { DigestSetting } from '../knowledge/settings.ts'

/** What Savoir says by itself: the digest, requests, prompts, and the limits that hold them. */
export interface NudgePhrases {
  readonly digest: DigestPhrases
  readonly clock: ClockPhrases
  readonly noise: NoisePhrases
  readonly prompt: PromptPhrases
}

interface DigestPhrases {
  /** `period` in words is part of it: `Your week · 4 things`. */
  readonly title: (every: DigestSetting['every'], things: number) => string
  readonly question: (title: string) => string
  readonly helped: (title: string, people: number) => string
  readonly isNew: (tag: string, title: string, author: string) => string
  readonly merge: (tag: string, into: string) => string
  readonly decision: (title: string, author: string) => string
  readonly nothing: string
  readonly nothingLately: string
  readonly nothingYet: string
  readonly setting: (setting: DigestSetting) => string
  readonly pausedUntil: (day: string) => string
  readonly off: string
  readonly buttons: Readonly<
    Record<'day' | 'week' | 'month' | 'off' | 'pause' | 'resume' | 'notMe' | 'same' | 'different', string>
  >
}

interface ClockPhrases {
  readonly request: (name: string) => string
  readonly passedOn: (by: string, name: string) => string
  readonly why: (title: string, when: string) => string
  readonly whySays: string
  readonly onlyYou: string
  readonly took: string
  readonly later: string
  readonly passedTo: (name: string) => string
  readonly alreadyAsked: string
  readonly answerGoesTo: (place: string) => string
  readonly answerGoesToAsker: string
  readonly passTo: string
  readonly colleague: string
  readonly answers: (name: string) => string
  readonly posted: (place: string) => string
  readonly takenBack: (name: string) => string
  readonly someoneIsLooking: (title: string) => string
  readonly stillOpen: (title: string) => string
  readonly widened: string
  readonly asksAgain: (name: string) => string
  readonly found: string
  readonly foundNoted: string
  readonly dropped: string
  readonly gaps: string
  readonly buttons: Readonly<
    Record<'answerHere' | 'take' | 'passTo' | 'later' | 'widen' | 'reword' | 'found' | 'drop', string>
  >
}

interface NoisePhrases {
  readonly title: string
  readonly kind: Readonly<Record<NudgeKind, string>>
  /** `at most 1 a day, 3 a week` */
  readonly limits: Readonly<Record<NudgeKind, string>>
  readonly counts: (sent: number, dropped: number, toYou: number) => string
  readonly rules: readonly string[]
  readonly refusedNow: (kind: string) => string
  readonly allowedNow: (kind: string) => string
  readonly refused: string
  readonly ownLimit: (kind: string, most: number) => string
  /** Behind the limit that holds for everybody: `; for you, 1 a week`. */
  readonly own: (most: number) => string
  readonly here: (most: number, place: string) => string
  readonly limitIn: (kind: string, most: number, place: string) => string
  readonly noLimitIn: (kind: string, place: string) => string
  readonly stop: (kind: string) => string
  readonly allow: (kind: string) => string
}

interface PromptPhrases {
  readonly stillRight: (title: string) => string
  readonly fixIt: string
  readonly sameTag: (tag: string, into: string) => string
  readonly sameNoted: string
  readonly differentNoted: string
}
