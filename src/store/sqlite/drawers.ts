import type { Drawers } from '../store.ts'
import type { Sql } from './sql.ts'

/** Small records of the adapters. */
export function openDrawers(sql: Sql): Drawers {
  return {
    keepGet: async (drawer, key) =>
      sql.one<{ value: string }>('select value from drawer where drawer = ? and key = ?', drawer, key)?.value ?? null,
    keepPut: async (drawer, key, value) => {
      sql.run(
        'insert into drawer (drawer, key, value) values (?, ?, ?) on conflict do update set value = excluded.value',
        drawer,
        key,
        value,
      )
    },
    keepList: async (drawer, prefix) =>
      sql.all(
        `select key, value from drawer where drawer = ? and key >= ? and substr(key, 1, length(?)) = ? order by key`,
        drawer,
        prefix,
        prefix,
        prefix,
      ),
    keepRemove: async (drawer, key) => {
      sql.run('delete from drawer where drawer = ? and key = ?', drawer, key)
    },
  }
}
