import type { PersonRef } from '../chat/ref.ts'
import type { Strength } from './strength.ts'

/** Somebody who could be on a team. */
export interface TeamCandidate {
  readonly person: PersonRef
  /** How often they were asked for something lately. */
  readonly load: number
  /** By topic. `rank` 0 is the most able of those who know it. */
  readonly knows: ReadonlyMap<string, { readonly strength: Strength; readonly rank: number }>
}

export interface TeamNeed {
  readonly topics: readonly string[]
  /** People at most, those to keep among them. */
  readonly size: number
  /** They are on the team in any case. */
  readonly keep: readonly PersonRef[]
}

/** Who is on the team, who leads and who backs up each topic; and the topics that nobody on it knows. */
export interface Team {
  readonly members: readonly PersonRef[]
  readonly leads: ReadonlyMap<string, PersonRef>
  readonly backups: ReadonlyMap<string, PersonRef>
  /** Nobody at all knows them. */
  readonly gaps: readonly string[]
  /** Somebody knows them, for whom there was no room. */
  readonly tooSmallFor: readonly string[]
}

/** Up to here every possible team is considered; beyond, the team grows by whoever adds most. */
const EXACT_PEOPLE = 24
const EXACT_SIZE = 5
/** What knowing a topic is worth when two teams cover as much with as many: integers, so that sums are exact. */
const POINTS: Readonly<Record<Strength, number>> = { covers: 100, partly: 50 }
const POINTS_PER_RANK = 2
const RANKS_AT_MOST = 10
const POINTS_PER_LOAD = 4
const LOAD_AT_MOST = 5

/**
 * The smallest group that together covers most: as many topics as possible well, then as many as possible at all, by as few
 * people as possible; among such groups the most able, where who was asked less lately stands before those about as able.
 */
export function composeTeam(need: TeamNeed, candidates: readonly TeamCandidate[]): Team {
  const rules = rulesFor(need.topics)
  const people = candidates.filter(({ knows }) => need.topics.some((topic) => knows.has(topic))).sort(byRef)
  const kept = people.filter(({ person }) => need.keep.includes(person))
  const others = people.filter(({ person }) => !need.keep.includes(person))
  const isSmall = others.length <= EXACT_PEOPLE && need.size <= EXACT_SIZE
  const members = isSmall ? bestOf(kept, others, need.size, rules) : grown(kept, others, need.size, rules)
  return describe(need.topics, members, people)
}

interface Group {
  readonly members: readonly TeamCandidate[]
  readonly covered: number
  readonly touched: number
  readonly points: number
}

interface Rules {
  readonly weigh: (members: readonly TeamCandidate[]) => Group
}

function rulesFor(topics: readonly string[]): Rules {
  return {
    weigh: (members) => {
      const best = topics.map((topic) => Math.max(0, ...members.map((one) => pointsOn(topic, one))))
      return {
        members,
        covered: topics.filter((topic) => members.some((one) => one.knows.get(topic)?.strength === 'covers')).length,
        touched: topics.filter((topic) => members.some((one) => one.knows.has(topic))).length,
        points: sum(best) - sum(members.map(burden)),
      }
    },
  }
}

function pointsOn(topic: string, { knows }: TeamCandidate): number {
  const known = knows.get(topic)
  return known ? POINTS[known.strength] - POINTS_PER_RANK * Math.min(RANKS_AT_MOST, known.rank) : 0
}

const burden = ({ load }: TeamCandidate): number => POINTS_PER_LOAD * Math.min(LOAD_AT_MOST, load)

/** Below 0 when the first group is the better one. Equal in all: by name, so that the same is always shown. */
function compare(a: Group, b: Group): number {
  return (
    compareCoverage(a, b) ||
    a.members.length - b.members.length ||
    b.points - a.points ||
    (nameOf(a) < nameOf(b) ? -1 : nameOf(a) > nameOf(b) ? 1 : 0)
  )
}

const compareCoverage = (a: Omit<Group, 'points'>, b: Omit<Group, 'points'>): number =>
  b.covered - a.covered || b.touched - a.touched

const nameOf = ({ members }: Group): string => [...members.map(({ person }) => person)].sort().join(' ')

/** Branch and bound: a branch is left when even all who are still to come could not make the group better. */
function bestOf(
  kept: readonly TeamCandidate[],
  others: readonly TeamCandidate[],
  size: number,
  { weigh }: Rules,
): readonly TeamCandidate[] {
  let best = weigh(kept)
  const extend = (members: readonly TeamCandidate[], from: number): void => {
    if (members.length >= size) return
    for (let next = from; next < others.length; next++) {
      const hope = compareCoverage(weigh([...members, ...others.slice(next)]), best)
      if (hope > 0 || (hope === 0 && members.length >= best.members.length)) return
      const group = weigh([...members, others[next] as TeamCandidate])
      if (compare(group, best) < 0) best = group
      extend(group.members, next + 1)
    }
  }
  extend(kept, 0)
  return best.members
}

/** Takes in whoever adds most until nobody adds anything, then lets go of those who turned out to be unneeded. */
function grown(
  kept: readonly TeamCandidate[],
  others: readonly TeamCandidate[],
  size: number,
  { weigh }: Rules,
): readonly TeamCandidate[] {
  let group = weigh(kept)
  while (group.members.length < size) {
    const { members } = group
    const free = others.filter((one) => !members.includes(one))
    const [next] = free.map((one) => weigh([...members, one])).sort(compare)
    if (!next || compareCoverage(next, group) >= 0) break
    group = next
  }
  for (const member of group.members.filter((one) => !kept.includes(one))) {
    const without = weigh(group.members.filter((one) => one !== member))
    if (compareCoverage(without, group) === 0) group = without
  }
  return group.members
}

function describe(
  topics: readonly string[],
  members: readonly TeamCandidate[],
  people: readonly TeamCandidate[],
): Team {
  const leads = new Map<string, PersonRef>()
  const backups = new Map<string, PersonRef>()
  for (const topic of topics) {
    const lead = ablest(topic, members)
    if (lead) leads.set(topic, lead.person)
    const backup = ablest(
      topic,
      people.filter((one) => one !== lead),
    )
    if (backup) backups.set(topic, backup.person)
  }
  const unled = topics.filter((topic) => !leads.has(topic))
  return {
    members: members.map(({ person }) => person),
    leads,
    backups,
    gaps: unled.filter((topic) => !backups.has(topic)),
    tooSmallFor: unled.filter((topic) => backups.has(topic)),
  }
}

/** Whoever covers a topic stands before whoever knows it partly, however much was asked of them. */
function ablest(topic: string, people: readonly TeamCandidate[]): TeamCandidate | null {
  const worth = (one: TeamCandidate): number =>
    one.knows.get(topic)?.strength === 'covers' ? POINTS.covers + pointsOn(topic, one) : pointsOn(topic, one)
  const [first] = people
    .filter((one) => one.knows.has(topic))
    .sort((a, b) => worth(b) - worth(a) || burden(a) - burden(b) || byRef(a, b))
  return first ?? null
}

const byRef = (a: TeamCandidate, b: TeamCandidate): number => (a.person < b.person ? -1 : a.person > b.person ? 1 : 0)

const sum = (numbers: readonly number[]): number => numbers.reduce((total, number) => total + number, 0)
