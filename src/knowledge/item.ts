import type { MessageRef, PersonRef, PlaceRef } from '../chat/ref.ts'

export type ItemKind = 'question' | 'note' | 'status' | 'decision' | 'thread'

/** A language that Savoir speaks and reads. */
export const LANGUAGE_CODES = ['en', 'fr'] as const
export type LanguageCode = (typeof LANGUAGE_CODES)[number]

/** Everyone in the company, or the members of the place that the item came from. Narrowed with the place, never widened by it. */
export type Audience = 'everyone' | 'members'

/** The message that an item or a reply came from. */
export interface Source {
  readonly place: PlaceRef
  /** Null when it came from a slash command or the command line. */
  readonly message: MessageRef | null
  readonly permalink: string | null
}

/** One piece of knowledge. */
export interface Item {
  /** Short, chosen at random so that numbers tell nothing about what one may not read. */
  readonly id: number
  readonly kind: ItemKind
  readonly title: string
  readonly body: string
  /** Who said it; null once they asked to be forgotten. */
  readonly by: PersonRef | null
  /** When it was said. */
  readonly at: Date
  readonly language: LanguageCode
  readonly audience: Audience
  readonly source: Source
  /** In alphabetical order, merged tags under their common name. */
  readonly tags: readonly string[]
  /** In the order in which they were said. */
  readonly replies: readonly Reply[]
  /** The reply that answers the question; null while it is open. */
  readonly accepted: Acceptance | null
  /** The reply that looked most like the answer when the item was captured; it counts as long as nobody marked one. */
  readonly proposed?: string | null
  readonly supersededBy: number | null
  /** People who saved it, the first one first. */
  readonly endorsedBy: readonly Act[]
  /** Oldest first, one for each person: their latest. */
  readonly confirmations: readonly Act[]
  /** People who say that it is wrong, since it was last edited or confirmed by them. */
  readonly wrong: readonly Act[]
  /** People whom it helped, one for each person: their latest. */
  readonly helped: readonly Act[]
  /** Number of the last change in the log that touched it. */
  readonly version: number
}

export interface Act {
  readonly by: PersonRef
  readonly at: Date
}

export interface Acceptance extends Act {
  readonly reply: string
  /** The asker's own mark wins over anybody else's. */
  readonly byAsker: boolean
}

/** Something said in answer to an item. */
export interface Reply {
  /** Unique in the whole store. */
  readonly id: string
  readonly by: PersonRef | null
  readonly at: Date
  readonly text: string
  readonly message: MessageRef | null
  readonly permalink: string | null
  /** An answer to the question, or a remark in the discussion (the asker's follow-up, a thank-you). */
  readonly role: 'answer' | 'remark'
}

/** An item as it comes in: nobody has yet done anything with it. */
export type NewItem = Omit<Item, 'supersededBy' | 'endorsedBy' | 'confirmations' | 'wrong' | 'helped' | 'version'>

/** The accepted answer of an item, if it has one. */
export const acceptedReply = (item: Pick<Item, 'accepted' | 'replies'>): Reply | null =>
  item.replies.find((reply) => reply.id === item.accepted?.reply) ?? null

/** A question that nobody's answer has closed yet. */
export const isOpen = (item: Pick<Item, 'kind' | 'accepted' | 'supersededBy'>): boolean =>
  item.kind === 'question' && item.accepted === null && item.supersededBy === null

/** The words to quote for a question: its accepted answer, else the one that was proposed, else the fullest, else nothing. */
export function bestReply(item: Pick<Item, 'accepted' | 'proposed' | 'replies'>): Reply | null {
  const answers = item.replies.filter((reply) => reply.role === 'answer')
  const fullest = answers.reduce<Reply | null>((best, reply) => (telling(reply) > telling(best) ? reply : best), null)
  return acceptedReply(item) ?? answers.find(({ id }) => id === item.proposed) ?? fullest
}

// Beyond this length, more words do not make an answer better.
const FULL_LENGTH = 400

const telling = (reply: Reply | null): number => (reply ? Math.min(reply.text.length, FULL_LENGTH) : -1)
