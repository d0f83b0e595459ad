import type { PersonRef } from '../../chat/ref.ts'
import { accountsOf, isPerson, isSamePerson } from './accounts.ts'
import { eraseAccounts } from './apply-account.ts'
import { NOBODY } from './apply-reply.ts'
import { type Turn, touchAll } from './change-turn.ts'
import { json, type Sql } from './sql.ts'

/** Erases a person's words, evidence and name; what others wrote stays. Returns the number for the log entry. */
export function forget(turn: Turn, person: PersonRef): number {
  const { sql } = turn
  const touched = touchedBy(sql, person)
  const accounts = accountsOf(sql, person)
  revertEdits(sql, person)
  eraseLog(sql, person)
  eraseReplies(sql, person)
  eraseItems(turn, person)
  eraseTraces(sql, person)
  for (const account of accounts) eraseQueues(turn, account)
  // That they are one person is known no more, either.
  eraseAccounts(sql, accounts)
  for (const account of accounts) eraseIdentity(sql, account)
  const standing = touched.filter((id) => sql.one('select 1 from item where id = ?', id))
  touchAll(turn, standing)
  return turn.next()
}

/** Items that will read differently. */
const touchedBy = (sql: Sql, person: PersonRef): number[] =>
  sql
    .all<{ id: number }>(
      `select id from item where ${isPerson('by')} or ${isPerson('accepted_by')}
       union select item from reply where ${isPerson('by')} union select item from voice where ${isPerson('person')}
       union select item from correction where ${isPerson('person')}
       union select item from log where ${isPerson('by')} and kind in ('itemEdited', 'replyEdited')`,
      { person },
    )
    .map((row) => row.id)

interface EditRow {
  readonly item: number
  readonly reply: string | null
  readonly by: PersonRef | null
  readonly before: string | null
}

/** Where the last edits of somebody else's words were theirs, what stood there before comes back. */
function revertEdits(sql: Sql, person: PersonRef): void {
  const edits = sql.all<EditRow>(
    `select item, reply, by, before from log where kind in ('itemEdited', 'replyEdited')
     and item in (select item from log where ${isPerson('by')} and kind in ('itemEdited', 'replyEdited'))
     order by seq desc`,
    { person },
  )
  const former = new Map<string, EditRow>()
  const done = new Set<string>()
  for (const edit of edits) {
    const target = `${edit.item}/${edit.reply ?? ''}`
    if (!isSamePerson(sql, edit.by, person)) done.add(target)
    else if (!done.has(target)) former.set(target, edit)
  }
  for (const edit of former.values()) revert(sql, edit)
}

function revert(sql: Sql, { item, reply, before }: EditRow): void {
  if (before === null) return
  const text = JSON.parse(before)
  if (reply !== null) sql.run('update reply set text = ? where id = ?', text.text, reply)
  else sql.run('update item set title = ?, body = ? where id = ?', text.title, text.body, item)
}

/** Texts that they wrote, or that stood in what they had said; what they said of themselves; then their name. */
function eraseLog(sql: Sql, person: PersonRef): void {
  sql.run(
    `update log set detail = '{}', before = null where kind in ('itemEdited', 'replyEdited') and (${isPerson('by')}
       or (reply is null and item in (select id from item where ${isPerson('by')}))
       or reply in (select id from reply where ${isPerson('by')}))`,
    { person },
  )
  // An edit after theirs keeps their words as what stood before.
  sql.run(
    `update log set before = null where kind in ('itemEdited', 'replyEdited') and exists (
       select 1 from log e where e.item = log.item and e.reply is log.reply and ${isPerson('e.by')}
         and e.kind = log.kind and e.seq < log.seq)`,
    { person },
  )
  sql.run(
    `update log set detail = '{}', before = null where ${isPerson('by')}
     and kind in ('personSet', 'topicDeclared', 'topicHidden', 'topicDenied', 'topicFreed', 'asked')`,
    { person },
  )
  sql.run(
    `update log set before = json_set(before, '$.by', @nobody)
     where kind = 'accepted' and ${isPerson("json_extract(before, '$.by')")}`,
    { nobody: NOBODY, person },
  )
  sql.run(`update log set by = null where ${isPerson('by')}`, { person })
}

