import { button } from '../action.ts'
import type { Delivery } from '../chat/delivery.ts'
import type { Person, Place } from '../chat/directory.ts'
import { buttons, text } from '../chat/doc.ts'
import type { ThreadMessage } from '../chat/platform.ts'
import type { MessageRef, PersonRef } from '../chat/ref.ts'
import { freeNumber } from '../item-number.ts'
import { type Captured, captureThread } from '../knowledge/capture.ts'
import type { Change } from '../knowledge/change.ts'
import type { Item, NewItem } from '../knowledge/item.ts'
import { spoken } from '../languages/spoken.ts'
import type { Outcome } from '../outcome.ts'
import { Refusal } from '../refusal.ts'
import { answer, type Command, type PressHandler, privately, type Request, turnInto } from '../request.ts'
import { doneDoc, keptDoc, visibleTo } from '../say/item.ts'
import { cut, TITLE_MAX } from '../say/lines.ts'
import { namesOf } from '../views.ts'
import type { World } from '../world.ts'
import { conversationOf } from './conversation.ts'
import { canRead, isHere } from './names.ts'
import { itemFor, numberFirst } from './words.ts'

/** The emoji that Savoir puts on what it saved. */
export const SAVED_MARK = 'white_check_mark'

/** Saves the thread of a link, or the thread that it was said in. */
export const save: Command = async (request, world) => {
  const link = request.text.trim()
  const message = link ? world.messageAt(link) : request.thread
  if (!message) throw new Refusal('nothingToSave')
  return saveThread(message, request, world)
}

/** Takes a saved item back. Undo brings it back. */
export const unsave: Command = async (request, world) => {
  const item = await itemFor(request, world, numberFirst(request.text).id)
  const doc = doneDoc(request.phrases, request.phrases.items.unsaved, request.event.id)
  return answer(request, doc, [{ kind: 'itemRemoved', item: item.id }])
}

/** Saves the thread that a message belongs to; a second person's wish is an endorsement, not a copy. */
export async function saveThread(message: MessageRef, request: Request, world: World): Promise<Outcome> {
  const known = await savedItem(message, request, world)
  if (known) return endorse(known, request)
  const { item, captured, place } = await capture(message, request, world)
  return {
    changes: [
      { kind: 'itemAdded', item },
      { kind: 'endorsed', item: item.id },
    ],
    deliveries: [
      { kind: 'react', to: message, emoji: SAVED_MARK },
      privately(request, await savedDoc(item, place, request, world)),
      ...(await proposal(item, captured, request, world)),
      ...(await authorsWords(item, request, world)),
    ],
  }
}

/** Reads a thread and makes an item of it. Refuses when the person may not read it. */
export async function capture(message: MessageRef, request: Request, world: World): Promise<NewCapture> {
  // The message that asks for it belongs to no thread worth keeping.
  const thread = (await conversationOf(message, world))?.filter((one) => one.message !== request.message)
  const place = thread?.[0] && (await world.store.place(thread[0].place))
  if (!thread || !place || !(await canRead(request.by.ref, place, world))) throw new Refusal('noSuchMessage')
  if (place.audience === 'direct') throw new Refusal('nothingToSave')
  const captured = captureThread(thread, await toolsFor(place, world))
  if (!captured) throw new Refusal('nothingToSave')
  return { captured, place, item: await itemOf(captured, thread, place, world) }
}

export interface NewCapture {
  readonly captured: Captured
  readonly place: Place
  readonly item: NewItem
}

/** What reading a thread needs to know of the place it stands in. */
export async function toolsFor(place: Place, world: World) {
  const people = new Map((await world.store.people()).map((person) => [person.ref, person]))
  const settings = await world.store.allPersonSettings()
  return {
    linguist: world.linguist,
    newId: world.newId,
    accept: world.gestures.accept,
    knownTags: (await world.store.tags({ kind: 'place', place: place.ref })).map(({ tag }) => tag),
    leaveOut: (person: PersonRef) => {
      const known = people.get(person)
      return known?.isBot === true || known?.name === '' || settings.get(person)?.refused.includes('saving') === true
    },
  }
}

/** What was captured, as an item for those who can read the place. */
export async function itemOf(
  captured: Captured,
  thread: readonly ThreadMessage[],
  place: Place,
  world: World,
): Promise<NewItem> {
  const { accepted, ...rest } = captured
  const first = thread[0]
  return {
    ...rest,
    id: await freeNumber(world),
    audience: place.audience === 'everyone' ? 'everyone' : 'members',
    source: { place: place.ref, message: first?.message ?? null, permalink: first?.permalink ?? null },
    accepted: accepted && { ...accepted, byAsker: accepted.by === captured.by },
  }
}

