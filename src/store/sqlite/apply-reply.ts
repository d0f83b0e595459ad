import type { PersonRef } from '../../chat/ref.ts'
import type { Reply } from '../../knowledge/item.ts'
import { accountBeside, isSamePerson } from './accounts.ts'
import { type Of, stands, type Trace, type Turn, touch } from './change-turn.ts'
import { correct } from './corrections.ts'
import { flag, type Sql } from './sql.ts'

type ReplyChange = Of<'replyAdded' | 'replyEdited' | 'replyRemoved' | 'replyRestored' | 'accepted'>

/** Changes of what was said in answer to an item. */
export function applyReply(turn: Turn, change: ReplyChange): Trace | null {
  if (!stands(turn, change.item)) return null
  switch (change.kind) {
    case 'replyAdded':
      return add(turn, change)
    case 'replyEdited':
      return edit(turn, change)
    case 'replyRemoved':
      return setRemoved(turn, change.item, change.reply, true)
    case 'replyRestored':
      return setRemoved(turn, change.item, change.reply, false)
    case 'accepted':
      return accept(turn, change)
  }
}

/** Words are kept under the account that said them: that of the platform where they stand, or of whoever says them now. */
export function insertReply({ sql, by }: Turn, item: number, reply: Reply): void {
  const author =
    reply.by && (reply.message ? accountBeside(sql, reply.by, reply.message) : accountOf(sql, reply.by, by))
  sql.run(
    'insert into reply (id, item, by, at, text, message, permalink, role) values (?, ?, ?, ?, ?, ?, ?, ?)',
    reply.id,
    item,
    author,
    reply.at.getTime(),
    reply.text,
    reply.message,
    reply.permalink,
    reply.role,
  )
}

const accountOf = (sql: Sql, person: PersonRef, acting: PersonRef | null): PersonRef =>
  acting && isSamePerson(sql, person, acting) ? acting : person

function add(turn: Turn, { item, reply }: Of<'replyAdded'>): Trace {
  insertReply(turn, item, reply)
  // An answer that stands in no message yet may be posted for its author: undoing it takes that message back too.
  return { seq: touch(turn, item), item, reply: reply.id, detail: { posted: reply.message === null } }
}

function edit(turn: Turn, { item, reply, text }: Of<'replyEdited'>): Trace | null {
  const { sql } = turn
  const row = sql.one<{ text: string; by: PersonRef | null }>(
    'select text, by from reply where id = ? and item = ? and removed = 0',
    reply,
    item,
  )
  if (!row || row.text === text) return null
  const seq = touch(turn, item)
  sql.run('update reply set text = ? where id = ?', text, reply)
  sql.run('update item set edited = ? where id = ?', seq, item)
  correct(turn, { seq, item, reply, author: row.by, text: { text } })
  return { seq, item, reply, detail: { text }, before: { text: row.text } }
}

/** An accepted reply that goes leaves the question open; its mark comes back with it. */
function setRemoved(turn: Turn, item: number, reply: string, removed: boolean): Trace | null {
  const changed = turn.sql.run(
    'update reply set removed = ? where id = ? and item = ? and removed = ?',
    flag(removed),
    reply,
    item,
    flag(!removed),
  )
  return changed === 0 ? null : { seq: touch(turn, item), item, reply }
}

interface MarkRow {
  readonly reply: string
  readonly by: PersonRef
  readonly at: number
  readonly byAsker: number
}

/** The asker's own mark holds against everybody else's. */
function accept(turn: Turn, { item, reply, byAsker }: Of<'accepted'>): Trace | null {
  const mark = turn.sql.one<MarkRow>(
    `select r.id as reply, i.accepted_by as by, i.accepted_at as at, i.accepted_by_asker as byAsker
     from item i join reply r on r.id = i.accepted_reply and r.removed = 0 where i.id = ?`,
    item,
  )
  if (mark?.byAsker && !byAsker && !isSamePerson(turn.sql, mark.by, turn.by)) return null
  if (mark ? mark.reply === reply && (!byAsker || mark.byAsker) : reply === null) return null
  if (reply !== null && !replyStands(turn.sql, item, reply)) return null
  turn.sql.run(
    'update item set accepted_reply = ?, accepted_by = ?, accepted_at = ?, accepted_by_asker = ? where id = ?',
    reply,
    reply === null ? null : (turn.by ?? NOBODY),
    reply === null ? null : turn.at,
    reply === null ? null : flag(byAsker),
    item,
  )
  const before = mark ? { ...mark, byAsker: mark.byAsker === 1 } : { reply: null, byAsker: false }
  return { seq: touch(turn, item), item, reply, detail: { reply, byAsker }, before }
}

/** Stands for Savoir itself and for people who asked to be forgotten, where a mark needs somebody. */
export const NOBODY = 'savoir:nobody'

const replyStands = (sql: Sql, item: number, reply: string): boolean =>
  Boolean(sql.one('select 1 from reply where id = ? and item = ? and removed = 0', reply, item))
