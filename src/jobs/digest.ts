import { setImmediate as breath } from 'node:timers/promises'
import type { Direct } from '../chat/delivery.ts'
import type { Person } from '../chat/directory.ts'
import type { PersonRef } from '../chat/ref.ts'
import { type DueDigest, dueDigest } from '../gate/hours.ts'
import { PERSON_DEFAULTS, type PersonSettings } from '../knowledge/settings.ts'
import { spoken } from '../languages/spoken.ts'
import { digestFor, type Pool, readPool } from '../nudges/digest.ts'
import { digestDoc, itemsIn } from '../say/digest.ts'
import type { World } from '../world.ts'

/** Digests go out at full five minutes. */
const EVERY_MS = 5 * 60_000
const SETTLED_AT_ONCE = 500
const LOOKED_AT_ONCE = 200

/**
 * Writes every digest that is due. Each is settled under the name of its person and period, once for good, and goes out
 * through the gate: whoever comes second, or comes back after a crash, finds it done.
 */
export async function sendDigests(world: World): Promise<Date> {
  const now = world.now()
  const due = await thoseDue(world, now)
  const earliest = due.reduce((first, { since }) => (since < first ? since : first), now)
  const pool = due.length ? await readPool({ kind: 'savoir' }, earliest, world) : null
  let failure: unknown = null
  for (const one of due) {
    try {
      if (pool) await send(one, pool, world)
    } catch (error) {
      failure = error
    }
    // People who ask something meanwhile are answered first.
    await breath()
  }
  if (failure) throw failure
  return new Date(Math.floor(now.getTime() / EVERY_MS + 1) * EVERY_MS)
}

interface DigestDue extends DueDigest {
  readonly person: Person
  /** The same for a person and a period, whatever their time zone became; one for each of their accounts. */
  readonly events: readonly [string, ...string[]]
}

/** Members who used Savoir before, whose time has come, and who did not get it yet. */
async function thoseDue({ store }: World, now: Date): Promise<readonly DigestDue[]> {
  const [people, settings, uses] = [await store.people(), await store.allPersonSettings(), await store.uses()]
  const due: DigestDue[] = []
  for (const [index, person] of people.entries()) {
    if (index % LOOKED_AT_ONCE === 0) await breath()
    const used = uses.get(person.ref)
    const found = used && dueFor(person, settings.get(person.ref) ?? PERSON_DEFAULTS, now)
    if (found && used.first <= found.at)
      due.push({ ...found, person, events: await eventsOf(person.ref, found, store) })
  }
  const settled = new Set<string>()
  for (let at = 0; at < due.length; at += SETTLED_AT_ONCE) {
    const names = due.slice(at, at + SETTLED_AT_ONCE).flatMap(({ events }) => events)
    for (const event of await store.settled(names)) settled.add(event)
    await breath()
  }
  return due.filter(({ events }) => !events.some((event) => settled.has(event)))
}

function dueFor(person: Person, { digest, refused }: PersonSettings, now: Date): DueDigest | null {
  if (person.isBot || person.standing === 'left' || person.standing === 'outsider') return null
  return refused.includes('digest') ? null : dueDigest(digest, person.timeZone, now)
}

async function eventsOf(person: PersonRef, { period }: DueDigest, store: World['store']): Promise<DigestDue['events']> {
  const others = (await store.accountsOf(person)).map(({ ref }) => ref).filter((ref) => ref !== person)
  const eventOf = (account: PersonRef): string => `digest:${account}:${period}`
  return [eventOf(person), ...others.map(eventOf)]
}

/** Nothing to say: the period is over all the same. */
async function send({ person, events, since }: DigestDue, pool: Pool, world: World): Promise<void> {
  const entries = await digestFor(person.ref, since, pool, world)
  const { digest } = await world.store.personSettings(person.ref)
  const phrases = spoken[await world.store.languageOf(person.ref)]
  const delivery: Direct = {
    kind: 'direct',
    to: person.ref,
    doc: digestDoc(phrases, entries, digest, world.now()),
    nudge: 'digest',
    about: itemsIn(entries),
  }
  const asOf = await world.store.lastSeq()
  const done = { by: null, at: world.now(), asOf, changes: [], deliveries: [] }
  const [first, ...others] = events
  // Split or joined in the middle of a period, nobody gets a second one.
  await world.store.settleAll([
    { ...done, event: first, deliveries: entries.length ? [delivery] : [] },
    ...others.map((event) => ({ ...done, event })),
  ])
}
