import type { PersonRef } from '../../chat/ref.ts'
import type { NewItem } from '../../knowledge/item.ts'
import { accountBeside } from './accounts.ts'
import { insertReply } from './apply-reply.ts'
import { type Of, stands, type Trace, type Turn, touch, touchAll } from './change-turn.ts'
import { correct } from './corrections.ts'
import { flag } from './sql.ts'
import { rootOf } from './tags.ts'

type ItemChange = Of<'itemAdded' | 'itemRemoved' | 'itemRestored' | 'itemEdited' | 'itemSuperseded' | 'audienceSet'>

/** Changes of an item as a whole. */
export function applyItem(turn: Turn, change: ItemChange): Trace | null {
  switch (change.kind) {
    case 'itemAdded':
      return add(turn, change.item)
    case 'itemRemoved':
      return setRemoved(turn, change.item, true)
    case 'itemRestored':
      return setRemoved(turn, change.item, false)
    case 'itemEdited':
      return edit(turn, change)
    case 'itemSuperseded':
      return supersede(turn, change)
    case 'audienceSet':
      return setAudience(turn, change)
  }
}

function add(turn: Turn, item: NewItem): Trace {
  const seq = turn.next()
  insertItem(turn, item, seq)
  for (const reply of item.replies) insertReply(turn, item.id, reply)
  for (const tag of item.tags) {
    turn.sql.run(
      'insert into item_tag (item, tag) values (?, ?) on conflict do nothing',
      item.id,
      rootOf(turn.sql, tag),
    )
  }
  return { seq, item: item.id, place: item.source.place }
}

function insertItem({ sql }: Turn, item: NewItem, seq: number): void {
  const { place, message } = item.source
  const account = (person: PersonRef | undefined | null) =>
    person ? accountBeside(sql, person, message ?? place) : null
  sql.run(
    `insert into item (id, kind, title, body, by, at, language, audience, place, message, permalink,
       accepted_reply, accepted_by, accepted_at, accepted_by_asker, proposed_reply, version)
     values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    item.id,
    item.kind,
    item.title,
    item.body,
    account(item.by),
    item.at.getTime(),
    item.language,
    item.audience,
    item.source.place,
    item.source.message,
    item.source.permalink,
    item.accepted?.reply ?? null,
    account(item.accepted?.by),
    item.accepted?.at.getTime() ?? null,
    item.accepted ? flag(item.accepted.byAsker) : null,
    item.proposed ?? null,
    seq,
  )
}

/** What the item superseded stands or yields with it. */
function setRemoved(turn: Turn, item: number, removed: boolean): Trace | null {
  const { sql } = turn
  const changed = sql.run(
    'update item set removed = ? where id = ? and removed = ?',
    flag(removed),
    item,
    flag(!removed),
  )
  if (changed === 0) return null
  const superseded = sql.all<{ id: number }>('select id from item where superseded_by = ?', item).map((row) => row.id)
  touchAll(turn, superseded)
  return { seq: touch(turn, item), item }
}

function edit(turn: Turn, { item, title, body }: Of<'itemEdited'>): Trace | null {
  const { sql } = turn
  const row = sql.one<{ title: string; body: string; by: PersonRef | null }>(
    'select title, body, by from item where id = ? and removed = 0',
    item,
  )
  if (!row || (row.title === title && row.body === body)) return null
  const seq = touch(turn, item)
  sql.run('update item set title = ?, body = ?, edited = ? where id = ?', title, body, seq, item)
  correct(turn, { seq, item, reply: null, author: row.by, text: { title, body } })
  return { seq, item, detail: { title, body }, before: { title: row.title, body: row.body } }
}

function supersede(turn: Turn, { item, by }: Of<'itemSuperseded'>): Trace | null {
  const row = turn.sql.one<{ by: number | null }>(
    'select superseded_by as by from item where id = ? and removed = 0',
    item,
  )
  if (!row || row.by === by || item === by) return null
  turn.sql.run('update item set superseded_by = ? where id = ?', by, item)
  return { seq: touch(turn, item), item, detail: { by }, before: { by: row.by } }
}

function setAudience(turn: Turn, { item, audience }: Of<'audienceSet'>): Trace | null {
  if (!stands(turn, item)) return null
  const before = turn.sql.one<{ audience: string }>('select audience from item where id = ?', item)
  if (!before || before.audience === audience) return null
  turn.sql.run('update item set audience = ? where id = ?', audience, item)
  return { seq: touch(turn, item), item, detail: { audience }, before: { ...before } }
}
