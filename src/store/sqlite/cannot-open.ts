import Database from 'better-sqlite3'

/** Why a database cannot be used. */
export type Obstacle = 'newer' | 'damaged' | 'foreign' | 'inUse' | 'unwritable'

/** The database cannot be opened; the message is one sentence that says what to do. */
export class CannotOpen extends Error {
  readonly obstacle: Obstacle
  constructor(obstacle: Obstacle, message: string) {
    super(message)
    this.obstacle = obstacle
  }
}

export const damaged = (path: string, what: string): CannotOpen =>
  new CannotOpen(
    'damaged',
    `The database ${path} is damaged (${what}): stop Savoir, move ${path}, ${path}-wal and ${path}-shm away, ` +
      'copy the latest backup to that place and start again.',
  )

export const foreign = (path: string): CannotOpen =>
  new CannotOpen('foreign', `The database ${path} holds no store of Savoir: choose another file.`)

export const newer = (path: string, found: number, known: number): CannotOpen =>
  new CannotOpen(
    'newer',
    `The database ${path} was written by a newer Savoir (step ${found}, this one knows ${known}): ` +
      'install that version again, or restore the backup made before the upgrade.',
  )

export const inUse = (path: string, holder: string): CannotOpen =>
  new CannotOpen('inUse', `Another Savoir (${holder}) works on ${path}: stop it first, or choose another file.`)

export const unwritable = (path: string, code: string): CannotOpen =>
  new CannotOpen(
    'unwritable',
    `The database ${path} cannot be written (${code}): give Savoir a folder that it may write to, with room on the disk.`,
  )

/** What SQLite says on opening, as something that can be acted on; any other error as it is. */
export function asCannotOpen(error: unknown, path: string): unknown {
  if (!(error instanceof Database.SqliteError)) return error
  if (/^SQLITE_(NOTADB|CORRUPT)/.test(error.code)) return damaged(path, 'it cannot be read as a database')
  if (/^SQLITE_(READONLY|CANTOPEN|FULL|IOERR|PERM)/.test(error.code)) return unwritable(path, error.code)
  return error
}
