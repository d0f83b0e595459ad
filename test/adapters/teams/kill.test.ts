import type { ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { expect, it, onTestFinished } from 'vitest'
import { openSqliteStore } from '../../../src/store/sqlite/index.ts'
import { wordsOf } from '../../support/fake-teams/index.ts'
import { bundled, run } from '../../support/run-typescript.ts'
import { companyTeams, environmentFor } from '../../support/teams-savoir.ts'
import { tempFolder } from '../../support/temp-folder.ts'

/** After so many acknowledgements the process is killed, in the middle of the work. */
const KILLS = [5, 1, 12]

it('Savoir in Teams, killed at any moment, has done once whatever was acknowledged', async () => {
  const folder = tempFolder()
  const fake = await companyTeams()
  onTestFinished(() => fake.close())
  Object.assign(process.env, environmentFor(fake))
  onTestFinished(() => {
    for (const name of Object.keys(environmentFor(fake))) delete process.env[name]
  })
  const script = await bundled('test/support/teams-process.ts', folder)
  const path = join(folder, 'savoir.db')
  const start = async (): Promise<ChildProcess> => {
    const child = run(script, path)
    onTestFinished(() => void child.kill('SIGKILL'))
    fake.botUrl = `http://127.0.0.1:${await portOf(child)}`
    return child
  }
  const acked: boolean[] = []
  const acks = (): number => acked.filter(Boolean).length
  // Several, since Teams takes no more than sixty messages in half a minute in one conversation.
  const people = ['lea', 'iris', 'omar', 'gus']
  const writes = async (): Promise<void> => {
    const number = acked.push(false) - 1
    const words = { type: 'message', id: fake.nextId(), text: `note Subject${number}: how it is done` }
    const who = people[number % people.length] ?? ''
    const activity = { ...fake.envelope(who, fake.personal(who)), ...words }
    const told = await fake.tell(activity).catch(() => null)
    acked[number] = told?.status === 200
  }
  for (const kill of KILLS) {
    const child = await start()
    const enough = acks() + kill
    const timer = setInterval(() => void writes(), 15)
    await expect.poll(acks, { timeout: 15_000, interval: 5 }).toBeGreaterThanOrEqual(enough)
    child.kill('SIGKILL')
    await once(child, 'exit')
    clearInterval(timer)
  }
  const last = await start()
  const acknowledged = acked.flatMap((done, number) => (done ? [`Subject${number}`] : []))
  expect(acknowledged.length).toBeGreaterThanOrEqual(18)
  const told = () =>
    people
      .flatMap((who) => fake.privateTo(who))
      .map(({ card }) => wordsOf(card))
      .join('\n')
  const missing = () => acknowledged.filter((subject) => !new RegExp(`${subject}\\b`).test(told()))
  await expect.poll(missing, { timeout: 20_000 }).toEqual([])
  last.kill('SIGTERM')
  await once(last, 'exit')
  const titles = await titlesIn(path)
  expect(titles.filter((title) => acknowledged.includes(title)).sort()).toEqual([...acknowledged].sort())
  expect(new Set(titles).size).toBe(titles.length)
})

async function portOf(child: ChildProcess): Promise<number> {
  let said = ''
  child.stdout?.on('data', (chunk) => {
    said += String(chunk)
  })
  await expect.poll(() => said, { timeout: 20_000 }).toContain('\n')
  return Number(/listening (\d+)/.exec(said)?.[1])
}

async function titlesIn(path: string): Promise<readonly string[]> {
  const store = await openSqliteStore({ path, exclusive: false, now: () => new Date() })
  const items = await store.itemsWhere({}, { kind: 'savoir' }, { limit: 1_000 })
  await store.close()
  return items.map(({ title }) => title.split(':')[0] ?? '')
}
