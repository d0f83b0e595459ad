import type { Person } from '../../src/chat/directory.ts'
import type { Block } from '../../src/chat/doc.ts'
import type { ChatEvent, Happened } from '../../src/chat/event.ts'
import type { ChatHost, Directory } from '../../src/chat/platform.ts'
import { type MessageRef, type PersonRef, type PlaceRef, personRef } from '../../src/chat/ref.ts'
import { actor, isNewConversation, ownConversation, type Room, roomFor } from './access.ts'
import type { Forms } from './forms.ts'
import { messageIn } from './refs.ts'
import { readSpoken } from './spoken.ts'
import { type Entry, type Talk, visibleTo, withReaction } from './talk.ts'
import type { Problem } from './wire.ts'

/** What the page's acts work on. `stamp` is an id that sorts after every one before it. */
export interface Desk {
  readonly host: ChatHost
  readonly talk: Talk
  readonly forms: Forms
  readonly now: () => Date
  readonly newId: () => string
  readonly stamp: () => string
  readonly link: (message: MessageRef) => string
  /** Tells the open pages that something is new. */
  readonly changed: () => void
}

/** The visitor asked for something that cannot be; what they may not see is reported as if it were not there. */
export class Refused extends Error {
  readonly problem: Problem
  constructor(problem: Problem) {
    super(problem)
    this.problem = problem
  }
}

/** What somebody does in the page, as the request tells it. Nothing in it is trusted. */
export interface Act {
  readonly as: string
  readonly place: string
  readonly message: string
  readonly thread: string
  readonly text: string
  readonly emoji: string
  readonly action: string
  readonly trigger: string
  readonly on: boolean
  readonly fields: Readonly<Record<string, string>>
}

/** Says something; resolves once the core has it on disk, and leaves no trace when it could not. */
export async function say(act: Act, desk: Desk): Promise<void> {
  const { directory, me } = await whoActs(act, desk)
  const room = placeOf(directory, me, act.place)
  const thread = act.thread ? seen(act.thread, me, room, desk.talk) : null
  const spoken = readSpoken(act.text, room.place.audience === 'direct')
  if (!spoken.text) throw new Refused('empty')
  const hidden = spoken.addressed === 'command'
  const entry = written(act.text.trim(), { me, room, thread, hidden }, desk)
  await desk.talk.write(entry)
  const told: ChatEvent = {
    ...happened(me, entry.place, desk),
    kind: 'said',
    message: hidden ? null : entry.ref,
    thread: entry.thread,
    ...spoken,
    permalink: hidden ? null : desk.link(entry.ref),
  }
  await tell(told, directory, desk).catch(async (reason) => {
    await desk.talk.change(entry.ref, () => null)
    throw reason
  })
}

/** Rewords one's own message. */
export async function edit(act: Act, desk: Desk): Promise<void> {
  const { directory, me } = await whoActs(act, desk)
  const entry = own(act.message, directory, me, desk.talk)
  const text = act.text.trim()
  if (!text) throw new Refused('empty')
  await tell({ ...happened(me, entry.place, desk), kind: 'edited', message: entry.ref, text }, directory, desk)
  await desk.talk.change(entry.ref, (now) => ({ ...now, said: { kind: 'text', text }, edited: true }))
}

/** Takes one's own message away; its place stays visible as long as it has replies. */
export async function remove(act: Act, desk: Desk): Promise<void> {
  const { directory, me } = await whoActs(act, desk)
  const entry = own(act.message, directory, me, desk.talk)
  await tell({ ...happened(me, entry.place, desk), kind: 'deleted', message: entry.ref }, directory, desk)
  const answered = desk.talk.threadOf(entry).length > 1 && entry.thread === null
  await desk.talk.change(entry.ref, (now) => (answered ? { ...now, said: { kind: 'gone' }, reactions: [] } : null))
}

/** Puts an emoji on a message, or takes it off. */
export async function react(act: Act, desk: Desk): Promise<void> {
  const { directory, me } = await whoActs(act, desk)
  const entry = readable(act.message, directory, me, desk.talk)
  const isThere = entry.reactions.some((reaction) => reaction.emoji === act.emoji)
  if (!isThere && !EMOJI_NAME.test(act.emoji)) throw new Refused('malformed')
  if (withReaction(entry, me.ref, act.emoji, act.on) === entry) return
  const kind = act.on ? 'reacted' : 'unreacted'
  await desk.talk.change(entry.ref, (now) => withReaction(now, me.ref, act.emoji, act.on))
  await tell({ ...happened(me, entry.place, desk), kind, message: entry.ref, emoji: act.emoji }, directory, desk)
}

