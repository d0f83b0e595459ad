import type { ThreadMessage } from '../chat/platform.ts'
import type { MessageRef, PersonRef } from '../chat/ref.ts'
import { conversationsIn, linkTalk } from '../knowledge/linking.ts'
import type { World } from '../world.ts'

/**
 * What a message belongs to, first message first: its thread; or, where people answer in the open, the messages around it that
 * surely hang together with it. Null when it cannot be read.
 */
export async function conversationOf(message: MessageRef, world: World): Promise<readonly ThreadMessage[] | null> {
  const thread = await world.readThread(message)
  if (thread?.length !== 1) return thread
  const around = (await world.readAround(message)) ?? thread
  const at = around.findIndex((one) => one.message === message)
  if (at < 0) return thread
  const names = new Map((await world.store.people()).map(({ ref, name }) => [ref, name]))
  const namesOf = (person: string) => [names.get(person as PersonRef) ?? '']
  const conversations = conversationsIn(linkTalk(around, { linguist: world.linguist, namesOf }))
  return around.filter((_, other) => conversations[other] === conversations[at])
}
