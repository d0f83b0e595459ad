import { DateTime } from 'luxon'
import { renderText } from '../../adapters/terminal/render.ts'
import type { Delivery, NudgeKind } from '../../src/chat/delivery.ts'
import type { Person, Place } from '../../src/chat/directory.ts'
import type { ChatEvent } from '../../src/chat/event.ts'
import type { ChatPlatform, ThreadMessage } from '../../src/chat/platform.ts'
import { type MessageRef, messageRef, type PersonRef, type PlaceRef, personRef, placeRef } from '../../src/chat/ref.ts'
import { type Engine, openEngine } from '../../src/engine/engine.ts'
import { linguist } from '../../src/languages/linguist.ts'
import { openLog } from '../../src/log.ts'
import { openSearch } from '../../src/search/engine.ts'
import { openSqliteStore } from '../../src/store/sqlite/index.ts'
import type { Store } from '../../src/store/store.ts'

/** How large a simulation is. */
export interface Size {
  readonly people: number
  readonly weeks: number
  readonly events: number
  /** How often the process dies, at random. */
  readonly kills: number
  readonly stepMinutes: number
  readonly seed: number
  readonly from: Date
}

/** A nudge as it reached somebody. */
export interface Reached {
  readonly id: string
  readonly kind: NudgeKind
  readonly person: PersonRef
  readonly at: Date
  readonly zone: string
  readonly about: readonly number[]
  readonly words: string
  /** Private places that the person was not in at that moment. */
  readonly hidden: readonly string[]
  /** Of the items that it is about, those that they could not read at that moment. */
  readonly unreadable: number
}

export interface Simulated {
  readonly reached: readonly Reached[]
  /** The zone of each person, and since when. */
  readonly zones: ReadonlyMap<PersonRef, readonly { readonly from: Date; readonly zone: string }[]>
  readonly firstUse: ReadonlyMap<PersonRef, Date>
  readonly settled: (events: readonly string[]) => Promise<ReadonlySet<string>>
  readonly start: Date
  readonly end: Date
  readonly killed: number
  /** For each process that was killed, the nudges that were out of its hands and not reported. */
  readonly lost: number
  close(): Promise<void>
}

const ZONES = [
  'Pacific/Auckland',
  'Australia/Sydney',
  'Asia/Tokyo',
  'Asia/Kolkata',
  'Asia/Dubai',
  'Europe/Helsinki',
  'Europe/Zurich',
  'Europe/London',
  'America/Sao_Paulo',
  'America/New_York',
  'America/Denver',
  'America/Los_Angeles',
]
const TOPICS = ['kafka', 'tls', 'payroll', 'terraform', 'printer', 'invoices', 'sso', 'docker', 'vpn', 'oncall']
const QUESTIONS = [
  (topic: string) => `How do I restart ${topic} after an upgrade?`,
  (topic: string) => `Why does ${topic} fail with a timeout since yesterday?`,
  (topic: string) => `Where is the runbook of ${topic} kept these days?`,
  (topic: string) => `Who approves changes of ${topic} in production?`,
]
const MINUTE_MS = 60_000

