import type { HistoryThread } from '../chat/history.ts'
import type { ThreadMessage } from '../chat/platform.ts'
import type { MessageRef, PersonRef } from '../chat/ref.ts'
import { holds, linkTalk, type Said } from '../knowledge/linking.ts'
import type { World } from '../world.ts'

/** Talk of one place in which people answer each other without threads. */
export interface OpenTalk {
  /** Takes a message that stands alone, in the order of time; gives back the conversations that are over by then. */
  add(message: ThreadMessage): Promise<readonly HistoryThread[]>
  /** The rest. */
  end(): Promise<readonly HistoryThread[]>
}

/** Nobody answers in the open what is older. */
const SILENCE_MS = 86_400_000
/** A place that is never silent is cut here, so that memory stays bounded. */
const MESSAGES_AT_MOST = 1000

/**
 * Puts messages that surely answer each other together as a thread. What an earlier import or a person put together stays so:
 * a message that the store knows goes where it is, only new ones follow their links. As links look back alone, the same
 * archive gives the same conversations, and a newer one adds to them.
 */
export function openTalk(world: World, nameOf: (person: PersonRef) => string | null): OpenTalk {
  let waiting: ThreadMessage[] = []

  async function end(): Promise<readonly HistoryThread[]> {
    const messages = waiting
    waiting = []
    if (messages.length < 2) return messages.map((message) => conversation([message]))
    return conversationsOf(messages, await known(messages, world), nameOf, world)
  }

  return {
    end,
    async add(message) {
      const last = waiting.at(-1)
      const isOver = last !== undefined && message.at.getTime() - last.at.getTime() > SILENCE_MS
      const over = isOver || waiting.length >= MESSAGES_AT_MOST ? await end() : []
      waiting.push(message)
      return over
    },
  }
}

function conversation(messages: readonly [ThreadMessage, ...ThreadMessage[]]): HistoryThread {
  const [{ place, message: root }] = messages
  return { kind: 'thread', place, root, messages }
}

/** The first message of the item that each known message is in. */
async function known(
  messages: readonly ThreadMessage[],
  { store }: World,
): Promise<ReadonlyMap<MessageRef, MessageRef>> {
  const roots = new Map<MessageRef, MessageRef>()
  for (const { message } of messages) {
    const origin = await store.origin(message, { kind: 'savoir' })
    const [item] = origin ? await store.items([origin.item], { kind: 'savoir' }) : []
    if (item?.source.message) roots.set(message, item.source.message)
  }
  return roots
}

function conversationsOf(
  messages: readonly ThreadMessage[],
  roots: ReadonlyMap<MessageRef, MessageRef>,
  nameOf: (person: PersonRef) => string | null,
  { linguist }: World,
): readonly HistoryThread[] {
  const said: readonly Said[] = messages.map(({ by, at, text }) => ({ by, at, text }))
  const links = linkTalk(said, { linguist, namesOf: (person) => [nameOf(person as PersonRef) ?? ''] })
  const places = new Map(messages.map(({ message }, at) => [message, at]))
  const homes: number[] = []
  const together = new Map<number, [ThreadMessage, ...ThreadMessage[]]>()
  messages.forEach((message, at) => {
    const root = roots.get(message.message)
    const kept = root === undefined ? undefined : places.get(root)
    const link = links[at]
    const linked = link && holds(link) ? homes[link.answers ?? at] : undefined
    const home = kept ?? linked ?? at
    homes.push(home)
    const there = together.get(home)
    if (there) there.push(message)
    else together.set(home, [message])
  })
  return [...together.values()].map(conversation)
}
