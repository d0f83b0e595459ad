import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { linguist } from '../languages/linguist.ts'
import { openSearch } from '../search-engine.ts'
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
  return openSqliteStore({ path: databaseIn(data), exclusive, now, language })
}

/** The world of a command that no platform stands behind: links and threads of chat are out of its reach. */
export function worldOf(store: Store, { config, now, newId, random }: Surroundings): World {
  return {
    store,
    search: openSearch(store, linguist),
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
