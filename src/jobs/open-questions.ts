import { setImmediate as breath } from 'node:timers/promises'
import type { PersonRef } from '../chat/ref.ts'
import { isHere } from '../commands/names.ts'
import { haveWorked } from '../gate/hours.ts'
import { type Item, isOpen } from '../knowledge/item.ts'
import type { ExpertRequest } from '../knowledge/request.ts'
import { spoken } from '../languages/spoken.ts'
import { ASKED_AT_MOST, availability, expertsToAsk, requestTo } from '../nudges/experts.ts'
import { choicesDoc } from '../say/expert-request.ts'
import { Stale } from '../store/store.ts'
import { namesOf } from '../views.ts'
import type { World } from '../world.ts'
import { settleOnce } from './settle-once.ts'

const EVERY_MS = 5 * 60_000
const DAY_MS = 86_400_000
/** Behind that, a question is listed as a gap and nobody is asked any more. */
const GAP_DAYS = 14
const PAGE = 200
/** In hours of the asker's working time. */
const FIRST_AFTER = 4
const TWO_MORE_AFTER = 8
/** From here on, digests bring it up. */
const DIGESTS_AFTER = 24
const CHOICES_AFTER = 72

/** Moves every open question on by its asker's clock: one likely person, two more, then the asker's own choice. */
export function openFollower(world: World): () => Promise<Date> {
  const rests: Rests = new Map()
  return () => followQuestions(world, rests)
}

/** Questions about which nobody could be asked, and until when they are let rest: looking for people takes its time. */
type Rests = Map<number, number>

const REST_MS = 2 * 3_600_000

async function followQuestions(world: World, rests: Rests): Promise<Date> {
  const now = world.now()
  for (const [item, until] of rests) if (until <= now.getTime()) rests.delete(item)
  let failure: unknown = null
  for (const item of await openQuestions(world)) {
    try {
      await follow(item, world, rests)
    } catch (error) {
      // Somebody touched it just now: the next look decides anew.
      if (!(error instanceof Stale)) failure = error
    }
    await breath()
  }
  if (failure) throw failure
  return new Date(Math.floor(now.getTime() / EVERY_MS + 1) * EVERY_MS)
}

async function openQuestions({ store, now }: World): Promise<readonly Item[]> {
  const filter = { open: true, since: new Date(now().getTime() - GAP_DAYS * DAY_MS) } as const
  const found: Item[] = []
  for (;;) {
    const after = found.at(-1)?.id
    const page = await store.itemsWhere(filter, { kind: 'savoir' }, { limit: PAGE, ...(after ? { after } : {}) })
    found.push(...page)
    if (page.length < PAGE) break
  }
  const imported = await store.settled(found.map(importOf))
  return found.filter((item) => isWaiting(item) && !imported.has(importOf(item)))
}

/** An import asks nobody anything. */
const importOf = (item: Item): string => `import:${item.source.message ?? ''}`

/** Nobody but the asker has answered. */
const isWaiting = (item: Item): boolean =>
  isOpen(item) && !item.replies.some(({ role, by }) => role === 'answer' && by !== item.by)

async function follow(item: Item, world: World, rests: Rests): Promise<void> {
  const asker = item.by && (await world.store.person(item.by))
  if (!item.by || !isHere(asker)) return
  const now = world.now()
  const isDue = (hours: number) => haveWorked(item.at, hours, asker.timeZone, now)
  if (!isDue(FIRST_AFTER)) return
  const requests = await world.store.requestsFor([item.id])
  await remind(item, requests, world)
  if (isDue(CHOICES_AFTER)) return offerChoices(item, item.by, world)
  if (isDue(DIGESTS_AFTER) || requests.some((one) => isLooking(one, now))) return
  const wanted = isDue(TWO_MORE_AFTER) ? ASKED_AT_MOST : 1
  if (requests.length >= wanted || rests.has(item.id)) return
  const asked = await askMore(item, item.by, wanted - requests.length, requests, world)
  if (!asked) rests.set(item.id, now.getTime() + REST_MS)
}

const isLooking = ({ state, since }: ExpertRequest, now: Date): boolean =>
  state === 'took' && now.getTime() - since.getTime() < DAY_MS

async function askMore(
  item: Item,
  asker: PersonRef,
  count: number,
  before: readonly ExpertRequest[],
  world: World,
): Promise<boolean> {
  const chosen = await expertsToAsk(item, count, before, { kind: 'person', person: asker }, world)
  if (!chosen.length) return false
  const name = (await namesOf([asker], world))(asker)
  const asked = await Promise.all(chosen.map((one) => requestTo(one, item, { asker: name }, world)))
  const outcome = { changes: asked.map(({ change }) => change), deliveries: asked.map(({ delivery }) => delivery) }
  await settleOnce(`clock:${item.id}:ask:${before.length}`, outcome, world)
  return true
}

/** Who said `Later` is asked once more, a day after. */
async function remind(item: Item, requests: readonly ExpertRequest[], world: World): Promise<void> {
  const name = (await namesOf([item.by], world))(item.by)
  for (const { person, state, since } of requests) {
    if (state !== 'later' || world.now().getTime() - since.getTime() < DAY_MS) continue
    const free = await availability(person, item, world)
    if (!free) continue
    const chosen = { person: free.known, at: free.at, because: await reasonsOf(person, item, world) }
    const { change, delivery } = await requestTo(chosen, item, { asker: name, again: true }, world)
    await settleOnce(`clock:${item.id}:again:${person}`, { changes: [change], deliveries: [delivery] }, world)
  }
}

async function reasonsOf(person: PersonRef, item: Item, world: World) {
  const experts = await world.search.people(item.body, { kind: 'person', person }, world.now(), ASKED_AT_MOST * 4)
  return experts.find((expert) => expert.person === person)?.because ?? []
}

async function offerChoices(item: Item, asker: PersonRef, world: World): Promise<void> {
  const phrases = spoken[await world.store.languageOf(asker)]
  const place = await world.store.place(item.source.place)
  const doc = choicesDoc(phrases, item, place !== null && place.audience !== 'direct' && !place.archived)
  const delivery = { kind: 'direct', to: asker, doc, nudge: 'progress', about: [item.id] } as const
  await settleOnce(`clock:${item.id}:choices`, { changes: [], deliveries: [delivery] }, world)
}
