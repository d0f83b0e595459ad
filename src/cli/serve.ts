import { connectedPlatforms } from '../../adapters/index.ts'
import { createWebPlatform } from '../../adapters/web/index.ts'
import { type Engine, openEngine, type Parts } from '../engine/engine.ts'
import { type Log, openLog } from '../log.ts'
import type { SearchThread } from '../search/thread.ts'
import type { Store } from '../store/store.ts'
import { exampleFor } from './example.ts'
import type { Surroundings } from './surroundings.ts'
import { openStore, threadOf, worldOf } from './workplace.ts'

const STOP_WITHIN_MS = 10_000
/** An index that was kept is read in less; who asks before it is made anew is told so. */
const SEARCH_WITHIN_MS = 5_000
/** What the command line is told, it prints itself. */
const SENDS_FOR = { except: ['terminal'] }

/** Runs Savoir until it is asked to stop. Resolves when everything in hand is done. */
export async function serve(around: Surroundings): Promise<void> {
  const store = await openStore(around, true)
  const log = openLog(around.config().log, around.now)
  const search = threadOf(around, log)
  try {
    const engine = await startedEngine(store, search, log, around)
    await around.untilStopped()
    around.out.aside('Stopping…')
    await Promise.race([stopAll(engine, search), afterMs(STOP_WITHIN_MS)])
  } finally {
    await search.end()
    await store.close()
  }
}

async function stopAll(engine: Engine, search: SearchThread): Promise<void> {
  await engine.stop()
  await search.stop()
}

/** On the platforms that are set up; without any, on the local page, where anybody acts as anybody. */
async function startedEngine(store: Store, search: SearchThread, log: Log, around: Surroundings): Promise<Engine> {
  const { config, now, out } = around
  const { gestures, adapters } = config()
  const failed = (reason: unknown) => log.error('a platform could not do its part', reason)
  const marks = { save: gestures.save[0] ?? '', accept: gestures.accept[0] ?? '' }
  const platforms = await connectedPlatforms(adapters, { now, marks, failed })
  const parts = { ...worldOf(store, search, around), log, platforms, sendsFor: SENDS_FOR }
  await search.ready(SEARCH_WITHIN_MS)
  if (!platforms.length) return withLocalPage(parts, failed, around)
  const engine = openEngine(parts)
  await engine.start()
  out.line(`Savoir is connected to ${platforms.map(({ name }) => name).join(' and ')}`)
  return engine
}

async function withLocalPage(parts: Parts, failed: (reason: unknown) => void, around: Surroundings): Promise<Engine> {
  const { config, now, newId, out } = around
  const { port, address, openToOthers, company } = config()
  const example = await exampleFor(parts.store, company === 'example', now())
  const web = createWebPlatform({
    port,
    address,
    allowAddress: openToOthers,
    newId,
    now,
    failed,
    history: example.history,
  })
  const engine = openEngine({ ...parts, platforms: [web], standIn: web })
  await engine.start()
  await example.learn(web.url(), engine.world)
  out.line(`Savoir is at ${web.url()}`)
  return engine
}

const afterMs = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms).unref())
