import type { PersonRef, PlaceRef } from '../../chat/ref.ts'
import type { Change, LogEntry } from '../../knowledge/change.ts'
import { isPerson, personIn } from './accounts.ts'
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

const COLUMNS = `l.seq, l.at, ${personIn('l.by')} as by, l.event, l.kind, l.item, l.reply, l.place, l.detail, l.before`

/** What an event changed, in order. */
export const logOf = (sql: Sql, event: string): LogEntry[] =>
  sql.all<LogRow>(`select ${COLUMNS} from log l where l.event = ? order by l.seq`, event).map(toEntry)

/** What a person changed, in order. */
export const logBy = (sql: Sql, person: PersonRef): LogEntry[] =>
  sql.all<LogRow>(`select ${COLUMNS} from log l where ${isPerson('l.by')} order by l.seq`, { person }).map(toEntry)

const toEntry = (row: LogRow): LogEntry => ({
  ...row,
  at: new Date(row.at),
  detail: JSON.parse(row.detail),
  before: row.before === null ? null : JSON.parse(row.before),
})
