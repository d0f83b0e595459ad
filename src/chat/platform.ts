import type { Delivery } from './delivery.ts'
import type { Person, Place } from './directory.ts'
import type { ChatEvent, FormSent } from './event.ts'
import type { MessageRef, PersonRef, PlaceRef } from './ref.ts'

/** A chat platform, seen from the core. What it lacks is its adapter's business. */
export interface ChatPlatform {
  /** The text before the first colon of its refs. */
  readonly name: string
  /** Begins to hand events to the host. Resolves once the platform is listening. */
  start(host: ChatHost): Promise<void>
  /**
   * Carries out one delivery. `id` is the same when it is tried again; it is the id of the event behind it, `#` and a number.
   * Throws `RetryLater` when the platform asks for patience; any other error sets the delivery aside.
   * Resolves to the message that everybody in the place sees now; null where there is none, or the platform does not tell.
   */
  deliver(id: string, delivery: Delivery): Promise<MessageRef | null>
  /** The whole thread that a message belongs to, first message first; null when it cannot be read. */
  readThread(message: MessageRef): Promise<readonly ThreadMessage[] | null>
  /**
   * What was said around a message of a place in the open, neither in a thread nor beginning one: oldest first, the message
   * among it, some 60 on either side; null when it cannot be read. A platform without it gives no more than threads.
   */
  readAround?(message: MessageRef): Promise<readonly ThreadMessage[] | null>
  /** The message that a link of this platform points to; null when it is none. */
  messageAt(permalink: string): MessageRef | null
  /** Stops the intake, then lets go of the connection. Calling it twice is harmless. */
  stop(): Promise<void>
}

/** What the core offers to a platform. */
export interface ChatHost {
  /** Resolves once the event is safe on disk: acknowledge it to the platform only then. */
  receive(event: ChatEvent): Promise<void>
  /**
   * What the person would be told if this form were taken as it is: something to put right. Null when nothing is wrong.
   * Keeps nothing. A host without it tells them afterwards.
   */
  refusalOf?(form: FormSent): Promise<string | null>
  /** People and places known to the store, to show names and memberships. Never what people said. */
  directory(): Promise<Directory>
  /**
   * What stands for a mail address in `Person`: the same on every platform, of no use elsewhere, and not to be turned back
   * into the address, which goes no further than here.
   */
  mailKey(address: string): Promise<string>
  /** A drawer of the platform's own, kept in the store. */
  readonly keep: Keep
}

export interface Directory {
  readonly people: readonly Person[]
  readonly places: readonly { readonly place: Place; readonly members: readonly PersonRef[] }[]
}

/** Small records that an adapter keeps for itself, by key. */
export interface Keep {
  get(key: string): Promise<string | null>
  put(key: string, value: string): Promise<void>
  /** Every record whose key starts so, in the order of the keys. */
  list(prefix: string): Promise<readonly { readonly key: string; readonly value: string }[]>
  remove(key: string): Promise<void>
}

/** One message of a thread, as it stands now. */
export interface ThreadMessage {
  readonly message: MessageRef
  readonly place: PlaceRef
  readonly by: PersonRef
  readonly at: Date
  readonly text: string
  readonly permalink: string | null
  /** When it was last edited, if it was and the platform tells. */
  readonly editedAt?: Date
  /** Emoji as in `Reacted`, with those who put it. */
  readonly reactions: readonly { readonly emoji: string; readonly by: readonly PersonRef[] }[]
}

/** Thrown by `deliver` when the platform asks to wait. */
export class RetryLater extends Error {
  readonly afterMs: number
  constructor(afterMs: number) {
    super(`try again in ${afterMs} ms`)
    this.afterMs = afterMs
  }
}
