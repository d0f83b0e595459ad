import { hostname } from 'node:os'
import Database from 'better-sqlite3'
import { asCannotOpen, inUse } from './cannot-open.ts'

/**
 * Keeps the database for this server until the lock is let go or the process dies, however it dies. The system holds the
 * lock (SQLite's own, on a small file beside the database), so none is ever left behind.
 */
export function lock(path: string, now: () => Date): { release(): void } {
  let file: Database.Database | null = null
  try {
    file = new Database(`${path}.lock`, { timeout: 0 })
    signIn(file, now())
    return { release: () => void file?.close() }
  } catch (error) {
    const holder = file && isBusy(error) ? holderOf(file) : null
    file?.close()
    throw holder ? inUse(path, holder) : asCannotOpen(error, `${path}.lock`)
  }
}

function signIn(file: Database.Database, now: Date): void {
  file.exec('begin immediate; create table if not exists holder (pid integer, host text, since text)')
  file.exec('delete from holder')
  file.prepare('insert into holder values (?, ?, ?)').run(process.pid, hostname(), now.toISOString())
  // Committed, so that whoever is refused can read it; then taken again for good.
  file.exec('commit; begin immediate')
}

const isBusy = (error: unknown): boolean => error instanceof Error && 'code' in error && error.code === 'SQLITE_BUSY'

function holderOf(file: Database.Database): string {
  try {
    const row = file
      .prepare<[], { pid: number; host: string; since: string }>('select pid, host, since from holder')
      .get()
    return row ? `process ${row.pid} on ${row.host}, since ${row.since}` : 'just starting'
  } catch {
    return 'just starting'
  }
}