/** Somebody whose words are not to be kept: they said so, or asked to be forgotten, which leaves them without a name. */
export async function refusesSaving(person: Person, world: World): Promise<boolean> {
  return person.name === '' || (await world.store.personSettings(person.ref)).refused.includes('saving')
}

/** The item that a message belongs to, by itself or by its thread. */
export async function savedItem(message: MessageRef, request: Request, world: World): Promise<Item | null> {
  const origin = (await world.store.origin(message, request.reader)) ?? (await originOfThread(message, request, world))
  const [item] = origin ? await world.store.items([origin.item], request.reader) : []
  return item ?? null
}

async function originOfThread(message: MessageRef, request: Request, world: World) {
  const root = (await conversationOf(message, world))?.[0]
  return root ? world.store.origin(root.message, request.reader) : null
}

function endorse(item: Item, request: Request): Outcome {
  if (item.endorsedBy.some((act) => act.by === request.by.ref)) {
    return answer(request, [text(request.phrases.items.savedByYou)])
  }
  return answer(request, doneDoc(request.phrases, request.phrases.items.alreadySaved, request.event.id), [
    { kind: 'endorsed', item: item.id },
  ])
}

async function savedDoc(item: NewItem, place: Place, request: Request, world: World) {
  const members = (await world.store.members(place.ref)).length
  return keptDoc(request.phrases, {
    word: request.phrases.items.saved,
    item,
    visible: visibleTo(request.phrases, place, members),
    event: request.event.id,
    widen: false,
  })
}

/** Nobody marked an answer: the best candidate is proposed to the person who saved. */
async function proposal(item: NewItem, captured: Captured, request: Request, world: World): Promise<Delivery[]> {
  const reply = item.replies.find((one) => one.id === captured.proposed)
  if (!reply || item.accepted) return []
  const name = (await namesOf([reply.by], world))(reply.by) ?? request.phrases.someone
  return [privately(request, markDoc(request, item.id, reply.id, name))]
}

/** `Mark Omar's reply as the answer? [Yes] [No]` */
export function markDoc({ phrases }: Pick<Request, 'phrases'>, item: number, reply: string, name: string) {
  return [
    text(phrases.items.markAsAnswer(name)),
    buttons(
      { ...button(phrases.buttons.yes, 'accept', item, reply), style: 'primary' },
      button(phrases.buttons.no, 'refuse'),
    ),
  ]
}

/** Those whose words were saved by somebody else are told; the gate sees to it that it is once. */
async function authorsWords(item: NewItem, request: Request, world: World): Promise<Delivery[]> {
  const authors = new Set([item.by, ...item.replies.map((reply) => reply.by)])
  authors.delete(request.by.ref)
  const told = [...authors].map(async (author): Promise<Delivery[]> => {
    const known = author && (await world.store.person(author))
    if (!known || !isHere(known) || known.standing === 'outsider') return []
    const phrases = spoken[await world.store.languageOf(known.ref)]
    const doc = [
      text(phrases.items.authorsWord(request.by.name, cut(item.title, TITLE_MAX))),
      buttons(
        button(phrases.buttons.fineAlways, 'fine'),
        button(phrases.buttons.notThisOne, 'withdraw', item.id),
        button(phrases.buttons.neverMine, 'withdraw', item.id, 'always'),
      ),
    ]
    return [{ kind: 'direct', to: known.ref, doc, nudge: 'authorsWord' }]
  })
  return (await Promise.all(told)).flat()
}

/** `Fine, always`. */
export const fine: PressHandler = async (press) => turnInto(press, [text(press.phrases.items.fine)])

/** `Not this one`, and `Never save mine`: the person's words leave the item, what others wrote stays. */
export const withdraw: PressHandler = async (press, world) => {
  const [item] = await world.store.items([Number(press.args[0])], press.reader)
  const always = press.args[1] === 'always'
  const changes: Change[] = item ? withoutWordsOf(item, press.by.ref) : []
  const settings = await world.store.personSettings(press.by.ref)
  if (always) changes.push({ kind: 'personSet', settings: { refused: [...new Set([...settings.refused, 'saving'])] } })
  return turnInto(press, [text(always ? press.phrases.items.neverMine : press.phrases.items.withdrawn)], changes)
}

function withoutWordsOf(item: Item, person: PersonRef): Change[] {
  if (item.by === person) return [{ kind: 'itemRemoved', item: item.id }]
  const theirs = item.replies.filter((reply) => reply.by === person)
  return theirs.map((reply) => ({ kind: 'replyRemoved', item: item.id, reply: reply.id }))
}
