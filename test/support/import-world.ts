import { openSlackExport } from '../../adapters/slack-export/index.ts'
import type { History } from '../../src/chat/history.ts'
import { type ImportOptions, type ImportReport, importHistory } from '../../src/import/import-history.ts'
import type { Item } from '../../src/knowledge/item.ts'
import { linguist } from '../../src/languages/linguist.ts'
import { openSqliteStore } from '../../src/store/sqlite/index.ts'
import type { World } from '../../src/world.ts'

/** A store in memory with all that an import needs. The clock stands still, numbers come in a row. */
export async function openImportWorld(now = new Date('2026-06-01T12:00:00Z')): Promise<World> {
  const store = await openSqliteStore({ path: ':memory:', exclusive: false, now: () => now, language: 'en' })
  let ids = 0
  let seed = 7
  return {
    store,
    linguist,
    now: () => now,
    newId: () => `k${++ids}`,
    random: (below) => {
      seed = (seed * 48_271) % 2_147_483_647
      return seed % below
    },
    search: { items: async () => ({ sure: false, confidence: 0, items: [] }), people: async () => [] },
    readThread: async () => null,
    readAround: async () => null,
    messageAt: () => null,
    gestures: { save: ['brain'], accept: ['white_check_mark'] },
  }
}

export const importZip = async (world: World, file: string, options: ImportOptions = {}): Promise<ImportReport> =>
  importHistory(await openSlackExport(file), world, options)

/** A history that lasts no longer than so many records. */
export const cutAfter = (history: History, records: number): History => ({
  upTo: history.upTo,
  records: async function* () {
    let left = records
    for await (const record of history.records()) {
      if (left-- <= 0) throw new Error('the power went')
      yield record
    }
  },
})

export async function allItems({ store }: World): Promise<readonly Item[]> {
  return store.itemsWhere({}, { kind: 'savoir' }, { limit: 100_000 })
}

/** All that a store knows, without the numbers that are drawn. */
export async function stateOf(world: World): Promise<unknown> {
  const { store } = world
  const items = (await allItems(world)).map(({ id: _, version: __, replies, accepted, proposed, ...item }) => ({
    ...item,
    replies: replies.map(({ id: ___, ...reply }) => reply),
    proposed: replies.find(({ id }) => id === proposed)?.message,
    accepted: accepted && { ...accepted, reply: replies.find(({ id }) => id === accepted.reply)?.message },
  }))
  const places = await store.places()
  return {
    items: items.sort((one, other) => (`${one.source.message}` < `${other.source.message}` ? -1 : 1)),
    people: await store.people(),
    places: await Promise.all(places.map(async (place) => [place, await store.members(place.ref)])),
  }
}
