import type { Person, Place } from '../../src/chat/directory.ts'
import { messageRef, type PersonRef, personRef, placeRef } from '../../src/chat/ref.ts'
import type { Change } from '../../src/knowledge/change.ts'
import type { NewItem, Reply } from '../../src/knowledge/item.ts'
import type { Reader, Settlement, Store } from '../../src/store/store.ts'

export const START = new Date('2026-03-02T09:00:00Z')
export const SAVOIR: Reader = { kind: 'savoir' }

/** A name without a platform is of the web; `other:di` is of another one. */
export const ref = (name: string): PersonRef => personRef(name.includes(':') ? name : `web:${name}`)
export const spot = (name: string) => placeRef(`web:#${name}`)
export const message = (name: string) => messageRef(`web:m/${name}`)
export const asPerson = (name: string): Reader => ({ kind: 'person', person: ref(name) })
export const asPlace = (name: string): Reader => ({ kind: 'place', place: spot(name) })

export const person = (name: string, more: Partial<Person> = {}): Person => ({
  ref: ref(name),
  name: `${name.charAt(0).toUpperCase()}${name.slice(1)}`,
  standing: 'member',
  isBot: false,
  locale: null,
  timeZone: null,
  ...more,
})

export const place = (name: string, more: Partial<Place> = {}): Place => ({
  ref: spot(name),
  name,
  audience: 'everyone',
  external: false,
  archived: false,
  ...more,
})

export const reply = (id: string, by: string, more: Partial<Reply> = {}): Reply => ({
  id,
  by: ref(by),
  at: new Date(START.getTime() + 60_000),
  text: `reply ${id}`,
  message: message(`r${id}`),
  permalink: null,
  role: 'answer',
  ...more,
})

export const item = (id: number, more: Partial<NewItem> = {}): NewItem => ({
  id,
  kind: 'question',
  title: `title ${id}`,
  body: `body ${id}`,
  by: ref('ana'),
  at: START,
  language: 'en',
  audience: 'everyone',
  source: { place: spot('ops'), message: message(`i${id}`), permalink: null },
  tags: [],
  replies: [],
  accepted: null,
  ...more,
})

export const from = (name: string, id: number) => ({ place: spot(name), message: message(`i${id}`), permalink: null })

export const added = (id: number, more: Partial<NewItem> = {}): Change => ({ kind: 'itemAdded', item: item(id, more) })
export const seen = (name: string, more: Partial<Person> = {}): Change => ({
  kind: 'personSeen',
  person: person(name, more),
})
export const opened = (name: string, members: readonly string[] | null, more: Partial<Place> = {}): Change => ({
  kind: 'placeSeen',
  place: place(name, more),
  members: members === null ? null : members.map(ref),
})

/** Settles changes as if an event of `by` had brought them; returns the number of the event. */
export function settling(store: Store) {
  let events = 0
  return async (by: string | null, changes: readonly Change[], more: Partial<Settlement> = {}): Promise<string> => {
    const event = more.event ?? `e${++events}`
    await store.settle({
      event,
      by: by === null ? null : ref(by),
      at: START,
      asOf: await store.lastSeq(),
      changes,
      deliveries: [],
      ...more,
    })
    return event
  }
}
