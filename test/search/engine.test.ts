import { describe, expect, it, onTestFinished } from 'vitest'
import { linguist } from '../../src/languages/linguist.ts'
import { type IndexFile, openSearch } from '../../src/search/engine.ts'
import type { Search } from '../../src/search/search.ts'
import { openSqliteStore } from '../../src/store/sqlite/index.ts'
import { searchContract } from '../support/search-contract.ts'
import { added, asPerson, START, seen, settling } from '../support/store-fixtures.ts'

searchContract('search over a store', async () => {
  const store = await openStore()
  return { store, search: openSearch(store, linguist), close: () => store.close() }
})

describe('the index that is kept', () => {
  it('starts again from the index it kept, and catches up', async () => {
    const { store, settles, found } = await setUp()
    const file = memoryFile()
    await settles('ana', [added(1, { title: 'Kafka lag' }), added(2, { title: 'Invoices' })])
    await openSearch(store, linguist, file).save()
    await settles('ana', [{ kind: 'itemRemoved', item: 2 }])
    await settles('ana', [added(3, { title: 'Kafka topics' })])
    const again = openSearch(store, linguist, file)
    expect((await found(again, 'kafka')).sort()).toEqual([1, 3])
    expect(await found(again, 'invoices')).toEqual([])
  })

  it.each(['damaged', 'cut', 'foreign'])('reads the store anew when the kept index is %s', async (how) => {
    const { store, settles, found } = await setUp()
    const file = memoryFile()
    await settles('ana', [added(1, { title: 'Kafka lag' })])
    await openSearch(store, linguist, file).save()
    const bytes = (await file.read()) ?? new Uint8Array()
    if (how === 'damaged') bytes[bytes.length - 9] = 77 ^ (bytes[bytes.length - 9] ?? 0)
    if (how === 'cut') await file.write([bytes.slice(0, bytes.length - 24)], async () => true)
    if (how === 'foreign') await store.keepPut('search', 'index', '1')
    const again = openSearch(store, linguist, file)
    expect(await found(again, 'kafka')).toEqual([1])
  })

  it('keeps no word of what was removed', async () => {
    const { store, settles } = await setUp()
    const file = memoryFile()
    await settles('ana', [added(1, { title: 'Kafka lag' }), added(2, { title: 'Hippopotamus' })])
    const engine = openSearch(store, linguist, file)
    await engine.save()
    await settles('ana', [{ kind: 'itemRemoved', item: 2 }])
    await engine.save()
    expect(new TextDecoder().decode((await file.read()) ?? undefined)).toContain('kafka')
    expect(new TextDecoder().decode((await file.read()) ?? undefined)).not.toContain('hippopotamu')
  })
})

async function setUp() {
  const store = await openStore()
  onTestFinished(() => store.close())
  const settles = settling(store)
  await settles('ana', [seen('ana'), seen('cy')])
  const found = async (search: Search, question: string): Promise<number[]> =>
    (await search.items(question, asPerson('cy'), START, 10)).items.map(({ item }) => item)
  return { store, settles, found }
}

const openStore = () => openSqliteStore({ path: ':memory:', exclusive: false, now: () => START })

function memoryFile(): IndexFile {
  let kept: Uint8Array | null = null
  return {
    read: async () => kept,
    write: async (pieces) => {
      kept = Buffer.concat(pieces)
      return true
    },
  }
}
