import { existsSync, linkSync, renameSync, rmSync, statSync } from 'node:fs'
import Database from 'better-sqlite3'
import { asCannotOpen, damaged } from './cannot-open.ts'
import { migrate } from './migrate.ts'

/** How long a statement waits for another process that writes. */
const BUSY_MS = 5_000

/** `full` also compares every index with its table; it takes about 4 ms for each MB, `quick` a third of that. */
export type Check = 'full' | 'quick' | 'none'

/** Opens the database, sound and in its latest shape, or throws `CannotOpen`. A file that should be there is never made anew. */
export function openFile(path: string, check: Check, now: () => Date): Database.Database {
  if (path === ':memory:') return opened(path, check, now)
  if (!existsSync(path)) create(path, now)
  if (statSync(path).size === 0) throw damaged(path, 'it is empty')
  return opened(path, check, now)
}

/** Made under another name first: a file that bears the name has all its tables, even if the power goes. */
function create(path: string, now: () => Date): void {
  if (existsSync(`${path}-wal`)) throw damaged(path, 'the file is missing, but its log of recent writes is there')
  const fresh = `${path}.new-${process.pid}`
  rmSync(fresh, { force: true })
  opened(fresh, 'quick', now).close()
  putInPlace(fresh, path)
}

/** Never over a database that another process made meanwhile. */
function putInPlace(fresh: string, path: string): void {
  try {
    linkSync(fresh, path)
  } catch {
    // Some file systems have no links.
    if (!existsSync(path)) renameSync(fresh, path)
  }
  rmSync(fresh, { force: true })
}

function opened(path: string, check: Check, now: () => Date): Database.Database {
  let db: Database.Database | null = null
  try {
    db = new Database(path, { timeout: BUSY_MS })
    prepare(db)
    verify(db, path, check)
    migrate(db, path, now)
    return db
  } catch (error) {
    db?.close()
    throw asCannotOpen(error, path)
  }
}

function prepare(db: Database.Database): void {
  db.pragma('journal_mode = wal')
  // Nothing acknowledged is lost when the power goes.
  db.pragma('synchronous = full')
  db.pragma('foreign_keys = on')
  // What is erased leaves no trace in the file.
  db.pragma('secure_delete = on')
}

function verify(db: Database.Database, path: string, check: Check): void {
  if (check === 'none') return
  const found = db.pragma(check === 'full' ? 'integrity_check(1)' : 'quick_check(1)', { simple: true })
  if (found !== 'ok') throw damaged(path, 'a check of its pages failed')
}
