import { company } from '../../adapters/web/company/index.ts'
import type { History } from '../chat/history.ts'
import { importHistory } from '../import/import-history.ts'
import type { Store } from '../store/store.ts'
import type { World } from '../world.ts'

/** The fictional company that a new Savoir begins with. */
export interface Example {
  /** Its talk, for the page at this address. */
  readonly history: (url: string) => History | null
  /** Learns from that talk, once; after a crash in the middle it goes on at the next start. */
  learn(url: string, world: World): Promise<void>
}

const DRAWER = 'example'
const BEGUN = 'begun'
const LEARNT = 'learnt'

/** The example for this store: the one that it began with, a new one for an empty store, or none. */
export async function exampleFor(store: Store, wanted: boolean, now: Date): Promise<Example> {
  const before = await store.keepGet(DRAWER, BEGUN)
  if (before === null && (!wanted || (await store.people()).length > 0)) return NONE
  const begun = before ?? now.toISOString()
  await store.keepPut(DRAWER, BEGUN, begun)
  const history = (url: string) => company(new Date(begun), url)
  return {
    history,
    async learn(url, world) {
      if ((await store.keepGet(DRAWER, LEARNT)) !== null) return
      await importHistory(history(url), world)
      await store.keepPut(DRAWER, LEARNT, begun)
    },
  }
}

const NONE: Example = { history: () => null, learn: async () => {} }
