import type { ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { expect, it, onTestFinished } from 'vitest'
import { openSqliteStore } from '../../../src/store/sqlite/index.ts'
import type { FakeMessage } from '../../support/fake-teams/index.ts'
import { bundled, run } from '../../support/run-typescript.ts'
import { companyTeams, environmentFor, OPS } from '../../support/teams-savoir.ts'
import { tempFolder } from '../../support/temp-folder.ts'

/** After so many notices that Savoir said to have, it is killed, in the middle of the work. */
const KILLS = [1, 4, 2]

it('Savoir, killed at any moment, saves once whatever emoji Graph told it of', async () => {
  const folder = tempFolder()
  const fake = await companyTeams()
  onTestFinished(() => fake.close())
  fake.graph.agreed.add(OPS)
  const settings = { ...environmentFor(fake), TEAMS_REACTIONS: 'graph', TEAMS_URL: 'https://savoir.example.com' }
  Object.assign(process.env, settings)
  onTestFinished(() => {
    for (const name of Object.keys(settings)) delete process.env[name]
  })
  const script = await bundled('test/support/teams-process.ts', folder)
  const path = join(folder, 'savoir.db')
  const start = async (): Promise<ChildProcess> => {
    const child = run(script, path)
    onTestFinished(() => void child.kill('SIGKILL'))
    fake.botUrl = `http://127.0.0.1:${await portOf(child)}`
    return child
  }
  const told: FakeMessage[] = []
  const reacts = async (): Promise<void> => {
    const message = fake.says('lea', OPS, `How is Subject${fake.nextId()} done, step by step?`)
    const answers = await fake.graph.reacts('iris', message, '🧠').catch(() => [])
    if (answers[0] === 202) told.push(message)
  }
  for (const kill of KILLS) {
    const child = await start()
    fake.installs('lea', OPS, 'add')
    await expect.poll(() => fake.graph.subscriptions.size, { timeout: 20_000 }).toBe(1)
    const enough = told.length + kill
    const timer = setInterval(() => void reacts(), 30)
    await expect.poll(() => told.length, { timeout: 20_000, interval: 5 }).toBeGreaterThanOrEqual(enough)
    child.kill('SIGKILL')
    await once(child, 'exit')
    clearInterval(timer)
  }
  const last = await start()
  const unsaved = () => told.filter(({ reactions }) => reactions.size === 0).map(({ text }) => text)
  await expect.poll(unsaved, { timeout: 30_000 }).toEqual([])
  last.kill('SIGTERM')
  await once(last, 'exit')
  const sources = await sourcesIn(path)
  expect(new Set(sources).size).toBe(sources.length)
  expect(told.map(({ id }) => sources.some((source) => source?.endsWith(`/${id}`)))).not.toContain(false)
})

async function portOf(child: ChildProcess): Promise<number> {
  let said = ''
  child.stdout?.on('data', (chunk) => {
    said += String(chunk)
  })
  await expect.poll(() => said, { timeout: 20_000 }).toContain('\n')
  return Number(/listening (\d+)/.exec(said)?.[1])
}

/** The message that each item came from. */
async function sourcesIn(path: string): Promise<readonly (string | null)[]> {
  const store = await openSqliteStore({ path, exclusive: false, now: () => new Date() })
  const items = await store.itemsWhere({}, { kind: 'savoir' }, { limit: 1_000 })
  await store.close()
  return items.map(({ source }) => source.message)
}
