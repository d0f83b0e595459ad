import { DateTime } from 'luxon'
import type { Delivery, NudgeKind } from './chat/delivery.ts'

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
  /** IANA name; null: UTC. */
  readonly timeZone: string | null
  /** To this person; for a `share`, to this place. */
  readonly sentBefore: readonly Nudged[]
  /** Kinds of nudges that they refused for good. */
  readonly refused: readonly string[]
}

const DAY_MS = 86_400_000
const WORK_BEGINS = 9
const WORK_ENDS = 18
const SATURDAY = 6

/** At most so many of a kind within a time; PRODUCT.md section 6. */
const LIMITS: Readonly<Record<NudgeKind, readonly { readonly most: number; readonly withinMs: number }[]>> = {
  suggestion: [
    { most: 1, withinMs: DAY_MS / 24 },
    { most: 3, withinMs: DAY_MS },
  ],
  request: [
    { most: 1, withinMs: DAY_MS },
    { most: 3, withinMs: 7 * DAY_MS },
  ],
  prompt: [{ most: 1, withinMs: 7 * DAY_MS }],
  digest: [{ most: 1, withinMs: DAY_MS / 2 }],
  authorsWord: [{ most: 1, withinMs: Number.POSITIVE_INFINITY }],
  // Once a thread, as whoever sends it sees to.
  solved: [],
  // In a place, by whoever asked for it.
  share: [{ most: 3, withinMs: DAY_MS }],
}

/** The only way out: answers pass, nudges are held to the limits, held over quiet hours, or dropped with a reason. */
export function passage(delivery: Delivery, to: Recipient, now: Date): Passage {
  const nudge = nudgeOf(delivery)
  if (!nudge) return { kind: 'send' }
  if (to.refused.includes(nudge)) return { kind: 'drop', reason: `refused: ${nudge}` }
  const over = LIMITS[nudge].find(({ most, withinMs }) => sentWithin(to.sentBefore, nudge, withinMs, now) >= most)
  if (over) return { kind: 'drop', reason: `limit: ${nudge}, ${over.most} within ${over.withinMs / DAY_MS} days` }
  // Somebody waits for it, in the midst of people who talk.
  if (nudge === 'share') return { kind: 'send' }
  const until = endOfQuiet(now, to.timeZone)
  return until ? { kind: 'hold', until } : { kind: 'send' }
}

/** The kind of nudge that a delivery is; null for an answer. */
export function nudgeOf(delivery: Delivery): NudgeKind | null {
  return delivery.kind === 'post' || delivery.kind === 'direct' ? (delivery.nudge ?? null) : null
}

const sentWithin = (sent: readonly Nudged[], kind: NudgeKind, withinMs: number, now: Date): number =>
  sent.filter((one) => one.kind === kind && now.getTime() - one.at.getTime() < withinMs).length

/** When the quiet hours that `now` falls in are over; null outside of them. */
function endOfQuiet(now: Date, timeZone: string | null): Date | null {
  const zoned = DateTime.fromJSDate(now, { zone: timeZone ?? 'utc' })
  const local = zoned.isValid ? zoned : DateTime.fromJSDate(now, { zone: 'utc' })
  if (local.weekday < SATURDAY && local.hour >= WORK_BEGINS && local.hour < WORK_ENDS) return null
  const today = local.hour < WORK_BEGINS ? local : local.plus({ days: 1 })
  const opening = today.set({ hour: WORK_BEGINS, minute: 0, second: 0, millisecond: 0 })
  const weekendDays = Math.max(0, 8 - opening.weekday) % 7
  return opening.plus({ days: opening.weekday >= SATURDAY ? weekendDays : 0 }).toJSDate()
}
