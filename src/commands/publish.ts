import { freeNumber } from '../item-number.ts'
import type { NewItem } from '../knowledge/item.ts'
import { proposeTags } from '../knowledge/tags.ts'
import { titleOf } from '../knowledge/title.ts'
import { Refusal } from '../refusal.ts'
import { answer, type Command, type PressHandler, type Request, turnInto } from '../request.ts'
import { doneDoc, keptDoc, visibleTo } from '../say/item.ts'
import type { World } from '../world.ts'
import { itemFor, wordsOf } from './words.ts'

type PublishedKind = 'note' | 'status' | 'decision'

/** Writes down something worth knowing. */
export const note: Command = (request, world) => publish('note', request, world)

/** Says where something stands; a status fades. */
export const status: Command = (request, world) => publish('status', request, world)

/** Writes down a decision. */
export const decide: Command = (request, world) => publish('decision', request, world)

/** `Show to everyone`: what was written to Savoir alone becomes readable for the company, on its author's word. */
export const showToEveryone: PressHandler = async (press, world) => {
  const item = await itemFor(press, world, Number(press.args[0]))
  if (item.by !== press.by.ref || press.by.standing !== 'member') throw new Refusal('onlyItsAuthor')
  const doc = doneDoc(press.phrases, `${item.id} · ${press.phrases.items.visibleToEveryone}`, press.event.id)
  return turnInto(press, doc, [{ kind: 'audienceSet', item: item.id, audience: 'everyone' }])
}

async function publish(kind: PublishedKind, request: Request, world: World) {
  const words = wordsOf(request)
  const item = await newItem(kind, words, request, world)
  const members = (await world.store.members(request.in.ref)).length
  const doc = keptDoc(request.phrases, {
    word: request.phrases.items.published[kind],
    item,
    visible: visibleTo(request.phrases, request.in, members),
    event: request.event.id,
    widen: request.in.audience === 'direct' && request.by.standing === 'member',
  })
  return answer(request, doc, [{ kind: 'itemAdded', item }])
}

/** Something that a person wrote to Savoir, as an item for those who can read the place it was written in. */
export async function newItem(
  kind: NewItem['kind'],
  words: string,
  request: Pick<Request, 'by' | 'in' | 'event' | 'message' | 'permalink' | 'language'>,
  world: World,
): Promise<NewItem> {
  const place = { kind: 'place', place: request.in.ref } as const
  const known = (await world.store.tags(place)).map(({ tag }) => tag)
  return {
    id: await freeNumber(world),
    kind,
    title: titleOf(words),
    body: words,
    by: request.by.ref,
    at: request.event.at,
    language: world.linguist.languageOf(words, request.language),
    audience: request.in.audience === 'everyone' ? 'everyone' : 'members',
    source: { place: request.in.ref, message: request.message, permalink: request.permalink },
    tags: proposeTags([words], world.linguist, known),
    replies: [],
    accepted: null,
  }
}
