import type { Delivery } from '../../chat/delivery.ts'
import type { ChatEvent } from '../../chat/event.ts'
import { type MessageRef, platformOf } from '../../chat/ref.ts'
import type { Outbox, Outgoing, Platforms, Settlement } from '../store.ts'
import { personBehind } from './accounts.ts'
import { nudgesSince, nudgesTo, remember } from './nudges.ts'
import { standsFor } from './posts.ts'
import { json, type Named, type Sql } from './sql.ts'

/** A delivery that is done is remembered for a week. */
const KEEP_DONE_MS = 7 * 86_400_000

/** What waits to go out, in lanes: one for each conversation. */
export function openOutbox(sql: Sql, now: () => Date): Outbox {
  const close = (id: string, state: 'sent' | 'dropped', reason: string | null): void => {
    sql.run(
      `update outbox set state = ?, reason = ?, delivery = null, keep_until = ? where id = ? and state in ('queued', 'claimed')`,
      state,
      reason,
      now().getTime() + KEEP_DONE_MS,
      id,
    )
  }
  const note = (id: string, dropped: string | null): Delivery | null => {
    const row = sql.one<{ delivery: string }>("select delivery from outbox where id = ? and state = 'claimed'", id)
    const delivery: Delivery | null = row ? JSON.parse(row.delivery) : null
    if (delivery) remember(sql, delivery, now(), dropped)
    return delivery
  }
  return {
    claim: async (platforms, due, limit) => claim(sql, platforms, due, limit),
    sent: async (id, message = null) =>
      sql.write(() => {
        const delivery = note(id, null)
        if (delivery && message) standsFor(sql, delivery, message)
        close(id, 'sent', null)
      }),
    nudgesTo: async (to, since) => nudgesTo(sql, to, since),
    nudgesSince: async (since, person) => nudgesSince(sql, since, person ?? null),
    dropped: async (id, reason) =>
      sql.write(() => {
        note(id, reason)
        close(id, 'dropped', reason)
      }),
    postpone: async (id, due) => {
      sql.run("update outbox set state = 'queued', due = ? where id = ? and state = 'claimed'", due.getTime(), id)
    },
    unreported: async (platforms) =>
      sql
        .all<OutgoingRow>(
          `select ${COLUMNS} from outbox where state = 'claimed' and ${FOR_PLATFORMS} order by seq`,
          namesOf(platforms),
        )
        .map(toOutgoing),
  }
}

interface OutgoingRow {
  readonly id: string
  readonly platform: string
  readonly delivery: string
  readonly tries: number
}

const COLUMNS = 'id, platform, delivery, tries'

const toOutgoing = (row: OutgoingRow): Outgoing => ({ ...row, delivery: JSON.parse(row.delivery) })

const FOR_PLATFORMS = '(platform in (select value from json_each(@names))) = @only'

const namesOf = (platforms: Platforms): Named =>
  'only' in platforms ? { names: json(platforms.only), only: 1 } : { names: json(platforms.except), only: 0 }

/** What somebody waits for comes before nudges: a Monday's digests would hold up answers for minutes. */
function claim(sql: Sql, platforms: Platforms, due: Date, limit: number): Outgoing[] {
  return sql.write(() => {
    const rows = sql.all<OutgoingRow>(
      `select ${COLUMNS} from outbox
       where seq in (select min(seq) from outbox where state in ('queued', 'claimed') group by lane)
         and state = 'queued' and due <= @due and ${FOR_PLATFORMS}
       order by lane glob 'nudge:*', seq limit @limit`,
      { ...namesOf(platforms), due: due.getTime(), limit },
    )
    for (const row of rows) sql.run("update outbox set state = 'claimed', tries = tries + 1 where id = ?", row.id)
    return rows.map((row) => toOutgoing({ ...row, tries: row.tries + 1 }))
  })
}

/** An event bears the moment that its platform tells, whose clock may be ahead: nobody waits for that. */
const AT_ONCE = 0

/** Puts the deliveries of an event in their lanes. */
export function queue(sql: Sql, { event, deliveries }: Settlement, cause: ChatEvent | null): void {
  for (const [index, delivery] of deliveries.entries()) {
    sql.run(
      "insert into outbox (id, platform, lane, state, due, delivery) values (?, ?, ?, 'queued', ?, ?)",
      `${event}#${index}`,
      platformOf(delivery.to),
      laneOf(sql, delivery, cause),
      AT_ONCE,
      json(delivery),
    )
  }
}

function laneOf(sql: Sql, delivery: Delivery, cause: ChatEvent | null): string {
  // A nudge that is held over the night must not hold up the answers behind it. Those to a person go one after the other,
  // whichever account they go out on: the gate counts what went before.
  if (delivery.kind === 'direct' && delivery.nudge) return `nudge:${personBehind(sql, delivery.to)}`
  if (delivery.kind === 'post' && delivery.nudge && delivery.onlyFor) {
    return `nudge:${personBehind(sql, delivery.onlyFor)}`
  }
  switch (delivery.kind) {
    case 'post':
    case 'direct':
    case 'form':
    case 'file':
    case 'home':
    case 'erase':
      return delivery.to
    case 'react':
    case 'unreact':
    case 'update':
      return placeOf(sql, delivery.to, cause) ?? platformOf(delivery.to)
  }
}

/** Where a message stands: in the place of the event that is about it, or of the item that came from it. */
function placeOf(sql: Sql, message: MessageRef, cause: ChatEvent | null): string | null {
  if (cause && messagesOf(cause).includes(message)) return cause.in
  const row = sql.one<{ place: string }>(
    `select place from item where message = @message
     union all select i.place from reply r join item i on i.id = r.item where r.message = @message limit 1`,
    { message },
  )
  return row?.place ?? null
}

const messagesOf = (event: ChatEvent): (MessageRef | null)[] => [
  'message' in event ? event.message : null,
  'thread' in event ? event.thread : null,
]
