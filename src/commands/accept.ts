import { type Doc, text } from '../chat/doc.ts'
import type { Change } from '../knowledge/change.ts'
import { bestReply, type Item, type Reply } from '../knowledge/item.ts'
import { spoken } from '../languages/spoken.ts'
import { Refusal } from '../refusal.ts'
import { answer, type Command, type Press, type PressHandler, privately, type Request, turnInto } from '../request.ts'
import { acceptedInThread } from '../say/expert-request.ts'
import { doneDoc } from '../say/item.ts'
import { namesOf } from '../views.ts'
import type { World } from '../world.ts'
import { itemFor, numberFirst } from './words.ts'

/** Marks the answer of a question: the one that stands out, or the n-th with `accept 42 n`. */
export const accept: Command = async (request, world) => {
  const { id, rest } = numberFirst(request.text)
  const item = await itemFor(request, world, id)
  const reply = chosenReply(item, rest)
  if (!reply) throw new Refusal(item.kind === 'question' ? 'noSuchReply' : 'notAQuestion')
  const changes = acceptance(item, reply, request)
  return answer(
    request,
    doneDoc(request.phrases, await acceptedSentence(reply, request, world), request.event.id),
    changes,
  )
}

/** `Mark as the answer`, and `Yes` to the question whether it is one. */
export const acceptButton: PressHandler = async (press, world) => {
  const item = await itemFor(press, world, Number(press.args[0]))
  const reply = item.replies.find((one) => one.id === press.args[1])
  if (!reply) throw new Refusal('noSuchReply')
  const doc = doneDoc(press.phrases, await acceptedSentence(reply, press, world), press.event.id)
  const changes = acceptance(item, reply, press)
  if (!reply.message || reply.message !== press.pressed) return turnInto(press, doc, changes)
  // The button stands under the answer itself, in the thread: everybody goes on reading it there.
  const { deliveries } = turnInto(press, await markedInThread(item, reply, press, world))
  return { changes, deliveries: [...deliveries, privately(press, doc)] }
}

/** `No`: nothing changes. */
export const refuse: PressHandler = async (press) => turnInto(press, [text(press.phrases.items.noted)])

/** The change that marks a reply; the asker's own mark is not overruled. */
export function acceptance(item: Item, reply: Reply, request: Pick<Request, 'by'>): Change[] {
  if (item.kind !== 'question') throw new Refusal('notAQuestion')
  const byAsker = item.by === request.by.ref
  if (item.accepted?.byAsker && !byAsker && item.accepted.reply !== reply.id) throw new Refusal('askerDecided')
  return [{ kind: 'accepted', item: item.id, reply: reply.id, byAsker }]
}

async function markedInThread(item: Item, reply: Reply, press: Press, world: World): Promise<Doc> {
  const phrases = spoken[item.by ? await world.store.languageOf(item.by) : press.language]
  const name = (await namesOf([reply.by], world))(reply.by)
  return acceptedInThread(phrases, name ?? phrases.someone, reply.text)
}

async function acceptedSentence(reply: Reply, request: Request, world: World): Promise<string> {
  const name = (await namesOf([reply.by], world))(reply.by)
  return request.phrases.items.accepted(name ?? request.phrases.someone)
}

function chosenReply(item: Item, which: string): Reply | null {
  if (!which) return bestReply(item)
  const answers = item.replies.filter((reply) => reply.role === 'answer')
  return (/^\d{1,4}$/.test(which) && answers[Number(which) - 1]) || null
}
