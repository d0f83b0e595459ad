import type { Person, Place } from './directory.ts'
import type { ThreadMessage } from './platform.ts'
import type { PersonRef } from './ref.ts'

/** What an import reads out of an archive, in an order in which people and places come before what was said in them. */
export type HistoryRecord =
  | { readonly kind: 'person'; readonly person: Person }
  | { readonly kind: 'place'; readonly place: Place; readonly members: readonly PersonRef[] }
  /** One thread, or a message that stands alone; first message first. */
  | { readonly kind: 'thread'; readonly messages: readonly ThreadMessage[] }
  /** Something in the archive could not be read; the rest goes on. `where` names the file and, if known, the line. */
  | { readonly kind: 'unreadable'; readonly where: string; readonly why: string }
  /** How far the reading is, in bytes of the archive. */
  | { readonly kind: 'progress'; readonly done: number; readonly total: number }

/** An archive of past talk. Reading it never changes it. */
export interface History {
  records(): AsyncIterable<HistoryRecord>
}
