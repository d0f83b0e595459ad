import { closeSync, existsSync, fsyncSync, openSync, rmSync } from 'node:fs'
import Database from 'better-sqlite3'

/**
 * Writes the database as it is at this moment to a new file that its owner alone can read, beside a server at work. What
 * was erased is not in it. When it fails, no file is left.
 */
export async function backUp(path: string, to: string): Promise<void> {
  if (!existsSync(path)) throw new Error(`There is no database at ${path}.`)
  claim(to)
  try {
    copy(path, to)
    flushToDisk(to)
  } catch (error) {
    rmSync(to, { force: true })
    throw error
  }
}

/** SQLite writes into a file that is there already, as long as it is empty. */
function claim(to: string): void {
  try {
    closeSync(openSync(to, 'wx', 0o600))
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : 'unknown'
    const cure =
      code === 'EEXIST' ? 'exists already: choose another name' : `cannot be written (${code}): choose a place`
    throw new Error(`${to} ${cure} for the backup.`)
  }
}

function copy(path: string, to: string): void {
  const db = new Database(path, { fileMustExist: true })
  try {
    db.prepare('vacuum into ?').run(to)
  } finally {
    db.close()
  }
}

/** SQLite leaves that to the system here. */
function flushToDisk(path: string): void {
  const file = openSync(path, 'r+')
  fsyncSync(file)
  closeSync(file)
}
