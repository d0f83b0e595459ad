import type { MessageDeleted, MessageEdited, MessageSaid } from '../chat/event.ts'
import { captureThread } from '../knowledge/capture.ts'
import type { Change } from '../knowledge/change.ts'
import type { Item, Reply } from '../knowledge/item.ts'
import { titleOf } from '../knowledge/title.ts'
import { NOTHING, type Outcome } from '../outcome.ts'
import { privately, type Request } from '../request.ts'
import { namesOf } from '../views.ts'
import type { World } from '../world.ts'
import { newItem } from './publish.ts'
import { markDoc, toolsFor } from './save.ts'

const EVERYTHING = { kind: 'savoir' } as const

/** Talk that is not meant for Savoir: replies of saved threads are followed, and questions noticed where it is on. */
export async function overheard(event: MessageSaid, request: Request, world: World): Promise<Outcome> {
  if (!event.message || request.by.isBot || request.in.audience === 'direct') return NOTHING
  if (event.thread) return newReply(event, request, world)
  const { on } = await world.store.placeSettings(request.in.ref)
  return on && world.linguist.isQuestion(event.text) ? noticed(event, request, world) : NOTHING
}

/** A message was edited: what came from it changes too. */
export async function edited(event: MessageEdited, world: World): Promise<Outcome> {
  const origin = await world.store.origin(event.message, EVERYTHING)
  const [item] = origin ? await world.store.items([origin.item], EVERYTHING) : []
  if (!origin || !item) return NOTHING
  if (origin.reply) return changing({ kind: 'replyEdited', item: item.id, reply: origin.reply, text: event.text })
  if (item.body === event.text) return NOTHING
  const title = item.title === titleOf(item.body) ? titleOf(event.text) : item.title
  return changing({ kind: 'itemEdited', item: item.id, title, body: event.text })
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
  const thread = item.source.message && (await world.readThread(item.source.message))
  const place = await world.store.place(item.source.place)
  const captured = thread && place && captureThread(thread, await toolsFor(place, world))
  const known = new Set(item.replies.map((reply) => reply.message))
  const missing = captured ? captured.replies.filter((reply) => !known.has(reply.message)) : []
  return missing.map((reply) => ({ kind: 'replyAdded', item: item.id, reply }))
}

async function newReply(event: MessageSaid, request: Request, world: World): Promise<Outcome> {
  const origin = event.thread && (await world.store.origin(event.thread, EVERYTHING))
  const [item] = origin ? await world.store.items([origin.item], EVERYTHING) : []
  if (!item || (await world.store.personSettings(event.by)).refused.includes('saving')) return NOTHING
  if (item.replies.some((reply) => reply.message === event.message)) return NOTHING
  const reply = replyOf(event, item, world)
  return {
    changes: [{ kind: 'replyAdded', item: item.id, reply }],
    deliveries: await thanked(event, item, request, world),
  }
}

function replyOf(event: MessageSaid, item: Item, world: World): Reply {
  const aside = event.by === item.by || world.linguist.thanks(event.text) !== null || item.kind !== 'question'
  return {
    id: world.newId(),
    by: event.by,
    at: event.at,
    text: event.text,
    message: event.message,
    permalink: event.permalink,
    role: aside ? 'remark' : 'answer',
  }
}

/** "thanks, that works" from the asker: asks them, privately, whether the last answer was it. */
async function thanked(event: MessageSaid, item: Item, request: Request, world: World): Promise<Outcome['deliveries']> {
  const solved = event.by === item.by && item.accepted === null && world.linguist.thanks(event.text) === 'works'
  const last = item.replies.filter((reply) => reply.role === 'answer').at(-1)
  if (!solved || !last || item.kind !== 'question') return []
  const name = (await namesOf([last.by], world))(last.by) ?? request.phrases.someone
  return [
    { ...privately(request, markDoc(request, item.id, last.id, name)), nudge: 'prompt' } as Outcome['deliveries'][0],
  ]
}

/** A question in a channel where Savoir is on is remembered as open. */
async function noticed(event: MessageSaid, request: Request, world: World): Promise<Outcome> {
  const known = event.message && (await world.store.origin(event.message, EVERYTHING))
  if (known) return NOTHING
  const item = await newItem(
    'question',
    event.text,
    { ...request, message: event.message, permalink: event.permalink },
    world,
  )
  return changing({ kind: 'itemAdded', item })
}

const changing = (change: Change): Outcome => ({ changes: [change], deliveries: [] })
