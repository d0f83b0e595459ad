import type { MessageSaid } from '../chat/event.ts'
import type { ThreadMessage } from '../chat/platform.ts'
import type { MessageRef } from '../chat/ref.ts'
import type { World } from '../world.ts'

/** News older than this may have been overtaken by an edit or a deletion. */
const LATE_MS = 10_000

/** A message that others can see. */
export type Talk = MessageSaid & { readonly message: MessageRef }

/** The thread of a message, at least as far as that message: as it came, or late, as its platform has it now. */
export async function threadAsItStands(talk: Talk, world: World): Promise<readonly ThreadMessage[]> {
  const late = world.now().getTime() - talk.at.getTime() > LATE_MS
  return late ? ((await world.readThread(talk.thread ?? talk.message)) ?? []) : [asItCame(talk)]
}

/** The message as it stands; null when it was deleted meanwhile. */
export async function asItStands(talk: Talk, world: World): Promise<ThreadMessage | null> {
  return (await threadAsItStands(talk, world)).find((one) => one.message === talk.message) ?? null
}

const asItCame = ({ message, by, at, text, permalink, in: place }: Talk): ThreadMessage => ({
  message,
  place,
  by,
  at,
  text,
  permalink,
  reactions: [],
})
