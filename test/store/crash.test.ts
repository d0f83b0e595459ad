import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { expect, it } from 'vitest'
import { openSqliteStore } from '../../src/store/sqlite/index.ts'
import type { Store } from '../../src/store/store.ts'
import { START, said, settlementOf } from '../support/busy-events.ts'
import { bundled, run } from '../support/run-typescript.ts'
import { SAVOIR } from '../support/store-fixtures.ts'
import { tempFolder } from '../support/temp-folder.ts'

// After so many acknowledgements the process dies, in the middle of whatever it does then.
const DEATHS = [0, 1, 2, 3, 4, 7, 19, 50, 101, 160, 233, 320]

it('keeps through kill -9 all that it acknowledged, once', { timeout: 60_000 }, async () => {
  const folder = tempFolder()
  const path = join(folder, 'savoir.db')
  const script = await bundled('test/support/busy-store.ts', folder)
  const received = new Set<string>()
  const settled = new Set<string>()
  for (const [round, death] of DEATHS.entries()) {
    const lines = await killedAfter(death, script, path, String(round * 10_000))
    for (const line of lines) (line.startsWith('r') ? received : settled).add(line.slice(2))
    const store = await openSqliteStore({ path, exclusive: true, now: () => START })
    await expectAll(store, received, settled)
    await store.close()
  }
  expect(settled.size).toBeGreaterThan(100)
})

async function killedAfter(count: number, script: string, path: string, from: string): Promise<string[]> {
  const child = run(script, path, from)
  const dead = new Promise((resolve) => child.once('exit', resolve))
  const lines: string[] = []
  if (child.stdout === null) throw new Error('the process says nothing')
  for await (const line of createInterface({ input: child.stdout })) {
    lines.push(line)
    if (lines.length > count) child.kill('SIGKILL')
  }
  await dead
  return lines
}

async function expectAll(store: Store, received: ReadonlySet<string>, settled: ReadonlySet<string>): Promise<void> {
  const waiting = (await store.waiting(100_000)).map((event) => event.id)
  expect(new Set(waiting).size).toBe(waiting.length)
  // What was seen is not taken again.
  const again = await Promise.all([...received].map((id) => store.receive(said(Number(id.slice(1))))))
  expect(again.filter(Boolean)).toEqual([])
  expect(waiting.filter((id) => settled.has(id))).toEqual([])
  // Handled twice, it still has one effect.
  for (const id of settled) await store.settle(settlementOf(id, await store.lastSeq()))
  const items = await store.items(
    [...settled].map((id) => Number(id.slice(1)) + 1),
    SAVOIR,
  )
  expect(items.map((item) => item.replies.length)).toEqual([...settled].map(() => 1))
  for (const id of settled) expect(await store.logOf(id)).toHaveLength(1)
  const queued = await store.unreported({ except: [] })
  const claimed = await store.claim({ except: [] }, START, 100_000)
  const ids = new Set([...queued, ...claimed].map((outgoing) => outgoing.id))
  expect([...settled].filter((id) => !ids.has(`${id}#0`))).toEqual([])
  expect(ids.size).toBe(queued.length + claimed.length)
  await expectWholeEffects(store, received)
}

/** An event that was cut short waits as if it had never begun; none is half done. */
async function expectWholeEffects(store: Store, received: ReadonlySet<string>): Promise<void> {
  const waiting = new Set((await store.waiting(100_000)).map((event) => event.id))
  for (const id of received) {
    const items = await store.items([Number(id.slice(1)) + 1], SAVOIR)
    expect(items.length).toBe(waiting.has(id) ? 0 : 1)
  }
}
