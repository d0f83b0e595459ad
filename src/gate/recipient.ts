import type { Delivery } from '../chat/delivery.ts'
import type { PersonRef, PlaceRef } from '../chat/ref.ts'
import type { Reader, Store } from '../store/store.ts'
import { ANYBODY, aboutOf, type Here, nudgeOf, type Recipient } from './gate.ts'

const DAY_MS = 86_400_000

/** The person whom a delivery is for; null when it is for a whole place. */
export function recipientRef(delivery: Delivery): PersonRef | null {
  if (delivery.kind === 'direct') return delivery.to
  return delivery.kind === 'post' ? (delivery.onlyFor ?? null) : null
}

/** What the gate has to know of the person whom a delivery is for. An answer is not weighed: nothing is looked up. */
export async function recipientOf(delivery: Delivery, store: Store, now: Date): Promise<Recipient> {
  if (!nudgeOf(delivery)) return ANYBODY
  const to = recipientRef(delivery)
  const here = delivery.kind === 'post' ? await hereIn(delivery.to, store, now) : ANYBODY.here
  if (!to) return { ...ANYBODY, here }
  const person = await store.person(to)
  const { refused, limits, digest } = await store.personSettings(to)
  return {
    isHere: person !== null && person.standing !== 'left',
    timeZone: person?.timeZone ?? null,
    sentBefore: await store.nudgesTo(to),
    refused,
    limits,
    here,
    lastUse: (await store.use(to))?.last ?? null,
    digest,
    readable: await store.items(aboutOf(delivery), await readerOf(delivery, to, store)),
  }
}

/** What the gate has to know of a place. */
export async function hereIn(place: PlaceRef, store: Store, now: Date): Promise<Here> {
  const { limits } = await store.placeSettings(place)
  return { limits, sentBefore: await store.nudgesTo(place, new Date(now.getTime() - DAY_MS)) }
}

/** Where people of another company listen, only what is public in that very place may be said. */
async function readerOf(delivery: Delivery, person: PersonRef, store: Store): Promise<Reader> {
  const hasOutsiders = delivery.kind === 'post' && (await store.place(delivery.to))?.external
  return hasOutsiders ? { kind: 'place', place: delivery.to } : { kind: 'person', person }
}
