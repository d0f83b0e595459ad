import type { PersonRef } from '../chat/ref.ts'
import type { ItemKind, LanguageCode, Reply } from './item.ts'
import type { Linguist } from './linguist.ts'

/** What a thread of talk says, before it has a number and an audience. */
export interface Captured {
  readonly kind: Extract<ItemKind, 'question' | 'thread'>
  readonly title: string
  readonly body: string
  readonly by: PersonRef
  readonly at: Date
  readonly language: LanguageCode
  readonly tags: readonly string[]
  readonly replies: readonly Reply[]
  /** The reply that somebody marked (the asker's mark first), with who did. */
  readonly accepted: { readonly reply: string; readonly by: PersonRef; readonly at: Date } | null
  /** The reply that looks most like the answer, when nobody marked one. */
  readonly proposed: string | null
}

export interface CaptureTools {
  readonly linguist: Linguist
  readonly newId: () => string
  /** Emoji that accept a reply. */
  readonly accept: readonly string[]
  /** Messages by these people are left out: bots, and whoever does not want their words saved. */
  readonly leaveOut: (person: PersonRef) => boolean
}
