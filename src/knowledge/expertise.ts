import type { Person } from '../chat/directory.ts'
import type { PersonRef } from '../chat/ref.ts'
import type { Evidence, EvidenceKind, TopicWord } from './evidence.ts'
import { PERSON_DEFAULTS, type PersonSettings } from './settings.ts'

/** An item about the topic, with how well it matches: above 0, at most 1. */
export interface TopicMatch {
  readonly item: number
  readonly match: number
}

/** What is known when somebody asks who knows. */
export interface ExpertiseInput {
  readonly matches: readonly TopicMatch[]
  /** What people did on these items. */
  readonly evidence: readonly Evidence[]
  /** The topic words that match the topic: declared, hidden and denied ones. */
  readonly topicWords: readonly TopicWord[]
  readonly people: readonly Person[]
  readonly settings: ReadonlyMap<PersonRef, PersonSettings>
}

/** Somebody who may help, with the acts that weighed most, at most two. */
export interface RankedPerson {
  readonly person: PersonRef
  readonly score: number
  readonly because: readonly Evidence[]
  readonly saysSo: boolean
}

/** What one act tells of what a person knows. Asking shows interest, not expertise. */
const ACT_WEIGHTS: Readonly<Record<EvidenceKind, number>> = {
  answered: 1,
  accepted: 1.5,
  thanked: 0.7,
  wrote: 1,
  corrected: 1,
  confirmed: 0.4,
  remarked: 0.3,
  asked: 0,
}

/** An act counts half after so many days: knowledge fades, and people move on. */
const HALF_LIFE_DAYS = 120
/** What remains of an act however old it is. */
const LASTING = 0.15
/** What declaring the topic counts for: as much as one good answer some time ago. */
const DECLARED_WEIGHT = 0.5
/** Acts of one person add up, each counting for less than the better one before it. */
const NEXT_ACT = 0.6
const ACTS_SHOWN = 2
const DAY_MS = 86_400_000

/**
 * People who showed that they know the topic, most able first. Nobody appears who left, is from outside, is a bot,
 * does not want to be shown, or hid or denied the topic.
 */
export function rankPeople(input: ExpertiseInput, now: Date): readonly RankedPerson[] {
  const acts = weighedActs(input, now)
  const declared = saying(input.topicWords, 'declared')
  return input.people
    .filter((person) => mayBeNamed(person, input))
    .map((person) => judge(person.ref, learntActs(person.ref, acts, input), declared.has(person.ref)))
    .filter((judged) => judged.score > 0)
    .sort((a, b) => b.score - a.score || (a.person < b.person ? -1 : 1))
}

interface WeighedAct {
  readonly act: Evidence
  readonly weight: number
}

function weighedActs(input: ExpertiseInput, now: Date): ReadonlyMap<PersonRef, readonly WeighedAct[]> {
  const matchOf = new Map(input.matches.map(({ item, match }) => [item, match]))
  const byPerson = new Map<PersonRef, WeighedAct[]>()
  for (const act of input.evidence) {
    const weight = ACT_WEIGHTS[act.kind] * (matchOf.get(act.item) ?? 0) * freshness(act.at, now)
    if (weight <= 0) continue
    const acts = byPerson.get(act.person)
    if (acts) acts.push({ act, weight })
    else byPerson.set(act.person, [{ act, weight }])
  }
  return byPerson
}

function freshness(at: Date, now: Date): number {
  const days = Math.max(0, now.getTime() - at.getTime()) / DAY_MS
  return LASTING + (1 - LASTING) * 0.5 ** (days / HALF_LIFE_DAYS)
}

function mayBeNamed(person: Person, input: ExpertiseInput): boolean {
  if (person.isBot || person.standing === 'outsider' || person.standing === 'left') return false
  if (!settingsOf(person.ref, input).showMe) return false
  return !input.topicWords.some((word) => word.person === person.ref && word.says !== 'declared')
}

function learntActs(
  person: PersonRef,
  acts: ReadonlyMap<PersonRef, readonly WeighedAct[]>,
  input: ExpertiseInput,
): readonly WeighedAct[] {
  const settings = settingsOf(person, input)
  return settings.learnFromMe && settings.inferTopics ? (acts.get(person) ?? []) : []
}

const settingsOf = (person: PersonRef, input: ExpertiseInput): PersonSettings =>
  input.settings.get(person) ?? PERSON_DEFAULTS

const saying = (words: readonly TopicWord[], says: TopicWord['says']): ReadonlySet<PersonRef> =>
  new Set(words.filter((word) => word.says === says).map((word) => word.person))

function judge(person: PersonRef, acts: readonly WeighedAct[], saysSo: boolean): RankedPerson {
  const sorted = [...acts].sort(byWeight)
  const shown = sum(sorted.map(({ weight }, rank) => weight * NEXT_ACT ** rank))
  return {
    person,
    score: shown + (saysSo ? DECLARED_WEIGHT : 0),
    because: sorted.slice(0, ACTS_SHOWN).map(({ act }) => act),
    saysSo,
  }
}

// Equal weights: the newer act, then the lower number, so that the order never depends on how they were read.
const byWeight = (a: WeighedAct, b: WeighedAct): number =>
  b.weight - a.weight ||
  b.act.at.getTime() - a.act.at.getTime() ||
  a.act.item - b.act.item ||
  (a.act.kind < b.act.kind ? -1 : 1)

const sum = (numbers: readonly number[]): number => numbers.reduce((total, number) => total + number, 0)
