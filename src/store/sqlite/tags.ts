import type { Reader } from '../store.ts'
import { IN_SCOPE, scopeOf } from './readers.ts'
import type { Sql } from './sql.ts'

/** Tags on what the reader may read, under their common names, most used first. */
export function tagsFor(sql: Sql, reader: Reader): { tag: string; items: number }[] {
  return sql.all(
    `select coalesce(m.root, t.tag) as tag, count(distinct t.item) as items
     from item i join item_tag t on t.item = i.id left join tag_merge m on m.tag = t.tag
     where i.removed = 0 and ${IN_SCOPE}
     group by 1 order by items desc, tag`,
    scopeOf(sql, reader),
  )
}

/** Each merged tag and the tag that it is shown as. */
export function mergedTags(sql: Sql): Map<string, string> {
  return new Map(
    sql.all<{ tag: string; root: string }>('select tag, root from tag_merge').map((row) => [row.tag, row.root]),
  )
}

/** The name that a tag goes by. */
export const rootOf = (sql: Sql, tag: string): string =>
  sql.one<{ root: string }>('select root from tag_merge where tag = ?', tag)?.root ?? tag
