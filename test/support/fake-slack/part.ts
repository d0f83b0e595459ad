import type { Happenings } from './happenings.ts'
import { happeningsOf } from './happenings.ts'
import type { Context } from './method.ts'
import { eventPayload } from './payload.ts'
import type { Workspace } from './state.ts'
import { openWorkspace } from './state.ts'
import type { Wire } from './wire.ts'

/** The part of an app manifest that decides what the app may do and hears. */
export interface Granted {
  readonly scopes: readonly string[]
  readonly events: readonly string[]
  readonly commands: readonly string[]
  readonly shortcuts: readonly string[]
}

export interface FakeSlackOptions {
  readonly granted: Granted
  readonly ackMs?: number
  readonly retryMs?: readonly number[]
  readonly historyPage?: number
}

/** One workspace, with what happens in it. */
export interface Part {
  readonly world: Workspace
  readonly happenings: Happenings
  readonly context: Context
  readonly held: Held
}

/** An empty workspace whose happenings are told to the app. */
export function openPart(team: string, wire: Wire, { granted, historyPage = 1000 }: FakeSlackOptions): Part {
  const world = openWorkspace(team)
  const held: Held = { on: false, payloads: [] }
  const happenings = happeningsOf(world, (event, subscription) => {
    if (!granted.events.includes(subscription)) return
    const payload = eventPayload(world, event)
    if (held.on) held.payloads.push(payload)
    else wire.send('events_api', payload)
  })
  const scopes = new Set(granted.scopes)
  const context: Context = { world, happenings, now: Date.now, scopes, historyPage }
  return { world, happenings, context, held }
}

/** Events that are kept back for now. */
export interface Held {
  on: boolean
  payloads: Record<string, unknown>[]
}
