import { RetryLater } from '../../src/chat/platform.ts'

/** How many calls Teams takes within how long. */
export interface Limit {
  readonly most: number
  readonly withinMs: number
}

// learn.microsoft.com/microsoftteams/platform/bots/how-to/rate-limit: what one bot may do in one conversation …
export const SENDING: readonly Limit[] = [
  { most: 7, withinMs: 1_000 },
  { most: 8, withinMs: 2_000 },
  { most: 60, withinMs: 30_000 },
  { most: 1_800, withinMs: 3_600_000 },
]
export const READING: readonly Limit[] = [{ most: 14, withinMs: 1_000 }]
/** … what it may mark in all conversations together … */
export const MARKING: readonly Limit[] = [{ most: 2, withinMs: 1_000 }]
/** … and what one app may do in one tenant: 30, of which some are left for what Savoir does not count, such as tokens. */
export const ALL: readonly Limit[] = [{ most: 25, withinMs: 1_000 }]
/** A Monday's digests leave room for those who ask something meanwhile. */
export const NUDGING: readonly Limit[] = [{ most: 10, withinMs: 1_000 }]

/** A call waits here for so long; where it takes longer, it comes again and holds nothing up. */
const PATIENCE_MS = 3_000
const LONGEST_MS = 3_600_000
/** Lanes are looked through after so many new ones: those that nobody used for an hour bound nothing. */
const SWEPT_EVERY = 1_000

/** A lane, and what it bounds. */
export type Lane = readonly [name: string, limits: readonly Limit[]]

/** Keeps the calls to Teams within its limits, so that it seldom has to ask for patience. */
export class Pace {
  private readonly pause: (ms: number) => Promise<void>
  /** In milliseconds; it never goes back. */
  private readonly clock: () => number
  private readonly made = new Map<string, number[]>()
  private sinceSwept = 0

  constructor(pause: (ms: number) => Promise<void>, clock = () => performance.now()) {
    this.pause = pause
    this.clock = clock
  }

  /** Resolves when a call may be made in all of these lanes, and counts it. Throws `RetryLater` when that is far off. */
  async turn(lanes: readonly Lane[]): Promise<void> {
    for (let wait = this.waitFor(lanes); wait > 0; wait = this.waitFor(lanes)) {
      if (wait > PATIENCE_MS) throw new RetryLater(wait)
      await this.pause(wait)
    }
    for (const lane of lanes) this.count(lane)
  }

  private waitFor(lanes: readonly Lane[]): number {
    const now = this.clock()
    const free = lanes.flatMap(([name, limits]) => {
      const made = this.made.get(name) ?? []
      // With `most` calls before it, the first of them must be over.
      return limits.map(({ most, withinMs }) => (made.at(-most) ?? Number.NEGATIVE_INFINITY) + withinMs)
    })
    return Math.ceil(Math.max(0, ...free.map((at) => at - now)))
  }

  private count([name, limits]: Lane): void {
    const made = this.made.get(name)
    if (!made) this.open(name)
    const all = this.made.get(name) ?? []
    all.push(this.clock())
    all.splice(0, all.length - Math.max(...limits.map(({ most }) => most)))
  }

  private open(name: string): void {
    this.made.set(name, [])
    this.sinceSwept += 1
    if (this.sinceSwept < SWEPT_EVERY) return
    this.sinceSwept = 0
    const old = this.clock() - LONGEST_MS
    for (const [lane, made] of this.made) if (lane !== name && (made.at(-1) ?? 0) <= old) this.made.delete(lane)
  }
}
