import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import Database from 'better-sqlite3'
import { damaged, foreign, newer } from './cannot-open.ts'

export interface Migration {
  readonly step: number
  readonly name: string
  readonly sql: string
}

/** Brings the database to the latest shape, each step whole or not at all; refuses one that it does not know. */
export function migrate(
  db: Database.Database,
  path: string,
  now: () => Date,
  migrations: readonly Migration[] = readMigrations(),
): void {
  const done = stepsDone(db, path)
  const known = migrations.at(-1)?.step ?? 0
  if (done > known) throw newer(path, done, known)
  if (done === 0) db.exec(MIGRATION_TABLE)
  for (const migration of migrations) if (migration.step > done) apply(db, migration, now)
  if (schemaOf(db) !== expectedSchema(migrations)) throw damaged(path, 'its tables are not those it should have')
}

/** The steps in the order of their numbers, from the folder that stands beside `package.json`. */
export function readMigrations(folder: string = join(rootOf(import.meta.url), 'migrations', 'sqlite')): Migration[] {
  return readdirSync(folder)
    .filter((file) => /^\d{4}_.+\.sql$/.test(file))
    .sort()
    .map((file) => ({
      step: Number(file.slice(0, 4)),
      name: file.slice(5, -4),
      sql: readFileSync(join(folder, file), 'utf8'),
    }))
}

const MIGRATION_TABLE =
  'create table if not exists migration (step integer primary key, name text not null, at integer not null)'

/** The compiled file lies deeper than its source: the root is where `package.json` is. */
function rootOf(module: string): string {
  let folder = dirname(fileURLToPath(module))
  while (!existsSync(join(folder, 'package.json'))) folder = dirname(folder)
  return folder
}

function stepsDone(db: Database.Database, path: string): number {
  const tables = db.prepare<[], { name: string }>("select name from sqlite_schema where type = 'table'").all()
  if (tables.length === 0) return 0
  if (!tables.some((table) => table.name === 'migration')) throw foreign(path)
  return db.prepare<[], { step: number }>('select coalesce(max(step), 0) as step from migration').get()?.step ?? 0
}

function apply(db: Database.Database, migration: Migration, now: () => Date): void {
  db.transaction(() => {
    // Another process may have been here first.
    if (db.prepare('select 1 from migration where step = ?').get(migration.step)) return
    db.exec(migration.sql)
    db.prepare('insert into migration values (?, ?, ?)').run(migration.step, migration.name, now().getTime())
  }).immediate()
}

function expectedSchema(migrations: readonly Migration[]): string {
  const model = new Database(':memory:')
  try {
    model.exec(MIGRATION_TABLE)
    for (const migration of migrations) model.exec(migration.sql)
    return schemaOf(model)
  } finally {
    model.close()
  }
}

// What `analyze` keeps for itself is not part of the shape.
function schemaOf(db: Database.Database): string {
  const parts = db
    .prepare<[], { name: string; sql: string | null }>('select name, sql from sqlite_schema order by name')
    .all()
  return JSON.stringify(parts.filter((part) => !part.name.startsWith('sqlite_')))
}
