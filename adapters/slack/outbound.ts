import type { webApi } from '@slack/bolt'
import type { Delivery, Direct, OpenForm, Post, React, ShowHome, Update } from '../../src/chat/delivery.ts'
import { type Doc, text } from '../../src/chat/doc.ts'
import { RetryLater } from '../../src/chat/platform.ts'
import type { MessageRef, PersonRef } from '../../src/chat/ref.ts'
import { codeOf, failureOf } from './client.ts'
import { emojiName } from './emoji.ts'
import { sendFile } from './file.ts'
import type { FormMetadata } from './interactions.ts'
import { HOME, message, readMessage, readPerson, readPlace } from './refs.ts'
import { renderForm, renderHome, renderMessage } from './render.ts'
import type { Trigger } from './replies.ts'
import { AGAIN_MS, again, directChannel, once, type Sending } from './sending.ts'
import { Sightings } from './sightings.ts'
import { wordsFor } from './words.ts'

/** Answers of Slack that mean: it is so already. */
const DONE = new Set(['already_reacted', 'no_reaction', 'message_not_found'])
/** Answers of Slack to somebody who is not in the conversation. */
const OUTSIDE = new Set(['not_in_channel', 'channel_not_found', 'user_not_in_channel', 'is_archived'])

/** Carries out one delivery in Slack. Resolves to the message that everybody in the place sees now, where there is one. */
export async function deliver(id: string, delivery: Delivery, sending: Sending): Promise<MessageRef | null> {
  if (delivery.kind !== 'post') await carryOut(id, delivery, sending)
  else if (delivery.onlyFor) await whisper(delivery, delivery.onlyFor, sending)
  else return post(id, delivery, sending)
  return null
}

async function carryOut(id: string, delivery: Exclude<Delivery, Post>, sending: Sending): Promise<void> {
  switch (delivery.kind) {
    case 'direct':
      return direct(id, delivery, sending)
    case 'react':
    case 'unreact':
      return react(delivery, sending)
    case 'update':
      return update(delivery, sending)
    case 'form':
      return openForm(id, delivery, sending)
    case 'file':
      return sendFile(delivery, sending)
    case 'home':
      return showHome(delivery, sending)
    case 'erase':
      // What people said is kept by Slack, not here.
      return Promise.resolve()
  }
}

/** For everybody in the place. Where Savoir is not a member, the command of somebody there may open a way. */
async function post(id: string, delivery: Post, sending: Sending): Promise<MessageRef | null> {
  const { team, channel } = readPlace(delivery.to)
  const { client } = await sending.workspaceOf(team)
  const thread = delivery.thread ? readMessage(delivery.thread).ts : null
  try {
    const ts = await postOnce(id, client, channel, delivery.doc, thread, sending)
    return ts ? message(team, channel, ts) : null
  } catch (error) {
    const body = fromOutside(codeOf(error), channel, delivery.doc)
    const url = body && (await sending.replies.takeAny(delivery.to))
    if (!url) throw error
    await sending.respond(url, body)
    return null
  }
}

/** What may be said through a response URL: to all in a public channel, to the person alone in a conversation of others. */
function fromOutside(code: string | null, channel: string, doc: Doc): Readonly<Record<string, unknown>> | null {
  // Slack says so of public channels only; a private one it does not show at all.
  if (code === 'not_in_channel') return { ...ephemeralBody(doc), response_type: 'in_channel' }
  return code === 'channel_not_found' && channel.startsWith('D') ? ephemeralBody(doc) : null
}

/** For one person alone: by the URL of their command, else as an ephemeral message, else in their own conversation. */
async function whisper(delivery: Post, to: PersonRef, sending: Sending): Promise<void> {
  if (delivery.thread === null && (await answerThere(delivery, to, sending))) return
  const { team, channel } = readPlace(delivery.to)
  const { client } = await sending.workspaceOf(team)
  const thread = delivery.thread ? { thread_ts: readMessage(delivery.thread).ts } : {}
  try {
    const { user } = readPerson(to)
    const content = { ...renderMessage(delivery.doc), ...NO_PARSING, ...thread }
    // An answer to somebody may come twice rather than not at all; what nobody asked for may not.
    await (delivery.nudge ? once : again)(() => client.chat.postEphemeral({ channel, user, ...content }))
  } catch (error) {
    if (!OUTSIDE.has(codeOf(error) ?? '') || delivery.nudge) throw error
    if (delivery.thread !== null && (await answerThere(delivery, to, sending))) return
    const conversation = await directChannel(to, sending)
    await again(() => client.chat.postMessage({ channel: conversation, ...content(delivery.doc) }))
  }
}

async function answerThere(delivery: Post, to: PersonRef, sending: Sending): Promise<boolean> {
  const url = await sending.replies.takePrivate(to, delivery.to)
  if (!url) return false
  try {
    await sending.respond(url, ephemeralBody(delivery.doc))
    return true
  } catch (error) {
    // Used up or expired: there are other ways.
    if (failureOf(error).kind === 'wait') throw error
    return false
  }
}