/** A company at work on a clock of its own, with a process that dies now and then and is started again. */
export async function simulate(path: string, size: Size): Promise<Simulated> {
  const random = seeded(size.seed)
  const pick = <T>(from: readonly T[]): T => from[Math.floor(random() * from.length)] as T
  const START = size.from
  let now = START
  let ids = 0
  const nextId = () => `s${++ids}`

  const people = Array.from(
    { length: size.people },
    (_, at): Person => ({
      ref: personRef(`sim:p${at}`),
      name: `Person ${at}`,
      standing: at % 25 === 24 ? 'guest' : 'member',
      isBot: false,
      locale: at % 3 === 0 ? 'fr-CH' : 'en-GB',
      timeZone: ZONES[at % ZONES.length] ?? null,
    }),
  )
  const places = Array.from(
    { length: 10 },
    (_, at): Place => ({
      ref: placeRef(`sim:c${at}`),
      name: at < 6 ? `open${at}` : `private${at}`,
      audience: at < 6 ? 'everyone' : 'members',
      external: false,
      archived: false,
    }),
  )
  const members = new Map<PlaceRef, Set<PersonRef>>(
    places.map((place) => [
      place.ref,
      new Set(people.filter(() => random() < (place.audience === 'everyone' ? 0.7 : 0.3)).map(({ ref }) => ref)),
    ]),
  )
  const zones = new Map(people.map(({ ref, timeZone }) => [ref, [{ from: START, zone: timeZone ?? 'UTC' }]]))
  const zoneNow = (person: PersonRef) => zones.get(person)?.at(-1)?.zone ?? 'UTC'
  const messages: (ThreadMessage & { root: MessageRef })[] = []
  const firstUse = new Map<PersonRef, Date>()
  const reached: Reached[] = []
  const buttonsOf = new Map<PersonRef, { action: string; place: PlaceRef }[]>()
  let killAt = Number.POSITIVE_INFINITY
  let killed = 0
  let lost = 0
  let calls = 0

  let store: Store
  let engine!: Engine

  const platform: ChatPlatform = {
    name: 'sim',
    start: async () => {},
    stop: async () => {},
    messageAt: () => null,
    readThread: async (message) => {
      const root = messages.find((one) => one.message === message)?.root
      return messages.filter((one) => one.root === root)
    },
    deliver: async (id, delivery) => {
      if (calls >= killAt) throw new Error('killed')
      await arrive(id, delivery)
      return null
    },
  }

  async function arrive(id: string, delivery: Delivery): Promise<void> {
    if (delivery.kind !== 'direct' && delivery.kind !== 'post') return
    const person = delivery.kind === 'direct' ? delivery.to : delivery.onlyFor
    if (!person) return
    const found = delivery.doc.flatMap((block) => (block.kind === 'buttons' ? block.buttons : []))
    const place = delivery.kind === 'post' ? delivery.to : directOf(person)
    buttonsOf.set(
      person,
      [...(buttonsOf.get(person) ?? []), ...found.map(({ action }) => ({ action, place }))].slice(-8),
    )
    if (!delivery.nudge) return
    const about = delivery.about ?? []
    const readable = await store.items(about, { kind: 'person', person })
    reached.push({
      id,
      kind: delivery.nudge,
      person,
      at: now,
      zone: zoneNow(person),
      about,
      words: renderText(delivery.doc, { colour: false, width: 1_000 }),
      hidden: places
        .filter((one) => one.audience === 'members' && !members.get(one.ref)?.has(person))
        .map(({ name }) => name),
      unreadable: about.length - readable.length,
    })
    // The process dies with the message out of its hands.
    if (calls + 1 >= killAt) {
      killAt = calls
      lost += 1
    }
  }

  async function begin(): Promise<void> {
    killAt = Number.POSITIVE_INFINITY
    const real = await openSqliteStore({ path, exclusive: false, now: () => now })
    store = mortal(real, () => {
      calls += 1
      return calls >= killAt
    })
    engine = openEngine({
      store,
      search: openSearch(store, linguist),
      linguist,
      now: () => now,
      newId: nextId,
      random: (below) => Math.floor(random() * below),
      gestures: { save: ['brain'], accept: ['white_check_mark'] },
      log: openLog('silent', () => now),
      platforms: [platform],
      sendsFor: { except: [] },
    })
    await engine.start()
    await engine.drain()
  }

  async function die(): Promise<void> {
    killed += 1
    await store.close()
    await engine.stop().catch(() => undefined)
    await begin()
    for (const event of unacknowledged.splice(0)) await happens(event)
  }

  // A platform sends again what was not acknowledged.
  const unacknowledged: ChatEvent[] = []
  const happens = async (event: ChatEvent): Promise<void> => {
    unacknowledged.push(event)
    await engine.hostFor(platform).receive(event)
    unacknowledged.splice(unacknowledged.indexOf(event), 1)
  }
  const base = (by: PersonRef, where: PlaceRef) => ({ id: `sim:${nextId()}`, at: now, by, in: where })

  async function talk(by: PersonRef, where: Place, text: string, root: MessageRef | null): Promise<void> {
    const message = messageRef(`sim:m${nextId()}`)
    messages.push({
      message,
      root: root ?? message,
      place: where.ref,
      by,
      at: now,
      text,
      permalink: null,
      reactions: [],
    })
    await happens({
      ...base(by, where.ref),
      kind: 'said',
      message,
      thread: root,
      permalink: null,
      text,
      addressed: 'no',
    })
  }

  async function say(by: PersonRef, text: string, where: PlaceRef = directOf(by)): Promise<void> {
    if (!firstUse.has(by)) firstUse.set(by, now)
    const addressed = where === directOf(by) ? 'direct' : 'mention'
    await happens({ ...base(by, where), kind: 'said', message: null, thread: null, permalink: null, text, addressed })
  }

  const acts: readonly (() => Promise<void>)[] = [
    () => inPlace((by, place) => talk(by, place, `${pick(QUESTIONS)(pick(TOPICS))} ${marker(place)}`, null)),
    () => inPlace((by, place) => talk(by, place, `${pick(QUESTIONS)(pick(TOPICS))} ${marker(place)}`, null)),
    () =>
      inPlace(async (by, place) => {
        const roots = messages.filter((one) => one.place === place.ref && one.message === one.root).slice(-12)
        if (roots.length)
          await talk(by, place, `Run the usual script for it and look at the log ${marker(place)}.`, pick(roots).root)
      }),
    () =>
      inPlace(async (by, place) => {
        const roots = messages.filter((one) => one.place === place.ref && one.message === one.root).slice(-12)
        if (!roots.length) return
        if (!firstUse.has(by)) firstUse.set(by, now)
        await happens({ ...base(by, place.ref), kind: 'reacted', message: pick(roots).message, emoji: 'brain' })
      }),
    () =>
      inPlace((by, place) =>
        say(by, `note ${pick(TOPICS)}: ${marker(place)} look at dashboard ${nextId()} first`, place.ref),
      ),
    () =>
      inPlace((by, place) => say(by, `decide We keep ${pick(TOPICS)} ${marker(place)} until ${nextId()}`, place.ref)),
    () => say(pick(people).ref, `ask ${pick(QUESTIONS)(pick(TOPICS))}`),
    () => press(pick(people).ref),
    () => press(pick(people).ref),
    () => moveOrChange(),
  ]

  async function inPlace(act: (by: PersonRef, place: Place) => Promise<void>): Promise<void> {
    const place = pick(places)
    const those = [...(members.get(place.ref) ?? [])]
    if (those.length) await act(pick(those), place)
  }

  async function press(by: PersonRef): Promise<void> {
    const known = buttonsOf.get(by) ?? []
    if (!known.length) return
    const { action, place } = pick(known)
    if (/^(forget|never|refuseKind|digest)/.test(action)) return
    if (!firstUse.has(by)) firstUse.set(by, now)
    await happens({ ...base(by, place), kind: 'pressed', action, message: null, thread: null })
  }

  async function moveOrChange(): Promise<void> {
    const person = pick(people)
    const dice = random()
    if (dice < 0.2) {
      const zone = pick(ZONES)
      zones.get(person.ref)?.push({ from: now, zone })
      await happens({
        ...base(person.ref, directOf(person.ref)),
        kind: 'personChanged',
        person: { ...person, timeZone: zone },
      })
    } else if (dice < 0.6) {
      const place = pick(places)
      const those = members.get(place.ref)
      const leaves = those?.has(person.ref) ?? false
      if (leaves) those?.delete(person.ref)
      else those?.add(person.ref)
      await happens({
        ...base(person.ref, place.ref),
        kind: 'membersChanged',
        joined: leaves ? [] : [person.ref],
        left: leaves ? [person.ref] : [],
      })
    }
  }

  await begin()
  for (const person of people)
    await happens({ ...base(person.ref, directOf(person.ref)), kind: 'personChanged', person })
  for (const place of places) {
    const first = people[0] as Person
    await happens({
      ...base(first.ref, place.ref),
      kind: 'placeChanged',
      place,
      members: [...(members.get(place.ref) ?? [])],
    })
  }
  for (const { ref } of people) {
    const place: Place = { ref: directOf(ref), name: 'savoir', audience: 'direct', external: false, archived: false }
    await happens({ ...base(ref, place.ref), kind: 'placeChanged', place, members: [ref] })
  }
  await engine.drain()
  for (const place of places) await say(people[0]?.ref ?? personRef(''), 'on', place.ref)
  await engine.drain()

  const steps = (size.weeks * 7 * 24 * 60) / size.stepMinutes
  const kills = new Set(Array.from({ length: size.kills }, () => Math.floor(random() * steps)))
  for (let step = 0; step < steps; step += 1) {
    now = new Date(START.getTime() + step * size.stepMinutes * MINUTE_MS)
    if (kills.has(step)) killAt = calls + Math.floor(random() * 40)
    const events = Math.floor((size.events / steps) * (step + 1)) - Math.floor((size.events / steps) * step)
    try {
      for (let n = 0; n < events; n += 1) await pick(acts)()
      await engine.drain()
    } catch {
      // The process died under it.
    }
    if (killAt !== Number.POSITIVE_INFINITY) await die()
  }
  return {
    reached,
    zones,
    firstUse,
    settled: (events) => store.settled(events),
    start: START,
    end: now,
    killed,
    lost,
    close: async () => {
      await engine.stop()
      await store.close()
    },
  }
}

