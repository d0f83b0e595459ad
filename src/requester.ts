import type { Person, Place } from './chat/directory.ts'
import type { ChatEvent, MessageSaid } from './chat/event.ts'
import { spoken } from './languages/spoken.ts'
import type { Request } from './request.ts'
import type { World } from './world.ts'

/** Who asks, where, on whose behalf things are read, and in which language the answer is said. */
export async function requestOf(event: ChatEvent, world: World): Promise<Request> {
  const by = (await world.store.person(event.by)) ?? stranger(event)
  const place = (await world.store.place(event.in)) ?? unknownPlace(event)
  const language = await world.store.languageOf(event.by)
  return {
    event: { ...event, by: by.ref },
    by,
    account: event.by,
    in: place,
    thread: event.kind === 'said' || event.kind === 'pressed' ? event.thread : null,
    message: event.kind === 'said' ? event.message : null,
    permalink: event.kind === 'said' ? event.permalink : null,
    text: event.kind === 'said' ? event.text : '',
    language,
    phrases: spoken[language],
    // Where people of another company listen, only what is public in that very place may be said.
    reader: place.external ? { kind: 'place', place: place.ref } : { kind: 'person', person: by.ref },
  }
}

/** Somebody whom the platform has not introduced yet: unknown means that they may read nothing. */
const stranger = (event: ChatEvent): Person => ({
  ref: event.by,
  name: '?',
  standing: 'guest',
  isBot: false,
  locale: null,
  timeZone: null,
})

const unknownPlace = (event: ChatEvent): Place => ({
  ref: event.in,
  name: '',
  audience: isDirect(event) ? 'direct' : 'members',
  external: false,
  archived: false,
})

const isDirect = (event: ChatEvent): event is MessageSaid => event.kind === 'said' && event.addressed === 'direct'
