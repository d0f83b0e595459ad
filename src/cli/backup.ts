import { resolve } from 'node:path'
import { backUp } from '../store/sqlite/backup.ts'
import type { Surroundings } from './surroundings.ts'
import { databaseIn } from './workplace.ts'

/** Copies the database to a new file, beside a server at work. */
export async function runBackup(file: string, { config, out }: Surroundings): Promise<void> {
  await backUp(databaseIn(config().data), file)
  out.line(`The backup is ${resolve(file)}`)
}
