import type { PersonRef } from '../../chat/ref.ts'
import { evidenceBy } from './evidence.ts'
import { logBy } from './log.ts'
import { personOf, personSettingsOf, topicWords } from './people.ts'
import type { Sql } from './sql.ts'

/** All that is stored on a person, in words that they can read. */
export function exportOf(sql: Sql, person: PersonRef): Record<string, unknown> {
  const rows = (text: string): Record<string, unknown>[] =>
    sql.all<Record<string, unknown>>(text, { person }).map(withDates)
  return {
    person: personOf(sql, person),
    settings: personSettingsOf(sql, person),
    topics: topicWords(sql).filter((word) => word.person === person),
    places: rows('select place from member where person = @person order by place'),
    items: rows(`select id, kind, title, body, at, language, audience, place, permalink, removed from item
      where by = @person order by at, id`),
    replies: rows('select id, item, at, text, permalink, role, removed from reply where by = @person order by at, id'),
    accepted: rows(
      'select id as item, accepted_reply as reply, accepted_at as at from item where accepted_by = @person',
    ),
    voices: rows('select item, kind, at from voice where person = @person order by at, item, kind'),
    corrections: rows('select item, reply, at from correction where person = @person order by seq'),
    evidence: evidenceBy(sql, person, { kind: 'savoir' }),
    asked: rows('select id, text, place, at from ask where person = @person order by at, id'),
    nudges: rows('select kind, at, dropped from nudge where person = @person order by at'),
    used: rows('select first, last from person_use where person = @person'),
    tagVerdicts: rows('select tag, other, same, at from tag_verdict where person = @person order by at'),
    requests: rows('select item, at, state from request where person = @person order by at, item'),
    changes: logBy(sql, person),
    waitingEvents: queued(sql, 'select payload as text from inbox where instr(payload, ?) > 0 order by seq', person),
    waitingMessages: queued(
      sql,
      'select delivery as text from outbox where instr(delivery, ?) > 0 order by seq',
      person,
    ),
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

const queued = (sql: Sql, text: string, person: PersonRef): unknown[] =>
  sql.all<{ text: string }>(text, JSON.stringify(person)).map((row) => JSON.parse(row.text))
