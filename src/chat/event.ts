import type { Person, Place } from './directory.ts'
import type { MessageRef, PersonRef, PlaceRef } from './ref.ts'

/** What every event tells: `id` is the same for every redelivery. */
export interface Happened {
  readonly id: string
  readonly at: Date
  readonly by: PersonRef
  readonly in: PlaceRef
}

/** How a message speaks to Savoir: a slash command, a mention, a direct conversation, or not at all. */
export type Addressed = 'command' | 'mention' | 'direct' | 'no'

/** Somebody said something. `text` is plain, without the mention of Savoir or the slash command. */
export interface MessageSaid extends Happened {
  readonly kind: 'said'
  /** Null for a slash command: nobody else sees it, so there is nothing to point to. */
  readonly message: MessageRef | null
  /** The first message of the thread it was said in; null at top level. */
  readonly thread: MessageRef | null
  readonly text: string
  readonly addressed: Addressed
  readonly permalink: string | null
}

export interface MessageEdited extends Happened {
  readonly kind: 'edited'
  readonly message: MessageRef
  readonly text: string
}

export interface MessageDeleted extends Happened {
  readonly kind: 'deleted'
  readonly message: MessageRef
}

/** `emoji` is its short name (`white_check_mark`) or the character itself; skin tones are left out. */
export interface Reacted extends Happened {
  readonly kind: 'reacted' | 'unreacted'
  readonly message: MessageRef
  readonly emoji: string
}

/** A button of one of Savoir's messages. `action` comes back from the client: ids only, never to be trusted. */
export interface ButtonPressed extends Happened {
  readonly kind: 'pressed'
  readonly action: string
  /** The message that bears the button, to be updated by the answer; null when it cannot be. */
  readonly message: MessageRef | null
  /** The thread that message stands in; null at top level. */
  readonly thread: MessageRef | null
}

/** A form that Savoir opened was filled. `fields` holds what was typed, by field name. */
export interface FormSent extends Happened {
  readonly kind: 'formSent'
  readonly action: string
  readonly fields: Readonly<Record<string, string>>
  /** The message that the form took the place of, to be updated by the answer; absent when there is none. */
  readonly message?: MessageRef
}

/** Somebody opened the page that Savoir has for each person, where a platform has such a page. */
export interface HomeOpened extends Happened {
  readonly kind: 'homeOpened'
}

/** The directory changed: somebody joined the company, was renamed, became a guest or left. */
export interface PersonChanged extends Happened {
  readonly kind: 'personChanged'
  readonly person: Person
}

/** A place is new, was renamed or archived, or changed its audience. `members` replaces the list; null leaves it. */
export interface PlaceChanged extends Happened {
  readonly kind: 'placeChanged'
  readonly place: Place
  readonly members: readonly PersonRef[] | null
}

export interface MembersChanged extends Happened {
  readonly kind: 'membersChanged'
  readonly joined: readonly PersonRef[]
  readonly left: readonly PersonRef[]
}

export type ChatEvent =
  | MessageSaid
  | MessageEdited
  | MessageDeleted
  | Reacted
  | ButtonPressed
  | FormSent
  | HomeOpened
  | PersonChanged
  | PlaceChanged
  | MembersChanged
