import { closeSync, existsSync, fsyncSync, openSync } from 'node:fs'
import Database from 'better-sqlite3'

/** Writes the database as it is at this moment to a new file, beside a server at work; what was erased is not in it. */
export async function backUp(path: string, to: string): Promise<void> {
  if (!existsSync(path)) throw new Error(`There is no database at ${path}.`)
  if (existsSync(to)) throw new Error(`${to} exists already: choose another name for the backup.`)
  const db = new Database(path, { fileMustExist: true })
  try {
    db.prepare('vacuum into ?').run(to)
  } finally {
    db.close()
  }
  flushToDisk(to)
}

/** SQLite leaves that to the system here. */
function flushToDisk(path: string): void {
  const file = openSync(path, 'r+')
  fsyncSync(file)
  closeSync(file)
}
