import type { PersonRef } from '../chat/ref.ts'
import { haveWorked } from '../gate/hours.ts'
import { type DigestEntry, digestOf } from '../knowledge/digest.ts'
import type { TopicWord } from '../knowledge/evidence.ts'
import type { Item } from '../knowledge/item.ts'
import { tagPairs } from '../knowledge/tag-pairs.ts'
import type { TagPair } from '../knowledge/used-tag.ts'
import { mayRead, type OwnTag, type Readable, type Reader, type TagVerdict } from '../store/store.ts'
import type { ItemView } from '../views.ts'
import { viewsOf } from '../views.ts'
import type { World } from '../world.ts'

/** What digests are chosen from, read once for many people. */
export interface Pool {
  readonly byTag: ReadonlyMap<string, readonly Item[]>
  readonly decisions: readonly Item[]
  readonly openByTag: ReadonlyMap<string, readonly Item[]>
  /** Topics that people declared, hid or denied. */
  readonly words: ReadonlyMap<PersonRef, readonly TopicWord[]>
  /** What people said of pairs of tags. */
  readonly verdicts: readonly TagVerdict[]
  /** Those who said that a question is not their topic, or passed. */
  readonly declined: ReadonlySet<string>
}

export type ShownEntry = DigestEntry & { readonly view: ItemView | null }

/** As many items of a period as a company writes down in a busy month. */
const RECENT_MAX = 5_000
const PAGE = 500
const OPEN_DAYS = 60
/** A question was answered in the period, but asked before. */
const ANSWERED_LATER_DAYS = 14
/** After so much of the asker's working time, an open question comes up in digests. */
const OPEN_AFTER_HOURS = 24
/** After so many people said that two tags differ, nobody is asked. */
const DENIALS = 2
const DAY_MS = 86_400_000

/** Reads what digests since then are chosen from. What it holds is shown to nobody who may not read it. */
export async function readPool(reader: Reader, since: Date, world: World): Promise<Pool> {
  const recent = await itemsSince(reader, new Date(since.getTime() - ANSWERED_LATER_DAYS * DAY_MS), false, world)
  const open = await itemsSince(reader, new Date(world.now().getTime() - OPEN_DAYS * DAY_MS), true, world)
  const waiting = await thoseThatWaited(open, world)
  const requests = await world.store.requestsFor(waiting.map(({ id }) => id))
  const declined = requests.filter(({ state }) => state === 'refused' || state === 'passed')
  return {
    byTag: tagged(recent.filter(({ kind }) => kind !== 'decision')),
    decisions: recent.filter(({ kind }) => kind === 'decision'),
    openByTag: tagged(waiting),
    words: wordsByPerson(await world.store.topicWords()),
    verdicts: await world.store.tagVerdicts(),
    declined: new Set(declined.map(({ item, person }) => `${item} ${person}`)),
  }
}

/** A person's digest of what happened since then. Everything in it was read as that person. */
export async function digestFor(
  person: PersonRef,
  since: Date,
  pool: Pool,
  world: World,
): Promise<readonly ShownEntry[]> {
  const { store } = world
  const reader = { kind: 'person', person } as const
  const readable = await store.readable(reader)
  const { tags, known, used } = await tagsFor(person, reader, pool, world)
  const open = among(pool.openByTag, known, readable).filter(({ id }) => !pool.declined.has(`${id} ${person}`))
  const entries = digestOf({
    person,
    tags,
    known,
    since,
    open,
    recent: [...among(pool.byTag, tags, readable), ...pool.decisions.filter((item) => mayRead(readable, item))],
    helped: await helpedBy(person, reader, since, world),
    merge: pairToSettle(person, used, pool),
  })
  return shown(entries, reader, world)
}