function eraseReplies(sql: Sql, person: PersonRef): void {
  sql.run(
    `update item set accepted_reply = null, accepted_by = null, accepted_at = null, accepted_by_asker = null
     where accepted_reply in (select id from reply where ${isPerson('by')})`,
    { person },
  )
  sql.run(`delete from reply where ${isPerson('by')}`, { person })
  sql.run(`update item set accepted_by = @nobody where ${isPerson('accepted_by')}`, { nobody: NOBODY, person })
}

/** Where others answered, the item stays without its words; otherwise it goes. */
function eraseItems({ sql, next }: Turn, person: PersonRef): void {
  const own = sql.all<{ id: number; removed: number; replies: number }>(
    `select id, removed, (select count(*) from reply r where r.item = item.id and r.removed = 0) as replies
     from item where ${isPerson('by')}`,
    { person },
  )
  for (const { id, removed, replies } of own) {
    if (replies > 0 && !removed) {
      sql.run("update item set title = '', body = '', by = null where id = ?", id)
      continue
    }
    sql.run('delete from item where id = ?', id)
    sql.run('insert into gone (item, version) values (?, ?)', id, next())
    const superseded = sql.all<{ id: number }>('select id from item where superseded_by = ?', id)
    for (const row of superseded) {
      sql.run('update item set superseded_by = null, version = ? where id = ?', next(), row.id)
    }
  }
}

const TRACES = ['voice', 'correction', 'topic_word', 'ask', 'nudge', 'person_use', 'request', 'tag_verdict'] as const

function eraseTraces(sql: Sql, person: PersonRef): void {
  for (const table of TRACES) sql.run(`delete from ${table} where ${isPerson('person')}`, { person })
}

/** What they said before and nobody handled yet, and what was about to go out to them or with their name. */
function eraseQueues({ sql, event, at }: Turn, person: PersonRef): void {
  const own = sql.one<{ seq: number }>('select seq from inbox where event = ?', event)?.seq ?? Number.MAX_SAFE_INTEGER
  sql.run(
    `update inbox set state = iif(state = 'aside', 'aside', 'handled'), payload = null, keep_until = @keep
     where payload is not null and seq < @own and instr(payload, @ref) > 0
       and (state = 'aside' or json_extract(payload, '$.by') = @person
         or json_extract(payload, '$.kind') = 'personChanged')`,
    { person, own, ref: json(person), keep: at + KEEP_MS },
  )
  const name = sql.one<{ name: string }>('select name from person where ref = ?', person)?.name ?? ''
  sql.run(
    `update outbox set state = 'dropped', reason = 'forgotten', delivery = null, keep_until = @keep
     where delivery is not null and (instr(delivery, @ref) > 0 or (@name <> '""' and instr(delivery, @words) > 0))`,
    { ref: json(person), name: json(name), words: json(name).slice(1, -1), keep: at + KEEP_MS },
  )
}

/** As long as a platform may send the same event again. */
const KEEP_MS = 7 * 86_400_000

/**
 * The row stays without a name, and marked, so that learning does not start again by itself. Standing and memberships are
 * the platform's word on who may read what: without them the person could read nothing any more, and a place could take
 * itself for one without guests.
 */
function eraseIdentity(sql: Sql, person: PersonRef): void {
  sql.run('delete from person_setting where person = ?', person)
  sql.run(
    `insert into person (ref, name, standing, is_bot, locale, time_zone, forgotten) values (?, '', 'left', 0, null, null, 1)
     on conflict do update set name = '', forgotten = 1, mail_key = null`,
    person,
  )
  sql.run('insert into person_setting (person, settings) values (?, \'{"learnFromMe":false}\')', person)
}
