import { button } from '../action.ts'
import { buttons, context, quote, text } from '../chat/doc.ts'
import type { Change } from '../knowledge/change.ts'
import type { NewItem } from '../knowledge/item.ts'
import { ASKED_AT_MOST, type Asked, expertsToAsk, requestTo } from '../nudges/experts.ts'
import { Refusal } from '../refusal.ts'
import { answer, type Press, type PressHandler, turnInto } from '../request.ts'
import { doneDoc, visibleTo } from '../say/item.ts'
import type { World } from '../world.ts'
import { askedText } from './ask.ts'
import { canPostIn, saidInPublic } from './in-public.ts'
import { newItem } from './publish.ts'

// A question that was opened by another button of the same answer is among the person's latest ones.
const RECENT = 20

/** `Open the question`: it becomes an item that others can find and answer. */
export const openQuestion: PressHandler = async (press, world) => {
  const { item, changes } = await questionOf(press, world)
  const doc = doneDoc(press.phrases, await openedSentence(press, item, world), press.event.id)
  return turnInto(press, doc, changes)
}

/** `Ask in #place`: opens the question and puts it to the place, in the asker's name. */
export const askInPlace: PressHandler = async (press, world) => {
  if (!canPostIn(press.in)) throw new Refusal('onlyInChannel')
  const { item, changes } = await questionOf(press, world)
  const { phrases } = press
  const doc = [
    context(phrases.ask.openedInPlace(press.by.name)),
    quote(item.body),
    buttons({ ...button(phrases.buttons.answer, 'answer', item.id), style: 'primary' }),
  ]
  return {
    changes,
    deliveries: [
      {
        ...(await saidInPublic(press, doc, world)),
        ...(isHeardBy(press, item) ? { speaksFor: { item: item.id } } : {}),
      },
      ...turnInto(press, doneDoc(phrases, await openedSentence(press, item, world), press.event.id)).deliveries,
    ],
  }
}

/** Replies are followed only where all who may read them may read the question, and the other way round. */
function isHeardBy({ in: place }: Press, { audience, source }: Asked): boolean {
  return source.place === place.ref || (audience === 'everyone' && place.audience === 'everyone' && !place.external)
}

/** `Ask them quietly`: opens the question and asks the likely people in private; each may pass at no cost. */
export const askQuietly: PressHandler = async (press, world) => {
  const { item, changes } = await questionOf(press, world)
  const before = await world.store.requestsFor([item.id])
  const experts = await expertsToAsk(item, ASKED_AT_MOST, before, press.reader, world)
  if (!experts.length) return answer(press, [text(press.phrases.who.nobodyToAsk)])
  const names = press.phrases.team.together(experts.map(({ person }) => person.name))
  const asked = await Promise.all(experts.map((expert) => requestTo(expert, item, { asker: press.by.name }, world)))
  return {
    changes: [...changes, ...asked.map(({ change }) => change)],
    deliveries: [
      ...turnInto(press, doneDoc(press.phrases, press.phrases.who.asked(names), press.event.id)).deliveries,
      ...asked.map(({ delivery }) => delivery),
    ],
  }
}

interface Opened {
  readonly item: Asked
  readonly changes: readonly Change[]
}

/**
 * The question as an item, added unless it is open already. One put in private is shown to everyone: that is what
 * opening it means.
 */
async function questionOf(press: Press, world: World): Promise<Opened> {
  const words = await askedText(press, world)
  const mine = { kind: 'question', by: press.by.ref, open: true } as const
  const opened = await world.store.itemsWhere(mine, press.reader, { limit: RECENT })
  const before = opened.find((item) => item.body === words)
  if (before) return { item: before, changes: [] }
  // A guest who asks in private would ask nobody.
  if (press.in.audience === 'direct' && press.by.standing !== 'member') throw new Refusal('onlyInChannel')
  const item = await newItem('question', words, { ...press, message: null, permalink: null }, world)
  const asked: NewItem = press.in.audience === 'direct' ? { ...item, audience: 'everyone' } : item
  return { item: asked, changes: [{ kind: 'itemAdded', item: asked }] }
}

async function openedSentence(press: Press, item: Opened['item'], world: World): Promise<string> {
  const members = (await world.store.members(press.in.ref)).length
  const where =
    item.audience === 'everyone' ? press.phrases.items.visibleToEveryone : visibleTo(press.phrases, press.in, members)
  return press.phrases.ask.opened(item.id, where)
}
