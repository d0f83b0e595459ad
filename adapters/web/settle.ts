import type { ChatEvent } from '../../src/chat/event.ts'
import type { History, HistoryRecord } from '../../src/chat/history.ts'
import type { ThreadMessage } from '../../src/chat/platform.ts'
import type { Desk } from './acts.ts'
import { SAVOIR } from './refs.ts'
import type { Entry } from './talk.ts'

const SETTLED = 'settled'

/**
 * Moves the people, places and talk of a history in at the first start, and never again. Whoever imported their own
 * company before gets no other. Interrupted half-way, it begins again and changes nothing that is there.
 */
export async function settle(desk: Desk, history: History | null): Promise<void> {
  if (await desk.host.keep.get(SETTLED)) return
  const { people } = await desk.host.directory()
  const inhabited = people.some((person) => !person.ref.startsWith('web:'))
  if (history && !inhabited) for await (const record of history.records()) await moveIn(record, desk)
  await desk.host.keep.put(SETTLED, desk.now().toISOString())
}

async function moveIn(record: HistoryRecord, desk: Desk): Promise<void> {
  switch (record.kind) {
    case 'person':
    case 'place':
      return desk.host.receive(arrival(record, desk))
    case 'thread':
      for (const entry of record.messages.map(toEntry)) await desk.talk.write(entry)
      return
    case 'unreadable':
    case 'progress':
      return
  }
}

function arrival(record: Extract<HistoryRecord, { kind: 'person' | 'place' }>, desk: Desk): ChatEvent {
  const at = desk.now()
  if (record.kind === 'person') {
    const { person } = record
    const place = `web:direct/${person.ref}` as Entry['place']
    return { id: `web:person/${person.ref}`, at, by: person.ref, in: place, kind: 'personChanged', person }
  }
  const { place, members } = record
  return { id: `web:place/${place.ref}`, at, by: SAVOIR, in: place.ref, kind: 'placeChanged', place, members }
}

function toEntry(said: ThreadMessage, position: number, thread: readonly ThreadMessage[]): Entry {
  const first = thread[0] ?? said
  return {
    ref: said.message,
    place: said.place,
    thread: position === 0 ? null : first.message,
    by: said.by,
    at: said.at.toISOString(),
    said: { kind: 'text', text: said.text },
    onlyFor: null,
    edited: false,
    delivery: null,
    reactions: said.reactions,
  }
}
