import type { Delivery, Direct, OpenForm, Post, React, SendFile, ShowHome, Update } from '../../src/chat/delivery.ts'
import type { Doc } from '../../src/chat/doc.ts'
import { RetryLater } from '../../src/chat/platform.ts'
import type { MessageRef, PersonRef, PlaceRef } from '../../src/chat/ref.ts'
import { attached } from './card.ts'
import { again, failureOf, once } from './connector.ts'
import type { Contact } from './contacts.ts'
import { reactionId } from './emoji.ts'
import { renderForm } from './form.ts'
import { message, place, placeOfMessage, readMessage, readPerson, readPlace } from './refs.ts'
import { CARD_BYTES, renderMessage } from './render.ts'
import { directConversation, isUnwanted, type Sending } from './sending.ts'
import { wordsFor } from './words.ts'

/** Carries out one delivery in Teams. Resolves to the message that everybody in the place sees now, where there is one. */
export async function deliver(id: string, delivery: Delivery, sending: Sending): Promise<MessageRef | null> {
  if (delivery.kind !== 'post') await carryOut(id, delivery, sending)
  else if (delivery.onlyFor) await whisper(delivery, delivery.onlyFor, sending)
  else return post(delivery, sending)
  return null
}

async function carryOut(id: string, delivery: Exclude<Delivery, Post>, sending: Sending): Promise<void> {
  switch (delivery.kind) {
    case 'direct':
      return void (await direct(delivery.to, messageOf(delivery.doc), sending, isNudge(delivery)))
    case 'react':
    case 'unreact':
      return react(delivery, sending)
    case 'update':
      return update(delivery, sending)
    case 'form':
      return openForm(delivery, sending)
    case 'file':
      return sendFile(id, delivery, sending)
    case 'home':
      return showPage(delivery, sending)
    case 'erase':
      return erase(delivery.to, sending)
  }
}

const isNudge = ({ nudge }: Post | Direct) => ({ nudge: nudge !== undefined })

/** What is sent, in at most so many bytes where it can be cut. */
type Content = (bytes: number) => object

const messageOf =
  (doc: Doc): Content =>
  (bytes) =>
    renderMessage(doc, bytes)

/** What Teams finds too big comes again, smaller: a shorter answer is better than none. */
async function fitting<T>(content: Content, send: (fitted: object) => Promise<T>, bytes = CARD_BYTES): Promise<T> {
  try {
    return await send(content(bytes))
  } catch (error) {
    const failure = failureOf(error)
    if (failure.kind !== 'refused' || failure.status !== 413 || bytes / 2 < SMALLEST) throw error
    return fitting(content, send, bytes / 2)
  }
}

const SMALLEST = 2_000

/** For everybody in the place. A message whose fate is unknown is not said again: two are worse than none. */
async function post(delivery: Post, sending: Sending): Promise<MessageRef | null> {
  const contact = openContact(delivery.to, sending)
  const thread = delivery.thread && contact.kind === 'channel' ? readMessage(delivery.thread).id : null
  const { tenant, conversation } = readPlace(delivery.to)
  const target = thread ? `${conversation};messageid=${thread}` : conversation
  return fitting(messageOf(delivery.doc), async (content) => {
    const send = () => once(() => sending.connector.send(contact.service, target, content, isNudge(delivery)))
    const sent = await heeding(delivery.to, sending, send)
    if (!sent) return null
    const ref = message(tenant, conversation, sent)
    remember(ref, content, sending)
    return ref
  })
}

/** For one person alone: as a message that they alone see, where that is switched on, else in their own conversation. */
async function whisper(delivery: Post, to: PersonRef, sending: Sending): Promise<void> {
  if (sending.settings.targeted && (await target(delivery, to, sending))) return
  const sent = await direct(to, messageOf(delivery.doc), sending, isNudge(delivery))
  const about = sending.contacts.place(delivery.to)
  if (!sent || !about || about.kind === 'personal') return
  await sending.whispers.put(sent, { to, in: delivery.to, thread: delivery.thread })
}

/** False when Teams shows nobody such a message here. */
async function target(delivery: Post, person: PersonRef, sending: Sending): Promise<boolean> {
  const { to, thread, doc } = delivery
  const { tenant, conversation } = readPlace(to)
  const contact = sending.contacts.place(to)
  const recipient = sending.contacts.idOf(person)
  if (!contact || contact.closed || contact.kind === 'personal' || !recipient) return false
  const where =
    thread && contact.kind === 'channel' ? `${conversation};messageid=${readMessage(thread).id}` : conversation
  const how = { targeted: true, ...isNudge(delivery) }
  try {
    await fitting(messageOf(doc), async (content) => {
      const activity = { ...content, recipient: { id: recipient } }
      const sent = await once(() => sending.connector.send(contact.service, where, activity, how))
      const ref = message(tenant, conversation, sent, true)
      remember(ref, content, sending)
      await sending.whispers.put(ref, { to: person, in: to, thread })
    })
    return true
  } catch (error) {
    if (failureOf(error).kind === 'refused') return false
    throw error
  }
}

