import { existsSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs'
import { hostname } from 'node:os'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { describe, expect, it, onTestFinished } from 'vitest'
import { backUp } from '../../src/store/sqlite/backup.ts'
import { openSqliteStore } from '../../src/store/sqlite/index.ts'
import { itemsById, lastSeq } from '../../src/store/sqlite/items.ts'
import { migrate, readMigrations } from '../../src/store/sqlite/migrate.ts'
import { openFile } from '../../src/store/sqlite/open-file.ts'
import { settle } from '../../src/store/sqlite/settle.ts'
import { openSql } from '../../src/store/sqlite/sql.ts'
import type { Store } from '../../src/store/store.ts'
import { said } from '../support/busy-events.ts'
import { bundled, run } from '../support/run-typescript.ts'
import { added, SAVOIR, START, settling } from '../support/store-fixtures.ts'
import { tempFolder } from '../support/temp-folder.ts'

const now = () => START

async function open(path: string, exclusive = true): Promise<Store> {
  const store = await openSqliteStore({ path, exclusive, now })
  onTestFinished(() => store.close())
  return store
}

/** A closed database that holds a few hundred items. */
async function filled(): Promise<string> {
  const path = join(tempFolder(), 'savoir.db')
  const store = await open(path)
  await settling(store)(
    'ana',
    Array.from({ length: 300 }, (_, index) => added(index + 1, { body: 'words '.repeat(30), tags: [`t${index % 7}`] })),
  )
  await store.close()
  return path
}

describe('a database file', () => {
  it('is made with its folder, and holds after a restart what it was given', async () => {
    const path = join(tempFolder(), 'deep', 'down', 'savoir.db')
    const store = await open(path)
    await settling(store)('ana', [added(1)])
    await store.close()
    await store.close()
    expect(await (await open(path)).items([1], SAVOIR)).toHaveLength(1)
  })

  it('gives way to nobody: a second server is refused and told who is there', async () => {
    const path = join(tempFolder(), 'savoir.db')
    const first = await open(path)
    await expect(open(path)).rejects.toThrow(`Another Savoir (process ${process.pid} on ${hostname()}, since`)
    await first.close()
    await (await open(path)).close()
  })

  it('tells which other process is there, and is free as soon as that one dies', { timeout: 30_000 }, async () => {
    const folder = tempFolder()
    const path = join(folder, 'savoir.db')
    const child = run(await bundled('test/support/busy-store.ts', folder), path)
    const dead = new Promise((resolve) => child.once('exit', resolve))
    await new Promise((resolve) => child.stdout?.once('data', resolve))
    await expect(open(path)).rejects.toThrow(`Another Savoir (process ${child.pid} on ${hostname()}`)
    child.kill('SIGKILL')
    await dead
    expect(await (await open(path)).receive(said(0))).toBe(false)
  })

  it('lets the command line in beside the server', async () => {
    const path = join(tempFolder(), 'savoir.db')
    const server = await open(path)
    const commandLine = await open(path, false)
    await settling(commandLine)('ana', [added(1)], { event: 'cli' })
    expect(await server.items([1], SAVOIR)).toHaveLength(1)
  })

  it('is refused when its folder cannot be made', async () => {
    const folder = tempFolder()
    writeFileSync(join(folder, 'file'), '')
    await expect(open(join(folder, 'file', 'savoir.db'))).rejects.toThrow(/cannot be written/)
  })
})

describe('the numbers of events', () => {
  it('are kept for a week, those of imports and digests for good', async () => {
    let today = START
    const store = await openSqliteStore({ path: ':memory:', exclusive: true, now: () => today })
    onTestFinished(() => store.close())
    const settle = settling(store)
    await store.receive(said(1))
    await settle('ana', [], { event: 'e1' })
    await settle('ana', [], { event: 'import:1' })
    const inDays = async (days: number): Promise<ReadonlySet<string>> => {
      today = new Date(START.getTime() + days * 86_400_000)
      await settle('ana', [], { event: `day ${days}`, at: today })
      return store.settled(['e1', 'import:1'])
    }
    expect(await inDays(6)).toEqual(new Set(['e1', 'import:1']))
    expect(await inDays(800)).toEqual(new Set(['import:1']))
  })
})

describe('a full disk', () => {
  it('refuses what is new, goes on reading, and takes what is new once there is room', () => {
    const sql = openSql(openFile(join(tempFolder(), 'savoir.db'), 'full', now))
    onTestFinished(() => void sql.db.close())
    const keep = (event: string, from: number) =>
      settle(sql, {
        ...{ event, by: null, at: START, asOf: lastSeq(sql), deliveries: [] },
        changes: Array.from({ length: 50 }, (_, index) => added(from + index, { body: 'words '.repeat(300) })),
      })
    keep('first', 1)
    const pages = sql.db.pragma('page_count', { simple: true })
    sql.db.pragma(`max_page_count = ${pages}`)
    expect(() => keep('second', 101)).toThrow(/full/)
    expect(itemsById(sql, [1, 101], SAVOIR).map((item) => item.id)).toEqual([1])
    sql.db.pragma('max_page_count = 100000')
    expect(keep('second', 101)).toBe(true)
    expect(itemsById(sql, [1, 101], SAVOIR).map((item) => item.id)).toEqual([1, 101])
  })
})

describe('a backup', () => {
  it('of a server at work opens as what was there at that moment', async () => {
    const path = await filled()
    const server = await open(path)
    const copy = join(tempFolder(), 'copy.db')
    await backUp(path, copy)
    await settling(server)('ana', [added(999)], { event: 'later' })
    const restored = await open(copy)
    expect(await restored.items([300, 999], SAVOIR)).toHaveLength(1)
    await expect(backUp(path, copy)).rejects.toThrow(/exists already/)
    await expect(backUp(join(tempFolder(), 'none.db'), `${copy}2`)).rejects.toThrow(/no database/)
  })
})

describe('a damaged database', () => {
  const restore = /is damaged \(.+\): stop Savoir, .+ copy the latest backup/

  it.each([
    ['emptied', (path: string) => truncateSync(path, 0)],
    ['cut in half', (path: string) => truncateSync(path, Math.floor(readFileSync(path).length / 2))],
    ['cut by a page', (path: string) => truncateSync(path, readFileSync(path).length - 4096)],
    ['something else', (path: string) => writeFileSync(path, 'not a database at all '.repeat(500))],
    ['flipped in its header', (path: string) => flip(path, 20, 4)],
    ['flipped in its pages', (path: string) => flip(path, 4096, 60_000)],
    ['short of a table', (path: string) => withRaw(path, (db) => db.exec('drop table reply'))],
    ['short of an index', (path: string) => withRaw(path, (db) => db.exec('drop index item_place'))],
    [
      'gone, with recent writes left behind',
      (path: string) => {
        rmSync(path)
        writeFileSync(`${path}-wal`, 'rest')
      },
    ],
  ])('is refused with the way to restore it when it is %s', async (_, hurt) => {
    const path = await filled()
    hurt(path)
    await expect(open(path)).rejects.toThrow(restore)
    await expect(open(path, false)).rejects.toThrow(restore)
  })

  it('is never taken for an empty one, whichever byte is flipped', { timeout: 60_000 }, async () => {
    const path = await filled()
    const sound = readFileSync(path)
    let refused = 0
    for (let at = 3; at < sound.length; at += Math.floor(sound.length / 90)) {
      writeFileSync(path, sound)
      flip(path, at, 1)
      const store = await open(path).catch((error: Error) => error)
      if (store instanceof Error) {
        expect(store.message).toMatch(restore)
        refused += 1
        continue
      }
      // A byte inside of a text cannot be told from a text.
      expect(await store.itemsWhere({}, SAVOIR, { limit: 999 })).toHaveLength(300)
      await store.close()
    }
    expect(refused).toBeGreaterThan(10)
  })

  it('is refused when it belongs to another program', async () => {
    const path = join(tempFolder(), 'other.db')
    withRaw(path, (db) => db.exec('create table song (title text)'))
    await expect(open(path)).rejects.toThrow(/holds no store of Savoir/)
  })

  it('lets go of the lock when it is refused', async () => {
    const path = await filled()
    const sound = readFileSync(path)
    truncateSync(path, 0)
    await expect(open(path)).rejects.toThrow()
    writeFileSync(path, sound)
    expect(await (await open(path)).items([300], SAVOIR)).toHaveLength(1)
  })
})

describe('a migration', () => {
  const steps = [
    { step: 1, name: 'one', sql: 'create table one (a); insert into one values (1);' },
    { step: 2, name: 'two', sql: 'create table two (a); insert into one values (2);' },
  ]

  it('is found in its folder, numbered without gaps, and says why it is there', () => {
    const found = readMigrations()
    expect(found.map((migration) => migration.step)).toEqual(found.map((_, index) => index + 1))
    for (const migration of found) expect(migration.sql).toMatch(/^-- .{20,}/)
  })

  it('runs once', () => {
    const db = new Database(':memory:')
    for (const known of [steps.slice(0, 1), steps, steps]) migrate(db, 'x', now, known)
    expect(db.prepare('select a from one').pluck().all()).toEqual([1, 2])
    expect(db.prepare('select step, name, at from migration').raw().all()).toEqual([
      [1, 'one', START.getTime()],
      [2, 'two', START.getTime()],
    ])
  })

  it('happens whole or not at all', () => {
    const db = new Database(':memory:')
    const broken = { step: 3, name: 'three', sql: 'create table three (a); insert into nowhere values (1);' }
    migrate(db, 'x', now, steps)
    expect(() => migrate(db, 'x', now, [...steps, broken])).toThrow()
    expect(db.prepare("select name from sqlite_schema where name = 'three'").all()).toEqual([])
    migrate(db, 'x', now, [...steps, { ...broken, sql: 'create table three (a)' }])
    expect(db.prepare('select max(step) from migration').pluck().get()).toBe(3)
  })

  it('of a newer version is refused in one sentence', async () => {
    const path = await filled()
    withRaw(path, (db) => db.exec("insert into migration values (9999, 'future', 0)"))
    await expect(open(path)).rejects.toThrow(/written by a newer Savoir \(step 9999, this one knows \d+\)/)
    expect(existsSync(path)).toBe(true)
  })
})

function flip(path: string, from: number, bytes: number): void {
  const content = readFileSync(path)
  for (let at = from; at < Math.min(from + bytes, content.length); at += 7) content[at] = (content[at] ?? 0) ^ 0xff
  writeFileSync(path, content)
}

function withRaw(path: string, work: (db: Database.Database) => void): void {
  const db = new Database(path)
  work(db)
  db.close()
}
