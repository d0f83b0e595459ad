import { existsSync, mkdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { openSqliteStore } from '../src/store/sqlite/index.ts'
import type { Store } from '../src/store/store.ts'
import { busyTalk, NOON } from './support/busy-talk.ts'
import { bundled, run } from './support/run-typescript.ts'
import { tempFolder } from './support/temp-folder.ts'

const KILLS = 12
const WATCH_MS = 3

it('killed at any moment, loses nothing that it acknowledged, and does nothing twice', {
  timeout: 90_000,
}, async () => {
  const folder = tempFolder()
  const script = await bundled('test/support/busy-engine.ts', folder)
  const calm = await outcomeOf(script, join(folder, 'calm'), [])
  const step = stepsIn(join(folder, 'calm')) / KILLS
  const killed = await outcomeOf(
    script,
    join(folder, 'killed'),
    Array.from({ length: KILLS }, () => Math.random() * step),
  )
  expect(killed.kills).toBeGreaterThan(3)
  expect(killed.known).toEqual(calm.known)
  expect(killed.setAside).toEqual([])
  expect(killed.settled).toBe(busyTalk().length)
  // Each answer reached its reader; what a kill left in doubt may have come again. A nudge never comes twice.
  expect(new Set(killed.answers)).toEqual(new Set(calm.answers))
  expect(calm.answers).toHaveLength(new Set(calm.answers).size)
  expect(killed.nudges).toHaveLength(new Set(killed.nudges).size)
  expect(calm.nudges.length).toBeGreaterThan(0)
})

async function outcomeOf(script: string, folder: string, kills: readonly number[]) {
  mkdirSync(folder)
  const killed = await runToTheEnd(script, folder, kills)
  const store = await openSqliteStore({ path: join(folder, 'savoir.db'), exclusive: true, now: () => NOON })
  const sent = existsSync(join(folder, 'out')) ? readFileSync(join(folder, 'out'), 'utf8').trim().split('\n') : []
  const outcome = {
    kills: killed,
    known: await everything(store),
    setAside: await store.setAside(),
    settled: (await store.settled(busyTalk().map((event) => event.id))).size,
    answers: sent.filter((line) => line.startsWith('answer ')),
    nudges: sent.filter((line) => !line.startsWith('answer ')),
  }
  await store.close()
  return outcome
}

/** Starts it again and again; kills it each time after so many more steps of its work, then lets it finish. */
async function runToTheEnd(script: string, folder: string, kills: readonly number[]): Promise<number> {
  let killed = 0
  for (let round = 0; ; round += 1) {
    const enough = stepsIn(folder) + (kills[round] ?? Number.POSITIVE_INFINITY)
    const child = run(script, folder)
    const watch = setInterval(() => stepsIn(folder) > enough && child.kill('SIGKILL'), WATCH_MS)
    const ended = await new Promise((resolve) => child.once('exit', (_, signal) => resolve(signal)))
    clearInterval(watch)
    if (ended === null) return killed
    killed += 1
  }
}

/** What was acknowledged and what went out, so far. */
function stepsIn(folder: string): number {
  const files = ['acks', 'out'].map((name) => join(folder, name)).filter((file) => existsSync(file))
  return files.reduce((steps, file) => steps + readFileSync(file, 'utf8').split('\n').length - 1, 0)
}

/** Everything that is known, but for numbers and ids, which are drawn. */
async function everything(store: Store): Promise<unknown[]> {
  const items = await store.itemsWhere({}, { kind: 'savoir' }, { limit: 999 })
  return items
    .map((item) => ({
      kind: item.kind,
      title: item.title,
      body: item.body,
      by: item.by,
      tags: item.tags,
      accepted: item.replies.find((reply) => reply.id === item.accepted?.reply)?.text ?? null,
      endorsedBy: item.endorsedBy.map((act) => act.by),
      replies: item.replies.map(({ text, by, message, role }) => ({ text, by, message, role })),
    }))
    .toSorted((a, b) => (a.body < b.body ? -1 : 1))
}
