import type { Person, Place } from '../chat/directory.ts'
import { type PersonRef, type PlaceRef, platformOf } from '../chat/ref.ts'
import type { Change } from '../knowledge/change.ts'
import type { World } from '../world.ts'
import { digest } from './digest.ts'
import type { ImportMemory } from './memory.ts'
import type { ImportReport } from './report.ts'

/** Takes in the people and places of an archive. Those that live talk knows better are left as they are. */
export interface DirectoryImport {
  person(person: Person): Promise<void>
  place(place: Place, members: readonly PersonRef[]): Promise<void>
  /** Everything taken in so far is in the store. */
  flush(): Promise<void>
  knows(person: PersonRef): boolean
  isBot(person: PersonRef): boolean
  nameOf(person: PersonRef): string | null
  /** A place as this archive and the store have it together: the narrower audience counts. */
  audience(place: PlaceRef): 'everyone' | 'members'
}

/** Changes in one settlement. */
const BATCH = 500

export async function openDirectory(
  world: World,
  upTo: Date,
  memory: ImportMemory,
  report: ImportReport,
): Promise<DirectoryImport> {
  const { store } = world
  const people = new Map((await store.accounts()).map((account) => [account.ref, account]))
  const places = new Map((await store.places()).map((place) => [place.ref, place]))
  const audiences = new Map<PlaceRef, 'everyone' | 'members'>()
  let changes: Change[] = []

  const flush = async (): Promise<void> => {
    if (changes.length === 0) return
    const asOf = await store.lastSeq()
    const event = `import:directory:${digest([asOf, changes])}`
    await store.settle({ event, by: null, at: world.now(), asOf, changes, deliveries: [] })
    changes = []
  }
  const add = async (change: Change): Promise<void> => {
    if (changes.push(change) >= BATCH) await flush()
  }

  // People whom live talk brought before any import are left to it: it is newer than an archive.
  const live = new Set([...people.keys()].map(platformOf).filter((name) => memory.begun(`people:${name}`) === null))

  async function person(seen: Person): Promise<void> {
    const known = people.get(seen.ref)
    const platform = platformOf(seen.ref)
    if (!known) report.people.added++
    // A known person without a name asked to be forgotten.
    else if (isSame(known, seen) || !known.name || !isNews(memory.begun(`people:${platform}`), upTo)) return
    else report.people.updated++
    if (!live.has(platform)) await memory.begin(`people:${platform}`, upTo)
    people.set(seen.ref, seen)
    await add({ kind: 'personSeen', person: seen })
  }

  async function place(seen: Place, members: readonly PersonRef[]): Promise<void> {
    const known = places.get(seen.ref)
    const now = known ? narrowed(seen, known) : seen
    audiences.set(seen.ref, now.audience === 'everyone' ? 'everyone' : 'members')
    if (known && !isNews(memory.begun(seen.ref), upTo)) return
    if (known && isSame(known, now) && isSameSet(await store.members(seen.ref), members)) return
    if (known) report.places.updated++
    else report.places.added++
    await memory.begin(seen.ref, upTo)
    places.set(seen.ref, now)
    await add({ kind: 'placeSeen', place: now, members })
  }

  return {
    person,
    place,
    flush,
    knows: (ref) => people.has(ref),
    isBot: (ref) => people.get(ref)?.isBot ?? false,
    nameOf: (ref) => people.get(ref)?.name || null,
    audience: (ref) => audiences.get(ref) ?? 'members',
  }
}

/** What no import ever brought is known from live talk, which is newer than any archive. */
const isNews = (begun: Date | null, upTo: Date): boolean => begun !== null && begun <= upTo

/** An import never shows more than was shown before. */
const narrowed = (seen: Place, known: Place): Place => ({
  ...seen,
  audience: known.audience === 'everyone' ? seen.audience : known.audience,
})

const isSame = (one: object, other: object): boolean =>
  Object.entries(other).every(([key, value]) => (one as Record<string, unknown>)[key] === value)

const isSameSet = (one: readonly string[], other: readonly string[]): boolean =>
  new Set(one).size === new Set(other).size && new Set([...one, ...other]).size === new Set(one).size
