import type { Person, Place, Standing } from '../../chat/directory.ts'
import { type PersonRef, type PlaceRef, personRef, placeRef } from '../../chat/ref.ts'
import type { TopicWord } from '../../knowledge/evidence.ts'
import type { LanguageCode } from '../../knowledge/item.ts'
import { personTogether } from '../../knowledge/person.ts'
import {
  PERSON_DEFAULTS,
  type PersonSettings,
  PLACE_DEFAULTS,
  type PlaceSettings,
  settingsTogether,
} from '../../knowledge/settings.ts'
import { accountsOf, allBehind, isPerson, personBehind, personIn } from './accounts.ts'
import type { Sql } from './sql.ts'

interface PersonRow {
  readonly ref: string
  readonly name: string
  readonly standing: Standing
  readonly is_bot: number
  readonly locale: string | null
  readonly time_zone: string | null
}

const PERSON_COLUMNS = 'p.ref, p.name, p.standing, p.is_bot, p.locale, p.time_zone'

export function personOf(sql: Sql, ref: PersonRef): Person | null {
  const accounts = accountsOf(sql, ref).flatMap((account) => {
    const row = sql.one<PersonRow>(`select ${PERSON_COLUMNS} from person p where p.ref = ?`, account)
    return row ? [toPerson(row)] : []
  })
  return accounts.length ? personTogether(personBehind(sql, ref), accounts) : null
}

export function peopleIn(sql: Sql): Person[] {
  const accounts = sql.all<PersonRow>(`select ${PERSON_COLUMNS} from person p order by p.ref`).map(toPerson)
  const behind = allBehind(sql)
  // Most people have one account: nothing is to be brought together.
  if (behind.size === 0) return accounts
  const people = new Map<PersonRef, Person[]>()
  for (const account of accounts) {
    const person = behind.get(account.ref) ?? account.ref
    const known = people.get(person) ?? []
    people.set(person, account.ref === person ? [account, ...known] : [...known, account])
  }
  return [...people].map(([ref, theirs]) => personTogether(ref, theirs)).sort((a, b) => (a.ref < b.ref ? -1 : 1))
}

/** Each account by itself, as its platform describes it. */
export const accountsIn = (sql: Sql): Person[] =>
  sql
    .all<PersonRow & { mail_key: string | null }>(`select ${PERSON_COLUMNS}, p.mail_key from person p order by p.ref`)
    .map((row) => ({ ...toPerson(row), ...(row.mail_key === null ? {} : { mailKey: row.mail_key }) }))

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
  const rows = accountsOf(sql, person).flatMap(
    (account) => sql.one<{ settings: string }>('select settings from person_setting where person = ?', account) ?? [],
  )
  return settingsTogether(rows.map((row) => toPersonSettings(row.settings)))
}

export function allPersonSettings(sql: Sql): Map<PersonRef, PersonSettings> {
  const rows = sql.all<{ whose: PersonRef; settings: string }>(
    `select ${personIn('s.person')} as whose, s.settings from person_setting s order by whose, s.person <> whose, s.person`,
  )
  const all = new Map<PersonRef, PersonSettings[]>()
  for (const row of rows) all.set(row.whose, [...(all.get(row.whose) ?? []), toPersonSettings(row.settings)])
  return new Map([...all].map(([person, settings]) => [person, settingsTogether(settings)]))
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
  // Of what two accounts of a person said of a topic, the later word holds.
  const rows = sql.all<Omit<TopicWord, 'at'> & { at: number }>(
    `select ${personIn('w.person')} as person, w.topic, w.says, max(w.at) as at from topic_word w
     group by 1, w.topic order by 1, w.topic`,
  )
  return rows.map((row) => ({ ...row, at: new Date(row.at) }))
}

/** A question goes back to the one who asked it, and to nobody else. */
export function askedBy(sql: Sql, ask: string, by: PersonRef): { text: string; place: PlaceRef } | null {
  return (
    sql.one<{ text: string; place: PlaceRef }>(
      `select text, place from ask where id = @ask and ${isPerson('person')}`,
      { ask, person: by },
    ) ?? null
  )
}
