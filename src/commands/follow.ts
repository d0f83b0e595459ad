import { button } from '../action.ts'
import type { Delivery } from '../chat/delivery.ts'
import { buttons } from '../chat/doc.ts'
import type { MessageDeleted, MessageEdited, MessageSaid } from '../chat/event.ts'
import type { ThreadMessage } from '../chat/platform.ts'
import { personRef } from '../chat/ref.ts'
import { captureThread } from '../knowledge/capture.ts'
import type { Change } from '../knowledge/change.ts'
import type { Item, Reply } from '../knowledge/item.ts'
import { roleOf } from '../knowledge/roles.ts'
import { titleOf } from '../knowledge/title.ts'
import { NOTHING, type Outcome } from '../outcome.ts'
import { privately, type Request } from '../request.ts'
import { namesOf } from '../views.ts'
import type { World } from '../world.ts'
import { tellAsker } from './answer.ts'
import { asItStands, type Talk } from './as-it-stands.ts'
import { noticed } from './notice.ts'
import { markDoc, refusesSaving, toolsFor } from './save.ts'

const NOBODY = personRef('')
const EVERYTHING = { kind: 'savoir' } as const

/** Talk that is not meant for Savoir: replies of saved threads are followed, and questions noticed where it is on. */
export async function overheard(event: MessageSaid, request: Request, world: World): Promise<Outcome> {
  const { message } = event
  if (!message || request.in.audience === 'direct' || (await refusesSaving(request.by, world))) return NOTHING
  const talk = { ...event, message }
  if (event.thread) return newReply(talk, request, world)
  const { on } = await world.store.placeSettings(request.in.ref)
  return on && world.linguist.isQuestion(event.text) ? noticed(talk, request, world) : NOTHING
}

/** A message was edited: what came from it changes too. */
export async function edited(event: MessageEdited, world: World): Promise<Outcome> {
  const origin = await world.store.origin(event.message, EVERYTHING)
  const [item] = origin ? await world.store.items([origin.item], EVERYTHING) : []
  if (!origin || !item) return NOTHING
  if (origin.reply) return changing({ kind: 'replyEdited', item: item.id, reply: origin.reply, text: event.text })
  const body = (await bodyNow(item, world)) ?? event.text
  if (item.body === body) return NOTHING
  const title = item.title === titleOf(item.body) ? titleOf(body) : item.title
  return changing({ kind: 'itemEdited', item: item.id, title, body })
}

/** A message was deleted: what came from it disappears everywhere. */
export async function deleted(event: MessageDeleted, world: World): Promise<Outcome> {
  const origin = await world.store.origin(event.message, EVERYTHING)
  if (!origin) return NOTHING
  if (origin.reply) return changing({ kind: 'replyRemoved', item: origin.item, reply: origin.reply })
  return changing({ kind: 'itemRemoved', item: origin.item })
}

/** Replies that the thread has and the item lacks. */
export async function catchUp(item: Item, world: World): Promise<Extract<Change, { kind: 'replyAdded' }>[]> {
  const captured = await capturedNow(item, world)
  const known = new Set(item.replies.map((reply) => reply.message))
  const missing = captured ? captured.replies.filter((reply) => !known.has(reply.message)) : []
  return missing.map((reply) => ({ kind: 'replyAdded', item: item.id, reply }))
}

/** The thread that an item came from, read anew. */
async function capturedNow(item: Item, world: World) {
  const thread = item.source.message && (await world.readThread(item.source.message))
  const place = await world.store.place(item.source.place)
  return thread && place && captureThread(thread, await toolsFor(place, world))
}

/** What its thread begins with now, follow-ups of the author included; null when the thread cannot be read. */
async function bodyNow(item: Item, world: World): Promise<string | null> {
  const captured = await capturedNow(item, world).catch(() => null)
  return captured && captured.by === item.by ? captured.body : null
}

async function newReply(talk: Talk, request: Request, world: World): Promise<Outcome> {
  const origin = talk.thread && (await world.store.origin(talk.thread, EVERYTHING))
  const [item] = origin ? await world.store.items([origin.item], EVERYTHING) : []
  if (!item || (await world.store.origin(talk.message, EVERYTHING))) return NOTHING
  const said = await asItStands(talk, world)
  if (!said) return NOTHING
  const reply = replyOf(said, item, world)
  // The platform tells the asker of replies under their own message, not of those under Savoir's.
  const isUnderTheirs = item.source.message !== null
  const told = isUnderTheirs || reply.role !== 'answer' ? [] : await tellAsker(request, item, reply, world)
  return {
    changes: [{ kind: 'replyAdded', item: item.id, reply }],
    deliveries: [...told, ...(await thanked(said, item, request, world))],
  }
}

function replyOf(said: ThreadMessage, item: Item, world: World): Reply {
  const { by, at, text, message, permalink } = said
  const answers = item.kind === 'question' && roleOf(said, item.by ?? NOBODY, world.linguist) === 'answer'
  return { id: world.newId(), by, at, text: text.trim(), message, permalink, role: answers ? 'answer' : 'remark' }
}

/** "thanks, that works" from the asker, once a thread: asks them, privately, whether the last answer was it. */
async function thanked(said: ThreadMessage, item: Item, request: Request, world: World): Promise<readonly Delivery[]> {
  const thanks = (text: string) => world.linguist.thanks(text) === 'works'
  const before = item.replies.some((reply) => reply.by === item.by && thanks(reply.text))
  const solved = said.by === item.by && item.accepted === null && !before && thanks(said.text)
  const last = item.replies.filter((reply) => reply.role === 'answer' && reply.by !== item.by).at(-1)
  if (!solved || !last || item.kind !== 'question') return []
  const name = (await namesOf([last.by], world))(last.by) ?? request.phrases.someone
  const never = buttons(button(request.phrases.buttons.never, 'never', 'solved'))
  return [{ ...privately(request, [...markDoc(request, item.id, last.id, name), never]), nudge: 'solved' }]
}

const changing = (change: Change): Outcome => ({ changes: [change], deliveries: [] })
