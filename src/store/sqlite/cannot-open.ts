/** Why a database cannot be used. */
export type Obstacle = 'newer' | 'damaged' | 'foreign' | 'inUse'

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
