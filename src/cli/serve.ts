import { createWebPlatform } from '../../adapters/web/index.ts'
import { openEngine } from '../engine.ts'
import { openLog } from '../log.ts'
import { exampleFor } from './example.ts'
import type { Surroundings } from './surroundings.ts'
import { openStore, worldOf } from './workplace.ts'

const STOP_WITHIN_MS = 10_000

/** Runs Savoir until it is asked to stop. Resolves when everything in hand is done. */
export async function serve(around: Surroundings): Promise<void> {
  const { config, now, newId, out, untilStopped } = around
  const { port, address, openToOthers, log: level, company } = config()
  const log = openLog(level, now)
  const store = await openStore(around, true)
  const failed = (reason: unknown) => log.error('a request of the local page failed', reason)
  const example = await exampleFor(store, company === 'example', now())
  const web = createWebPlatform({
    port,
    address,
    allowAddress: openToOthers,
    newId,
    now,
    failed,
    history: example.history,
  })
  const engine = openEngine({
    ...worldOf(store, around),
    log,
    platforms: [web],
    standIn: web,
    sendsFor: { except: ['terminal'] },
  })
  await engine.start()
  await example.learn(web.url(), engine.world)
  out.line(`Savoir is at ${web.url()}`)
  await untilStopped()
  out.aside('Stopping…')
  await Promise.race([engine.stop(), afterMs(STOP_WITHIN_MS)])
  await store.close()
}

const afterMs = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms).unref())
