import type { PersonRef, PlaceRef } from '../../chat/ref.ts'
import type { Change, LogEntry } from '../../knowledge/change.ts'
import type { Sql } from './sql.ts'

interface LogRow {
  readonly seq: number
  readonly at: number
  readonly by: PersonRef | null
  readonly event: string
  readonly kind: Change['kind']
  readonly item: number | null
  readonly reply: string | null
  readonly place: PlaceRef | null
  readonly detail: string
  readonly before: string | null
}

/** What an event changed, in order. */
export const logOf = (sql: Sql, event: string): LogEntry[] =>
  sql.all<LogRow>('select * from log where event = ? order by seq', event).map(toEntry)

/** What a person changed, in order. */
export const logBy = (sql: Sql, person: PersonRef): LogEntry[] =>
  sql.all<LogRow>('select * from log where by = ? order by seq', person).map(toEntry)

const toEntry = (row: LogRow): LogEntry => ({
  ...row,
  at: new Date(row.at),
  detail: JSON.parse(row.detail),
  before: row.before === null ? null : JSON.parse(row.before),
})
