import type Database from 'better-sqlite3'

/** A value that SQLite takes as it is. */
export type Value = string | number | null
export type Named = Readonly<Record<string, Value>>

/** The database, with every statement prepared once, at its first use. */
export interface Sql {
  one<Row>(text: string, ...values: readonly (Value | Named)[]): Row | undefined
  all<Row>(text: string, ...values: readonly (Value | Named)[]): Row[]
  /** Number of rows that changed. */
  run(text: string, ...values: readonly (Value | Named)[]): number
  /** What `work` reads is of one instant. */
  read<T>(work: () => T): T
  /** What `work` writes happens whole or not at all; inside of another `write` it is a part of that one. */
  write<T>(work: () => T): T
  /** A single statement that outlives the process, but not a power cut: it does not wait for the disk. */
  runLightly(text: string, ...values: readonly (Value | Named)[]): void
  readonly db: Database.Database
}

export function openSql(db: Database.Database): Sql {
  const prepared = new Map<string, Database.Statement>()
  const prepare = (text: string): Database.Statement => {
    const known = prepared.get(text)
    if (known) return known
    const statement = db.prepare(text)
    prepared.set(text, statement)
    return statement
  }
  const transaction = db.transaction((work: () => unknown) => work())
  return {
    one: <Row>(text: string, ...values: readonly (Value | Named)[]) => prepare(text).get(...values) as Row | undefined,
    all: <Row>(text: string, ...values: readonly (Value | Named)[]) => prepare(text).all(...values) as Row[],
    run: (text, ...values) => prepare(text).run(...values).changes,
    read: <T>(work: () => T) => transaction.deferred(work) as T,
    write: <T>(work: () => T) => (db.inTransaction ? work() : (transaction.immediate(work) as T)),
    runLightly: (text, ...values) => {
      db.pragma('synchronous = normal')
      try {
        prepare(text).run(...values)
      } finally {
        db.pragma('synchronous = full')
      }
    },
    db,
  }
}

export const flag = (value: boolean): 0 | 1 => (value ? 1 : 0)
export const json = (value: unknown): string => JSON.stringify(value)
