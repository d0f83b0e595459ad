import { hostname } from 'node:os'
import Database from 'better-sqlite3'
import { inUse } from './cannot-open.ts'

/**
 * Keeps the database for this server until the lock is let go or the process dies, however it dies. The system holds the
 * lock (SQLite's own, on a small file beside the database), so none is ever left behind.
 */
export function lock(path: string, now: () => Date): { release(): void } {
  const file = new Database(`${path}.lock`, { timeout: 0 })
  try {
    take(file)
    file.exec('create table if not exists holder (pid integer, host text, since text); delete from holder')
    file.prepare('insert into holder values (?, ?, ?)').run(process.pid, hostname(), now().toISOString())
    // Committed, so that whoever is refused can read it; then taken again for good.
    file.exec('commit')
    take(file)
  } catch (error) {
    const holder = isBusy(error) ? holderOf(file) : null
    file.close()
    if (holder === null) throw error
    throw inUse(path, holder)
  }
  return { release: () => void file.close() }
}

const take = (file: Database.Database): void => void file.exec('begin immediate')

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
