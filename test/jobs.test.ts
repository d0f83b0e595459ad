import { describe, expect, it, onTestFinished } from 'vitest'
import { openRunner, type Work } from '../src/jobs/runner.ts'
import { openLog } from '../src/log.ts'
import { openSqliteStore } from '../src/store/sqlite/index.ts'
import { START } from './support/store-fixtures.ts'

const MINUTE_MS = 60_000
/** Until what waits for no timer has been done. */
const soon = () => new Promise((resolve) => setImmediate(resolve))

async function setUp(works: Readonly<Record<string, Work>>) {
  let now = START
  const store = await openSqliteStore({ path: ':memory:', exclusive: false, now: () => now })
  onTestFinished(() => store.close())
  const open = () =>
    openRunner(
      store,
      works,
      ['tick'],
      () => now,
      openLog('silent', () => now),
    )
  const wait = (minutes: number) => {
    now = new Date(now.getTime() + minutes * MINUTE_MS)
  }
  return { store, open, wait, now: () => now }
}

describe('a job', () => {
  it('is done when it is due, once, whoever looks and however late', async () => {
    let done = 0
    const { open, wait, now } = await setUp({
      tick: async () => {
        done += 1
        return new Date(now().getTime() + 10 * MINUTE_MS)
      },
    })
    const [one, other] = [open(), open()]
    await Promise.all([one.runDue(), other.runDue(), one.runDue()])
    expect(done).toBe(1)
    wait(9)
    await one.runDue()
    expect(done).toBe(1)
    wait(500)
    await Promise.all([other.runDue(), one.runDue()])
    expect(done).toBe(2)
  })

  it('that fails is tried again after a pause that doubles, and is seen until it is done', async () => {
    let fails = true
    const tries: number[] = []
    const { store, open, wait, now } = await setUp({
      tick: async () => {
        tries.push((now().getTime() - START.getTime()) / MINUTE_MS)
        if (fails) throw new TypeError('no')
        return null
      },
    })
    const runner = open()
    for (let minute = 0; minute < 16; minute += 1) {
      await runner.runDue()
      wait(1)
    }
    expect(tries).toEqual([0, 1, 3, 7, 15])
    expect(await store.failedJobs()).toMatchObject([{ id: 'tick', reason: 'TypeError' }])
    fails = false
    wait(60)
    await runner.runDue()
    expect(await store.failedJobs()).toEqual([])
  })

  it('that a process died with is taken up by another', async () => {
    let done = 0
    const { store, open, wait } = await setUp({
      tick: async () => {
        done += 1
        return null
      },
    })
    await store.planJobs([{ id: 'tick', due: START }])
    await store.claimJobs(START, new Date(START.getTime() + 15 * MINUTE_MS), 9)
    await open().runDue()
    expect(done).toBe(0)
    wait(16)
    await open().runDue()
    expect(await store.failedJobs()).toMatchObject([{ id: 'tick', reason: 'the process died with it' }])
    expect(done).toBe(0)
    wait(1)
    await open().runDue()
    expect(done).toBe(1)
    expect(await store.failedJobs()).toEqual([])
  })

  it('that kills the process is tried ever more seldom, and what was to be done once is given up', async () => {
    let begun = 0
    const { store, open, wait } = await setUp({
      // A process that died reports nothing.
      suggest: () => {
        begun += 1
        return new Promise(() => undefined)
      },
      tick: async () => null,
    })
    await store.planJobs([{ id: 'suggest/42', due: START }])
    for (let minute = 0; minute < 24 * 60; minute += 1) {
      void open().runDue()
      await soon()
      wait(1)
    }
    expect(begun).toBe(8)
    expect(await store.failedJobs()).toMatchObject([{ id: 'suggest/42', again: null }])
  })
})
