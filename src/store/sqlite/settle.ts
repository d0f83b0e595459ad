import type { Change } from '../../knowledge/change.ts'
import { type Settlement, Stale } from '../store.ts'
import { addressed } from './addresses.ts'
import { applyAccount } from './apply-account.ts'
import { applyItem } from './apply-item.ts'
import { applyPerson } from './apply-person.ts'
import { applyPlace } from './apply-place.ts'
import { applyReply } from './apply-reply.ts'
import { applyRequest } from './apply-request.ts'
import { applyTag } from './apply-tag.ts'
import { applyVoice } from './apply-voice.ts'
import type { Trace, Turn } from './change-turn.ts'
import { markHandled, payloadOf } from './inbox.ts'
import { lastSeq } from './items.ts'
import { plan } from './jobs.ts'
import { queue } from './outbox.ts'
import { json, type Sql } from './sql.ts'
import { rememberUse } from './uses.ts'

/** The outcome of an event in one transaction; false when the event was settled before. */
export function settle(sql: Sql, settlement: Settlement): boolean {
  return sql.write(() => {
    const received = payloadOf(sql, settlement.event)
    if (received.state === 'handled') return false
    refuseStale(sql, settlement)
    // Before the changes: whoever is forgotten or split apart just now is told where they were until now.
    const deliveries = addressed(sql, settlement)
    const turn = turnOf(sql, settlement)
    for (const change of settlement.changes) record(turn, change)
    const cause = received.payload ?? settlement.cause ?? null
    queue(sql, { ...settlement, deliveries }, cause)
    plan(sql, settlement.later ?? [])
    rememberUse(sql, settlement, cause)
    markHandled(sql, settlement)
    return true
  })
}

/** The log remembers what the inbox has forgotten, as far as it changed anything. */
export const wasSettled = (sql: Sql, event: string): boolean =>
  Boolean(
    sql.one(
      "select 1 from inbox where event = @event and state = 'handled' union all select 1 from log where event = @event limit 1",
      { event },
    ),
  )

/** An item or place that moved on since the decision makes it void. */
function refuseStale(sql: Sql, { changes, asOf }: Settlement): void {
  const added = new Set<number>()
  for (const change of changes) {
    if (change.kind === 'itemAdded') {
      added.add(change.item.id)
      refuseLate(sql, change.item, asOf)
    } else if ('item' in change && !added.has(change.item)) {
      const row = sql.one<{ version: number }>(
        'select version from item where id = @id union all select version from gone where item = @id',
        { id: change.item },
      )
      if (row && row.version > asOf) throw new Stale(`item ${change.item}`)
    }
  }
}

/** Meanwhile the place was taken away from everyone, or somebody else kept the same message. */
function refuseLate(sql: Sql, item: Extract<Change, { kind: 'itemAdded' }>['item'], asOf: number): void {
  const { place, message } = item.source
  const narrowed = sql.one<{ narrowed: number }>('select narrowed from place where ref = ?', place)?.narrowed ?? 0
  if (item.audience === 'everyone' && narrowed > asOf) throw new Stale(`the place of item ${item.id}`)
  if (message === null) return
  const twin = sql.one<{ id: number }>(
    'select id from item where message = ? and removed = 0 and version > ? limit 1',
    message,
    asOf,
  )
  if (twin) throw new Stale(`item ${twin.id}`)
}

function turnOf(sql: Sql, { event, by, at }: Settlement): Turn {
  let seq = lastSeq(sql)
  return { sql, event, by, at: at.getTime(), next: () => ++seq }
}

/** A change that changed nothing is kept out of the log. */
function record(turn: Turn, change: Change): void {
  const trace = apply(turn, change)
  if (trace === null) return
  turn.sql.run(
    `insert into log (seq, at, by, event, kind, item, reply, place, detail, before)
     values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    trace.seq,
    turn.at,
    // Who asks to be forgotten is forgotten here too.
    change.kind === 'forgotten' ? null : turn.by,
    turn.event,
    change.kind,
    trace.item ?? null,
    trace.reply ?? null,
    trace.place ?? null,
    json(trace.detail ?? {}),
    trace.before === undefined ? null : json(trace.before),
  )
}

function apply(turn: Turn, change: Change): Trace | null {
  switch (change.kind) {
    case 'itemAdded':
    case 'itemRemoved':
    case 'itemRestored':
    case 'itemEdited':
    case 'itemSuperseded':
    case 'audienceSet':
      return applyItem(turn, change)
    case 'replyAdded':
    case 'replyEdited':
    case 'replyRemoved':
    case 'replyRestored':
    case 'accepted':
      return applyReply(turn, change)
    case 'endorsed':
    case 'confirmed':
    case 'foundWrong':
    case 'helped':
    case 'notIt':
    case 'voiceTaken':
      return applyVoice(turn, change)
    case 'tagged':
    case 'untagged':
    case 'tagsMerged':
    case 'tagsSplit':
    case 'tagPairJudged':
      return applyTag(turn, change)
    case 'personSeen':
    case 'personSet':
    case 'topicDeclared':
    case 'topicHidden':
    case 'topicDenied':
    case 'topicFreed':
    case 'asked':
    case 'forgotten':
      return applyPerson(turn, change)
    case 'codeGiven':
    case 'codeMissed':
    case 'accountsJoined':
    case 'joinTold':
    case 'accountSplit':
      return applyAccount(turn, change)
    case 'placeSeen':
    case 'membersChanged':
    case 'placeSet':
      return applyPlace(turn, change)
    case 'requested':
    case 'requestTurned':
      return applyRequest(turn, change)
  }
}
