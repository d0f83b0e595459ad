import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { expect, it, onTestFinished } from 'vitest'
import { linguist } from '../../src/languages/linguist.ts'
import { openSearch } from '../../src/search/engine.ts'
import { forgetful, indexIn, openIndexFile } from '../../src/search/index-file.ts'
import { openSqliteStore } from '../../src/store/sqlite/index.ts'
import type { Store } from '../../src/store/store.ts'
import { bundled, run } from '../support/run-typescript.ts'
import { added, asPerson, ref, SAVOIR, START, seen, settling } from '../support/store-fixtures.ts'
import { tempFolder } from '../support/temp-folder.ts'

// A word that Bo alone brought in, and as much of it as the stem keeps.
const WORD = 'zqhippopotamus'
const STEM = 'zqhippopotamu'

it('is read by its owner alone, and says the same after a restart', async () => {
  const { path, store, file } = await setUp()
  await openSearch(store, linguist, file).save()
  expect(statSync(path).mode & 0o777).toBe(0o600)
  expect((await openSearch(store, linguist, file).items(WORD, asPerson('ana'), START, 9)).items).toHaveLength(1)
})

it('lets go of a forgotten person at once, also of what is being written, and is made anew without them', async () => {
  const { folder, path, store, settles, file } = await setUp()
  const search = openSearch(store, linguist, file)
  await search.save()
  writeFileSync(`${path}.new`, 'left by a crash: zqhippopotamus')
  expect(holders(folder)).toContain('savoir.index')
  await settles('bo', [{ kind: 'forgotten' }])
  expect(holders(folder)).toEqual([])
  expect(existsSync(path)).toBe(false)
  await search.tend()
  expect(existsSync(path)).toBe(true)
  expect(holders(folder)).toEqual([])
})

it.each(['before', 'after'])('puts no index in place that was overtaken %s it was written', async (when) => {
  const { folder, path, store, settles, file } = await setUp()
  const kept = file.write([new TextEncoder().encode(WORD)], async () => {
    const from = await store.lastSeq()
    await settles('bo', [{ kind: 'forgotten' }])
    return when === 'after' || !(await store.forgottenSince(from))
  })
  expect(await kept).toBe(false)
  expect(existsSync(path)).toBe(false)
  expect(holders(folder)).toEqual([])
})

it('is made anew when a crash kept the forgetting from it', async () => {
  const { folder, bare, store, settles, file } = await setUp()
  await openSearch(store, linguist, file).save()
  // The database alone, as if the power had gone right behind it.
  await settling(bare)('bo', [{ kind: 'forgotten' }], { event: 'forget' })
  expect(holders(folder)).toEqual(['savoir.index'])
  await settles('ana', [added(3, { title: 'Invoices' })])
  await openSearch(store, linguist, file).tend()
  expect(holders(folder)).toEqual([])
})

it('is kept once enough is new, and not for every little thing', async () => {
  const { path, store, settles, file } = await setUp()
  const search = openSearch(store, linguist, file)
  await search.tend()
  expect(existsSync(path)).toBe(false)
  await settles(
    'ana',
    Array.from({ length: 1_000 }, (_, i) => added(100 + i)),
  )
  await search.tend()
  const first = statSync(path).mtimeMs
  await settles('ana', [added(3)])
  await search.tend()
  expect(statSync(path).mtimeMs).toBe(first)
})

it('is whole or not there, whenever the process that writes it is killed', { timeout: 60_000 }, async () => {
  const folder = tempFolder()
  const script = await bundled('test/support/busy-index.ts', folder)
  const path = indexIn(folder)
  let restored = 0
  for (const saves of [0, 1, 2, 3, 5, 8]) {
    await killedAfter(saves, script, folder)
    const store = await openSqliteStore({ path: join(folder, 'savoir.db'), exclusive: true, now: () => START })
    const readFrom: number[] = []
    const watched: Store = {
      ...store,
      changedSince: (seq, limit) => {
        readFrom.push(seq)
        return store.changedSince(seq, limit)
      },
    }
    const { items } = await openSearch(watched, linguist, openIndexFile(path)).items('release', SAVOIR, START, 500)
    const all = await store.itemsWhere({}, SAVOIR, { limit: 500 })
    expect(items.map(({ item }) => item).sort()).toEqual(all.map(({ id }) => id).sort())
    if (!readFrom.includes(0)) restored += 1
    await store.close()
  }
  expect(restored).toBeGreaterThan(0)
})

async function killedAfter(count: number, script: string, folder: string): Promise<void> {
  const child = run(script, folder)
  const dead = new Promise((resolve) => child.once('exit', resolve))
  if (child.stdout === null) throw new Error('the process says nothing')
  let saves = 0
  for await (const _ of createInterface({ input: child.stdout })) if (++saves > count) child.kill('SIGKILL')
  await dead
}

async function setUp() {
  const folder = tempFolder()
  const path = indexIn(folder)
  const bare = await openSqliteStore({ path: join(folder, 'savoir.db'), exclusive: true, now: () => START })
  onTestFinished(() => bare.close())
  const store = forgetful(bare, path)
  const settles = settling(store)
  await settles(null, [seen('ana'), seen('bo')])
  await settles('ana', [added(1, { title: 'Kafka lag' })])
  await settles('bo', [added(2, { title: WORD, by: ref('bo') })])
  return { folder, path, bare, store, settles, file: openIndexFile(path) }
}

/** The files of the folder that hold the planted word. */
const holders = (folder: string): string[] =>
  readdirSync(folder).filter((name) => readFileSync(join(folder, name)).includes(STEM))
