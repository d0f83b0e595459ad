import type { Person } from '../chat/directory.ts'
import type { PersonRef } from '../chat/ref.ts'
import { type Evidence, type EvidenceKind, type TopicWord, tellingMost } from './evidence.ts'
import { PERSON_DEFAULTS, type PersonSettings } from './settings.ts'

/** An item about the topic, with the score that it got. */
export interface TopicMatch {
  readonly item: number
  readonly score: number
}

/** What is known when somebody asks who knows. */
export interface ExpertiseInput {
  readonly matches: readonly TopicMatch[]
  /** What people did on these items. */
  readonly evidence: readonly Evidence[]
  /** What people did lately on whatever: who helps these days is likelier to help. */
  readonly lately: readonly Evidence[]
  /** The topic words that match the topic: declared, hidden and denied ones. */
  readonly topicWords: readonly TopicWord[]
  readonly settings: ReadonlyMap<PersonRef, PersonSettings>
}

/** Somebody who may help, with the acts that weighed most, at most two. */
export interface RankedPerson {
  readonly person: PersonRef
  readonly score: number
  readonly because: readonly Evidence[]
  readonly saysSo: boolean
}

/** What one act tells of what a person knows; an accepted answer counts as answered, too. Asking shows interest alone. */
const ACT_WEIGHTS: Readonly<Record<EvidenceKind, number>> = {
  answered: 1,
  accepted: 0.25,
  thanked: 0.5,
  wrote: 1,
  corrected: 1,
  confirmed: 0.4,
  remarked: 0.3,
  asked: 0,
}

/** An act on an item whose score is lower by one counts for so much less (as a power of e): specific before general. */
const FADING = 0.1
/** An act counts half after so many days, down to what lasts however old it is. Measured on four forums and a chat. */
const HALF_LIFE_DAYS = 120
const LASTING = 0.1
/** Acts of one person add up, each counting for less than the better one before it. */
const NEXT_ACT = 0.9
/** What helping lately counts, beside knowing the topic best; it counts half after a month. There nearly every act counts. */
const HABIT_WEIGHT = 0.9
const NEXT_HABIT = 0.95
const HABIT_HALF_LIFE_DAYS = 30
/** What declaring the topic counts, beside knowing it best. */
const DECLARED_WEIGHT = 0.5
const ACTS_SHOWN = 2
const DAY_MS = 86_400_000

/**
 * Those who showed that they know the topic, most able first; of them, the ones that `isNameable` may be named. Nobody
 * appears who does not want to be shown, or hid or denied the topic.
 */
export function rankPeople(input: ExpertiseInput, now: Date): readonly RankedPerson[] {
  const known = learntScores(topicActs(input, now), NEXT_ACT, input)
  const habit = learntScores(
    byPerson(input.lately, (act) => fading(act.at, now, HABIT_HALF_LIFE_DAYS)),
    NEXT_HABIT,
    input,
  )
  const declared = new Set(input.topicWords.filter(({ says }) => says === 'declared').map(({ person }) => person))
  return [...new Set([...known.keys(), ...declared])]
    .filter((person) => wantsToBeNamed(person, input))
    .map((person) => judge(person, known, habit, declared.has(person)))
    .filter(({ score }) => score > 0)
    .sort((a, b) => b.score - a.score || (a.person < b.person ? -1 : 1))
}

/** Who left, is from outside or is a bot is never named. */
export const isNameable = ({ isBot, standing }: Person): boolean =>
  !isBot && standing !== 'outsider' && standing !== 'left'

interface WeighedAct {
  readonly act: Evidence
  readonly weight: number
}

type ActsByPerson = ReadonlyMap<PersonRef, readonly WeighedAct[]>

function topicActs(input: ExpertiseInput, now: Date): ActsByPerson {
  const best = Math.max(...input.matches.map(({ score }) => score))
  const strength = new Map(input.matches.map(({ item, score }) => [item, Math.exp(FADING * (score - best))]))
  return byPerson(input.evidence, (act) => {
    const freshness = LASTING + (1 - LASTING) * fading(act.at, now, HALF_LIFE_DAYS)
    return (strength.get(act.item) ?? 0) * freshness
  })
}

