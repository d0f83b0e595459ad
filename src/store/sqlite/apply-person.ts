import type { PersonRef } from '../../chat/ref.ts'
import { accountsOf } from './accounts.ts'
import type { Of, Trace, Turn } from './change-turn.ts'
import { forget } from './forget.ts'
import { flag, json, type Sql } from './sql.ts'

type PersonChange = Of<
  'personSeen' | 'personSet' | 'topicDeclared' | 'topicHidden' | 'topicDenied' | 'topicFreed' | 'asked' | 'forgotten'
>

/** Changes of people, as platforms tell them or as they decide for themselves. */
export function applyPerson(turn: Turn, change: PersonChange): Trace | null {
  switch (change.kind) {
    case 'personSeen':
      return see(turn, change)
    case 'personSet':
      return set(turn, change)
    case 'topicDeclared':
      return say(turn, change.topic, 'declared')
    case 'topicHidden':
      return say(turn, change.topic, 'hidden')
    case 'topicDenied':
      return say(turn, change.topic, 'denied')
    case 'topicFreed':
      return say(turn, change.topic, null)
    case 'asked':
      return keepAsk(turn, change)
    case 'forgotten':
      return turn.by === null ? null : { seq: forget(turn, turn.by) }
  }
}

/** Somebody who asked to be forgotten stays without a name until they let Savoir learn again. */
function see({ sql, next }: Turn, { person }: Of<'personSeen'>): Trace | null {
  const changed = sql.run(
    `insert into person (ref, name, standing, is_bot, locale, time_zone, mail_key) values (?, ?, ?, ?, ?, ?, ?)
     on conflict do update set name = iif(forgotten, '', excluded.name), standing = excluded.standing,
       is_bot = excluded.is_bot, locale = excluded.locale, time_zone = excluded.time_zone,
       mail_key = iif(forgotten, null, excluded.mail_key)
     where (name, standing, is_bot, locale, time_zone, mail_key) is not
       (iif(forgotten, '', excluded.name), excluded.standing, excluded.is_bot, excluded.locale, excluded.time_zone,
        iif(forgotten, null, excluded.mail_key))`,
    person.ref,
    person.name,
    person.standing,
    flag(person.isBot),
    person.locale,
    person.timeZone,
    person.mailKey ?? null,
  )
  return changed === 0 ? null : { seq: next() }
}

function set({ sql, by, next }: Turn, { settings }: Of<'personSet'>): Trace | null {
  if (by === null) return null
  const changed = accountsOf(sql, by).filter((account) => setFor(sql, account, settings))
  return changed.length === 0 ? null : { seq: next(), detail: { settings } }
}

/** What a person sets is set for each of their accounts: it stays so when they are split. */
function setFor(sql: Sql, account: PersonRef, settings: Of<'personSet'>['settings']): boolean {
  const kept = sql.one<{ settings: string }>('select settings from person_setting where person = ?', account)
  const before: Record<string, unknown> = JSON.parse(kept?.settings ?? '{}')
  const after = json({ ...before, ...settings })
  if (after === json(before)) return false
  sql.run(
    'insert into person_setting (person, settings) values (?, ?) on conflict do update set settings = excluded.settings',
    account,
    after,
  )
  if (settings.learnFromMe) sql.run('update person set forgotten = 0 where ref = ?', account)
  return true
}

function say({ sql, by, at, next }: Turn, topic: string, says: string | null): Trace | null {
  if (by === null) return null
  const changed = accountsOf(sql, by).filter((account) => sayFor(sql, account, { topic, says, at }))
  return changed.length === 0 ? null : { seq: next(), detail: { topic } }
}

interface Word {
  readonly topic: string
  readonly says: string | null
  readonly at: number
}

function sayFor(sql: Sql, account: PersonRef, { topic, says, at }: Word): boolean {
  if (says === null) return sql.run('delete from topic_word where person = ? and topic = ?', account, topic) > 0
  return (
    sql.run(
      `insert into topic_word (person, topic, says, at) values (?, ?, ?, ?)
       on conflict do update set says = excluded.says, at = excluded.at where says <> excluded.says`,
      account,
      topic,
      says,
      at,
    ) > 0
  )
}

function keepAsk({ sql, by, at, next }: Turn, { ask, text, place }: Of<'asked'>): Trace | null {
  if (by === null) return null
  sql.run('insert into ask (id, person, text, place, at) values (?, ?, ?, ?, ?)', ask, by, text, place, at)
  return { seq: next(), place, detail: { ask } }
}
