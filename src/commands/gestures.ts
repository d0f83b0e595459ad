import type { MessageRef } from '../chat/ref.ts'
import type { Item } from '../knowledge/item.ts'
import type { Outcome } from '../outcome.ts'
import { NOTHING } from '../outcome.ts'
import { Refusal } from '../refusal.ts'
import { answer, privately, type Request } from '../request.ts'
import { doneDoc } from '../say/item.ts'
import { namesOf } from '../views.ts'
import type { World } from '../world.ts'
import { acceptance } from './accept.ts'
import { catchUp } from './follow.ts'
import { capture, SAVED_MARK, savedItem, saveThread } from './save.ts'

/** Taking the emoji away within this time unsaves, if nobody else put one. */
const UNSAVE_WITHIN_MS = 10 * 60_000

/** An emoji on a message: 🧠 saves its thread, ✅ on a reply marks the answer. Others mean nothing to Savoir. */
export async function reacted(message: MessageRef, emoji: string, request: Request, world: World): Promise<Outcome> {
  if (world.gestures.save.includes(emoji)) return saveThread(message, request, world)
  if (world.gestures.accept.includes(emoji)) return acceptMessage(message, request, world)
  return NOTHING
}

/** The emoji was taken away: its effect goes too, where nobody else relies on it. */
export async function unreacted(message: MessageRef, emoji: string, request: Request, world: World): Promise<Outcome> {
  const saving = world.gestures.save.includes(emoji)
  if (!saving && !world.gestures.accept.includes(emoji)) return NOTHING
  const item = await savedItem(message, request, world)
  if (!item) return NOTHING
  if (saving) return unsave(item, message, request)
  const origin = await world.store.origin(message, request.reader)
  const marked = origin?.reply != null && item.accepted?.reply === origin.reply && item.accepted.by === request.by.ref
  if (!marked) return NOTHING
  const change = { kind: 'accepted', item: item.id, reply: null, byAsker: item.by === request.by.ref } as const
  return { changes: [change], deliveries: [] }
}

function unsave(item: Item, message: MessageRef, request: Request): Outcome {
  const mine = item.endorsedBy.find((act) => act.by === request.by.ref)
  if (!mine) return NOTHING
  const others = item.endorsedBy.length > 1
  const soon = request.event.at.getTime() - mine.at.getTime() <= UNSAVE_WITHIN_MS
  const taken = { kind: 'voiceTaken', item: item.id, voice: 'endorsed' } as const
  if (others || !soon) return { changes: [taken], deliveries: [] }
  const doc = doneDoc(request.phrases, request.phrases.items.unsaved, request.event.id)
  return {
    changes: [taken, { kind: 'itemRemoved', item: item.id }],
    deliveries: [{ kind: 'unreact', to: message, emoji: SAVED_MARK }, privately(request, doc)],
  }
}

/** ✅ on a reply: captures the thread if it was not there. On a message that starts a thread it means nothing. */
async function acceptMessage(message: MessageRef, request: Request, world: World): Promise<Outcome> {
  const origin = await world.store.origin(message, request.reader)
  if (origin?.reply) return acceptKnown(origin.item, origin.reply, request, world)
  if (origin) return NOTHING
  const thread = await world.readThread(message)
  const root = thread?.[0]
  if (!root || root.message === message) return NOTHING
  const known = await world.store.origin(root.message, request.reader)
  return known ? acceptMissed(known.item, message, request, world) : acceptNew(message, request, world)
}

async function acceptKnown(id: number, replyId: string, request: Request, world: World): Promise<Outcome> {
  const [item] = await world.store.items([id], request.reader)
  const reply = item?.replies.find((one) => one.id === replyId)
  if (!item || !reply) throw new Refusal('noSuchReply')
  if (item.kind !== 'question') return NOTHING
  return marked(request, world, reply.by, acceptance(item, reply, request))
}

/** The thread was saved before the reply was seen. */
async function acceptMissed(id: number, message: MessageRef, request: Request, world: World): Promise<Outcome> {
  const [item] = await world.store.items([id], request.reader)
  const missing = item ? await catchUp(item, world) : []
  const added = missing.find((change) => change.reply.message === message)
  if (!item || !added || item.kind !== 'question') return NOTHING
  const byAsker = item.by === request.by.ref
  const accepted = { kind: 'accepted', item: id, reply: added.reply.id, byAsker } as const
  return marked(request, world, added.reply.by, [...missing, accepted])
}

async function acceptNew(message: MessageRef, request: Request, world: World): Promise<Outcome> {
  const { item } = await capture(message, request, world)
  const reply = item.replies.find((one) => one.message === message)
  if (!reply) return NOTHING
  const accepted = { reply: reply.id, by: request.by.ref, at: request.event.at, byAsker: item.by === request.by.ref }
  const question = { ...item, kind: 'question', accepted } as const
  return marked(request, world, reply.by, [{ kind: 'itemAdded', item: question }])
}

async function marked(request: Request, world: World, by: Item['by'], changes: Outcome['changes']): Promise<Outcome> {
  const name = (await namesOf([by], world))(by) ?? request.phrases.someone
  return answer(request, doneDoc(request.phrases, request.phrases.items.accepted(name), request.event.id), changes)
}
