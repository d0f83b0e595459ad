import type { PersonRef } from '../../chat/ref.ts'
import type { OwnTag, Reader, TagVerdict } from '../store.ts'
import { isPerson, personIn } from './accounts.ts'
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

/** Tags on what a person asked, said, saved or was helped by; `knows` when they answered or wrote there. */
export function tagsOf(sql: Sql, person: PersonRef, reader: Reader): OwnTag[] {
  const rows = sql.all<{ tag: string; item: number; knows: number }>(
    `select coalesce(m.root, t.tag) as tag, i.id as item, max(mine.knows) as knows
     from (
       select id as item, kind in ('note', 'status', 'decision') as knows from item where ${isPerson('by')}
       union all select item, role = 'answer' from reply where ${isPerson('by')} and removed = 0
       union all select item, 0 from voice where ${isPerson('person')} and kind in ('endorsed', 'helped', 'confirmed')
     ) mine
     join item i on i.id = mine.item join item_tag t on t.item = i.id left join tag_merge m on m.tag = t.tag
     where i.removed = 0 and ${IN_SCOPE} group by 1, 2 order by 1, 2`,
    { ...scopeOf(sql, reader), person },
  )
  const tags = new Map<string, { tag: string; knows: boolean; items: number[] }>()
  for (const { tag, item, knows } of rows) {
    const own = tags.get(tag) ?? { tag, knows: false, items: [] }
    own.items.push(item)
    tags.set(tag, { ...own, knows: own.knows || knows === 1 })
  }
  return [...tags.values()].sort((a, b) => b.items.length - a.items.length)
}

/** What people said of pairs of tags. */
export const tagVerdicts = (sql: Sql): TagVerdict[] =>
  sql
    .all<Omit<TagVerdict, 'same'> & { same: number }>(
      // Of the words of two accounts of a person, the later one holds.
      `select v.tag, v.other, ${personIn('v.person')} as person, v.same, max(v.at) as at from tag_verdict v
       group by v.tag, v.other, 3 order by v.tag, v.other, 3`,
    )
    .map(({ tag, other, person, same }) => ({ tag, other, person, same: same === 1 }))

/** Each merged tag and the tag that it is shown as. */
export function mergedTags(sql: Sql): Map<string, string> {
  return new Map(
    sql.all<{ tag: string; root: string }>('select tag, root from tag_merge').map((row) => [row.tag, row.root]),
  )
}

/** The name that a tag goes by. */
export const rootOf = (sql: Sql, tag: string): string =>
  sql.one<{ root: string }>('select root from tag_merge where tag = ?', tag)?.root ?? tag
