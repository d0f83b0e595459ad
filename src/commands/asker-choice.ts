import { type Item, isOpen } from '../knowledge/item.ts'
import { Refusal } from '../refusal.ts'
import { openForm, type Press, type PressHandler, turnInto } from '../request.ts'
import { widenedChoicesDoc, widenedDoc } from '../say/expert-request.ts'
import { doneDoc } from '../say/item.ts'
import type { World } from '../world.ts'
import { canPostIn, saidInPublic } from './in-public.ts'
import { itemFor, wordsOf } from './words.ts'

const ANSWER_MAX = 10_000

/** `Widen`: the question is put to everybody in the place that it came from. */
export const widen: PressHandler = async (press, world) => {
  const item = await ownQuestion(press, world)
  const place = await world.store.place(item.source.place)
  if (!place || !canPostIn(place)) throw new Refusal('onlyInChannel')
  const doc = widenedDoc(press.phrases, item, press.by.name)
  return {
    changes: [],
    deliveries: [
      await saidInPublic({ ...press, in: place, thread: null }, doc, world),
      ...turnInto(press, widenedChoicesDoc(press.phrases, item)).deliveries,
    ],
  }
}

/** `I found it`: what they found becomes the answer. */
export const found: PressHandler = async (press, world) => {
  const item = await ownQuestion(press, world)
  const { forms, buttons: labels, nudges } = press.phrases
  if (press.fields.answer === undefined) {
    return openForm(press, {
      action: `found:${item.id}`,
      title: forms.answer,
      submit: labels.send,
      cancel: labels.cancel,
      fields: [
        { name: 'answer', label: nudges.clock.found, kind: 'lines', value: '', max: ANSWER_MAX, required: true },
      ],
    })
  }
  const reply = {
    id: world.newId(),
    by: press.by.ref,
    at: press.event.at,
    text: wordsOf({ text: press.fields.answer }),
    message: null,
    permalink: null,
    role: 'answer',
  } as const
  return turnInto(press, doneDoc(press.phrases, nudges.clock.foundNoted, press.event.id), [
    { kind: 'replyAdded', item: item.id, reply },
    { kind: 'accepted', item: item.id, reply: reply.id, byAsker: true },
  ])
}

/** `Drop`: the question goes, and can be brought back. */
export const drop: PressHandler = async (press, world) => {
  const item = await ownQuestion(press, world)
  const doc = doneDoc(press.phrases, press.phrases.nudges.clock.dropped, press.event.id)
  return turnInto(press, doc, [{ kind: 'itemRemoved', item: item.id }])
}

async function ownQuestion(press: Press, world: World): Promise<Item> {
  const item = await itemFor(press, world, Number(press.args[0]))
  if (item.by !== press.by.ref) throw new Refusal('onlyItsAuthor')
  if (!isOpen(item)) throw new Refusal('oldButton')
  return item
}
