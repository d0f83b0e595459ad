import type { Place } from '../../src/chat/directory.ts'
import type { ChatEvent } from '../../src/chat/event.ts'
import type { ThreadMessage } from '../../src/chat/platform.ts'
import { messageRef, personRef, placeRef } from '../../src/chat/ref.ts'
import { PEOPLE } from './bot.ts'

/** A Wednesday noon: no quiet hours, nothing late. */
export const NOON = new Date('2026-03-04T12:00:00Z')
const PLACES = ['ops', 'data', 'lab']
const THREADS = 24
const WHAT = ['gateway', 'mail server', 'build server', 'printer', 'wiki', 'phone system', 'archive', 'test bench']

const by = (name: string) => personRef(`test:${name}`)
const where = (index: number) => placeRef(`test:${PLACES[index % PLACES.length]}`)
const root = (index: number) => messageRef(`test:${index}/root`)
const reply = (index: number) => messageRef(`test:${index}/reply`)
const question = (index: number) => `How do I restart the ${WHAT[index % WHAT.length]} in room ${index}?`
const answer = (index: number) =>
  `Press the red button of the ${WHAT[index % WHAT.length]} in room ${index} for ten seconds.`

/** A busy hour: questions, answers, marks, notes and commands in three places at once. */
export function busyTalk(): readonly ChatEvent[] {
  return [...beginnings(), ...Array.from({ length: THREADS }, (_, index) => thread(index)).flat()]
}

/** The threads as their platform has them. */
export function threadOf(message: string): readonly ThreadMessage[] | null {
  const index = Number(/^test:(\d+)\//.exec(message)?.[1] ?? Number.NaN)
  if (Number.isNaN(index)) return null
  const base = { place: where(index), at: NOON, permalink: null, reactions: [] }
  return [
    { ...base, message: root(index), by: by('ana'), text: question(index) },
    { ...base, message: reply(index), by: by('bo'), text: answer(index) },
  ]
}

function beginnings(): ChatEvent[] {
  const happened = (id: string, place: string) => ({ id, at: NOON, by: by('ana'), in: placeRef(`test:${place}`) })
  const place = (name: string): Place => ({
    ref: placeRef(`test:${name}`),
    name,
    audience: 'everyone',
    external: false,
    archived: false,
  })
  return [
    ...PEOPLE.map((person) => ({ ...happened(`person ${person.ref}`, 'ops'), kind: 'personChanged' as const, person })),
    ...PLACES.map((name) => ({
      ...happened(`place ${name}`, name),
      kind: 'placeChanged' as const,
      place: place(name),
      members: PEOPLE.map((person) => person.ref),
    })),
  ]
}

function thread(index: number): ChatEvent[] {
  const base = (name: string, who: string) => ({ id: `${name} ${index}`, at: NOON, by: by(who), in: where(index) })
  const said = { kind: 'said', permalink: null } as const
  const command = { ...said, message: null, thread: null, addressed: 'command' } as const
  const talk = { ...said, addressed: 'no' } as const
  return [
    { ...base('root', 'ana'), ...talk, message: root(index), thread: null, text: question(index) },
    { ...base('reply', 'bo'), ...talk, message: reply(index), thread: root(index), text: answer(index) },
    { ...base('save', 'di'), kind: 'reacted', message: root(index), emoji: 'brain' },
    { ...base('accept', 'ana'), kind: 'reacted', message: reply(index), emoji: 'white_check_mark' },
    { ...base('note', 'cy'), ...command, text: `note The ${WHAT[index % WHAT.length]} moved to room ${index + 100}` },
    { ...base('ask', 'bo'), ...command, text: question(index) },
    { ...base('help', 'gus'), ...command, text: 'help' },
  ]
}
