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
}

export interface PlaceSettings {
  /** Savoir notices questions here. Off until somebody turns it on. */
  readonly on: boolean
}

export const PERSON_DEFAULTS: PersonSettings = {
  learnFromMe: true,
  showMe: true,
  inferTopics: true,
  language: null,
  refused: [],
}

export const PLACE_DEFAULTS: PlaceSettings = { on: false }
