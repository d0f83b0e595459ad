import type { Keep } from '../../src/chat/platform.ts'
import type { MessageRef, PersonRef, PlaceRef } from '../../src/chat/ref.ts'
import { readMessageRef } from './refs.ts'
import type { Said } from './wire.ts'

/** A message as the page keeps it. */
export interface Entry {
  readonly ref: MessageRef
  readonly place: PlaceRef
  readonly thread: MessageRef | null
  readonly by: PersonRef
  readonly at: string
  readonly said: Said
  /** What is in the file that comes with it. */
  readonly content?: string
  /** Nobody else sees it. */
  readonly onlyFor: PersonRef | null
  readonly edited: boolean
  /** The delivery that brought it, so that a repeated one is recognised after a restart. */
  readonly delivery: string | null
  readonly reactions: readonly { readonly emoji: string; readonly by: readonly PersonRef[] }[]
}

/** What was said in the page: all of it in memory, each change on disk before it counts. */
export interface Talk {
  find(message: MessageRef): Entry | null
  /** Oldest first. */
  in(place: PlaceRef): readonly Entry[]
  /** Every message, wherever it was said. */
  everywhere(): readonly Entry[]
  /** The first message, then its replies. */
  threadOf(entry: Entry): readonly Entry[]
  /** The message that a delivery became; null when it has not come yet. */
  delivered(delivery: string): MessageRef | null
  write(entry: Entry): Promise<void>
  /** Replaces a message by what `decide` makes of it; null takes it away, the same entry leaves it. */
  change(message: MessageRef, decide: (entry: Entry) => Entry | null): Promise<void>
}

const PREFIX = 'message/'

/** Reads the conversation back from the drawer. */
export async function openTalk(keep: Keep): Promise<Talk> {
  const places = new Map<PlaceRef, Map<MessageRef, Entry>>()
  const deliveries = new Map<string, MessageRef>()
  const remember = (entry: Entry): void => {
    const there = places.get(entry.place) ?? new Map<MessageRef, Entry>()
    places.set(entry.place, there.set(entry.ref, entry))
    if (entry.delivery) deliveries.set(entry.delivery, entry.ref)
  }
  for (const { value } of await keep.list(PREFIX)) remember(JSON.parse(value) as Entry)

  const write = async (entry: Entry): Promise<void> => {
    await keep.put(keyOf(entry), JSON.stringify(entry))
    remember(entry)
  }
  const find = (message: MessageRef): Entry | null => places.get(readMessageRef(message).place)?.get(message) ?? null
  const all = (place: PlaceRef): readonly Entry[] => [...(places.get(place)?.values() ?? [])]
  const inTurn = queue()
  return {
    find,
    in: all,
    everywhere: () => [...places.keys()].flatMap(all),
    threadOf: (entry) => all(entry.place).filter((other) => rootOf(other) === rootOf(entry)),
    delivered: (delivery) => deliveries.get(delivery) ?? null,
    write: (entry) => inTurn(() => write(entry)),
    change: (message, decide) =>
      inTurn(async () => {
        const entry = find(message)
        if (!entry) return
        const next = decide(entry)
        if (next) return next === entry ? undefined : write(next)
        await keep.remove(keyOf(entry))
        places.get(entry.place)?.delete(message)
      }),
  }
}

/** The first message of the thread that a message is in. */
export const rootOf = (entry: Entry): MessageRef => entry.thread ?? entry.ref

/** True when this person sees the message, in a place that they may read. */
export const visibleTo = (person: PersonRef, entry: Entry): boolean =>
  entry.onlyFor === null || entry.onlyFor === person

/** The entry with a person's emoji put on or taken off; the same entry when nothing changes. */
export function withReaction(entry: Entry, person: PersonRef, emoji: string, on: boolean): Entry {
  const there = entry.reactions.find((reaction) => reaction.emoji === emoji)?.by ?? []
  if (there.includes(person) === on) return entry
  const by = on ? [...there, person] : there.filter((other) => other !== person)
  const known = entry.reactions.some((reaction) => reaction.emoji === emoji)
  const reactions = known
    ? entry.reactions.map((reaction) => (reaction.emoji === emoji ? { emoji, by } : reaction))
    : [...entry.reactions, { emoji, by }]
  return { ...entry, reactions: reactions.filter((reaction) => reaction.by.length > 0) }
}

const keyOf = (entry: Entry): string => `${PREFIX}${entry.place}/${readMessageRef(entry.ref).id}`

// One at a time, so that two changes of the same message never overwrite each other.
function queue(): <T>(work: () => Promise<T>) => Promise<T> {
  let last: Promise<unknown> = Promise.resolve()
  return (work) => {
    const done = last.then(work, work)
    last = done.catch(() => undefined)
    return done
  }
}
