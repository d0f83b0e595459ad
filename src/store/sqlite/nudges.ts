import type { Delivery, NudgeKind } from '../../chat/delivery.ts'
import type { PersonRef } from '../../chat/ref.ts'
import type { Sql } from './sql.ts'

/** Remembers that a nudge went out: the gate counts them. Answers are not counted. */
export function rememberNudge(sql: Sql, delivery: Delivery, at: Date): void {
  const nudge = delivery.kind === 'direct' || delivery.kind === 'post' ? delivery.nudge : undefined
  const person = delivery.kind === 'post' ? delivery.onlyFor : delivery.kind === 'direct' ? delivery.to : undefined
  if (nudge && person) sql.run('insert into nudge (person, kind, at) values (?, ?, ?)', person, nudge, at.getTime())
}

/** Nudges that went out to a person, oldest first. */
export function nudgesTo(sql: Sql, person: PersonRef): { readonly kind: NudgeKind; readonly at: Date }[] {
  const rows = sql.all<{ kind: NudgeKind; at: number }>(
    'select kind, at from nudge where person = ? order by at',
    person,
  )
  return rows.map(({ kind, at }) => ({ kind, at: new Date(at) }))
}
