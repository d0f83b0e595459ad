import type { VoiceKind } from '../../knowledge/change.ts'
import { isPerson } from './accounts.ts'
import { type Of, stands, type Trace, type Turn, touch } from './change-turn.ts'

/** What one person says of an item, once per kind. */
export function applyVoice(turn: Turn, change: Of<VoiceKind | 'voiceTaken'>): Trace | null {
  const { item } = change
  if (turn.by === null || !stands(turn, item)) return null
  const kind = change.kind === 'voiceTaken' ? change.voice : change.kind
  const before = turn.sql.one<{ at: number }>(
    `select max(at) as at from voice where item = @item and kind = @kind and ${isPerson('person')} having count(*) > 0`,
    { item, kind, person: turn.by },
  )
  if (change.kind !== 'voiceTaken') return speak(turn, item, kind, before?.at ?? null)
  if (!before) return null
  turn.sql.run(`delete from voice where item = @item and kind = @kind and ${isPerson('person')}`, {
    item,
    kind,
    person: turn.by,
  })
  return { seq: touch(turn, item), item, detail: { voice: kind }, before: { ...before } }
}

function speak(turn: Turn, item: number, kind: VoiceKind, formerly: number | null): Trace {
  const seq = touch(turn, item)
  turn.sql.run(
    `insert into voice (item, person, kind, at, seq) values (?, ?, ?, ?, ?)
     on conflict do update set at = excluded.at, seq = excluded.seq`,
    item,
    turn.by,
    kind,
    turn.at,
    seq,
  )
  return { seq, item, before: { at: formerly } }
}