// What was done by the same words (answered, accepted, thanked for) is one act, told by the kind that says most.
function byPerson(evidence: readonly Evidence[], strength: (act: Evidence) => number): ActsByPerson {
  const people = new Map<PersonRef, Map<string, WeighedAct>>()
  for (const act of evidence) {
    const weight = ACT_WEIGHTS[act.kind] * strength(act)
    if (weight <= 0) continue
    const acts = people.get(act.person) ?? new Map<string, WeighedAct>()
    people.set(act.person, acts)
    const words = `${act.item}/${act.reply ?? act.kind}`
    acts.set(words, together(acts.get(words), { act, weight }))
  }
  return new Map([...people].map(([person, acts]) => [person, [...acts.values()]]))
}

function together(one: WeighedAct | undefined, other: WeighedAct): WeighedAct {
  if (!one) return other
  return { act: tellingMost(one.act, other.act), weight: one.weight + other.weight }
}

const fading = (at: Date, now: Date, halfLifeDays: number): number =>
  0.5 ** (Math.max(0, now.getTime() - at.getTime()) / DAY_MS / halfLifeDays)

function wantsToBeNamed(person: PersonRef, input: ExpertiseInput): boolean {
  if (!settingsOf(person, input).showMe) return false
  return !input.topicWords.some((word) => word.person === person && word.says !== 'declared')
}

interface Learnt {
  /** Best first. */
  readonly acts: readonly WeighedAct[]
  /** From 0 to 1, which the person who did most gets. */
  readonly share: number
}

// What may be learnt of each person, beside the one who did most.
function learntScores(acts: ActsByPerson, next: number, input: ExpertiseInput): ReadonlyMap<PersonRef, Learnt> {
  const learnt = [...acts]
    .filter(([person]) => mayLearnFrom(person, input))
    .map(([person, theirs]) => ({ person, acts: [...theirs].sort(byWeight) }))
    .map((one) => ({ ...one, sum: sum(one.acts.map(({ weight }, rank) => weight * next ** rank)) }))
  const most = Math.max(...learnt.map((one) => one.sum))
  return new Map(learnt.map((one) => [one.person, { acts: one.acts, share: one.sum / most }]))
}

function mayLearnFrom(person: PersonRef, input: ExpertiseInput): boolean {
  const { learnFromMe, inferTopics } = settingsOf(person, input)
  return learnFromMe && inferTopics
}

const settingsOf = (person: PersonRef, input: ExpertiseInput): PersonSettings =>
  input.settings.get(person) ?? PERSON_DEFAULTS

// Being busy lifts those who know the topic; it makes nobody know it.
function judge(
  person: PersonRef,
  known: ReadonlyMap<PersonRef, Learnt>,
  habit: ReadonlyMap<PersonRef, Learnt>,
  saysSo: boolean,
): RankedPerson {
  const learnt = known.get(person)
  const topic = (learnt?.share ?? 0) + (saysSo ? DECLARED_WEIGHT : 0)
  return {
    person,
    score: topic > 0 ? topic + HABIT_WEIGHT * (habit.get(person)?.share ?? 0) : 0,
    because: telling(learnt?.acts ?? []),
    saysSo,
  }
}

// The acts that weighed most, each on another item.
function telling(acts: readonly WeighedAct[]): Evidence[] {
  const firsts = acts.filter(({ act }, i) => acts.findIndex((other) => other.act.item === act.item) === i)
  return firsts.slice(0, ACTS_SHOWN).map(({ act }) => act)
}

// Equal weights: the newer act, then the lower number, so that the order never depends on how they were read.
const byWeight = (a: WeighedAct, b: WeighedAct): number =>
  b.weight - a.weight ||
  b.act.at.getTime() - a.act.at.getTime() ||
  a.act.item - b.act.item ||
  (a.act.kind < b.act.kind ? -1 : 1)

const sum = (numbers: readonly number[]): number => numbers.reduce((total, number) => total + number, 0)