async function direct(id: string, delivery: Direct, sending: Sending): Promise<void> {
  const { client } = await sending.workspaceOf(readPerson(delivery.to).team)
  await postOnce(id, client, await directChannel(delivery.to, sending), delivery.doc, null, sending)
}

/** Posts, so that trying again after an unknown outcome does not say it twice. Resolves to the timestamp of the message. */
async function postOnce(
  id: string,
  client: webApi.WebClient,
  channel: string,
  doc: Doc,
  thread: string | null,
  sending: Sending,
): Promise<string | null> {
  const sightings = new Sightings(sending.keep, sending.now)
  const there = await sightings.find(id, client, channel, thread)
  if (there) return there
  const message = content(doc, id)
  const where = { channel, ...(thread ? { thread_ts: thread } : {}) }
  try {
    const posted = await once(() => client.chat.postMessage({ ...where, ...message }))
    await sightings.settle(id)
    return posted.ts ?? null
  } catch (error) {
    if (failureOf(error).kind === 'unknown') await sightings.doubt(id)
    throw failureOf(error).kind === 'unknown' ? new RetryLater(AGAIN_MS) : error
  }
}

async function react(delivery: React, sending: Sending): Promise<void> {
  const { team, channel, ts } = readMessage(delivery.to)
  const { client } = await sending.workspaceOf(team)
  const reaction = { channel, timestamp: ts, name: emojiName(delivery.emoji) }
  const change = () => (delivery.kind === 'react' ? client.reactions.add(reaction) : client.reactions.remove(reaction))
  await unlessDone(() => again(change))
}

async function update(delivery: Update, sending: Sending): Promise<void> {
  const { team, channel, ts, ephemeral } = readMessage(delivery.to)
  if (ephemeral) return replaceEphemeral(delivery, sending)
  // The whole page is shown anew after each press.
  if (channel === HOME) return
  const { client } = await sending.workspaceOf(team)
  const content = { ...renderMessage(delivery.doc), parse: 'none' as const }
  await unlessDone(() => again(() => client.chat.update({ channel, ts, ...content })))
}

/** Only its response URL reaches an ephemeral message; once that is used up, the message stays as it is. */
async function replaceEphemeral(delivery: Update, sending: Sending): Promise<void> {
  const url = await sending.replies.takeFor(delivery.to)
  if (!url) throw new Error('the message can no longer be changed')
  await sending.respond(url, { ...renderMessage(delivery.doc), replace_original: true })
}

/** Slack lets a form open for three seconds after the press; whoever pressed is told when they are over. */
async function openForm(id: string, delivery: OpenForm, sending: Sending): Promise<void> {
  const asked = sending.replies.triggerOf(delivery.trigger)
  if (!asked || asked.until < sending.now().getTime()) return tellTooLate(id, delivery, asked, sending)
  const { client } = await sending.workspaceOf(readPerson(delivery.to).team)
  const metadata: FormMetadata = { action: delivery.form.action, in: asked.where }
  const view = renderForm(delivery.form, JSON.stringify(metadata))
  try {
    await once(() => client.views.open({ trigger_id: asked.trigger, view }))
  } catch (error) {
    if (codeOf(error) !== 'expired_trigger_id') throw error
    await tellTooLate(id, delivery, asked, sending)
  }
}

function tellTooLate(id: string, { to }: OpenForm, asked: Trigger | null, sending: Sending): Promise<void> {
  const doc = [text(wordsFor(sending.localeOf(to)).tooLate)]
  if (!asked || readPlace(asked.where).channel.startsWith('D')) return direct(id, { kind: 'direct', to, doc }, sending)
  return whisper({ kind: 'post', to: asked.where, thread: null, doc }, to, sending)
}

async function showHome(delivery: ShowHome, sending: Sending): Promise<void> {
  const { team, user } = readPerson(delivery.to)
  const { client } = await sending.workspaceOf(team)
  await again(() => client.views.publish({ user_id: user, view: renderHome(delivery.doc) }))
}

const NO_PARSING = { parse: 'none', link_names: false } as const

/** A message with the marks that keep Slack from adding to it. `id` makes it known again. */
const content = (doc: Doc, id?: string) => {
  const { text, blocks } = renderMessage(doc)
  const [first, ...rest] = blocks
  const marked = first && id ? [{ ...first, block_id: Sightings.markOf(id) }, ...rest] : blocks
  return { text, blocks: marked, ...NO_PARSING, unfurl_links: false, unfurl_media: false }
}

const ephemeralBody = (doc: Doc) => ({
  ...renderMessage(doc),
  response_type: 'ephemeral',
  replace_original: false,
  parse: 'none',
})

async function unlessDone(change: () => Promise<unknown>): Promise<void> {
  try {
    await change()
  } catch (error) {
    if (!DONE.has(codeOf(error) ?? '')) throw error
  }
}
