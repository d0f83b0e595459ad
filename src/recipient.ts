import type { Delivery } from './chat/delivery.ts'
import type { PersonRef } from './chat/ref.ts'
import { ANYBODY, aboutOf, nudgeOf, type Recipient } from './gate.ts'
import type { Reader, Store } from './store/store.ts'

/** The person whom a delivery is for; null when it is for a whole place. */
export function recipientRef(delivery: Delivery): PersonRef | null {
  if (delivery.kind === 'direct') return delivery.to
  return delivery.kind === 'post' ? (delivery.onlyFor ?? null) : null
}

/** What the gate has to know of the person whom a delivery is for. An answer is not weighed: nothing is looked up. */
export async function recipientOf(delivery: Delivery, store: Store): Promise<Recipient> {
  const to = recipientRef(delivery)
  if (delivery.kind === 'post' && delivery.nudge && !to) {
    return { ...ANYBODY, sentBefore: await store.nudgesTo(delivery.to) }
  }
  if (!to || !nudgeOf(delivery)) return ANYBODY
  const person = await store.person(to)
  const { refused, limits, digest } = await store.personSettings(to)
  return {
    isHere: person !== null && person.standing !== 'left',
    timeZone: person?.timeZone ?? null,
    sentBefore: await store.nudgesTo(to),
    refused,
    limits,
    lastUse: (await store.use(to))?.last ?? null,
    digest,
    readable: await store.items(aboutOf(delivery), await readerOf(delivery, to, store)),
  }
}

/** Where people of another company listen, only what is public in that very place may be said. */
async function readerOf(delivery: Delivery, person: PersonRef, store: Store): Promise<Reader> {
  const hasOutsiders = delivery.kind === 'post' && (await store.place(delivery.to))?.external
  return hasOutsiders ? { kind: 'place', place: delivery.to } : { kind: 'person', person }
}
