import type { MessageRef } from '../../chat/ref.ts'
import type { Origin } from '../../knowledge/change.ts'
import type { Item } from '../../knowledge/item.ts'
import type { Changed, ItemFilter, Reader } from '../store.ts'
import { isPerson, personIn } from './accounts.ts'
import { type ItemRow, toItems } from './item-rows.ts'
import { IN_SCOPE, inScope, scopeOf } from './readers.ts'
import { json, type Named, type Sql } from './sql.ts'
import { rootOf } from './tags.ts'

/** The items with these numbers that the reader may read, in the order asked for. */
export function itemsById(sql: Sql, ids: readonly number[], reader: Reader): Item[] {
  const found = new Map(load(sql, ids, reader).map((item) => [item.id, item]))
  return [...new Set(ids)].flatMap((id) => found.get(id) ?? [])
}

/** Newest first; nothing when `after` is not there for the reader. */
export function itemsWhere(
  sql: Sql,
  filter: ItemFilter,
  reader: Reader,
  page: { limit: number; after?: number },
): Item[] {
  const scope = scopeOf(sql, reader)
  const conditions = [IN_SCOPE, 'i.removed = 0', ...conditionsOf(filter)]
  const values: Record<string, string | number | null> = { ...scope, ...valuesOf(sql, filter), limit: page.limit }
  if (page.after !== undefined) {
    // A removed item still says where the page ended.
    const edge = sql.one<{ at: number }>(`select i.at from item i where i.id = @id and ${IN_SCOPE}`, {
      ...scope,
      id: page.after,
    })
    if (!edge) return []
    conditions.push('(i.at, i.id) < (@edgeAt, @edgeId)')
    Object.assign(values, { edgeAt: edge.at, edgeId: page.after })
  }
  const ids = sql.all<{ id: number }>(
    `select i.id from item i where ${conditions.join(' and ')} order by i.at desc, i.id desc limit @limit`,
    values,
  )
  return itemsById(
    sql,
    ids.map((row) => row.id),
    reader,
  )
}

/** The item or reply that came from this message, or that it speaks for; an item before a reply, the oldest first. */
export function origin(sql: Sql, message: MessageRef, reader: Reader): Origin | null {
  const row = sql.one<{ item: number; reply: string | null }>(
    `select item, reply from (
       select i.id as item, null as reply, 0 as rank, i.at as at from item i
       where i.message = @message and i.removed = 0 and ${IN_SCOPE}
       union all
       select i.id, r.id, 1, r.at from reply r join item i on i.id = r.item
       where r.message = @message and r.removed = 0 and i.removed = 0 and ${IN_SCOPE}
       union all
       select i.id, null, 2, i.at from post p join item i on i.id = p.item
       where p.message = @message and i.removed = 0 and ${IN_SCOPE}
     ) order by rank, at, item limit 1`,
    { ...scopeOf(sql, reader), message },
  )
  return row ? { message, item: row.item, reply: row.reply } : null
}

/** Items touched behind `seq`, in the order of their latest change. Each change gives each item a number of its own. */
export function changedSince(sql: Sql, seq: number, limit: number): Changed {
  const rows = sql.all<{ id: number; version: number; gone: number }>(
    `select id, version, removed as gone from item where version > @seq
     union all select item, version, 1 from gone where version > @seq
     order by version limit @limit + 1`,
    { seq, limit },
  )
  const page = rows.slice(0, limit)
  const more = rows.length > limit
  const ids = page.filter((row) => !row.gone).map((row) => row.id)
  return {
    items: itemsById(sql, ids, { kind: 'savoir' }),
    removed: page.filter((row) => row.gone).map((row) => row.id),
    seq: more ? (page.at(-1)?.version ?? seq) : Math.max(seq, lastSeq(sql)),
    more,
  }
}

export const forgottenSince = (sql: Sql, seq: number): boolean =>
  Boolean(sql.one("select 1 from log where seq > ? and kind = 'forgotten' limit 1", seq))

export const lastSeq = (sql: Sql): number =>
  sql.one<{ seq: number }>('select coalesce(max(seq), 0) as seq from log')?.seq ?? 0

/** True when an item, there, removed or erased, or a reply bears this number. */
export function taken(sql: Sql, id: number): boolean {
  return Boolean(
    sql.one(
      `select 1 from item where id = @id union all select 1 from gone where item = @id
       union all select 1 from reply where id = @text`,
      { id, text: String(id) },
    ),
  )
}

function load(sql: Sql, ids: readonly number[], reader: Reader): Item[] {
  const rows = sql.all<ItemRow>(SELECT_ITEMS, { ...scopeOf(sql, reader), ids: json(ids) })
  return toItems(sql, rows)
}

// What supersedes an item counts only for those who may read it; an accepted reply only as long as it stands.
const SELECT_ITEMS = `
  select i.id, i.kind, i.title, i.body, ${personIn('i.by')} as by, i.at, i.language, i.audience, i.place, i.message, i.permalink,
    ${personIn('i.accepted_by')} as accepted_by, i.accepted_at, i.accepted_by_asker, i.proposed_reply, i.edited, i.version,
    (select r.id from reply r where r.id = i.accepted_reply and r.removed = 0) as accepted_reply,
    (select s.id from item s where s.id = i.superseded_by and s.removed = 0 and ${inScope('s')}) as superseded_by
  from item i
  where i.id in (select value from json_each(@ids)) and i.removed = 0 and ${IN_SCOPE}`

const OPEN = `i.kind = 'question'
  and not exists (select 1 from reply r where r.id = i.accepted_reply and r.removed = 0)
  and not exists (select 1 from item s where s.id = i.superseded_by and s.removed = 0 and ${inScope('s')})`

const TAGGED = `exists (select 1 from item_tag t left join tag_merge m on m.tag = t.tag
  where t.item = i.id and coalesce(m.root, t.tag) = @tag)`

const WRITTEN = `(${isPerson('i.by', '@author')} or exists (
  select 1 from reply r where r.item = i.id and ${isPerson('r.by', '@author')} and r.role = 'answer' and r.removed = 0))`

function conditionsOf(filter: ItemFilter): string[] {
  const conditions: string[] = []
  if (filter.kind !== undefined) conditions.push('i.kind = @kind')
  if (filter.by !== undefined) conditions.push(isPerson('i.by', '@by'))
  if (filter.author !== undefined) conditions.push(WRITTEN)
  if (filter.place !== undefined) conditions.push('i.place = @place')
  if (filter.tag !== undefined) conditions.push(TAGGED)
  if (filter.since !== undefined) conditions.push('i.at >= @since')
  if (filter.until !== undefined) conditions.push('i.at < @until')
  if (filter.open === true) conditions.push(OPEN)
  if (filter.open === false) conditions.push(`not (${OPEN})`)
  return conditions
}

function valuesOf(sql: Sql, filter: ItemFilter): Named {
  return {
    kind: filter.kind ?? null,
    by: filter.by ?? null,
    author: filter.author ?? null,
    place: filter.place ?? null,
    tag: filter.tag === undefined ? null : rootOf(sql, filter.tag),
    since: filter.since?.getTime() ?? null,
    until: filter.until?.getTime() ?? null,
  }
}
