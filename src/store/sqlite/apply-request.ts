import { isPerson } from './accounts.ts'
import type { Of, Trace, Turn } from './change-turn.ts'

/** Who was asked about a question, and what they said to it. */
export function applyRequest(turn: Turn, change: Of<'requested' | 'requestTurned'>): Trace | null {
  return change.kind === 'requested' ? ask(turn, change) : turned(turn, change)
}

function ask({ sql, at, next }: Turn, change: Of<'requested'>): Trace | null {
  const changed = sql.run(
    `insert into request (item, person, at, state, since) select id, ?, ?, 'asked', ? from item where id = ?
     on conflict do update set at = excluded.at, state = 'asked', since = excluded.since`,
    change.person,
    change.at.getTime(),
    at,
    change.item,
  )
  // Who was asked is told to nobody: the log keeps that somebody was.
  return changed === 0 ? null : { seq: next(), item: change.item }
}

function turned({ sql, at, by, next }: Turn, { item, state }: Of<'requestTurned'>): Trace | null {
  if (by === null) return null
  const changed = sql.run(
    `update request set state = @state, since = @at where item = @item and ${isPerson('person')} and state <> @state`,
    { state, at, item, person: by },
  )
  return changed === 0 ? null : { seq: next(), item, detail: { state } }
}
