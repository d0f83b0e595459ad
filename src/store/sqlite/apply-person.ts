import type { Of, Trace, Turn } from './change-turn.ts'
import { forget } from './forget.ts'
import { flag, json } from './sql.ts'

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
    `insert into person (ref, name, standing, is_bot, locale, time_zone) values (?, ?, ?, ?, ?, ?)
     on conflict do update set name = iif(forgotten, '', excluded.name), standing = excluded.standing,
       is_bot = excluded.is_bot, locale = excluded.locale, time_zone = excluded.time_zone
     where (name, standing, is_bot, locale, time_zone) is not
       (iif(forgotten, '', excluded.name), excluded.standing, excluded.is_bot, excluded.locale, excluded.time_zone)`,
    person.ref,
    person.name,
    person.standing,
    flag(person.isBot),
    person.locale,
    person.timeZone,
  )
  return changed === 0 ? null : { seq: next() }
}

function set({ sql, by, next }: Turn, { settings }: Of<'personSet'>): Trace | null {
  if (by === null) return null
  const kept = sql.one<{ settings: string }>('select settings from person_setting where person = ?', by)
  const before: Record<string, unknown> = JSON.parse(kept?.settings ?? '{}')
  const after = json({ ...before, ...settings })
  if (after === json(before)) return null
  sql.run(
    'insert into person_setting (person, settings) values (?, ?) on conflict do update set settings = excluded.settings',
    by,
    after,
  )
  if (settings.learnFromMe) sql.run('update person set forgotten = 0 where ref = ?', by)
  return { seq: next(), detail: { settings }, before }
}

function say({ sql, by, at, next }: Turn, topic: string, says: string | null): Trace | null {
  if (by === null) return null
  const before = sql.one<{ says: string }>('select says from topic_word where person = ? and topic = ?', by, topic)
  if ((before?.says ?? null) === says) return null
  if (says === null) sql.run('delete from topic_word where person = ? and topic = ?', by, topic)
  else {
    sql.run(
      `insert into topic_word (person, topic, says, at) values (?, ?, ?, ?)
       on conflict do update set says = excluded.says, at = excluded.at`,
      by,
      topic,
      says,
      at,
    )
  }
  return { seq: next(), detail: { topic }, before: { says: before?.says ?? null } }
}

function keepAsk({ sql, by, at, next }: Turn, { ask, text, place }: Of<'asked'>): Trace | null {
  if (by === null) return null
  sql.run('insert into ask (id, person, text, place, at) values (?, ?, ?, ?, ?)', ask, by, text, place, at)
  return { seq: next(), place, detail: { ask } }
}