/** Resolves to the message, as far as Teams told its id. */
async function direct(
  to: PersonRef,
  content: Content,
  sending: Sending,
  how: { nudge: boolean },
): Promise<MessageRef | null> {
  const { contacts, connector } = sending
  const { tenant } = readPerson(to)
  const conversation = await directConversation(to, sending)
  const ref = place(tenant, conversation)
  const contact = contacts.place(ref)
  if (!contact || (contact.closed && how.nudge)) throw new Error('the person does not want Savoir')
  try {
    return await fitting(content, async (fitted) => {
      const send = () => once(() => connector.send(contact.service, conversation, fitted, how))
      const sent = await heeding(ref, sending, send)
      if (!sent) return null
      remember(message(tenant, conversation, sent), fitted, sending)
      return message(tenant, conversation, sent)
    })
  } catch (error) {
    const failure = failureOf(error)
    if (failure.kind !== 'refused' || failure.status !== 404) throw error
    // The conversation is gone, say after Savoir was installed anew: it is said in the one that is opened next.
    await contacts.dropDirect(to)
    throw new RetryLater(ANEW_MS)
  }
}

const ANEW_MS = 1_000

async function react({ to, emoji, kind }: React, sending: Sending): Promise<void> {
  const { conversation, id } = readMessage(to)
  const reaction = reactionId(emoji)
  const contact = sending.contacts.place(placeOfMessage(to))
  if (!reaction || !contact || contact.closed) return
  // Reactions of bots are a preview: where they are not known, nothing is lost but a mark.
  await unlessRefused(() =>
    again(() => sending.connector.react(contact.service, conversation, id, reaction, kind === 'react')),
  )
}

async function update({ to, doc }: Update, sending: Sending): Promise<void> {
  const { conversation, id, targeted } = readMessage(to)
  const contact = openContact(placeOfMessage(to), sending)
  await fitting(messageOf(doc), async (content) => {
    remember(to, content, sending)
    await unlessGone(() => again(() => sending.connector.update(contact.service, conversation, id, content, targeted)))
  })
}

const ANSWER = { nudge: false }

/** Nobody waits for the form on a card or in a window: it comes as a message to the person. */
async function openForm({ to, form }: OpenForm, sending: Sending): Promise<void> {
  const card = renderForm(form, wordsFor(sending.localeOf(to)).missing)
  await direct(to, () => ({ type: 'message', summary: form.title, attachments: [attached(card)] }), sending, ANSWER)
}

async function sendFile(id: string, delivery: SendFile, sending: Sending): Promise<void> {
  const words = wordsFor(sending.localeOf(delivery.to))
  const offer = await sending.files.offer(id, delivery, words.file(delivery.name))
  const asked = { type: 'message', summary: delivery.name, attachments: [offer] }
  await direct(delivery.to, messageOf(delivery.doc), sending, ANSWER)
  await direct(delivery.to, () => asked, sending, ANSWER)
}

async function showPage({ to, doc }: ShowHome, sending: Sending): Promise<void> {
  const shown = await sending.pages.of(to)
  if (shown) return update({ kind: 'update', to: shown, doc }, sending)
  const sent = await direct(to, messageOf(doc), sending, ANSWER)
  if (sent) await sending.pages.put(to, sent)
}

async function erase(person: PersonRef, { talk, files, whispers, pages, sentCards }: Sending): Promise<void> {
  await talk.erase(person)
  await files.erase(person)
  await whispers.erase(person)
  await pages.erase(person)
  sentCards.clear()
}

function openContact(ref: PlaceRef, { contacts }: Sending): Contact {
  const contact = contacts.place(ref)
  if (!contact || contact.closed) throw new Error('Savoir is not in that place')
  return contact
}

/** Where Savoir is not wanted, it is silent until somebody speaks to it again. */
async function heeding<T>(ref: PlaceRef, { contacts }: Sending, send: () => Promise<T>): Promise<T> {
  try {
    return await send()
  } catch (error) {
    if (isUnwanted(error)) await contacts.close(ref)
    throw error
  }
}

function remember(ref: Parameters<Sending['sentCards']['put']>[0], content: object, { sentCards }: Sending): void {
  const { attachments } = content as Partial<ReturnType<typeof renderMessage>>
  const card = attachments?.[0]?.content
  if (card?.type === 'AdaptiveCard') sentCards.put(ref, card)
}

async function unlessRefused(change: () => Promise<unknown>): Promise<void> {
  try {
    await change()
  } catch (error) {
    if (failureOf(error).kind !== 'refused') throw error
  }
}

/** The message was deleted meanwhile: there is nothing to change any more. */
async function unlessGone(change: () => Promise<unknown>): Promise<void> {
  try {
    await change()
  } catch (error) {
    const failure = failureOf(error)
    if (failure.kind !== 'refused' || failure.status !== 404) throw error
  }
}
