import type { ChatEvent } from '../../chat/event.ts'
import type { Settlement, Store } from '../store.ts'
import { json, type Sql } from './sql.ts'

const DAY_MS = 86_400_000
/** Platforms send an event again for hours, not for weeks. */
const KEEP_RECEIVED_MS = 7 * DAY_MS

/** Events that came in. Those of one tick share a transaction, because each costs the disk a wait. */
export function openInbox(
  sql: Sql,
  now: () => Date,
): Pick<Store, 'receive' | 'waiting' | 'unended' | 'begin' | 'failed' | 'setAside'> & { flush(): void } {
  let arrivals: Arrival[] = []
  const flush = (): void => {
    const group = arrivals
    arrivals = []
    if (group.length > 0) keepGroup(sql, group, now())
  }
  return {
    receive: (event) =>
      new Promise((resolve, reject) => {
        if (arrivals.length === 0) setImmediate(flush)
        arrivals.push({ event, resolve, reject })
      }),
    waiting: async (limit) => waiting(sql, limit),
    unended: async () => unended(sql),
    begin: async (event) =>
      sql.runLightly("update inbox set unended = unended + 1 where event = ? and state = 'waiting'", event),
    failed: async (event, reason, giveUp) => failed(sql, event, reason, giveUp),
    setAside: async () => setAside(sql),
    flush,
  }
}

interface Arrival {
  readonly event: ChatEvent
  readonly resolve: (isNew: boolean) => void
  readonly reject: (error: unknown) => void
}

function keepGroup(sql: Sql, group: readonly Arrival[], now: Date): void {
  try {
    const news = sql.write(() => group.map(({ event }) => keep(sql, event, now)))
    for (const [index, arrival] of group.entries()) arrival.resolve(news[index] ?? false)
  } catch (error) {
    for (const arrival of group) arrival.reject(error)
  }
}

const keep = (sql: Sql, event: ChatEvent, now: Date): boolean =>
  sql.run(
    "insert into inbox (event, at, state, payload) values (?, ?, 'waiting', ?) on conflict do nothing",
    event.id,
    now.getTime(),
    json(event),
  ) === 1

function waiting(sql: Sql, limit: number): ChatEvent[] {
  const rows = sql.all<{ payload: string }>(
    "select payload from inbox where state = 'waiting' order by seq limit ?",
    limit,
  )
  return rows.map((row) => toEvent(row.payload))
}

function toEvent(payload: string): ChatEvent {
  const kept = JSON.parse(payload)
  return { ...kept, at: new Date(kept.at) }
}

function unended(sql: Sql): Map<string, number> {
  const rows = sql.all<{ event: string; unended: number }>(
    "select event, unended from inbox where state = 'waiting' and unended > 0 order by seq",
  )
  return new Map(rows.map((row) => [row.event, row.unended]))
}

function failed(sql: Sql, event: string, reason: string, giveUp: boolean): number {
  return sql.write(() => {
    sql.run(
      `update inbox set tries = tries + 1, unended = 0, reason = ?, state = iif(?, 'aside', state) where event = ? and state = 'waiting'`,
      reason,
      giveUp ? 1 : 0,
      event,
    )
    return sql.one<{ tries: number }>('select tries from inbox where event = ?', event)?.tries ?? 0
  })
}

function setAside(sql: Sql): { event: string; reason: string; at: Date }[] {
  const rows = sql.all<{ event: string; reason: string; at: number }>(
    "select event, reason, at from inbox where state = 'aside' order by seq desc",
  )
  return rows.map((row) => ({ ...row, at: new Date(row.at) }))
}

/** What is known of an event: whether it was handled, and its payload as long as it was not. */
export function payloadOf(sql: Sql, event: string): { state: string | null; payload: ChatEvent | null } {
  const row = sql.one<{ state: string; payload: string | null }>(
    'select state, payload from inbox where event = ?',
    event,
  )
  return { state: row?.state ?? null, payload: row?.payload ? toEvent(row.payload) : null }
}

/** The event has had its effects. One that Savoir numbered itself (an import, a digest) is remembered for good. */
export function markHandled(sql: Sql, { event, at }: Settlement): void {
  const known = sql.run(
    `update inbox set state = 'handled', payload = null, reason = null, keep_until = ? where event = ?`,
    at.getTime() + KEEP_RECEIVED_MS,
    event,
  )
  if (known > 0) return
  sql.run("insert into inbox (event, at, state) values (?, ?, 'handled')", event, at.getTime())
}

/** Forgets the numbers of events and deliveries that cannot come again. */
export function prune(sql: Sql, now: Date): void {
  sql.write(() => {
    sql.run('delete from inbox where keep_until < ?', now.getTime())
    sql.run('delete from outbox where keep_until < ?', now.getTime())
  })
}
