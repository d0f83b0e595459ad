import { join } from 'node:path'
import { expect, it, onTestFinished, vi } from 'vitest'
import { openLog } from '../../src/log.ts'
import { Refusal } from '../../src/refusal.ts'
import { openSearchThread, type SearchThread } from '../../src/search/thread.ts'
import { openSqliteStore } from '../../src/store/sqlite/index.ts'
import { SEARCH_SCRIPT } from '../support/built.ts'
import { searchContract } from '../support/search-contract.ts'
import { asPerson, START } from '../support/store-fixtures.ts'
import { tempFolder } from '../support/temp-folder.ts'

searchContract('search in a thread of its own', async () => {
  const folder = tempFolder()
  const database = join(folder, 'savoir.db')
  const store = await openSqliteStore({ path: database, exclusive: true, now: () => START })
  const search = openSearchThread(
    SEARCH_SCRIPT,
    placeIn(folder),
    openLog('silent', () => START),
  )
  // A busy machine takes its time to start a thread, and nobody is to be refused for that here.
  await search.ready(60_000)
  return {
    store,
    search,
    close: async () => {
      await search.stop()
      await store.close()
    },
  }
})

it('asks the thread that takes the place of one that died what nobody answered', async () => {
  const { search, lines } = threadOf(`
    const mark = workerData.index
    const again = existsSync(mark)
    writeFileSync(mark, '')
    say({ kind: 'ready' })
    on((call) => again ? say({ kind: 'answer', id: call.id, answer: { items: [7] } }) : process.exit(1))`)
  expect(await ask(search)).toEqual({ items: [7] })
  expect(lines()).toContain('the search died and starts again')
})

it('gives up on a question that every thread dies of, and goes on with others', async () => {
  const { search } = threadOf(`
    say({ kind: 'ready' })
    on((call) => call.call.args[0] === 'poison' ? process.exit(1) : say({ kind: 'answer', id: call.id, answer: 'fine' }))`)
  await expect(ask(search, 'poison')).rejects.toThrow('the search died over it')
  expect(await ask(search)).toBe('fine')
})

it('does not trust the index that a thread died of', async () => {
  const { search } = threadOf(`
    if (!workerData.anew) process.exit(1)
    say({ kind: 'ready' })
    on((call) => say({ kind: 'answer', id: call.id, answer: 'made anew' }))`)
  expect(await ask(search)).toBe('made anew')
})

it('refuses kindly who would have to wait for long, and whoever comes when too many wait', async () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
  onTestFinished(() => void vi.useRealTimers())
  const { search } = threadOf(`say({ kind: 'ready' })`)
  const waiting = Array.from({ length: 500 }, () => refusalOf(ask(search)))
  expect(await refusalOf(ask(search))).toBe('searchBusy')
  vi.advanceTimersByTime(2_500)
  expect(new Set(await Promise.all(waiting))).toEqual(new Set(['searchBusy']))
})

it('tells who asks of an error over there, as of one here', async () => {
  const { search } = threadOf(`
    say({ kind: 'ready' })
    on((call) => say({ kind: 'failure', id: call.id, error: new RangeError('broken') }))`)
  await expect(ask(search)).rejects.toThrow(RangeError)
})

const placeIn = (folder: string) => ({
  database: join(folder, 'savoir.db'),
  index: join(folder, 'savoir.index'),
  language: 'en' as const,
  openedAt: START,
})

/** A search whose thread does as the script says. */
function threadOf(script: string): { search: SearchThread; lines: () => string } {
  const written: string[] = []
  const log = openLog('info', () => START, { write: (line) => written.push(line) })
  const search = openSearchThread(asModule(script), placeIn(tempFolder()), log)
  onTestFinished(() => search.end())
  return { search, lines: () => written.join('') }
}

const asModule = (script: string): URL =>
  new URL(
    `data:text/javascript,${encodeURIComponent(`
      import { existsSync, writeFileSync } from 'node:fs'
      import { parentPort, workerData } from 'node:worker_threads'
      const say = (said) => parentPort.postMessage(said)
      const on = (call) => parentPort.on('message', call)
      parentPort.ref()
      ${script}`)}`,
  )

const ask = (search: SearchThread, question = 'kafka'): Promise<unknown> =>
  search.items(question, asPerson('ana'), START, 3)

const refusalOf = (asking: Promise<unknown>): Promise<unknown> =>
  asking.then(
    () => null,
    (error) => (error instanceof Refusal ? error.key : error),
  )
