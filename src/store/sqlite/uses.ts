import type { ChatEvent } from '../../chat/event.ts'
import type { PersonRef } from '../../chat/ref.ts'
import type { Settlement, Use } from '../store.ts'
import { isPerson, personIn } from './accounts.ts'
import type { Sql } from './sql.ts'

/** Remembers that somebody turned to Savoir: by speaking to it, by a button or form of it, or by a gesture that counted. */
export function rememberUse(sql: Sql, { by, at, changes }: Settlement, cause: ChatEvent | null): void {
  if (by === null || !cause || !isUse(cause, changes.length > 0)) return
  // Who asks to be forgotten leaves no trace by asking.
  if (changes.some((change) => change.kind === 'forgotten')) return
  sql.run(
    `insert into person_use (person, first, last) values (@by, @at, @at)
     on conflict do update set last = max(last, excluded.last)`,
    { by, at: at.getTime() },
  )
}

function isUse(event: ChatEvent, changed: boolean): boolean {
  switch (event.kind) {
    case 'said':
      return event.addressed !== 'no'
    case 'pressed':
    case 'formSent':
      return true
    case 'reacted':
      return changed
    case 'unreacted':
    case 'homeOpened':
    case 'edited':
    case 'deleted':
    case 'personChanged':
    case 'placeChanged':
    case 'membersChanged':
      return false
  }
}

export function useOf(sql: Sql, person: PersonRef): Use | null {
  const row = sql.one<UseRow>(
    `select min(first) as first, max(last) as last from person_use where ${isPerson('person')} having count(*) > 0`,
    { person },
  )
  return row ? toUse(row) : null
}

export const usesIn = (sql: Sql): Map<PersonRef, Use> =>
  new Map(
    sql
      .all<UseRow & { person: PersonRef }>(
        `select ${personIn('u.person')} as person, min(u.first) as first, max(u.last) as last
         from person_use u group by 1 order by 1`,
      )
      .map((row) => [row.person, toUse(row)]),
  )

interface UseRow {
  readonly first: number
  readonly last: number
}

const toUse = (row: UseRow): Use => ({ first: new Date(row.first), last: new Date(row.last) })
