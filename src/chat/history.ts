import type { Person, Place } from './directory.ts'
import type { ThreadMessage } from './platform.ts'
import type { MessageRef, PersonRef, PlaceRef } from './ref.ts'

/** What an import reads out of an archive, in an order in which people and places come before what was said in them. */
export type HistoryRecord =
  /** `mail`: the verified address of a full member, where the archive tells it. */
  | { readonly kind: 'person'; readonly person: Person; readonly mail?: string }
  | { readonly kind: 'place'; readonly place: Place; readonly members: readonly PersonRef[] }
  | HistoryThread
  /** Something in the archive could not be read; the rest goes on. `where` names the file and, if known, the line. */
  | { readonly kind: 'unreadable'; readonly where: string; readonly why: string }
  /** Something in the archive that is nobody's to read, or says nothing. */
  | { readonly kind: 'leftOut'; readonly what: LeftOut; readonly count: number }
  /** How far the reading is, in bytes of the archive. */
  | { readonly kind: 'progress'; readonly done: number; readonly total: number }

/** One thread, or a message that stands alone; first message first. The threads of a place come one after the other. */
export interface HistoryThread {
  readonly kind: 'thread'
  readonly place: PlaceRef
  /** The message that began the thread; it is not among the messages when the archive does not go back so far. */
  readonly root: MessageRef
  readonly messages: readonly ThreadMessage[]
}

/** Conversations of two people; folders of which nobody knows who may read them; joins, renames and the like. */
export type LeftOut = 'directMessages' | 'unlistedFolders' | 'notices'

/** An archive of past talk. Reading it never changes it. */
export interface History {
  /** The archive is complete up to then: what is missing from before was deleted. */
  readonly upTo: Date
  records(): AsyncIterable<HistoryRecord>
}
