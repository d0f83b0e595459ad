import { monitorEventLoopDelay } from 'node:perf_hooks'
import { pathToFileURL } from 'node:url'
import { personRef } from '../src/chat/ref.ts'
import { openLog } from '../src/log.ts'
import { openSearchThread } from '../src/search/thread.ts'
import { openSqliteStore } from '../src/store/sqlite/index.ts'
import type { Reader } from '../src/store/store.ts'
import { questionsOf, timesOf } from './speed-times.ts'

// Starts what a server has of the search, on a data folder, as a process of its own. Writes a line of JSON about the start
// and one for each kind of question; ends when it has kept the index.

const [folder = '', queries = '0', ...words] = process.argv.slice(2)
const NOW = new Date('2026-06-01T09:00:00Z')
const READER: Reader = { kind: 'person', person: personRef('bench:p1') }
const LONG_MS = 1_800_000

const script = new URL('dist/src/cli/search-worker.js', pathToFileURL(`${process.cwd()}/`))
const database = `${folder}/savoir.db`
const store = await openSqliteStore({ path: database, exclusive: true, now: () => NOW })
const loop = monitorEventLoopDelay({ resolution: 1 })
loop.enable()
const start = performance.now()
const before = process.cpuUsage()
const place = { database, index: `${folder}/savoir.index`, language: 'en', openedAt: NOW } as const
const search = openSearchThread(
  script,
  place,
  openLog('error', () => new Date()),
)
await search.ready(LONG_MS)
const readyMs = Math.round(performance.now() - start)
loop.disable()
const { user, system } = process.cpuUsage(before)
const cpuMs = Math.round((user + system) / 1000)
const first = performance.now()
await search.people('anything at all', READER, NOW, 3)
say({ readyMs, cpuMs, loopMaxMs: Math.round(loop.max / 1e6), firstMs: Math.round(performance.now() - first) })

const ask = async (question: string) => {
  const { items } = await search.items(question, READER, NOW, 3)
  const ids = items.map(({ item }) => item)
  return store.items(ids, READER)
}
const who = (topic: string) => search.people(topic, READER, NOW, 3)
for (const count of words.map(Number)) {
  const questions = questionsOf(count, Number(queries))
  say({ engine: 'savoir ask', words: count, ...(await timesOf(questions, ask)) })
  say({ engine: 'savoir who', words: count, ...(await timesOf(questions, who)) })
}
say({ memoryMB: Math.round(process.memoryUsage().rss / 1e6) })
await search.stop()
await store.close()

function say(line: Record<string, string | number>): void {
  console.log(JSON.stringify(line))
}
