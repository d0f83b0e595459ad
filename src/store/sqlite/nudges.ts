import type { Delivery, NudgeKind } from '../../chat/delivery.ts'
import type { MessageRef, PersonRef, PlaceRef } from '../../chat/ref.ts'
import type { NudgeCount } from '../store.ts'
import { isPerson } from './accounts.ts'
import type { Sql } from './sql.ts'

/** Remembers what became of a nudge: the gate counts those that went out. Answers are not counted. */
export function remember(sql: Sql, delivery: Delivery, at: Date, dropped: string | null): void {
  const nudge = delivery.kind === 'direct' || delivery.kind === 'post' ? delivery.nudge : undefined
  if (!nudge) return
  for (const to of reachedBy(delivery)) {
    sql.run('insert into nudge (person, kind, at, dropped) values (?, ?, ?, ?)', to, nudge, at.getTime(), dropped)
  }
}

/** The person whom it was for, and the place that it was posted in; for all to see, the thread as well. */
function reachedBy(delivery: Delivery): readonly string[] {
  if (delivery.kind === 'direct') return [delivery.to]
  if (delivery.kind !== 'post') return []
  return [delivery.to, ...(delivery.onlyFor ? [delivery.onlyFor] : delivery.thread ? [delivery.thread] : [])]
}

/** Nudges that went out to a person, a place or a thread since then, oldest first. */
export function nudgesTo(
  sql: Sql,
  to: PersonRef | PlaceRef | MessageRef,
  since: Date = new Date(0),
): { readonly kind: NudgeKind; readonly at: Date }[] {
  const rows = sql.all<{ kind: NudgeKind; at: number }>(
    `select kind, at from nudge where ${isPerson('person')} and at >= @since and dropped is null order by at`,
    { person: to, since: since.getTime() },
  )
  return rows.map(({ kind, at }) => ({ kind, at: new Date(at) }))
}

/** How many went out and how many were dropped, by kind: what all could see is counted by places, the rest by people. */
export const nudgesSince = (sql: Sql, since: Date, person: PersonRef | null): NudgeCount[] =>
  sql.all<NudgeCount>(
    `select kind, sum(dropped is null) as sent, sum(dropped is not null) as dropped from nudge
     where at >= @since and (@person is null or ${isPerson('person')})
       and (kind = 'share') = (person in (select ref from place)) group by kind order by kind`,
    { since: since.getTime(), person },
  )
