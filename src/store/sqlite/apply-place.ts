import type { PlaceRef } from '../../chat/ref.ts'
import { type Of, type Trace, type Turn, touchAll } from './change-turn.ts'
import { flag, json } from './sql.ts'

/** Changes of places, as platforms tell them or as people set them. */
export function applyPlace(turn: Turn, change: Of<'placeSeen' | 'membersChanged' | 'placeSet'>): Trace | null {
  switch (change.kind) {
    case 'placeSeen':
      return see(turn, change)
    case 'membersChanged':
      return changeMembers(turn, change)
    case 'placeSet':
      return set(turn, change)
  }
}

function see(turn: Turn, { place, members }: Of<'placeSeen'>): Trace | null {
  const { sql } = turn
  const known = sql.one<{ audience: string }>('select audience from place where ref = ?', place.ref)
  const changed = sql.run(
    `insert into place (ref, name, audience, external, archived) values (?, ?, ?, ?, ?)
     on conflict do update set name = excluded.name, audience = excluded.audience, external = excluded.external,
       archived = excluded.archived
     where (name, audience, external, archived) <> (excluded.name, excluded.audience, excluded.external, excluded.archived)`,
    place.ref,
    place.name,
    place.audience,
    flag(place.external),
    flag(place.archived),
  )
  const listed = members === null ? 0 : replaceMembers(turn, place.ref, members)
  const narrowed = known?.audience === 'everyone' && place.audience !== 'everyone'
  if (changed + listed === 0) return null
  const seq = narrowed ? narrow(turn, place.ref) : turn.next()
  return {
    seq,
    place: place.ref,
    detail: { audience: place.audience },
    ...(known ? { before: { audience: known.audience } } : {}),
  }
}

function replaceMembers({ sql }: Turn, place: PlaceRef, members: readonly string[]): number {
  const list = json(members)
  return (
    sql.run('delete from member where place = ? and person not in (select value from json_each(?))', place, list) +
    sql.run(
      'insert into member (place, person) select ?, value from json_each(?) where true on conflict do nothing',
      place,
      list,
    )
  )
}

/** What was said there for everyone is for its members from now on; opening the place again does not undo that. */
function narrow(turn: Turn, place: PlaceRef): number {
  const { sql } = turn
  const items = sql.all<{ id: number }>("select id from item where place = ? and audience = 'everyone'", place)
  sql.run("update item set audience = 'members' where place = ?", place)
  touchAll(
    turn,
    items.map((row) => row.id),
  )
  const seq = turn.next()
  sql.run('update place set narrowed = ? where ref = ?', seq, place)
  return seq
}

function changeMembers({ sql, next }: Turn, { place, joined, left }: Of<'membersChanged'>): Trace | null {
  const changed =
    sql.run('delete from member where place = ? and person in (select value from json_each(?))', place, json(left)) +
    sql.run(
      'insert into member (place, person) select ?, value from json_each(?) where true on conflict do nothing',
      place,
      json(joined),
    )
  // People are not named: the list itself says who is there.
  return changed === 0 ? null : { seq: next(), place }
}

function set({ sql, next }: Turn, { place, settings }: Of<'placeSet'>): Trace | null {
  const kept = sql.one<{ settings: string }>('select settings from place_setting where place = ?', place)
  const before: Record<string, unknown> = JSON.parse(kept?.settings ?? '{}')
  const after = json({ ...before, ...settings })
  if (after === json(before)) return null
  sql.run(
    'insert into place_setting (place, settings) values (?, ?) on conflict do update set settings = excluded.settings',
    place,
    after,
  )
  return { seq: next(), place, detail: { settings }, before }
}
