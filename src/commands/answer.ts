import { button } from '../action.ts'
import type { Delivery } from '../chat/delivery.ts'
import { buttons, quote, text } from '../chat/doc.ts'
import type { Item, Reply } from '../knowledge/item.ts'
import { spoken } from '../languages/spoken.ts'
import type { Outcome } from '../outcome.ts'
import { Refusal } from '../refusal.ts'
import { answer, type Command, openForm, type PressHandler, privately, type Request } from '../request.ts'
import { doneDoc } from '../say/item.ts'
import { cut, TITLE_MAX } from '../say/lines.ts'
import type { World } from '../world.ts'
import { isHere } from './names.ts'
import { itemFor, numberFirst, wordsOf } from './words.ts'

const ANSWER_MAX = 10_000

/** Keeps an answer to a question and tells the person who asked. */
export const giveAnswer: Command = (request, world) => answerSaying(request.phrases.items.answerAdded, request, world)

/** The same, with a sentence of its own to whoever answered. */
export async function answerSaying(sentence: string, request: Request, world: World): Promise<Outcome> {
  const { id, rest } = numberFirst(request.text)
  const words = wordsOf({ text: rest })
  const item = await itemFor(request, world, id)
  if (item.kind !== 'question') throw new Refusal('notAQuestion')
  const doc = doneDoc(request.phrases, sentence, request.event.id)
  if (item.replies.some((reply) => reply.by === request.by.ref && reply.text === words)) return answer(request, doc)
  const reply = newReply(request, words, world)
  return {
    changes: [{ kind: 'replyAdded', item: id, reply }],
    deliveries: [privately(request, doc), ...(await tellAsker(request, item, reply, world))],
  }
}

/** `Answer`: a form for the answer. */
export const answerButton: PressHandler = async (press, world) => {
  const id = press.args[0] ?? ''
  const typed = press.fields.answer
  if (typed !== undefined) return giveAnswer({ ...press, text: `${id} ${typed}` }, world)
  const item = await itemFor(press, world, Number(id))
  const { fields, forms, buttons: labels } = press.phrases
  return openForm(press, {
    action: `answer:${item.id}`,
    title: forms.answer,
    submit: labels.send,
    cancel: labels.cancel,
    fields: [{ name: 'answer', label: fields.answer, kind: 'lines', value: '', max: ANSWER_MAX, required: true }],
  })
}

function newReply(request: Request, words: string, world: World): Reply {
  return {
    id: world.newId(),
    by: request.by.ref,
    at: request.event.at,
    text: words,
    message: null,
    permalink: null,
    role: 'answer',
  }
}

/** The asker waited for this: told at once, in their language, with the button that closes the question. */
export async function tellAsker(request: Request, item: Item, reply: Reply, world: World): Promise<Delivery[]> {
  if (!item.by || item.by === request.by.ref || !isHere(await world.store.person(item.by))) return []
  // Whoever asked in a place that they left is told no more of it.
  if (!(await world.store.items([item.id], { kind: 'person', person: item.by })).length) return []
  const phrases = spoken[await world.store.languageOf(item.by)]
  const doc = [
    text(phrases.items.youWereAnswered(request.by.name, cut(item.title, TITLE_MAX))),
    quote(reply.text),
    buttons(
      { ...button(phrases.buttons.accept, 'accept', item.id, reply.id), style: 'primary' },
      button(phrases.buttons.open, 'show', item.id),
    ),
  ]
  return [{ kind: 'direct', to: item.by, doc }]
}
