import type { PersonRef } from '../../chat/ref.ts'
import { accountsOf, isPerson, personBehind } from './accounts.ts'
import { evidenceBy } from './evidence.ts'
import { logBy } from './log.ts'
import { personOf, personSettingsOf, topicWords } from './people.ts'
import type { Sql } from './sql.ts'

/** All that is stored on a person, in words that they can read. */
export function exportOf(sql: Sql, person: PersonRef): Record<string, unknown> {
  const rows = (text: string): Record<string, unknown>[] =>
    sql.all<Record<string, unknown>>(text, { person }).map(withDates)
  const queued = (text: string): unknown[] =>
    accountsOf(sql, person)
      .flatMap((account) => sql.all<{ text: string }>(text, JSON.stringify(account)))
      .map((row) => JSON.parse(row.text))
  return {
    person: personOf(sql, person),
    accounts: rows(`select ref, how, at from account where ${isPerson('ref')} order by ref`),
    mailKeys: rows(`select ref, mail_key as key from person where ${isPerson('ref')} and mail_key is not null`),
    settings: personSettingsOf(sql, person),
    topics: topicWords(sql).filter((word) => word.person === personBehind(sql, person)),
    places: rows(`select place from member where ${isPerson('person')} order by place`),
    items: rows(`select id, kind, title, body, at, language, audience, place, permalink, removed from item
      where ${isPerson('by')} order by at, id`),
    replies: rows(`select id, item, at, text, permalink, role, removed from reply
      where ${isPerson('by')} order by at, id`),
    accepted: rows(
      `select id as item, accepted_reply as reply, accepted_at as at from item where ${isPerson('accepted_by')}`,
    ),
    voices: rows(`select item, kind, at from voice where ${isPerson('person')} order by at, item, kind`),
    corrections: rows(`select item, reply, at from correction where ${isPerson('person')} order by seq`),
    evidence: evidenceBy(sql, person, { kind: 'savoir' }),
    asked: rows(`select id, text, place, at from ask where ${isPerson('person')} order by at, id`),
    nudges: rows(`select kind, at, dropped from nudge where ${isPerson('person')} order by at`),
    used: rows(`select first, last from person_use where ${isPerson('person')}`),
    tagVerdicts: rows(`select tag, other, same, at from tag_verdict where ${isPerson('person')} order by at`),
    requests: rows(`select item, at, state from request where ${isPerson('person')} order by at, item`),
    changes: logBy(sql, person),
    waitingEvents: queued('select payload as text from inbox where instr(payload, ?) > 0 order by seq'),
    waitingMessages: queued('select delivery as text from outbox where instr(delivery, ?) > 0 order by seq'),
  }
}

const TIMES: readonly string[] = ['at', 'first', 'last']

const withDates = (row: Record<string, unknown>): Record<string, unknown> =>
  Object.fromEntries(
    Object.entries(row).map(([name, value]) => [
      name,
      TIMES.includes(name) && typeof value === 'number' ? new Date(value) : value,
    ]),
  )
