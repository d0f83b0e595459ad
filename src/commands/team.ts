import type { PersonRef } from '../chat/ref.ts'
import { type Strength, strengthOn } from '../knowledge/strength.ts'
import { composeTeam, type Team, type TeamCandidate } from '../knowledge/team.ts'
import { Refusal } from '../refusal.ts'
import { answer, type Command, type PressHandler, type Request, turnInto } from '../request.ts'
import type { EvidenceView } from '../say/people.ts'
import { type KnownTopic, type TeamView, teamDoc } from '../say/team.ts'
import type { Reader } from '../store/store.ts'
import type { World } from '../world.ts'
import { askedText } from './ask.ts'
import { readTeamRequest, type TeamRequest, writeTeamRequest } from './team-request.ts'
import { expertsOn } from './who.ts'
import { wordsOf } from './words.ts'

const TOPICS_AT_MOST = 8
/** People who are considered for each topic. */
const CANDIDATES = 12
/** Requests to a person count as their load for so many days. */
const LOAD_DAYS = 14
const DAY_MS = 86_400_000

/** The smallest group that covers several topics together: who covers which and why, backups, and the gaps by name. */
export const team: Command = async (request, world) => {
  const { doc, changes } = await shown(readTeamRequest(wordsOf(request, 'emptyTeam')), request, world)
  return answer(request, doc, changes)
}

/** `Swap`: the same team with somebody else in that person's place. */
export const swap: PressHandler = async (press, world) => {
  const wanted = readTeamRequest(await askedText(press, world))
  const out = press.args[1] as PersonRef
  const keep = wanted.keep.filter((person) => person !== out)
  const { doc, changes } = await shown({ ...wanted, keep, without: [...wanted.without, out] }, press, world)
  return turnInto(press, doc, changes)
}

/** The team with its buttons; who is on it is kept, so that those who are invited are those who were shown. */
async function shown(wanted: TeamRequest, request: Request, world: World) {
  const view = await teamFor(wanted, request.by.ref, request.reader, world)
  const ask = world.newId()
  const text = writeTeamRequest({ ...wanted, keep: view.people.map(({ ref }) => ref) })
  return {
    doc: teamDoc(request.phrases, view, ask, world.now()),
    changes: [{ kind: 'asked', ask, text, place: request.in.ref }] as const,
  }
}

/** The team for these topics, for a reader. The asker is on it for what they cover themselves. */
export async function teamFor(wanted: TeamRequest, asker: PersonRef, reader: Reader, world: World): Promise<TeamView> {
  const { topics, size, without } = wanted
  if (!topics.length) throw new Refusal('emptyTeam')
  if (topics.length > TOPICS_AT_MOST) throw new Refusal('tooManyTopics')
  const known = await knowledgeOf(topics, reader, world)
  const able = [...known.values()].filter(({ ref }) => !without.includes(ref))
  const candidates = await Promise.all(able.map((one) => candidateOf(one, asker, world)))
  const covering = candidates.some(({ person, knows }) => person === asker && coversAny(knows))
  const keep = covering ? [asker, ...wanted.keep] : wanted.keep
  const swapped = without.length > 0
  return { ...viewOf(topics, composeTeam({ topics, size, keep }, candidates), known, asker), swapped }
}

interface Knower {
  readonly ref: PersonRef
  readonly name: string
  readonly topics: Map<string, KnownTopic & { readonly rank: number }>
}

async function knowledgeOf(topics: readonly string[], reader: Reader, world: World) {
  const knowers = new Map<PersonRef, Knower>()
  for (const topic of topics) {
    for (const { expert, strength, rank } of await knowing(topic, reader, world)) {
      const knower = knowers.get(expert.ref) ?? { ref: expert.ref, name: expert.name, topics: new Map() }
      const { evidence, saysSo } = expert
      knowers.set(expert.ref, knower)
      knower.topics.set(topic, { topic, strength, evidence, saysSo, rank })
    }
  }
  return knowers
}

/** Those whose acts are about the topic itself, most able first; search alone also finds what is merely near. */
async function knowing(topic: string, reader: Reader, world: World) {
  const experts = await expertsOn(topic, reader, world, CANDIDATES)
  const ids = [...new Set(experts.flatMap(({ evidence }) => evidence.map(({ item }) => item)))]
  const items = new Map((await world.store.items(ids, reader)).map((item) => [item.id, item]))
  const shownBy = (evidence: readonly EvidenceView[], saysSo: boolean) => {
    const acts = evidence.flatMap(({ kind, item }) => {
      const there = items.get(item)
      return there ? [{ kind, item: there }] : []
    })
    return strengthOn(topic, acts, saysSo, world.linguist)
  }
  return experts.flatMap((expert, rank) => {
    const strength = shownBy(expert.evidence, expert.saysSo)
    if (!strength) return []
    // What is shown beside the mark is what earned it.
    const [earning, others] = parted(expert.evidence, (act) => shownBy([act], false) === strength)
    return [{ expert: { ...expert, evidence: [...earning, ...others] }, strength, rank }]
  })
}

const parted = <T>(all: readonly T[], fits: (one: T) => boolean): readonly [readonly T[], readonly T[]] => [
  all.filter(fits),
  all.filter((one) => !fits(one)),
]

async function candidateOf({ ref, topics }: Knower, asker: PersonRef, world: World): Promise<TeamCandidate> {
  const since = world.now().getTime() - LOAD_DAYS * DAY_MS
  const asked = ref === asker ? [] : await world.store.nudgesTo(ref)
  const load = asked.filter(({ kind, at }) => kind === 'request' && at.getTime() >= since).length
  return { person: ref, load, knows: topics }
}

const coversAny = (knows: ReadonlyMap<string, { readonly strength: Strength }>): boolean =>
  [...knows.values()].some(({ strength }) => strength === 'covers')

function viewOf(
  topics: readonly string[],
  { members, leads, backups, gaps, tooSmallFor }: Team,
  known: ReadonlyMap<PersonRef, Knower>,
  asker: PersonRef,
): Omit<TeamView, 'swapped'> {
  const person = (ref: PersonRef | undefined) => (ref === undefined ? undefined : known.get(ref))
  const firstLed = (ref: PersonRef): number => topics.findIndex((topic) => leads.get(topic) === ref) >>> 0
  const inOrder = [...members].sort((a, b) => Number(b === asker) - Number(a === asker) || firstLed(a) - firstLed(b))
  return {
    topics,
    people: inOrder.flatMap((ref) => {
      const one = person(ref)
      const knows = topics.flatMap((topic) => one?.topics.get(topic) ?? [])
      return one ? [{ ref, name: one.name, isYou: ref === asker, topics: knows }] : []
    }),
    backups: topics.flatMap((topic) => {
      const one = person(backups.get(topic))
      const strength = one?.topics.get(topic)?.strength
      return one && strength ? [{ topic, ref: one.ref, name: one.name, isYou: one.ref === asker, strength }] : []
    }),
    gaps,
    tooSmallFor,
  }
}