async function itemsSince(reader: Reader, since: Date, open: boolean, world: World): Promise<readonly Item[]> {
  const items: Item[] = []
  while (items.length < RECENT_MAX) {
    const after = items.at(-1)?.id
    const filter = open ? { since, open } : { since }
    const page = await world.store.itemsWhere(filter, reader, { limit: PAGE, ...(after ? { after } : {}) })
    items.push(...page)
    if (page.length < PAGE) break
  }
  return items
}

async function thoseThatWaited(open: readonly Item[], { store, now }: World): Promise<readonly Item[]> {
  const zones = new Map((await store.people()).map(({ ref, timeZone }) => [ref, timeZone]))
  return open.filter(({ by, at }) => haveWorked(at, OPEN_AFTER_HOURS, (by && zones.get(by)) ?? null, now()))
}

// Map.groupBy is not in Node 20.
function wordsByPerson(words: readonly TopicWord[]): Pool['words'] {
  const byPerson = new Map<PersonRef, TopicWord[]>()
  for (const word of words) byPerson.set(word.person, [...(byPerson.get(word.person) ?? []), word])
  return byPerson
}

function tagged(items: readonly Item[]): ReadonlyMap<string, readonly Item[]> {
  const byTag = new Map<string, Item[]>()
  for (const item of items) for (const tag of item.tags) byTag.set(tag, [...(byTag.get(tag) ?? []), item])
  return byTag
}

/** Declared topics count as known; hidden and denied ones not at all. */
async function tagsFor(person: PersonRef, reader: Reader, pool: Pool, { store }: World) {
  const words = pool.words.get(person) ?? []
  const against = new Set(words.filter(({ says }) => says !== 'declared').map(({ topic }) => topic))
  const declared = words.filter(({ says }) => says === 'declared').map(({ topic }) => topic)
  const used = (await store.tagsOf(person, reader)).filter(({ tag }) => !against.has(tag))
  return {
    used,
    tags: new Set([...declared, ...used.map(({ tag }) => tag)]),
    known: new Set([...declared, ...used.filter(({ knows }) => knows).map(({ tag }) => tag)]),
  }
}

/** Two tags that the person used and that may be one, of which neither they nor two others have said otherwise. */
function pairToSettle(person: PersonRef, used: readonly OwnTag[], { verdicts }: Pool): TagPair | null {
  const isOpenTo = ({ tag, into }: TagPair): boolean => {
    const said = verdicts.filter((one) => [tag, into].includes(one.tag) && [tag, into].includes(one.other))
    return !said.some((one) => one.person === person) && said.filter(({ same }) => !same).length < DENIALS
  }
  return tagPairs(used).find(isOpenTo) ?? null
}

function among(byTag: Pool['byTag'], tags: ReadonlySet<string>, readable: Readable): Item[] {
  const found = new Set([...tags].flatMap((tag) => byTag.get(tag) ?? []))
  return [...found].filter((item) => mayRead(readable, item))
}

async function helpedBy(person: PersonRef, reader: Reader, since: Date, { store }: World) {
  const acts = await store.evidenceOf(person, reader)
  const people = new Map<number, number>()
  for (const { kind, item, at } of acts) {
    if (kind === 'thanked' && at >= since) people.set(item, (people.get(item) ?? 0) + 1)
  }
  if (!people.size) return []
  return (await store.items([...people.keys()], reader)).map((item) => ({ item, people: people.get(item.id) ?? 0 }))
}

/** Read again, as the person: what they see holds nothing that they may not read. */
async function shown(entries: readonly DigestEntry[], reader: Reader, world: World): Promise<readonly ShownEntry[]> {
  const ids = entries.flatMap((entry) => (entry.kind === 'merge' ? [] : [entry.item.id]))
  const views = await viewsOf(await world.store.items(ids, reader), world)
  const byId = new Map(views.map((view) => [view.item.id, view]))
  return entries.flatMap((entry): ShownEntry[] => {
    if (entry.kind === 'merge') return [{ ...entry, view: null }]
    const view = byId.get(entry.item.id)
    return view ? [{ ...entry, item: view.item, view }] : []
  })
}
