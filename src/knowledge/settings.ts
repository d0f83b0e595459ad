import type { LanguageCode } from './item.ts'

/** What a person decided about themselves. Each switch stands alone. */
export interface PersonSettings {
  /** What they say may become evidence. */
  readonly learnFromMe: boolean
  /** They may be named in answer to "who knows". */
  readonly showMe: boolean
  /** Topics may be inferred from what they did; off, only what they declared counts. */
  readonly inferTopics: boolean
  /** Null: the language of their client. */
  readonly language: LanguageCode | null
  /** Prompts that they refused for good. */
  readonly refused: readonly string[]
  readonly digest: DigestSetting
  /** Their own limits on nudges, in a week, by kind: they take the place of Savoir's. */
  readonly limits: Readonly<Record<string, number>>
}

/** When a person wants their digest, in their own time zone. */
export interface DigestSetting {
  readonly every: 'day' | 'week' | 'month' | 'never'
  /** 1 is Monday; of a daily digest, it means nothing. */
  readonly day: number
  readonly hour: number
  readonly minute: number
  /** In milliseconds; 0: not paused. */
  readonly pausedUntil: number
  /** When it was last set, in milliseconds: no digest is made up for the time before. 0: never. */
  readonly since: number
}

export interface PlaceSettings {
  /** Savoir notices questions here. Off until somebody turns it on. */
  readonly on: boolean
  /** How much of each kind comes here in a day at most, on top of what holds everywhere. */
  readonly limits: Readonly<Record<string, number>>
}

export const PERSON_DEFAULTS: PersonSettings = {
  learnFromMe: true,
  showMe: true,
  inferTopics: true,
  language: null,
  refused: [],
  digest: { every: 'week', day: 1, hour: 9, minute: 0, pausedUntil: 0, since: 0 },
  limits: {},
}

/**
 * The settings of a person with several accounts: what was refused or switched off with one of them is so for all, the
 * lowest limits hold, and of two rhythms of the digest the one that was chosen last.
 */
export function settingsTogether(accounts: readonly PersonSettings[]): PersonSettings {
  const [first = PERSON_DEFAULTS, ...others] = accounts
  return others.reduce(
    (one, other) => ({
      learnFromMe: one.learnFromMe && other.learnFromMe,
      showMe: one.showMe && other.showMe,
      inferTopics: one.inferTopics && other.inferTopics,
      language: one.language ?? other.language,
      refused: [...new Set([...one.refused, ...other.refused])],
      digest: other.digest.since > one.digest.since ? other.digest : one.digest,
      limits: lowest(one.limits, other.limits),
    }),
    first,
  )
}

function lowest(one: PersonSettings['limits'], other: PersonSettings['limits']): PersonSettings['limits'] {
  const kinds = new Set([...Object.keys(one), ...Object.keys(other)])
  const none = Number.POSITIVE_INFINITY
  return Object.fromEntries([...kinds].map((kind) => [kind, Math.min(one[kind] ?? none, other[kind] ?? none)]))
}

export const PLACE_DEFAULTS: PlaceSettings = { on: false, limits: {} }