/** What is said in a private place bears its name. */
const marker = ({ name, audience }: Place): string => (audience === 'members' ? name : '')

const directOf = (person: PersonRef): PlaceRef => placeRef(`${person}-direct`)

/** A store whose process may die at any call. */
function mortal(store: Store, dies: () => boolean): Store {
  return new Proxy(store, {
    get(target, name, receiver) {
      const value: unknown = Reflect.get(target, name, receiver)
      if (typeof value !== 'function' || name === 'close') return value
      return async (...given: readonly unknown[]) => {
        if (dies()) throw new Error('killed')
        return value.apply(target, given)
      }
    },
  })
}

/** Random numbers that are the same every time (mulberry32). */
function seeded(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}

/** Every Monday at nine of a person between two moments, by the zones that they were in; for those who stayed in one zone. */
export function mondaysOf(
  zone: string,
  from: Date,
  to: Date,
): readonly { readonly at: Date; readonly period: string }[] {
  const found = []
  let monday = DateTime.fromJSDate(from, { zone }).startOf('week').set({ hour: 9 })
  for (; monday.toJSDate() <= to; monday = monday.plus({ weeks: 1 })) {
    if (monday.toJSDate() >= from) found.push({ at: monday.toJSDate(), period: monday.toFormat("kkkk-'W'WW") })
  }
  return found
}
