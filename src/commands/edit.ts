import type { Form } from '../chat/doc.ts'
import { text } from '../chat/doc.ts'
import type { Item } from '../knowledge/item.ts'
import { Refusal, type RefusalKey } from '../refusal.ts'
import { openForm, type Press, type PressHandler, turnInto } from '../request.ts'
import { doneDoc } from '../say/item.ts'
import { cut } from '../say/lines.ts'
import type { World } from '../world.ts'
import { itemFor, wordsOf } from './words.ts'

const TITLE_LENGTH = 150
const BODY_LENGTH = 10_000
/** What a field of a form holds on every platform: a longer text would come back cut. */
const FIELD_HOLDS = 3_000

/** `Edit`: a form with the title and, unless it is long, the text; whoever can read an item may put it right. */
export const edit: PressHandler = async (press, world) => {
  const item = await itemFor(press, world, Number(press.args[0]))
  const { title, body } = press.fields
  if (title === undefined) return openForm(press, editForm(press, item))
  if ((body ?? '').length > BODY_LENGTH) throw new Refusal('tooLong')
  const words = cut(wordsOf({ text: title }), TITLE_LENGTH)
  const change = { kind: 'itemEdited', item: item.id, title: words, body: body ?? item.body } as const
  return turnInto(press, doneDoc(press.phrases, press.phrases.items.edited, press.event.id), [change])
}

/** `Replace`: names the item that takes its place; the old one is shown last, labelled. */
export const supersede: PressHandler = async (press, world) => {
  const item = await itemFor(press, world, Number(press.args[0]))
  const typed = press.fields.number
  if (typed === undefined) return openForm(press, supersedeForm(press, item))
  const successor = await itemFor(press, world, Number(typed.replace('#', '').trim()))
  const refused = await whyNotInPlaceOf(item, successor, press, world)
  if (refused) throw new Refusal(refused)
  const doc = doneDoc(press.phrases, press.phrases.items.supersededBy(successor.id), press.event.id)
  return turnInto(press, doc, [{ kind: 'itemSuperseded', item: item.id, by: successor.id }])
}

/** Why an item cannot take the place of another; null when it can. */
export async function whyNotInPlaceOf(
  item: Item,
  successor: Item,
  press: Press,
  world: World,
): Promise<RefusalKey | null> {
  if (await leadsTo(item.id, successor, press, world)) return 'supersedesItself'
  return isAsOpen(successor, item) ? null : 'successorHidden'
}

/** True when whoever may read an item may read its successor: nobody is sent to what they cannot open. */
const isAsOpen = (successor: Item, item: Item): boolean =>
  successor.audience === 'everyone' || (item.audience === 'members' && item.source.place === successor.source.place)

/** True when an item is, or is replaced by way of others by, the one with this number. */
async function leadsTo(id: number, from: Item, press: Press, world: World): Promise<boolean> {
  const seen = new Set<number>()
  for (let item: Item | undefined = from; item && !seen.has(item.id); ) {
    if (item.id === id) return true
    seen.add(item.id)
    item = item.supersededBy === null ? undefined : (await world.store.items([item.supersededBy], press.reader))[0]
  }
  return false
}

/** `Still right`: the answer is confirmed, for everybody to see. */
export const confirm: PressHandler = async (press, world) => {
  const item = await itemFor(press, world, Number(press.args[0]))
  return turnInto(press, [text(press.phrases.items.confirmed)], [{ kind: 'confirmed', item: item.id }])
}

/** `Wrong`: said by two people, the item sinks to the end. */
export const wrong: PressHandler = async (press, world) => {
  const item = await itemFor(press, world, Number(press.args[0]))
  const people = new Set([...item.wrong.map((act) => act.by), press.by.ref]).size
  return turnInto(press, [text(press.phrases.items.wrongNoted(people))], [{ kind: 'foundWrong', item: item.id }])
}

function editForm({ phrases }: Press, item: Item): Form {
  const { fields, forms, buttons } = phrases
  const body = {
    name: 'body',
    label: fields.body,
    kind: 'lines',
    value: item.body,
    max: BODY_LENGTH,
    required: false,
  } as const
  return {
    action: `edit:${item.id}`,
    title: forms.edit,
    submit: buttons.send,
    cancel: buttons.cancel,
    fields: [
      { name: 'title', label: fields.title, kind: 'line', value: item.title, max: TITLE_LENGTH, required: true },
      ...(item.body.length > FIELD_HOLDS ? [] : [body]),
    ],
  }
}

function supersedeForm({ phrases }: Press, item: Item): Form {
  const { fields, forms, buttons } = phrases
  return {
    action: `supersede:${item.id}`,
    title: forms.supersede,
    submit: buttons.send,
    cancel: buttons.cancel,
    fields: [{ name: 'number', label: fields.number, kind: 'line', value: '', max: 10, required: true }],
  }
}
