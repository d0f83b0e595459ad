import type { Delivery } from '../chat/delivery.ts'
import type { Place } from '../chat/directory.ts'
import { text } from '../chat/doc.ts'
import { type Item, isOpen } from '../knowledge/item.ts'
import type { RequestState } from '../knowledge/request.ts'
import { spoken } from '../languages/spoken.ts'
import { ASKED_AT_MOST, availability, requestTo } from '../nudges/experts.ts'
import type { Outcome } from '../outcome.ts'
import { Refusal } from '../refusal.ts'
import { answer, openForm, type Press, type PressHandler, turnInto } from '../request.ts'
import { answerInThread } from '../say/expert-request.ts'
import { cut, TITLE_MAX } from '../say/lines.ts'
import { namesOf } from '../views.ts'
import type { World } from '../world.ts'
import { answerSaying } from './answer.ts'
import { isHere, personNamed } from './names.ts'
import { itemFor, wordsOf } from './words.ts'

const ANSWER_MAX = 10_000
const NAME_MAX = 80

/** `Answer here`: a form that says where the answer goes; then it goes there, under the name of whoever gave it. */
export const answerHere: PressHandler = async (press, world) => {
  const item = await itemFor(press, world, Number(press.args[0]))
  const place = await threadOf(item, world)
  if (press.fields.answer === undefined) return answerForm(press, item, place)
  const words = wordsOf({ text: press.fields.answer })
  const { items, nudges } = press.phrases
  const sentence = place ? nudges.clock.posted(`#${place.name}`) : items.answerAdded
  const given = await answerSaying(sentence, { ...press, text: `${item.id} ${words}` }, world)
  const added = given.changes.find((change) => change.kind === 'replyAdded')
  if (!place || !added) return given
  return { ...given, deliveries: [...given.deliveries, await inThread(press, item, place, added.reply, world)] }
}

/** `I'll take it`: the asker learns that somebody is looking, not who. */
export const take: PressHandler = async (press, world) => {
  const item = await requested(press, world)
  const told = await tellAsker(item, world)
  return said(press, item, 'took', press.phrases.nudges.clock.took, told)
}

/** `Later`: once more tomorrow. */
export const later: PressHandler = async (press, world) =>
  said(press, await requested(press, world), 'later', press.phrases.nudges.clock.later)

/** `Not my topic`: counts at once, for every tag of the question. */
export const notMyTopic: PressHandler = async (press, world) => {
  const [item] = await world.store.items([Number(press.args[0])], press.reader)
  const denied = (item?.tags ?? []).map((topic) => ({ kind: 'topicDenied', topic }) as const)
  const turned = item ? [{ kind: 'requestTurned', item: item.id, state: 'refused' } as const] : []
  return answer(press, [text(press.phrases.who.notMyTopicNoted)], [...denied, ...turned])
}

/** `Pass to…`: a colleague is asked instead, as privately. */
export const passTo: PressHandler = async (press, world) => {
  const item = await requested(press, world)
  const { clock } = press.phrases.nudges
  const typed = press.fields.name
  if (typed === undefined) return passForm(press, item)
  const before = await world.store.requestsFor([item.id])
  const person = await personNamed(wordsOf({ text: typed }), world)
  if (person.ref === item.by || before.some((one) => one.person === person.ref)) throw new Refusal('noSuchPerson')
  if (before.length >= ASKED_AT_MOST) return answer(press, [text(clock.alreadyAsked)])
  const free = await availability(person.ref, item, world)
  if (!free) return answer(press, [text(press.phrases.who.nobodyToAsk)])
  const asker = (await namesOf([item.by], world))(item.by)
  const chosen = { person, at: free.at, because: [] }
  const { change, delivery } = await requestTo(chosen, item, { asker, passedBy: press.by.name }, world)
  return {
    changes: [{ kind: 'requestTurned', item: item.id, state: 'passed' }, change],
    deliveries: [...turnInto(press, [text(clock.passedTo(person.name))]).deliveries, delivery],
  }
}

/** The question of a request that came to the person, as long as it is open. */
async function requested(press: Press, world: World): Promise<Item> {
  const item = await itemFor(press, world, Number(press.args[0]))
  const mine = (await world.store.requestsFor([item.id])).some(({ person }) => person === press.by.ref)
  if (!mine || !isOpen(item)) throw new Refusal('oldButton')
  return item
}

function said(
  press: Press,
  item: Item,
  state: RequestState,
  sentence: string,
  others: readonly Delivery[] = [],
): Outcome {
  const outcome = answer(press, [text(sentence)], [{ kind: 'requestTurned', item: item.id, state }])
  return { ...outcome, deliveries: [...outcome.deliveries, ...others] }
}

function answerForm(press: Press, item: Item, place: Place | null): Outcome {
  const { forms, buttons: labels, nudges } = press.phrases
  const label = place ? nudges.clock.answerGoesTo(`#${place.name}`) : nudges.clock.answerGoesToAsker
  return openForm(press, {
    action: `answerHere:${item.id}`,
    title: forms.answer,
    submit: labels.send,
    cancel: labels.cancel,
    fields: [{ name: 'answer', label, kind: 'lines', value: '', max: ANSWER_MAX, required: true }],
  })
}

function passForm(press: Press, item: Item): Outcome {
  const { buttons: labels, nudges } = press.phrases
  return openForm(press, {
    action: `passTo:${item.id}`,
    title: nudges.clock.passTo,
    submit: labels.send,
    cancel: labels.cancel,
    fields: [{ name: 'name', label: nudges.clock.colleague, kind: 'line', value: '', max: NAME_MAX, required: true }],
  })
}

/** The place of the thread that an answer can be posted in; null when the question was put in private. */
async function threadOf(item: Item, { store }: World): Promise<Place | null> {
  const place = item.source.message && (await store.place(item.source.place))
  return place && place.audience !== 'direct' && !place.archived ? place : null
}

async function inThread(
  press: Press,
  item: Item,
  place: Place,
  reply: { readonly id: string; readonly text: string },
  world: World,
): Promise<Delivery> {
  // In the language of the person who asked: they and their place read it.
  const phrases = spoken[item.by ? await world.store.languageOf(item.by) : press.language]
  const doc = answerInThread(phrases, item.id, reply.id, press.by.name, reply.text)
  return { kind: 'post', to: place.ref, thread: item.source.message, doc, speaksFor: { reply: reply.id } }
}

async function tellAsker(item: Item, { store }: World): Promise<readonly Delivery[]> {
  if (!item.by || !isHere(await store.person(item.by))) return []
  const before = (await store.requestsFor([item.id])).some(({ state }) => state === 'took')
  if (before) return []
  const phrases = spoken[await store.languageOf(item.by)]
  const doc = [text(phrases.nudges.clock.someoneIsLooking(cut(item.title, TITLE_MAX)))]
  return [{ kind: 'direct', to: item.by, doc, nudge: 'progress', about: [item.id] }]
}
