import type { Delivery, NudgeKind } from '../../chat/delivery.ts'
import type { MessageRef, PersonRef, PlaceRef } from '../../chat/ref.ts'
import type { Sql } from './sql.ts'

/** Remembers that a nudge went out: the gate counts them. Answers are not counted. */
export function rememberNudge(sql: Sql, delivery: Delivery, at: Date): void {
  const nudge = delivery.kind === 'direct' || delivery.kind === 'post' ? delivery.nudge : undefined
  if (!nudge) return
  for (const to of reachedBy(delivery)) {
    sql.run('insert into nudge (person, kind, at) values (?, ?, ?)', to, nudge, at.getTime())
  }
}

/** The person whom it was for; for all to see, the place and the thread. */
function reachedBy(delivery: Delivery): readonly string[] {
  if (delivery.kind === 'direct') return [delivery.to]
  if (delivery.kind !== 'post') return []
  return delivery.onlyFor ? [delivery.onlyFor] : [delivery.to, ...(delivery.thread ? [delivery.thread] : [])]
}

/** Nudges that went out to a person, a place or a thread, oldest first. */
export function nudgesTo(
  sql: Sql,
  to: PersonRef | PlaceRef | MessageRef,
): { readonly kind: NudgeKind; readonly at: Date }[] {
  const rows = sql.all<{ kind: NudgeKind; at: number }>('select kind, at from nudge where person = ? order by at', to)
  return rows.map(({ kind, at }) => ({ kind, at: new Date(at) }))
}
