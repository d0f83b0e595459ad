import type { Doc, Form } from './doc.ts'
import type { MessageRef, PersonRef, PlaceRef } from './ref.ts'

/** Messages that Savoir sends without having been addressed, or to everybody in a place; the gate holds each kind to its limits. */
export type NudgeKind = 'suggestion' | 'prompt' | 'request' | 'digest' | 'authorsWord' | 'solved' | 'progress' | 'share'

/** Something for a platform to do. `nudge` is absent when it answers somebody. */
export type Delivery = Post | Direct | React | Update | OpenForm | SendFile | ShowHome | Erase

/** A message in a place; `onlyFor` makes it visible to that person alone. */
export interface Post {
  readonly kind: 'post'
  readonly to: PlaceRef
  readonly thread: MessageRef | null
  readonly doc: Doc
  readonly onlyFor?: PersonRef
  readonly nudge?: NudgeKind
  /** Items that it shows: it does not go out once the person may read one of them no more. */
  readonly about?: readonly number[]
  /** The reply whose words it brings into the thread, or the question that it puts to the place: what is done to the message is done to it. */
  readonly speaksFor?: { readonly reply: string } | { readonly item: number }
}

/** A message in the person's own conversation with Savoir. */
export interface Direct {
  readonly kind: 'direct'
  readonly to: PersonRef
  readonly doc: Doc
  readonly nudge?: NudgeKind
  /** Items that it shows: it does not go out once the person may read one of them no more. */
  readonly about?: readonly number[]
}

export interface React {
  readonly kind: 'react' | 'unreact'
  readonly to: MessageRef
  readonly emoji: string
}

/** Savoir's own message gets a new content. */
export interface Update {
  readonly kind: 'update'
  readonly to: MessageRef
  readonly doc: Doc
}

/** Opens a form for the person whose event (`trigger` is its id) asked for it. */
export interface OpenForm {
  readonly kind: 'form'
  readonly to: PersonRef
  readonly trigger: string
  readonly form: Form
}

/** A text file in the person's own conversation with Savoir, under a few words. */
export interface SendFile {
  readonly kind: 'file'
  readonly to: PersonRef
  readonly name: string
  readonly content: string
  readonly doc: Doc
}

/** The person's own page shows this from now on. A platform without such pages lets it be. */
export interface ShowHome {
  readonly kind: 'home'
  readonly to: PersonRef
  readonly doc: Doc
}

/** The adapter lets go of whatever it keeps itself of what the person said and was told: they asked to be forgotten. */
export interface Erase {
  readonly kind: 'erase'
  readonly to: PersonRef
}
