import type { PlaceAudience, Standing } from '../../src/chat/directory.ts'
import type { Doc, Form } from '../../src/chat/doc.ts'
import type { MessageRef, PersonRef, PlaceRef } from '../../src/chat/ref.ts'

/** What the page shows to the person whom the visitor is acting as. Nothing in it is hidden from that person. */
export interface View {
  readonly me: Actor
  /** The company that does not exist lives here. */
  readonly example: boolean
  /** Everyone whom a visitor can act as. */
  readonly people: readonly Actor[]
  readonly places: readonly Room[]
  readonly place: OpenPlace
  /** First message first; null when no thread is open. */
  readonly thread: readonly Message[] | null
  readonly form: OpenedForm | null
}

export interface Actor {
  readonly ref: PersonRef
  readonly name: string
  readonly standing: Standing
  readonly locale: string | null
}

export interface Room {
  readonly ref: PlaceRef
  readonly name: string
  readonly audience: PlaceAudience
  /** Id of the latest message that the person may see; empty when there is none. */
  readonly latest: string
}

export interface OpenPlace extends Room {
  readonly archived: boolean
  readonly members: number
  /** Top-level messages, oldest first. */
  readonly messages: readonly Message[]
  /** There are older ones. */
  readonly earlier: boolean
  /** The newest message in a thread that only this person can see. */
  readonly privately: { readonly message: MessageRef; readonly thread: MessageRef } | null
}

export interface Message {
  readonly ref: MessageRef
  readonly by: { readonly ref: PersonRef; readonly name: string }
  readonly bySavoir: boolean
  readonly mine: boolean
  readonly at: string
  readonly said: Said
  readonly edited: boolean
  readonly onlyMe: boolean
  readonly reactions: readonly Reaction[]
  readonly replies: number
  /** One of its replies bears ✅. */
  readonly answered: boolean
  readonly link: string
}

export type Said =
  | { readonly kind: 'text'; readonly text: string }
  /** `file`: its name, when one comes with it. */
  | { readonly kind: 'doc'; readonly doc: Doc; readonly file?: string }
  /** Taken away by its author; its thread remains. */
  | { readonly kind: 'gone' }

export interface Reaction {
  readonly emoji: string
  readonly mine: boolean
  readonly names: readonly string[]
}

export interface OpenedForm {
  readonly trigger: string
  readonly form: Form
}

/** Why the page was refused something. */
export type Problem = 'notThere' | 'empty' | 'tooLong' | 'malformed' | 'foreign' | 'tryAgain'
