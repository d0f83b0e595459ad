import type { Delivery, NudgeKind } from '../../chat/delivery.ts'
import type { MessageRef, PersonRef, PlaceRef } from '../../chat/ref.ts'
import type { NudgeCount } from '../store.ts'
import type { Sql } from './sql.ts'

/** Remembers what became of a nudge, and what was shared where: the gate counts them. Answers are not counted. */
export function remember(sql: Sql, delivery: Delivery, at: Date, dropped: string | null): void {
  if (delivery.kind === 'post' && delivery.shared && dropped === null) {
    sql.run('insert into share (place, thread, at) values (?, ?, ?)', delivery.to, delivery.thread, at.getTime())
  }
  const nudge = delivery.kind === 'direct' || delivery.kind === 'post' ? delivery.nudge : undefined
  const person = delivery.kind === 'post' ? delivery.onlyFor : delivery.kind === 'direct' ? delivery.to : undefined
  if (!nudge || !person) return
  sql.run('insert into nudge (person, kind, at, dropped) values (?, ?, ?, ?)', person, nudge, at.getTime(), dropped)
}

/** Nudges that went out to a person, oldest first. */
export function nudgesTo(sql: Sql, person: PersonRef): { readonly kind: NudgeKind; readonly at: Date }[] {
  const rows = sql.all<{ kind: NudgeKind; at: number }>(
    'select kind, at from nudge where person = ? and dropped is null order by at',
    person,
  )
  return rows.map(({ kind, at }) => ({ kind, at: new Date(at) }))
}

/** How many went out and how many were dropped, by kind. */
export const nudgesSince = (sql: Sql, since: Date, person: PersonRef | null): NudgeCount[] =>
  sql.all<NudgeCount>(
    `select kind, sum(dropped is null) as sent, sum(dropped is not null) as dropped from nudge
     where at >= @since and (@person is null or person = @person) group by kind order by kind`,
    { since: since.getTime(), person },
  )

/** What was shared into a place, oldest first. */
export const sharesIn = (sql: Sql, place: PlaceRef): { readonly thread: MessageRef | null; readonly at: Date }[] =>
  sql
    .all<{ thread: MessageRef | null; at: number }>('select thread, at from share where place = ? order by at', place)
    .map(({ thread, at }) => ({ thread, at: new Date(at) }))
