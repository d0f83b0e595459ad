import type { Person } from '../../src/chat/directory.ts'
import type { Directory } from '../../src/chat/platform.ts'
import type { MessageRef } from '../../src/chat/ref.ts'
import { canAct, type Room, roomsOf } from './access.ts'
import { readMessageRef, SAVOIR } from './refs.ts'
import { type Entry, rootOf, type Talk, visibleTo } from './talk.ts'
import type { Actor, Message, OpenedForm, OpenPlace, View, Room as WireRoom } from './wire.ts'

export interface Asked {
  readonly me: Person
  readonly room: Room
  /** A message whose thread is open. */
  readonly thread: Entry | null
  /** How many top-level messages to show at most. */
  readonly limit: number
}

export interface Shelf {
  readonly talk: Talk
  readonly directory: Directory
  readonly link: (message: MessageRef) => string
  readonly form: OpenedForm | null
}

/** What one person sees; private messages of others are not in it in any form, nor counted. */
export function viewFor(asked: Asked, shelf: Shelf): View {
  const names = new Map(shelf.directory.people.map((person) => [person.ref, person.name]))
  const show = (entry: Entry): Message => messageFor(asked.me, entry, shelf, names)
  return {
    me: toActor(asked.me),
    example: shelf.directory.people.some((person) => person.ref === EXAMPLE),
    people: shelf.directory.people.filter(canAct).map(toActor).sort(byName),
    places: roomsOf(shelf.directory, asked.me)
      .filter((room) => !room.place.archived || room.place.ref === asked.room.place.ref)
      .map((room) => toRoom(asked.me, room, shelf.talk)),
    place: openPlace(asked, shelf.talk, show),
    thread:
      asked.thread &&
      shelf.talk
        .threadOf(asked.thread)
        .filter((entry) => visibleTo(asked.me.ref, entry))
        .map(show),
    form: shelf.form,
  }
}

// Nobody of another company is called so.
const EXAMPLE = 'web:lea'

const toActor = ({ ref, name, standing, locale }: Person): Actor => ({ ref, name, standing, locale })

const byName = (a: Actor, b: Actor): number => a.name.localeCompare(b.name)

function toRoom(me: Person, { place }: Room, talk: Talk): WireRoom {
  const latest = talk.in(place.ref).findLast((entry) => visibleTo(me.ref, entry))
  const id = latest ? readMessageRef(latest.ref).id : ''
  return { ref: place.ref, name: place.name, audience: place.audience, latest: id }
}

function openPlace({ me, room, limit }: Asked, talk: Talk, show: (entry: Entry) => Message): OpenPlace {
  const seen = talk.in(room.place.ref).filter((entry) => visibleTo(me.ref, entry))
  const top = seen.filter((entry) => entry.thread === null)
  const own = seen.findLast((entry) => entry.thread !== null && entry.onlyFor === me.ref)
  return {
    ...toRoom(me, room, talk),
    archived: room.place.archived,
    members: room.members.length,
    messages: top.slice(-limit).map(show),
    earlier: top.length > limit,
    privately: own?.thread ? { message: own.ref, thread: own.thread } : null,
  }
}

function messageFor(me: Person, entry: Entry, shelf: Shelf, names: ReadonlyMap<string, string>): Message {
  const replies = entry.thread ? [] : repliesTo(me, entry, shelf.talk)
  const name = (ref: string): string => (ref === SAVOIR ? 'Savoir' : (names.get(ref) ?? '…'))
  return {
    ref: entry.ref,
    by: { ref: entry.by, name: name(entry.by) },
    bySavoir: entry.by === SAVOIR,
    mine: entry.by === me.ref,
    at: entry.at,
    said: entry.said,
    edited: entry.edited,
    onlyMe: entry.onlyFor !== null,
    reactions: entry.reactions.map(({ emoji, by }) => ({
      emoji,
      mine: by.includes(me.ref),
      names: by.map(name),
    })),
    replies: replies.length,
    answered: replies.some((reply) => reply.reactions.some(({ emoji }) => ACCEPTS.includes(emoji))),
    link: shelf.link(entry.ref),
  }
}

const ACCEPTS = ['white_check_mark', '✅']

const repliesTo = (me: Person, entry: Entry, talk: Talk): readonly Entry[] =>
  talk.threadOf(entry).filter((other) => rootOf(other) !== other.ref && visibleTo(me.ref, other))
