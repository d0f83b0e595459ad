import type { Place } from './chat/directory.ts'
import type { PersonRef, PlaceRef } from './chat/ref.ts'
import { bestReply, type Item, type Reply } from './knowledge/item.ts'
import type { World } from './world.ts'

/** An item made ready to be shown: names instead of refs, and the words that answer. */
export interface ItemView {
  readonly item: Item
  /** Null for somebody who left or asked to be forgotten. */
  readonly author: string | null
  readonly place: Place | null
  /** Null for a question that nobody answered. */
  readonly answer: AnswerView | null
}

export interface AnswerView {
  /** Null when the item itself is the answer, as a note is. */
  readonly reply: Reply | null
  readonly text: string
  readonly by: string | null
  readonly at: Date
  readonly permalink: string | null
}

/** Makes items ready to be shown, in the same order. */
export async function viewsOf(items: readonly Item[], world: World): Promise<readonly ItemView[]> {
  const name = await namesOf(
    items.flatMap((item) => [item.by, ...item.replies.map((reply) => reply.by)]),
    world,
  )
  const place = await placesOf(
    items.map((item) => item.source.place),
    world,
  )
  return items.map((item) => ({
    item,
    author: name(item.by),
    place: place.get(item.source.place) ?? null,
    answer: answerOf(item, name),
  }))
}

/** Looks up names: null for nobody, for those who left, and for those who were forgotten. */
export async function namesOf(
  refs: readonly (PersonRef | null)[],
  world: World,
): Promise<(ref: PersonRef | null) => string | null> {
  const known = new Map<PersonRef, string>()
  for (const ref of new Set(refs)) {
    const person = ref && (await world.store.person(ref))
    if (ref && person?.name && person.standing !== 'left') known.set(ref, person.name)
  }
  return (ref) => (ref && known.get(ref)) ?? null
}

async function placesOf(refs: readonly PlaceRef[], world: World): Promise<ReadonlyMap<PlaceRef, Place>> {
  const places = new Map<PlaceRef, Place>()
  for (const ref of new Set(refs)) {
    const place = await world.store.place(ref)
    if (place) places.set(ref, place)
  }
  return places
}

function answerOf(item: Item, name: (ref: PersonRef | null) => string | null): AnswerView | null {
  if (item.kind !== 'question') {
    return { reply: null, text: item.body, by: name(item.by), at: item.at, permalink: item.source.permalink }
  }
  const reply = bestReply(item)
  return reply && { reply, text: reply.text, by: name(reply.by), at: reply.at, permalink: reply.permalink }
}
