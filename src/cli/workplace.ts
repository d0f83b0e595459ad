import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { linguist } from '../languages/linguist.ts'
import type { Log } from '../log.ts'
import { openSearch } from '../search/engine.ts'
import { forgetful, indexIn, openIndexFile } from '../search/index-file.ts'
import type { Search } from '../search/search.ts'
import { openSearchThread, type SearchThread } from '../search/thread.ts'
import { openSqliteStore } from '../store/sqlite/index.ts'
import type { Store } from '../store/store.ts'
import type { World } from '../world.ts'
import type { Surroundings } from './surroundings.ts'

const DATABASE = 'savoir.db'

/** The database of a data folder. */
export const databaseIn = (folder: string): string => join(folder, DATABASE)

/** Opens the store in the data folder, making the folder at first. `exclusive`: no other server may run on it. */
export async function openStore({ config, now }: Surroundings, exclusive: boolean): Promise<Store> {
  const { data, language } = config()
  await mkdir(data, { recursive: true, mode: 0o700 })
  const store = await openSqliteStore({ path: databaseIn(data), exclusive, now, language })
  return forgetful(store, indexIn(data))
}

/** The search of the server, which keeps the index of the data folder. The store is open. */
export function threadOf({ config, now, searchScript }: Surroundings, log: Log): SearchThread {
  const { data, language } = config()
  const place = { database: databaseIn(data), index: indexIn(data), language, openedAt: now() }
  return openSearchThread(searchScript, place, log)
}

/** The search of a command that ends soon: it reads the index that a server kept, and keeps none. */
export const searchIn = (store: Store, { config }: Surroundings): Search =>
  openSearch(store, linguist, openIndexFile(indexIn(config().data)))

/** The world of a command that no platform stands behind: links and threads of chat are out of its reach. */
export function worldOf(store: Store, search: Search, { config, now, newId, random }: Surroundings): World {
  return {
    store,
    search,
    linguist,
    now,
    newId,
    random,
    gestures: config().gestures,
    readThread: async () => null,
    readAround: async () => null,
    messageAt: () => null,
  }
}