/** Presses a button that the message really bears. */
export async function press(act: Act, desk: Desk): Promise<void> {
  const { directory, me } = await whoActs(act, desk)
  const entry = readable(act.message, directory, me, desk.talk)
  if (!bears(entry, act.action)) throw new Refused('notThere')
  const { ref: message, thread } = entry
  await tell(
    { ...happened(me, entry.place, desk), kind: 'pressed', action: act.action, message, thread },
    directory,
    desk,
  )
}

/** Sends the form that is open for the person. */
export async function sendForm(act: Act, desk: Desk): Promise<void> {
  const { directory, me } = await whoActs(act, desk)
  const opened = desk.forms.of(me.ref)
  if (opened?.trigger !== act.trigger) throw new Refused('notThere')
  const fields = Object.fromEntries(
    opened.form.fields.map(({ name, max }) => [name, (act.fields[name] ?? '').slice(0, max)]),
  )
  const place = placeOf(directory, me, act.place).place.ref
  await tell({ ...happened(me, place, desk), kind: 'formSent', action: opened.form.action, fields }, directory, desk)
  desk.forms.close(me.ref, act.trigger)
}

/** Closes the form without sending it. */
export async function dropForm(act: Act, desk: Desk): Promise<void> {
  const { me } = await whoActs(act, desk)
  desk.forms.close(me.ref, act.trigger)
  desk.changed()
}

const EMOJI_NAME = /^[\w+-]{1,60}$/

async function whoActs(act: Act, desk: Desk): Promise<{ readonly directory: Directory; readonly me: Person }> {
  const directory = await desk.host.directory()
  const me = actor(directory, personRef(act.as))
  if (!me) throw new Refused('notThere')
  return { directory, me }
}

function placeOf(directory: Directory, me: Person, ref: string): Room {
  const room = roomFor(directory, me, ref as PlaceRef)
  if (!room || room.place.archived) throw new Refused('notThere')
  return room
}

function seen(ref: string, me: Person, room: Room, talk: Talk): Entry {
  const entry = talk.find(ref as MessageRef)
  if (!entry || entry.place !== room.place.ref || !visibleTo(me.ref, entry)) throw new Refused('notThere')
  return entry
}

function readable(ref: string, directory: Directory, me: Person, talk: Talk): Entry {
  const entry = talk.find(ref as MessageRef)
  if (!entry || entry.said.kind === 'gone') throw new Refused('notThere')
  return seen(ref, me, placeOf(directory, me, entry.place), talk)
}

function own(ref: string, directory: Directory, me: Person, talk: Talk): Entry {
  const entry = readable(ref, directory, me, talk)
  // A slash command was never a message of the place: there is nothing to edit for the core.
  if (entry.by !== me.ref || entry.onlyFor !== null) throw new Refused('notThere')
  return entry
}

interface Written {
  readonly me: Person
  readonly room: Room
  readonly thread: Entry | null
  readonly hidden: boolean
}

const written = (text: string, { me, room, thread, hidden }: Written, desk: Desk): Entry => ({
  ref: messageIn(room.place.ref, desk.stamp()),
  place: room.place.ref,
  thread: thread && (thread.thread ?? thread.ref),
  by: me.ref,
  at: desk.now().toISOString(),
  said: { kind: 'text', text },
  onlyFor: hidden ? me.ref : null,
  edited: false,
  delivery: null,
  reactions: [],
})

const happened = (me: Person, place: PlaceRef, desk: Desk): Happened => ({
  id: `web:${desk.newId()}`,
  at: desk.now(),
  by: me.ref,
  in: place,
})

// The core hears of a conversation with Savoir when something first happens in it.
async function tell(event: ChatEvent, directory: Directory, desk: Desk): Promise<void> {
  if (isNewConversation(directory, event.in))
    await desk.host.receive(conversationOf(event.by, event.in, directory, desk))
  await desk.host.receive(event)
  desk.changed()
}

function conversationOf(by: PersonRef, place: PlaceRef, directory: Directory, desk: Desk): ChatEvent {
  const me = directory.people.find((person) => person.ref === by)
  if (!me) throw new Refused('notThere')
  const opened = ownConversation(me)
  return { id: `web:${place}`, at: desk.now(), by, in: place, kind: 'placeChanged', ...opened }
}

function bears(entry: Entry, action: string): boolean {
  const has = (block: Block): boolean =>
    block.kind === 'buttons' && block.buttons.some((button) => button.action === action)
  return entry.said.kind === 'doc' && entry.said.doc.some(has)
}
