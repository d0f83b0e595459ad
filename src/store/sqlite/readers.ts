import type { Standing } from '../../chat/directory.ts'
import type { PersonRef, PlaceRef } from '../../chat/ref.ts'
import type { Readable, Reader } from '../store.ts'
import { isPerson } from './accounts.ts'
import { flag, json, type Named, type Sql } from './sql.ts'

/** What the reader may read now. */
export function readableBy(sql: Sql, reader: Reader): Readable {
  switch (reader.kind) {
    case 'savoir':
      return { ...NOTHING, all: true }
    case 'person':
      return byPerson(sql, reader.person)
    case 'place':
      return byPlace(sql, reader.place)
  }
}

/** True of the item `i` when the reader may read it; goes with `scopeOf`. */
export const IN_SCOPE = inScope('i')

export function inScope(item: string): string {
  return `(@all or (${item}.audience = 'everyone' and (@everyone or ${item}.place in (select value from json_each(@everyoneIn))))
    or ${item}.place in (select value from json_each(@places)))`
}

/** The parameters of `IN_SCOPE`. */
export function scopeOf(sql: Sql, reader: Reader): Named {
  const readable = readableBy(sql, reader)
  return {
    all: flag(readable.all),
    everyone: flag(readable.everyone),
    everyoneIn: json([...readable.everyoneIn]),
    places: json([...readable.places]),
  }
}

const NOTHING: Readable = { all: false, everyone: false, everyoneIn: new Set(), places: new Set() }

function byPerson(sql: Sql, person: PersonRef): Readable {
  // Who left a platform reads nothing more as a member of its places.
  const accounts = sql.all<{ ref: PersonRef; standing: Standing }>(
    `select p.ref, p.standing from person p where ${isPerson('p.ref')} and p.standing <> 'left'`,
    { person },
  )
  const rows = accounts.flatMap(({ ref }) =>
    sql.all<{ place: PlaceRef }>('select place from member where person = ?', ref),
  )
  const everyone = accounts.some(({ standing }) => standing === 'member')
  return { ...NOTHING, everyone, places: new Set(rows.map((row) => row.place)) }
}

interface PlaceRow {
  readonly audience: 'everyone' | 'members' | 'direct'
  readonly external: number
}

function byPlace(sql: Sql, place: PlaceRef): Readable {
  const row = sql.one<PlaceRow>('select audience, external from place where ref = ?', place)
  if (!row) return NOTHING
  const crowd = crowdOf(sql, place)
  const closed = row.external === 0 && crowd.others === 0
  switch (row.audience) {
    case 'everyone':
      return closed ? { ...NOTHING, everyone: true } : { ...NOTHING, everyoneIn: new Set([place]) }
    case 'members':
      return { ...NOTHING, everyone: closed && crowd.members > 0, places: new Set([place]) }
    case 'direct':
      return crowd.only === null ? NOTHING : byPerson(sql, crowd.only)
  }
}

interface Crowd {
  readonly members: number
  /** Guests, outsiders, and people that nobody described. */
  readonly others: number
  /** The one person who is there, when there is but one. */
  readonly only: PersonRef | null
}

/** Who would see it; leavers do not count, nor Savoir itself where the platform lists it as a bot. */
function crowdOf(sql: Sql, place: PlaceRef): Crowd {
  const row = sql.one<{ members: number; people: number; only: PersonRef | null }>(
    `select coalesce(sum(p.standing is 'member'), 0) as members, count(*) as people, min(m.person) as only
     from member m left join person p on p.ref = m.person
     where m.place = ? and p.standing is not 'left' and p.is_bot is not 1`,
    place,
  )
  if (!row) return { members: 0, others: 0, only: null }
  return { members: row.members, others: row.people - row.members, only: row.people === 1 ? row.only : null }
}
