import type { ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { describe, expect, it, onTestFinished } from 'vitest'
import { openSqliteStore } from '../../../src/store/sqlite/index.ts'
import type { Sent } from '../../support/fake-slack/index.ts'
import { bundled, run } from '../../support/run-typescript.ts'
import { type TransportKind, until } from '../../support/slack-bot.ts'
import { companySlack } from '../../support/slack-savoir.ts'
import { tempFolder } from '../../support/temp-folder.ts'

/** After so many acknowledgements the process is killed, or asked to stop, in the middle of the work. */
const ENDS = [
  [5, 'SIGKILL'],
  [1, 'SIGKILL'],
  [4, 'SIGTERM'],
  [8, 'SIGKILL'],
] as const
/** Commands on their way at a time: the work is counted, however quick the machine. */
const UNDER_WAY = 4
/** For what hangs, not for what is slow. */
const PATIENCE_MS = 60_000
const transports: TransportKind[] = ['http', 'socket']

describe.each(transports)('Savoir in Slack over %s, killed at any moment', (transport) => {
  it(
    'has done once whatever was acknowledged',
    async () => {
      const folder = tempFolder()
      const fake = await companySlack()
      onTestFinished(() => fake.close())
      const script = await bundled('test/support/slack-process.ts', folder)
      const path = join(folder, 'savoir.db')
      const start = async (): Promise<ChildProcess> => {
        const child = run(script, path, transport, fake.apiUrl, fake.world.bot.token)
        onTestFinished(() => void child.kill('SIGKILL'))
        const port = await portOf(child)
        fake.wire.httpUrl = transport === 'http' ? `http://127.0.0.1:${port}/slack/events` : null
        return child
      }
      const sent: Sent[] = []
      const writes = (): void => {
        sent.push(fake.command('ULEA', 'C1', '/savoir', `note Subject${sent.length}: how it is done`))
      }
      const acks = (): number => sent.filter(({ acked }) => acked).length
      for (const [more, signal] of ENDS) {
        const child = await start()
        const enough = acks() + more
        const keepsWriting = (): boolean => {
          while (fake.wire.underWay < UNDER_WAY) writes()
          return acks() >= enough
        }
        await until(keepsWriting, PATIENCE_MS)
        child.kill(signal)
        await once(child, 'exit')
        await fake.wire.settled()
      }
      const last = await start()
      const acknowledged = sent.flatMap(({ acked }, number) => (acked ? [`Subject${number}`] : []))
      expect(acknowledged.length).toBeGreaterThanOrEqual(18)
      const told = () => [...fake.ephemerals('ULEA'), ...fake.directMessages('ULEA')].map(({ text }) => text).join('\n')
      await until(() => acknowledged.every((subject) => new RegExp(`${subject}\\b`).test(told())), PATIENCE_MS)
      last.kill('SIGTERM')
      await once(last, 'exit')
      const titles = await titlesIn(path)
      expect(titles.filter((title) => acknowledged.includes(title)).sort()).toEqual([...acknowledged].sort())
      expect(new Set(titles).size).toBe(titles.length)
    },
    2 * PATIENCE_MS,
  )
})

async function portOf(child: ChildProcess): Promise<number> {
  let said = ''
  child.stdout?.on('data', (chunk) => {
    said += String(chunk)
  })
  await until(() => said.includes('\n'), PATIENCE_MS)
  return Number(/listening (\d+)/.exec(said)?.[1])
}

async function titlesIn(path: string): Promise<readonly string[]> {
  const store = await openSqliteStore({ path, exclusive: false, now: () => new Date() })
  const items = await store.itemsWhere({}, { kind: 'savoir' }, { limit: 1_000 })
  await store.close()
  return items.map(({ title }) => title.split(':')[0] ?? '')
}
