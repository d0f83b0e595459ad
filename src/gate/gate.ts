import type { Delivery, NudgeKind } from '../chat/delivery.ts'
import { type Item, isOpen } from '../knowledge/item.ts'
import type { DigestSetting } from '../knowledge/settings.ts'
import { endOfQuiet, isOwnHour } from './hours.ts'

/** What the gate decides on a delivery. */
export type Passage =
  | { readonly kind: 'send' }
  /** Not now: quiet hours. */
  | { readonly kind: 'hold'; readonly until: Date }
  | { readonly kind: 'drop'; readonly reason: string }

/** A nudge that went out to somebody. */
export interface Nudged {
  readonly kind: NudgeKind
  readonly at: Date
}

/** What the gate knows of the person whom a nudge is for. */
export interface Recipient {
  readonly isHere: boolean
  /** IANA name; null: UTC. */
  readonly timeZone: string | null
  readonly sentBefore: readonly Nudged[]
  /** Kinds of nudges that they refused for good. */
  readonly refused: readonly string[]
  /** Their own limits, in a week, by kind. */
  readonly limits: Readonly<Record<string, number>>
  readonly here: Here
  /** When they last turned to Savoir; null: never. */
  readonly lastUse: Date | null
  readonly digest: DigestSetting | null
  /** The items that the nudge is about, as far as they may read them now. */
  readonly readable: readonly Pick<Item, 'kind' | 'accepted' | 'supersededBy'>[]
}

/** What the gate knows of the place that a nudge is posted in. */
export interface Here {
  readonly sentBefore: readonly Nudged[]
  /** The limits of the place, in a day, by kind. */
  readonly limits: Readonly<Record<string, number>>
}

/** Of whom nothing is known that would hold a nudge back. */
export const ANYBODY: Recipient = {
  isHere: true,
  timeZone: null,
  sentBefore: [],
  refused: [],
  limits: {},
  here: { sentBefore: [], limits: {} },
  lastUse: null,
  digest: null,
  readable: [],
}

export interface Limit {
  readonly most: number
  readonly withinMs: number
}

const DAY_MS = 86_400_000
const WEEK_MS = 7 * DAY_MS
const WORKDAYS = 5

/** At most so many of a kind within a time; PRODUCT.md section 6. */
export const LIMITS: Readonly<Record<NudgeKind, readonly Limit[]>> = {
  suggestion: [
    { most: 1, withinMs: DAY_MS / 24 },
    { most: 3, withinMs: DAY_MS },
  ],
  request: [
    { most: 1, withinMs: DAY_MS },
    { most: 3, withinMs: WEEK_MS },
  ],
  // Freshness, surveys and merged tags together.
  prompt: [{ most: 1, withinMs: WEEK_MS }],
  digest: [{ most: 1, withinMs: DAY_MS / 2 }],
  authorsWord: [{ most: 1, withinMs: Number.POSITIVE_INFINITY }],
  // Once a thread, as whoever sends it sees to.
  solved: [],
  // At most three for a question: somebody is looking, what next, and that it stays open.
  progress: [],
  // In a place, by whoever asked for it.
  share: [{ most: 3, withinMs: DAY_MS }],
}

/**
 * What holds for a person: their own limit, in a week, takes the place of Savoir's, lower or higher; a fifth of it may come
 * in one day. Nobody else can raise it.
 */
export function limitsFor(kind: NudgeKind, own: number | undefined): readonly Limit[] {
  if (own === undefined) return LIMITS[kind]
  const aDay = Math.ceil(own / WORKDAYS)
  const shorter = LIMITS[kind].filter(({ withinMs }) => withinMs < WEEK_MS)
  return [
    ...shorter.map((limit) => (limit.withinMs < DAY_MS ? limit : { ...limit, most: Math.max(limit.most, aDay) })),
    { most: own, withinMs: WEEK_MS },
  ]
}

/** After so many suggestions in a row that somebody did nothing with, they get no more until they use Savoir. */
export const IGNORED_AT_MOST = 3

/** The only way out: answers pass, nudges are held to the limits, held over quiet hours, or dropped with a reason. */
export function passage(delivery: Delivery, to: Recipient, now: Date): Passage {
  const nudge = nudgeOf(delivery)
  if (!nudge) return { kind: 'send' }
  const reason = useless(delivery, nudge, to) ?? refusal(nudge, to) ?? overLimit(nudge, to, now)
  if (reason) return { kind: 'drop', reason }
  if (nudge === 'digest' && to.digest && isOwnHour(to.digest, to.timeZone, now)) return { kind: 'send' }
  // Somebody waits for it, in the midst of people who talk.
  if (nudge === 'share') return { kind: 'send' }
  const until = endOfQuiet(now, to.timeZone)
  return until ? { kind: 'hold', until } : { kind: 'send' }
}

/** The kind of nudge that a delivery is; null for an answer. */
export function nudgeOf(delivery: Delivery): NudgeKind | null {
  return delivery.kind === 'post' || delivery.kind === 'direct' ? (delivery.nudge ?? null) : null
}

/** The items that a nudge shows. */
export const aboutOf = (delivery: Delivery): readonly number[] =>
  delivery.kind === 'post' || delivery.kind === 'direct' ? (delivery.about ?? []) : []

/** What is gone, hidden from them, or answered meanwhile helps nobody any more. */
function useless(delivery: Delivery, nudge: NudgeKind, { isHere, readable }: Recipient): string | null {
  if (!isHere) return 'gone: they left'
  const about = aboutOf(delivery)
  if (readable.length < about.length) return 'gone: they may not read it now'
  return nudge === 'request' && about.length > 0 && !readable.some(isOpen) ? 'gone: answered meanwhile' : null
}

function refusal(nudge: NudgeKind, { refused, sentBefore, lastUse }: Recipient): string | null {
  if (refused.includes(nudge)) return `refused: ${nudge}`
  if (nudge !== 'suggestion') return null
  const ignored = sentBefore.filter(({ kind, at }) => kind === nudge && (lastUse === null || at > lastUse))
  return ignored.length >= IGNORED_AT_MOST ? `ignored: ${IGNORED_AT_MOST} in a row` : null
}

function overLimit(nudge: NudgeKind, to: Recipient, now: Date): string | null {
  const sent = nudge === 'share' ? to.here.sentBefore : to.sentBefore
  const over = limitsFor(nudge, to.limits[nudge]).find((limit) => isOver(limit, sent, nudge, now))
  if (over) return `limit: ${nudge}, ${over.most} within ${over.withinMs / DAY_MS} days`
  const most = to.here.limits[nudge]
  if (most === undefined || !isOver({ most, withinMs: DAY_MS }, to.here.sentBefore, nudge, now)) return null
  return `limit of the place: ${nudge}, ${most} a day`
}

const isOver = ({ most, withinMs }: Limit, sent: readonly Nudged[], kind: NudgeKind, now: Date): boolean =>
  sentWithin(sent, kind, withinMs, now) >= most

const sentWithin = (sent: readonly Nudged[], kind: NudgeKind, withinMs: number, now: Date): number =>
  sent.filter((one) => one.kind === kind && now.getTime() - one.at.getTime() < withinMs).length
