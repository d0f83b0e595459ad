import type { Person } from '../../src/chat/directory.ts'
import type { Directory } from '../../src/chat/platform.ts'
import { type MessageRef, type PersonRef, personRef, placeRef } from '../../src/chat/ref.ts'
import { actor, canAct, roomFor, roomsOf } from './access.ts'
import { type Desk, Refused } from './acts.ts'
import { type Entry, visibleTo } from './talk.ts'
import { viewFor } from './view.ts'
import type { View } from './wire.ts'

/** Whom a visitor is at first, for the language of their browser. */
const FIRST_VISITORS: readonly PersonRef[] = [personRef('web:lea'), personRef('web:grace')]
const FIRST_PAGE = 60
const MOST = 5000

/** Answers what the page asks to see: who the visitor acts as, in which place, with which thread open. */
export async function look(query: Readonly<Record<string, string>>, desk: Desk): Promise<View> {
  const directory = await desk.host.directory()
  const me = query.as ? actor(directory, personRef(query.as)) : firstVisitor(directory, query.lang ?? '')
  const room = me && (query.place ? roomFor(directory, me, placeRef(query.place)) : roomsOf(directory, me)[0])
  if (!me || !room) throw new Refused('notThere')
  const thread = query.thread ? desk.talk.find(query.thread as MessageRef) : null
  if (query.thread && !isIn(thread, room.place.ref, me.ref)) throw new Refused('notThere')
  const limit = Math.min(Number(query.limit) || FIRST_PAGE, MOST)
  return viewFor(
    { me, room, thread, limit },
    { talk: desk.talk, directory, link: desk.link, form: desk.forms.of(me.ref) },
  )
}

function firstVisitor(directory: Directory, lang: string): Person | null {
  const [first] = directory.people
    .filter(canAct)
    .map((person) => ({ person, rank: rankFor(person, lang) }))
    .sort((a, b) => b.rank - a.rank)
  return first?.person ?? null
}

function rankFor(person: Person, lang: string): number {
  const speaks = person.locale !== null && person.locale.slice(0, 2) === lang.slice(0, 2)
  return (FIRST_VISITORS.includes(person.ref) ? 1 : 0) + (speaks ? 0.5 : 0)
}

/** The file that came with a message, for somebody who sees the message. */
export async function openFile(query: Readonly<Record<string, string>>, desk: Desk): Promise<string> {
  const directory = await desk.host.directory()
  const me = actor(directory, personRef(query.as ?? ''))
  const entry = desk.talk.find((query.message ?? '') as MessageRef)
  const room = me && entry && roomFor(directory, me, entry.place)
  if (!room || !isIn(entry, room.place.ref, me.ref) || entry.content === undefined) throw new Refused('notThere')
  return entry.content
}

const isIn = (entry: Entry | null, place: string, person: Parameters<typeof visibleTo>[0]): boolean =>
  entry !== null && entry.place === place && visibleTo(person, entry)
