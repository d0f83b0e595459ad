import { type Of, stands, type Trace, type Turn, touch, touchAll } from './change-turn.ts'
import { flag, type Sql } from './sql.ts'
import { rootOf } from './tags.ts'

/** Changes of the tags on an item, and of what tags mean. */
export function applyTag(
  turn: Turn,
  change: Of<'tagged' | 'untagged' | 'tagsMerged' | 'tagsSplit' | 'tagPairJudged'>,
): Trace | null {
  switch (change.kind) {
    case 'tagged':
      return tag(turn, change)
    case 'untagged':
      return untag(turn, change)
    case 'tagsMerged':
      return merge(turn, change)
    case 'tagsSplit':
      return split(turn, change)
    case 'tagPairJudged':
      return judge(turn, change)
  }
}

/** Kept under its common name; an item that has it already is left as it is. */
function tag(turn: Turn, change: Of<'tagged'>): Trace | null {
  const root = rootOf(turn.sql, change.tag)
  if (!stands(turn, change.item) || tagsLike(turn.sql, change.item, root).length > 0) return null
  turn.sql.run('insert into item_tag (item, tag) values (?, ?)', change.item, root)
  return { seq: touch(turn, change.item), item: change.item, detail: { tag: change.tag } }
}

function untag(turn: Turn, change: Of<'untagged'>): Trace | null {
  const tags = tagsLike(turn.sql, change.item, rootOf(turn.sql, change.tag))
  if (!stands(turn, change.item) || tags.length === 0) return null
  for (const each of tags) turn.sql.run('delete from item_tag where item = ? and tag = ?', change.item, each)
  return { seq: touch(turn, change.item), item: change.item, detail: { tag: change.tag }, before: { tags } }
}

/** The tags on the item that go by this common name. */
const tagsLike = (sql: Sql, item: number, root: string): string[] =>
  sql
    .all<{ tag: string }>(
      `select t.tag from item_tag t left join tag_merge m on m.tag = t.tag
       where t.item = ? and coalesce(m.root, t.tag) = ? order by t.tag`,
      item,
      root,
    )
    .map((row) => row.tag)

/** The newest word counts: a tag that was itself merged into `tag` becomes free again, so that no circle closes. */
function merge(turn: Turn, { tag, into }: Of<'tagsMerged'>): Trace | null {
  const links = linksOf(turn.sql)
  const former = links.get(tag) ?? null
  if (tag === into || former === into) return null
  const next = new Map(links).set(tag, into)
  const released = next.get(into)
  const closes = chain(next, into).includes(tag)
  if (closes) next.delete(into)
  const seq = relink(turn, links, next)
  return {
    seq,
    detail: { tag, into },
    before: { into: former, released: closes ? { tag: into, into: released } : null },
  }
}

function split(turn: Turn, { tag }: Of<'tagsSplit'>): Trace | null {
  const links = linksOf(turn.sql)
  const into = links.get(tag)
  if (into === undefined) return null
  const next = new Map(links)
  next.delete(tag)
  return { seq: relink(turn, links, next), detail: { tag }, before: { into } }
}

type Links = ReadonlyMap<string, string>

const linksOf = (sql: Sql): Map<string, string> =>
  new Map(
    sql.all<{ tag: string; into_tag: string }>('select tag, into_tag from tag_merge').map((r) => [r.tag, r.into_tag]),
  )

/** The tags from here to the end of the chain, without the first. */
function chain(links: Links, from: string): string[] {
  const seen: string[] = []
  for (let next = links.get(from); next !== undefined && !seen.includes(next); next = links.get(next)) seen.push(next)
  return seen
}

/** Writes the links that changed, and gives a new version to every item whose tags now read differently. */
function relink(turn: Turn, former: Links, links: Links): number {
  const { sql } = turn
  const touched = new Set<number>()
  for (const tag of new Set([...former.keys(), ...links.keys()])) {
    const root = chain(links, tag).at(-1) ?? tag
    const before = rootOf(sql, tag)
    const into = links.get(tag)
    if (into === undefined) sql.run('delete from tag_merge where tag = ?', tag)
    else {
      sql.run(
        `insert into tag_merge (tag, into_tag, root) values (?, ?, ?)
         on conflict do update set into_tag = excluded.into_tag, root = excluded.root`,
        tag,
        into,
        root,
      )
    }
    if (root === before) continue
    for (const row of sql.all<{ item: number }>('select item from item_tag where tag = ?', tag)) touched.add(row.item)
  }
  touchAll(turn, [...touched])
  return turn.next()
}

function judge({ sql, by, at, next }: Turn, { tag, into, same }: Of<'tagPairJudged'>): Trace | null {
  if (by === null) return null
  const [first, other] = tag < into ? [tag, into] : [into, tag]
  sql.run(
    `insert into tag_verdict (tag, other, person, same, at) values (?, ?, ?, ?, ?)
     on conflict do update set same = excluded.same, at = excluded.at`,
    first,
    other,
    by,
    flag(same),
    at,
  )
  return { seq: next(), detail: { tag, into, same } }
}
