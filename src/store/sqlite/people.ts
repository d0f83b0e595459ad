import type { Person, Place, Standing } from '../../chat/directory.ts'
import { type PersonRef, type PlaceRef, personRef, placeRef } from '../../chat/ref.ts'
import type { TopicWord } from '../../knowledge/evidence.ts'
import type { LanguageCode } from '../../knowledge/item.ts'
import { PERSON_DEFAULTS, type PersonSettings, PLACE_DEFAULTS, type PlaceSettings } from '../../knowledge/settings.ts'
import type { Sql } from './sql.ts'

interface PersonRow {
  readonly ref: string
  readonly name: string
  readonly standing: Standing
  readonly is_bot: number
  readonly locale: string | null
  readonly time_zone: string | null
}

const PERSON_COLUMNS = 'ref, name, standing, is_bot, locale, time_zone'

export function personOf(sql: Sql, ref: PersonRef): Person | null {
  const row = sql.one<PersonRow>(`select ${PERSON_COLUMNS} from person where ref = ?`, ref)
  return row ? toPerson(row) : null
}

export const peopleIn = (sql: Sql): Person[] =>
  sql.all<PersonRow>(`select ${PERSON_COLUMNS} from person order by ref`).map(toPerson)

const toPerson = (row: PersonRow): Person => ({
  ref: personRef(row.ref),
  name: row.name,
  standing: row.standing,
  isBot: row.is_bot === 1,
  locale: row.locale,
  timeZone: row.time_zone,
})

interface PlaceRow {
  readonly ref: string
  readonly name: string
  readonly audience: Place['audience']
  readonly external: number
  readonly archived: number
}

const PLACE_COLUMNS = 'ref, name, audience, external, archived'

export function placeOf(sql: Sql, ref: PlaceRef): Place | null {
  const row = sql.one<PlaceRow>(`select ${PLACE_COLUMNS} from place where ref = ?`, ref)
  return row ? toPlace(row) : null
}

export const placesIn = (sql: Sql): Place[] =>
  sql.all<PlaceRow>(`select ${PLACE_COLUMNS} from place order by ref`).map(toPlace)

const toPlace = (row: PlaceRow): Place => ({
  ref: placeRef(row.ref),
  name: row.name,
  audience: row.audience,
  external: row.external === 1,
  archived: row.archived === 1,
})

export const membersOf = (sql: Sql, place: PlaceRef): PersonRef[] =>
  sql
    .all<{ person: PersonRef }>('select person from member where place = ? order by person', place)
    .map((row) => row.person)

export function personSettingsOf(sql: Sql, person: PersonRef): PersonSettings {
  const row = sql.one<{ settings: string }>('select settings from person_setting where person = ?', person)
  return row ? toPersonSettings(row.settings) : PERSON_DEFAULTS
}

export function allPersonSettings(sql: Sql): Map<PersonRef, PersonSettings> {
  const rows = sql.all<{ person: PersonRef; settings: string }>(
    'select person, settings from person_setting order by person',
  )
  return new Map(rows.map((row) => [row.person, toPersonSettings(row.settings)]))
}

// Only what was set is kept, so that a better default reaches everyone else.
const toPersonSettings = (kept: string): PersonSettings => ({ ...PERSON_DEFAULTS, ...JSON.parse(kept) })

export function placeSettingsOf(sql: Sql, place: PlaceRef): PlaceSettings {
  const row = sql.one<{ settings: string }>('select settings from place_setting where place = ?', place)
  return row ? { ...PLACE_DEFAULTS, ...JSON.parse(row.settings) } : PLACE_DEFAULTS
}

/** Their setting, else their client's, else the one spoken to people whose language is not known. */
export function languageOf(sql: Sql, person: PersonRef, unknown: LanguageCode): LanguageCode {
  const chosen = personSettingsOf(sql, person).language
  if (chosen) return chosen
  const locale = personOf(sql, person)?.locale?.toLowerCase()
  if (!locale) return unknown
  return locale.startsWith('fr') ? 'fr' : 'en'
}

export function topicWords(sql: Sql): TopicWord[] {
  const rows = sql.all<Omit<TopicWord, 'at'> & { at: number }>(
    'select person, topic, says, at from topic_word order by person, topic',
  )
  return rows.map((row) => ({ ...row, at: new Date(row.at) }))
}

/** A question goes back to the one who asked it, and to nobody else. */
export function askedBy(sql: Sql, ask: string, by: PersonRef): { text: string; place: PlaceRef } | null {
  return (
    sql.one<{ text: string; place: PlaceRef }>('select text, place from ask where id = ? and person = ?', ask, by) ??
    null
  )
}
