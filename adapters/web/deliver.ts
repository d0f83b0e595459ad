import type { Delivery, Direct, Post, SendFile } from '../../src/chat/delivery.ts'
import type { Doc } from '../../src/chat/doc.ts'
import type { MessageRef, PersonRef, PlaceRef } from '../../src/chat/ref.ts'
import type { Desk } from './acts.ts'
import { directPlace, messageIn, SAVOIR } from './refs.ts'
import { type Entry, rootOf, withReaction } from './talk.ts'

/** Carries out one delivery; the same id again changes nothing. Resolves to the message that it became. */
export async function deliver(id: string, delivery: Delivery, desk: Desk): Promise<MessageRef | null> {
  const message = await carryOut(id, delivery, desk)
  desk.changed()
  return message
}

async function carryOut(id: string, delivery: Delivery, desk: Desk): Promise<MessageRef | null> {
  switch (delivery.kind) {
    case 'post':
      return post(id, delivery, desk)
    case 'direct':
      return post(id, { ...delivery, to: directPlace(delivery.to), thread: null }, desk)
    case 'file':
      return post(id, { ...delivery, to: directPlace(delivery.to), thread: null, file: delivery }, desk)
    case 'react':
    case 'unreact':
    case 'update':
    case 'form':
    case 'erase':
    case 'home':
      await change(id, delivery, desk)
      return null
  }
}

function change(id: string, delivery: Exclude<Delivery, Post | Direct | SendFile>, desk: Desk): Promise<void> {
  switch (delivery.kind) {
    case 'react':
    case 'unreact':
      return desk.talk.change(known(delivery.to, desk), (entry) =>
        withReaction(entry, SAVOIR, delivery.emoji, delivery.kind === 'react'),
      )
    case 'update':
      return desk.talk.change(known(delivery.to, desk), (entry) => ({
        ...entry,
        said: { kind: 'doc', doc: delivery.doc },
      }))
    case 'form':
      desk.forms.open(delivery.to, { trigger: delivery.trigger, form: delivery.form }, id)
      return Promise.resolve()
    case 'erase':
      return erase(delivery.to, eventOf(id), desk)
    case 'home':
      // The local page has no page for each person.
      return Promise.resolve()
  }
}

interface Letter {
  readonly to: PlaceRef
  readonly thread: MessageRef | null
  readonly doc: Doc
  readonly onlyFor?: PersonRef
  readonly file?: Pick<SendFile, 'name' | 'content'>
}

async function post(
  delivery: string,
  { to, thread, doc, onlyFor, file }: Letter,
  desk: Desk,
): Promise<MessageRef | null> {
  const before = desk.talk.delivered(delivery)
  if (before) return before
  const under = thread && desk.talk.find(thread)
  const ref = messageIn(to, desk.stamp())
  await desk.talk.write({
    ref,
    place: to,
    // A thread of another platform, or one that is gone: it is said at top level rather than not at all.
    thread: under && under.place === to ? rootOf(under) : null,
    by: SAVOIR,
    at: desk.now().toISOString(),
    said: { kind: 'doc', doc, ...(file && { file: file.name }) },
    ...(file && { content: file.content }),
    onlyFor: onlyFor ?? null,
    edited: false,
    delivery,
    reactions: [],
  })
  return ref
}

/**
 * What the person said, what they alone were told, and their emoji leave the page. The message that tells them so comes
 * of the same event, and stays.
 */
async function erase(person: PersonRef, event: string, desk: Desk): Promise<void> {
  for (const { ref, delivery } of desk.talk.everywhere()) {
    if (delivery === null || eventOf(delivery) !== event) await desk.talk.change(ref, (entry) => without(entry, person))
  }
}

function without(entry: Entry, person: PersonRef): Entry | null {
  const theirs = entry.by === person || entry.onlyFor === person || entry.place === directPlace(person)
  if (theirs) return null
  return entry.reactions.reduce((left, { emoji }) => withReaction(left, person, emoji, false), entry)
}

const eventOf = (delivery: string): string => delivery.slice(0, delivery.lastIndexOf('#'))

function known(message: MessageRef, desk: Desk): MessageRef {
  if (!desk.talk.find(message)) throw new Error('this message is not in the page')
  return message
}
