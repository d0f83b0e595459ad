import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { ALL, type Lane, type Limit, NUDGING, Pace, SENDING } from '../../../adapters/teams/pace.ts'
import { RetryLater } from '../../../src/chat/platform.ts'

const EVERYTHING: Lane = ['everything', ALL]
const to = (conversation: string): readonly Lane[] => [[conversation, SENDING], EVERYTHING]

/** A clock on which waiting takes no time: the earliest sleeper wakes when all sleep. */
function simulated() {
  let now = 0
  const sleepers: { at: number; wake: () => void }[] = []
  const made = new Map<string, number[]>()
  const pace = new Pace(
    (ms) => new Promise((wake) => sleepers.push({ at: now + ms, wake })),
    () => now,
  )
  const call = async (lanes: readonly Lane[]): Promise<number> => {
    try {
      await pace.turn(lanes)
    } catch (error) {
      if (!(error instanceof RetryLater)) throw error
      await new Promise<void>((wake) => sleepers.push({ at: now + error.afterMs, wake }))
      return call(lanes)
    }
    for (const [name] of lanes) made.set(name, [...(made.get(name) ?? []), now])
    return now
  }
  const run = async (calls: readonly (() => Promise<unknown>)[]): Promise<void> => {
    const running = new Set(calls)
    for (const one of calls) void one().then(() => running.delete(one))
    while (running.size > 0) {
      // Everything that can go on without waiting does.
      for (let turn = 0; turn < 20; turn += 1) await Promise.resolve()
      sleepers.sort((a, b) => a.at - b.at)
      const next = sleepers.shift()
      if (!next) continue
      now = Math.max(now, next.at)
      next.wake()
    }
  }
  return { call, run, made, now: () => now }
}

/** The most calls within any stretch of that length. */
const mostWithin = (moments: readonly number[], ms: number): number =>
  Math.max(0, ...moments.map((from) => moments.filter((at) => at >= from && at < from + ms).length))

function expectWithin(moments: readonly number[], limits: readonly Limit[]): void {
  for (const { most, withinMs } of limits) expect(mostWithin(moments, withinMs)).toBeLessThanOrEqual(most)
}

/** One after the other, as the connector does within a conversation. */
const oneByOne = (count: number, act: () => Promise<unknown>) => async () => {
  for (let done = 0; done < count; done += 1) await act()
}

describe('the pace of calls to Teams', () => {
  it('keeps within every limit of a conversation and of the app, whoever talks where', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.integer({ min: 1, max: 70 }), { minLength: 1, maxLength: 12 }), async (loads) => {
        const { call, run, made } = simulated()
        await run(loads.map((load, index) => oneByOne(load, () => call(to(`c${index}`)))))
        for (const [index, load] of loads.entries()) {
          expect(made.get(`c${index}`)).toHaveLength(load)
          expectWithin(made.get(`c${index}`) ?? [], SENDING)
        }
        expectWithin(made.get('everything') ?? [], ALL)
      }),
      { numRuns: 20 },
    )
  })

  it('lets others go on while one conversation has to wait', async () => {
    const { call, run } = simulated()
    let other = Number.POSITIVE_INFINITY
    await run([
      oneByOne(60, () => call(to('busy'))),
      async () => {
        other = await call(to('quiet'))
      },
    ])
    expect(other).toBe(0)
  })

  it('leaves room for answers beside a thousand digests', async () => {
    const { call, run, made } = simulated()
    const answers: number[] = []
    const digest = (index: number) => () => call([[`p${index}`, SENDING], ['nudges', NUDGING], EVERYTHING])
    const answer = async (): Promise<void> => void answers.push(await call(to('somebody')))
    await run([...Array.from({ length: 300 }, (_, index) => digest(index)), answer])
    expectWithin(made.get('nudges') ?? [], NUDGING)
    expect(answers).toEqual([0])
  })

  it('asks to come again rather than hold something up for long', async () => {
    const pace = new Pace(
      () => Promise.resolve(),
      () => 0,
    )
    const full = async (): Promise<void> => {
      for (let sent = 0; sent < 61; sent += 1) await pace.turn([['c', [{ most: 60, withinMs: 30_000 }]]])
    }
    await expect(full()).rejects.toMatchObject({ afterMs: 30_000 })
  })
})
