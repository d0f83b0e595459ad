import type { Delivery } from './chat/delivery.ts'
import type { PersonRef } from './chat/ref.ts'
import { aboutOf, nudgeOf, type Recipient, type Room } from './gate.ts'
import type { Reader, Store } from './store/store.ts'

/** The person whom a delivery is for; null when it is for a whole place. */
export function recipientRef(delivery: Delivery): PersonRef | null {
  if (delivery.kind === 'direct') return delivery.to
  return delivery.kind === 'post' ? (delivery.onlyFor ?? null) : null
}

/** What the gate has to know of the person whom a delivery is for. An answer is not weighed: nothing is looked up. */
export async function recipientOf(delivery: Delivery, store: Store): Promise<Recipient> {
  const to = recipientRef(delivery)
  if (!to || !nudgeOf(delivery)) return NOBODY
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

/** What the gate has to know of the place that a delivery is shared into; null when it is not shared. */
export const roomOf = async (delivery: Delivery, store: Store): Promise<Room | null> =>
  delivery.kind === 'post' && delivery.shared ? { sharedBefore: await store.sharesIn(delivery.to) } : null

/** Where people of another company listen, only what is public in that very place may be said. */
async function readerOf(delivery: Delivery, person: PersonRef, store: Store): Promise<Reader> {
  const hasOutsiders = delivery.kind === 'post' && (await store.place(delivery.to))?.external
  return hasOutsiders ? { kind: 'place', place: delivery.to } : { kind: 'person', person }
}

const NOBODY: Recipient = {
  isHere: true,
  timeZone: null,
  sentBefore: [],
  refused: [],
  limits: {},
  lastUse: null,
  digest: null,
  readable: [],
}
