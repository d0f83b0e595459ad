import { join } from 'node:path'
import { expect, it } from 'vitest'
import { openSqliteStore } from '../src/store/sqlite/index.ts'
import { NOON } from './support/busy-talk.ts'
import { DEADLY, fatalTalk } from './support/fatal-talk.ts'
import { bundled, run } from './support/run-typescript.ts'
import { tempFolder } from './support/temp-folder.ts'

/** After so many deaths with the same event in hand, the next start sets it aside. */
const DEATHS = 5

it('sets aside the event that kills the process again and again, and handles all the others', {
  timeout: 90_000,
}, async () => {
  const folder = tempFolder()
  const script = await bundled('test/support/fatal-engine.ts', folder)
  const ends: unknown[] = []
  while (ends.length <= DEATHS && ends.at(-1) !== null) {
    const child = run(script, folder)
    ends.push(await new Promise((resolve) => child.once('exit', (_, signal) => resolve(signal))))
  }
  expect(ends).toEqual([...Array.from({ length: DEATHS }, () => 'SIGKILL'), null])
  const store = await openSqliteStore({ path: join(folder, 'savoir.db'), exclusive: true, now: () => NOON })
  const deadly = `test:bo ${DEADLY}`
  expect(await store.setAside()).toMatchObject([{ event: deadly, reason: 'the process died with it' }])
  const others = fatalTalk().filter(({ id }) => id !== deadly)
  expect(await store.settled(others.map(({ id }) => id))).toEqual(new Set(others.map(({ id }) => id)))
  // Whoever asked hears of it.
  expect(await store.settled([`${deadly}#apology`])).toEqual(new Set([`${deadly}#apology`]))
  await store.close()
})
