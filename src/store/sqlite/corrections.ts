import type { PersonRef } from '../../chat/ref.ts'
import { isSamePerson } from './accounts.ts'
import type { Turn } from './change-turn.ts'
import { json } from './sql.ts'

interface Edit {
  readonly seq: number
  readonly item: number
  readonly reply: string | null
  /** Who had said it. */
  readonly author: PersonRef | null
  /** The new text, as the log keeps it. */
  readonly text: Readonly<Record<string, string>>
}

/**
 * An edit of somebody else's words corrects them, unless it only brings back what stood there before: then the edits
 * in between count no longer.
 */
export function correct(turn: Turn, edit: Edit): void {
  const undone = turn.sql.one<{ seq: number }>(
    `select min(seq) as seq from log where item = ? and reply is ? and kind in ('itemEdited', 'replyEdited')
     and before = ?`,
    edit.item,
    edit.reply,
    json(edit.text),
  )
  if (undone?.seq && withdraw(turn, edit, undone.seq) > 0) return
  if (turn.by === null || isSamePerson(turn.sql, turn.by, edit.author)) return
  turn.sql.run(
    'insert into correction (seq, item, reply, person, at) values (?, ?, ?, ?, ?)',
    edit.seq,
    edit.item,
    edit.reply,
    turn.by,
    turn.at,
  )
}

const withdraw = ({ sql }: Turn, { item, reply }: Edit, since: number): number =>
  sql.run('delete from correction where item = ? and reply is ? and seq >= ?', item, reply, since)
