import type { ThreadMessage } from './chat/platform.ts'
import type { MessageRef } from './chat/ref.ts'
import type { Linguist } from './knowledge/linguist.ts'
import type { Search } from './search/search.ts'
import type { Store } from './store/store.ts'

/** Everything that a command may touch. The clock and the ids are handed in. */
export interface World {
  readonly store: Store
  readonly search: Search
  readonly linguist: Linguist
  readonly now: () => Date
  /** A short text that was never given before. */
  readonly newId: () => string
  /** A whole number from 0 up to `below`, at random: item numbers are drawn, so that they betray no count. */
  readonly random: (below: number) => number
  /** The thread of a message, as its platform has it now. */
  readonly readThread: (message: MessageRef) => Promise<readonly ThreadMessage[] | null>
  /** What was said in the open around a message, as its platform has it now; null when it does not tell. */
  readonly readAround: (message: MessageRef) => Promise<readonly ThreadMessage[] | null>
  /** The message that a link points to, on whichever platform; null when it is none. */
  readonly messageAt: (permalink: string) => MessageRef | null
  readonly gestures: Gestures
}

/** The emoji that save and accept, as `Reacted` names them. */
export interface Gestures {
  readonly save: readonly string[]
  readonly accept: readonly string[]
}
