import type { HistoryThread } from '../chat/history.ts'
import type { MessageRef, PersonRef, PlaceRef } from '../chat/ref.ts'
import { freeNumber } from '../item-number.ts'
import { type Captured, captureThread, worthKeeping } from '../knowledge/capture.ts'
import type { Item } from '../knowledge/item.ts'
import type { Settlement } from '../store/store.ts'
import type { World } from '../world.ts'
import { againWhenStale } from './again.ts'
import { digest } from './digest.ts'
import type { DirectoryImport } from './directory.ts'
import type { ImportReport } from './report.ts'
import { tagsIn } from './tags-in.ts'
import { type Authored, changesTo, newItem } from './thread-changes.ts'

/** What the threads of one place are compared with. */
export interface PlaceImport {
  readonly place: PlaceRef
  /** A newer archive was imported before: what the store knows stays as it is. */
  readonly outdated: boolean
  readonly editsSince: Date | null
  readonly completeUpTo: Date | null
}

export interface ThreadTools {
  readonly world: World
  readonly directory: DirectoryImport
  readonly report: ImportReport
  /** People whose words are not saved. */
  readonly silent: ReadonlySet<PersonRef>
}

/** Takes in some threads of one place at once; those that were taken in before, with this very content, are left alone. */
export async function takeIn(threads: readonly HistoryThread[], place: PlaceImport, tools: ThreadTools): Promise<void> {
  const { report, world } = tools
  const known = await knownItems(threads, tools)
  const candidates = threads
    .filter((thread) => mayTeach(thread, tools) || known.has(thread.root))
    .map((thread) => ({ thread, event: eventOf(thread, known.get(thread.root)), isKnown: known.has(thread.root) }))
  const settled = await world.store.settled(candidates.map(({ event }) => event))
  const unknown = candidates.filter(({ event }) => !settled.has(event))
  // Asked anew for every batch: whoever goes on after an interruption finds what was there the first time.
  const knownTags = unknown.length > 0 ? await tagsIn(place.place, world) : []
  const fresh = unknown.flatMap((candidate) => capture(candidate, knownTags, tools) ?? [])
  const { added, updated } = await againWhenStale(() => settleThem(fresh, place, tools))
  report.small += threads.length - settled.size - fresh.length
  report.items.added += added
  report.items.updated += updated
  report.items.unchanged += settled.size + fresh.length - added - updated
}

/** A message that nobody answered is kept only when somebody saved it. */
const mayTeach = (thread: HistoryThread, tools: ThreadTools): boolean =>
  thread.messages.length > 1 || endorsers(thread, tools).length > 0

interface Candidate {
  readonly thread: HistoryThread
  /** Stands for the thread with this content. */
  readonly event: string
  /** An item came of it before: what went or changed since goes and changes there too, however little is left. */
  readonly isKnown: boolean
}

interface Kept extends Candidate {
  readonly captured: Captured
}

// A thread may become again what it once was, after the item moved on.
function eventOf(thread: HistoryThread, item: Item | undefined): string {
  const content = thread.messages.map(({ message, text, reactions }) => [message, text, reactions])
  return `${addEvent(thread)}:${digest([item?.version ?? 0, content])}`
}

/** Once a thread was added and somebody removed it, it does not come back. */
const addEvent = ({ root }: HistoryThread): string => `import:${root}`

function capture(candidate: Candidate, knownTags: readonly string[], tools: ThreadTools): Kept | null {
  const { world, directory, silent } = tools
  const captured = captureThread(candidate.thread.messages, {
    linguist: world.linguist,
    newId: world.newId,
    accept: world.gestures.accept,
    leaveOut: (person) => directory.isBot(person) || silent.has(person),
    knownTags,
  })
  const keep =
    captured && (candidate.isKnown || worthKeeping(captured) || endorsers(candidate.thread, tools).length > 0)
  return keep ? { ...candidate, captured } : null
}

interface Outcome {
  readonly settlements: readonly Settlement[]
  readonly added: number
  readonly updated: number
}

async function settleThem(kept: readonly Kept[], place: PlaceImport, tools: ThreadTools): Promise<Outcome> {
  const outcome = await decide(kept, place, tools)
  if (outcome.settlements.length > 0) await tools.world.store.settleAll(outcome.settlements)
  return outcome
}

