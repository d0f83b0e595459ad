import { existsSync, mkdirSync, renameSync, rmSync, statSync } from 'node:fs'
import { dirname } from 'node:path'
import Database from 'better-sqlite3'
import { CannotOpen, damaged } from './cannot-open.ts'
import { migrate } from './migrate.ts'

/** How long a statement waits for another process that writes. */
const BUSY_MS = 5_000

/** Opens the database, sound and in its latest shape, or throws `CannotOpen`. A file that should be there is never made anew. */
export function openFile(path: string, now: () => Date): Database.Database {
  if (path !== ':memory:' && !existsSync(path)) create(path, now)
  if (path !== ':memory:' && statSync(path).size === 0) throw damaged(path, 'it is empty')
  return opened(path, now)
}

/** Made under another name first: a file that bears the name has all its tables, even if the power goes. */
function create(path: string, now: () => Date): void {
  if (existsSync(`${path}-wal`)) throw damaged(path, 'the file is missing, its log of recent writes is there')
  mkdirSync(dirname(path), { recursive: true })
  const fresh = `${path}.new`
  for (const leftover of [fresh, `${fresh}-wal`, `${fresh}-shm`]) rmSync(leftover, { force: true })
  opened(fresh, now).close()
  renameSync(fresh, path)
}

function opened(path: string, now: () => Date): Database.Database {
  const db = new Database(path, { timeout: BUSY_MS })
  try {
    prepare(db)
    check(db, path)
    migrate(db, path, now)
    return db
  } catch (error) {
    db.close()
    throw translated(error, path)
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

function check(db: Database.Database, path: string): void {
  const found = db.pragma('integrity_check(1)', { simple: true })
  if (found !== 'ok') throw damaged(path, 'a check of its pages failed')
}

function translated(error: unknown, path: string): unknown {
  if (error instanceof CannotOpen || !(error instanceof Database.SqliteError)) return error
  return /^SQLITE_(NOTADB|CORRUPT)/.test(error.code) ? damaged(path, 'it cannot be read as a database') : error
}
