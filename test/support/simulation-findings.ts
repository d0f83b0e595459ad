import { DateTime } from 'luxon'
import type { NudgeKind } from '../../src/chat/delivery.ts'
import type { PersonRef } from '../../src/chat/ref.ts'
import { mondaysOf, type Reached, type Simulated } from './simulated-company.ts'

const HOUR_MS = 3_600_000
const DAY_MS = 24 * HOUR_MS
const WEEK_MS = 7 * DAY_MS

/** PRODUCT: at most so many of a kind within a time, for a person. Written down here once more, apart from the gate. */
const LIMITS: readonly (readonly [NudgeKind, number, number])[] = [
  ['suggestion', 1, HOUR_MS],
  ['suggestion', 3, DAY_MS],
  ['request', 1, DAY_MS],
  ['request', 3, WEEK_MS],
  ['prompt', 1, WEEK_MS],
]

/** What a simulation broke, in words, and what it counted. */
export interface Findings {
  readonly broken: readonly string[]
  readonly digests: number
  readonly requests: number
  readonly suggestions: number
  /** Digests that were due and are accounted for: sent, or with nothing to say. */
  readonly due: number
  readonly loadMaxByMedian: number
}

/** Holds a simulation against what is promised. */
export async function findingsOf(simulated: Simulated): Promise<Findings> {
  const { reached } = simulated
  const { due, missing } = await missingDigests(simulated)
  const broken = [
    ...byPerson(reached).flatMap(overLimits),
    ...twice(reached),
    ...reached.flatMap(leaks),
    ...reached.flatMap(atNight),
    ...tooManyAsked(reached),
    ...missing,
  ]
  return {
    broken,
    due,
    digests: count(reached, 'digest'),
    requests: count(reached, 'request'),
    suggestions: count(reached, 'suggestion'),
    loadMaxByMedian: loadOf(reached),
  }
}

const count = (reached: readonly Reached[], kind: NudgeKind): number =>
  reached.filter((one) => one.kind === kind).length

function byPerson(reached: readonly Reached[]): readonly (readonly Reached[])[] {
  const found = new Map<PersonRef, Reached[]>()
  for (const one of reached) found.set(one.person, [...(found.get(one.person) ?? []), one])
  return [...found.values()]
}

function overLimits(those: readonly Reached[]): string[] {
  return LIMITS.flatMap(([kind, most, withinMs]) => {
    const times = those.filter((one) => one.kind === kind).map(({ at }) => at.getTime())
    const over = times.filter((at) => times.filter((other) => other <= at && at - other < withinMs).length > most)
    return over.length ? [`${those[0]?.person} got more than ${most} ${kind} within ${withinMs / HOUR_MS} hours`] : []
  })
}

function twice(reached: readonly Reached[]): string[] {
  const seen = new Set<string>()
  return reached.flatMap(({ id }) => {
    const again = seen.has(id)
    seen.add(id)
    return again ? [`${id} went out twice`] : []
  })
}

const leaks = ({ id, words, hidden, unreadable }: Reached): string[] => [
  ...(unreadable > 0 ? [`${id} shows what its reader may not read`] : []),
  ...hidden.filter((name) => new RegExp(`\\b${name}\\b`).test(words)).map((name) => `${id} tells of ${name}`),
]

function atNight({ id, at, zone }: Reached): string[] {
  const local = DateTime.fromJSDate(at, { zone })
  return local.weekday >= 6 || local.hour < 9 || local.hour >= 18 ? [`${id} came at ${local.toISO()}`] : []
}

function tooManyAsked(reached: readonly Reached[]): string[] {
  const asked = new Map<number, Set<PersonRef>>()
  for (const { kind, about, person } of reached) {
    const [item] = about
    if (kind === 'request' && item !== undefined) asked.set(item, (asked.get(item) ?? new Set()).add(person))
  }
  return [...asked]
    .filter(([, those]) => those.size > 3)
    .map(([item, those]) => `${those.size} people were asked about ${item}`)
}

/** For those who stayed in one zone: every Monday at nine after they first used Savoir is accounted for. */
async function missingDigests({ zones, firstUse, settled, end }: Simulated) {
  const events = [...firstUse].flatMap(([person, from]) => {
    const [only, ...others] = zones.get(person) ?? []
    if (!only || others.length) return []
    return mondaysOf(only.zone, from, new Date(end.getTime() - DAY_MS)).map(
      ({ period }) => `digest:${person}:${period}`,
    )
  })
  const done = await settled(events)
  return {
    due: events.length,
    missing: events.filter((event) => !done.has(event)).map((event) => `${event} is missing`),
  }
}

/** Of those who were asked at all, how much more the most burdened had than the one in the middle. */
function loadOf(reached: readonly Reached[]): number {
  const loads = byPerson(reached.filter(({ kind }) => kind === 'request'))
    .map((those) => those.length)
    .sort((a, b) => a - b)
  const median = loads[Math.floor(loads.length / 2)] ?? 1
  return (loads.at(-1) ?? 0) / median
}
