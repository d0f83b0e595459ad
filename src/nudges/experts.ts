import type { Direct } from '../chat/delivery.ts'
import type { Person } from '../chat/directory.ts'
import type { PersonRef } from '../chat/ref.ts'
import { isHere } from '../commands/names.ts'
import { evidenceView } from '../commands/who.ts'
import { type Limit, limitsFor } from '../gate/gate.ts'
import { endOfQuiet } from '../gate/hours.ts'
import type { Change } from '../knowledge/change.ts'
import type { Evidence } from '../knowledge/evidence.ts'
import type { NewItem } from '../knowledge/item.ts'
import type { ExpertRequest } from '../knowledge/request.ts'
import { type Candidate, chooseExperts } from '../knowledge/routing.ts'
import { spoken } from '../languages/spoken.ts'
import { requestDoc } from '../say/expert-request.ts'
import { mayRead, type Reader } from '../store/store.ts'
import type { World } from '../world.ts'

export const ASKED_AT_MOST = 3
/** Some of those who know may not read the question, or were asked enough. */
const CONSIDERED = 12
const DAY_MS = 86_400_000
/** The gate counts from when a request went out: a little later than it was due. */
const MARGIN_MS = 10 * 60_000
const LOAD_DAYS = 14

/** A question that people can be asked about. */
export type Asked = Pick<NewItem, 'id' | 'title' | 'body' | 'audience' | 'source' | 'by'>

/** Somebody to ask, and when it may reach them. */
export interface Chosen {
  readonly person: Person
  readonly at: Date
  readonly because: readonly Evidence[]
}

/**
 * People to ask about a question: those who know, may read it, have not been asked yet and may be asked now; the lighter
 * load first among those about as able. Fewer, or none, when there are no more.
 */
export async function expertsToAsk(
  item: Asked,
  count: number,
  before: readonly ExpertRequest[],
  reader: Reader,
  world: World,
): Promise<readonly Chosen[]> {
  const experts = await world.search.people(item.body || item.title, reader, world.now(), CONSIDERED)
  const asked = new Set(before.map(({ person }) => person))
  const candidates: (Candidate & Availability & Pick<Chosen, 'because'>)[] = []
  for (const { person, score, because } of experts) {
    if (person === item.by || asked.has(person)) continue
    const free = await availability(person, item, world)
    if (free) candidates.push({ person, score, because, ...free })
  }
  const chosen = chooseExperts(candidates, Math.min(count, ASKED_AT_MOST - before.length))
  return chosen.flatMap((ref) => candidates.filter(({ person }) => person === ref).map(toChosen))
}

const toChosen = ({ known, at, because }: { known: Person; at: Date; because: readonly Evidence[] }): Chosen => ({
  person: known,
  at,
  because,
})

export interface Availability {
  readonly known: Person
  readonly at: Date
  readonly load: number
}

/** When somebody may be asked about a question; null when they may not read it, refused to be asked, or were asked enough. */
export async function availability(
  person: PersonRef,
  item: Pick<Asked, 'id' | 'audience' | 'source'>,
  world: World,
): Promise<Availability | null> {
  const { store } = world
  const now = world.now()
  const known = await store.person(person)
  if (!isHere(known) || known.standing === 'outsider') return null
  if (!mayRead(await store.readable({ kind: 'person', person }), item)) return null
  const { refused, limits } = await store.personSettings(person)
  const at = endOfQuiet(now, known.timeZone) ?? now
  const lately = await store.requestsTo(person, new Date(now.getTime() - LOAD_DAYS * DAY_MS))
  const others = lately.filter((request) => request.item !== item.id)
  const isOver = ({ most, withinMs }: Limit) =>
    others.filter((one) => near(one.at, at, withinMs + MARGIN_MS)).length >= most
  if (refused.includes('request') || limitsFor('request', limits.request).some(isOver)) return null
  return { known, at, load: others.length }
}

const near = (one: Date, other: Date, ms: number): boolean => Math.abs(one.getTime() - other.getTime()) < ms

/** How the person who asked is named to whom, and by whom the request was passed on. */
export interface Askers {
  readonly asker: string | null
  readonly passedBy?: string
  /** It was put off once already. */
  readonly again?: boolean
}

/** The private request, with the change that remembers it. */
export async function requestTo(
  { person, at, because }: Chosen,
  item: Asked,
  askers: Askers,
  world: World,
): Promise<{ readonly change: Change; readonly delivery: Direct }> {
  const reader = { kind: 'person', person: person.ref } as const
  const [act] = await readableActs(because, reader, world)
  const phrases = spoken[await world.store.languageOf(person.ref)]
  return {
    change: { kind: 'requested', item: item.id, person: person.ref, at },
    delivery: {
      kind: 'direct',
      to: person.ref,
      doc: requestDoc(phrases, item, { ...askers, act: act ?? null }, world.now()),
      nudge: 'request',
      about: [item.id],
    },
  }
}

/** What they did on items that they may still read. */
async function readableActs(acts: readonly Evidence[], reader: Reader, world: World) {
  const items = await world.store.items(
    acts.map((act) => act.item),
    reader,
  )
  return acts.flatMap((act) =>
    evidenceView(
      act,
      items.find(({ id }) => id === act.item),
    ),
  )
}
