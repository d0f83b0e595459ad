import { parentPort, workerData } from 'node:worker_threads'
import { linguist } from '../languages/linguist.ts'
import { openSearch, type SearchEngine } from '../search/engine.ts'
import { discard, openIndexFile } from '../search/index-file.ts'
import type { Call, FromThread, ToThread, Workplace } from '../search/thread.ts'
import { openSqliteStore } from '../store/sqlite/index.ts'

const TEND_EVERY_MS = 1_000
/** A full disk, say, is not full again and again. */
const AFTER_TROUBLE_MS = 60_000

/** The thread of the search: answers what it is asked, and tends the index meanwhile. */
async function main(place: Workplace): Promise<void> {
  const { database, index, language, openedAt } = place
  if (place.anew) await discard(index)
  const options = { exclusive: false, checked: true, now: () => openedAt }
  const store = await openSqliteStore({ path: database, language, ...options })
  const search = openSearch(store, linguist, openIndexFile(index))
  let timer: NodeJS.Timeout | null = null
  let tending: Promise<void> = Promise.resolve()

  const tendAfter = (ms: number): void => {
    timer = setTimeout(() => {
      tending = tend()
    }, ms)
  }

  async function tend(): Promise<void> {
    try {
      await search.tend()
      tendAfter(TEND_EVERY_MS)
    } catch (error) {
      say({ kind: 'trouble', error })
      tendAfter(AFTER_TROUBLE_MS)
    }
  }

  async function stop(): Promise<void> {
    await tending
    if (timer) clearTimeout(timer)
    await search.save().catch((error) => say({ kind: 'trouble', error }))
    await store.close()
    parentPort?.close()
  }

  parentPort?.on('message', (said: ToThread) => {
    if (said.kind === 'stop') void stop()
    else void answer(said.id, said.call, search)
  })
  await search.catchUp()
  say({ kind: 'ready' })
  tendAfter(0)
}

async function answer(id: number, call: Call, search: SearchEngine): Promise<void> {
  try {
    say({ kind: 'answer', id, answer: await carriedOut(call, search) })
  } catch (error) {
    say({ kind: 'failure', id, error })
  }
}

function carriedOut(call: Call, search: SearchEngine): Promise<unknown> {
  switch (call.method) {
    case 'items':
      return search.items(...call.args)
    case 'people':
      return search.people(...call.args)
  }
}

const say = (said: FromThread): void => parentPort?.postMessage(said)

await main(workerData)