async function decide(kept: readonly Kept[], place: PlaceImport, tools: ThreadTools): Promise<Outcome> {
  const { store } = tools.world
  const asOf = await store.lastSeq()
  const known = await knownItems(
    kept.map(({ thread }) => thread),
    tools,
  )
  const added = await store.settled(kept.map(({ thread }) => addEvent(thread)))
  const numbers = new Set<number>()
  const outcome = { settlements: [] as Settlement[], added: 0, updated: 0 }
  for (const each of kept) {
    const item = known.get(each.thread.root)
    if (item) {
      const changes = place.outdated ? [] : await update(item, each, place, tools)
      outcome.settlements.push(...settlementsOf(each, changes, asOf, tools))
      if (changes.length > 0) outcome.updated++
    } else if (!added.has(addEvent(each.thread))) {
      outcome.settlements.push(...(await addition(each, place, asOf, numbers, tools)))
      outcome.added++
    }
  }
  return outcome
}

async function knownItems(
  threads: readonly HistoryThread[],
  { world: { store } }: ThreadTools,
): Promise<ReadonlyMap<MessageRef, Item>> {
  const roots = new Map<number, MessageRef>()
  for (const { root } of threads) {
    const origin = await store.origin(root, { kind: 'savoir' })
    if (origin && origin.reply === null) roots.set(origin.item, root)
  }
  const items = roots.size > 0 ? await store.items([...roots.keys()], { kind: 'savoir' }) : []
  return new Map(items.flatMap((item) => [[roots.get(item.id) as MessageRef, item]]))
}

async function update(
  item: Item,
  { thread, captured }: Kept,
  place: PlaceImport,
  tools: ThreadTools,
): Promise<readonly Authored[]> {
  const whole = thread.messages[0]?.message === thread.root
  const newer = { captured, thread: thread.messages, whole, ...place }
  const accounts = endorsers(thread, tools)
  const behind = await tools.world.store.behind(accounts)
  const endorsed = new Set(item.endorsedBy.map(({ by }) => by))
  const others = accounts.filter((account) => !endorsed.has(behind.get(account) ?? account))
  return [...changesTo(item, newer), ...others.map(endorsement(item.id, thread))]
}

async function addition(
  kept: Kept,
  place: PlaceImport,
  asOf: number,
  numbers: Set<number>,
  tools: ThreadTools,
): Promise<readonly Settlement[]> {
  const { thread, captured } = kept
  const id = await freeNumber(tools.world, numbers)
  numbers.add(id)
  const item = newItem(captured, thread.messages, { id, audience: tools.directory.audience(place.place) })
  if (!item) return []
  const add: Settlement = {
    event: addEvent(thread),
    by: null,
    at: tools.world.now(),
    asOf,
    changes: [{ kind: 'itemAdded', item }],
    deliveries: [],
  }
  return [add, ...settlementsOf(kept, endorsers(thread, tools).map(endorsement(id, thread)), JUST_NOW, tools)]
}

/** What was added a moment ago, in the same stroke, cannot have moved on. */
const JUST_NOW = Number.MAX_SAFE_INTEGER

/** Whoever put the sign for saving on a message of the thread, bots and people who want no part in it left out. */
function endorsers({ messages }: HistoryThread, { world, directory, silent }: ThreadTools): readonly PersonRef[] {
  const { save } = world.gestures
  const people = messages.flatMap(({ reactions }) => reactions.filter(({ emoji }) => save.includes(emoji)))
  const known = people.flatMap(({ by }) => by).filter((person) => directory.knows(person) && !directory.isBot(person))
  return [...new Set(known)].filter((person) => !silent.has(person))
}

/** No archive tells when a sign was put: the last word of the thread is near. */
const endorsement =
  (item: number, { messages }: HistoryThread) =>
  (by: PersonRef): Authored => ({
    by,
    at: messages.at(-1)?.at ?? new Date(0),
    change: { kind: 'endorsed', item },
  })

/** Savoir's own changes first, then one settlement for each person; the first remembers that this content was taken in. */
function settlementsOf(
  { event }: Kept,
  changes: readonly Authored[],
  asOf: number,
  { world }: ThreadTools,
): readonly Settlement[] {
  const byPerson = new Map<PersonRef, Authored[]>()
  for (const each of changes) if (each.by) byPerson.set(each.by, [...(byPerson.get(each.by) ?? []), each])
  const own = changes.filter(({ by }) => by === null).map(({ change }) => change)
  const first = { event, by: null, at: world.now(), asOf, changes: own, deliveries: [] }
  const others = [...byPerson].map(([by, theirs]) => ({
    event: `${event}:${by}`,
    by,
    at: theirs[0]?.at ?? world.now(),
    asOf: own.length > 0 ? JUST_NOW : asOf,
    changes: theirs.map(({ change }) => change),
    deliveries: [],
  }))
  return [first, ...others]
}
