import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { GraphMessage } from '../../../adapters/teams/graph.ts'
import { changesOf, type Look, type Seen } from '../../../adapters/teams/reactions/compare.ts'
import { message } from '../../../adapters/teams/refs.ts'
import type { ChatEvent } from '../../../src/chat/event.ts'

const START = Date.UTC(2026, 2, 4, 9)
const iso = (ms: number): string => new Date(ms).toISOString()

interface Put {
  readonly user: string
  readonly emoji: string
  readonly at: number
}

/** Somebody puts an emoji or takes it away; Savoir may look between two acts, or not. */
const act = fc.record({
  user: fc.constantFrom('lea', 'omar', 'iris'),
  emoji: fc.constantFrom('🧠', '✅', 'like'),
  looks: fc.boolean(),
})

/** The states of a message, one after each act. */
function statesOf(acts: readonly { user: string; emoji: string }[]): GraphMessage[] {
  let standing: readonly Put[] = []
  return acts.map(({ user, emoji }, index) => {
    const at = START + index * 1_000
    const others = standing.filter((one) => one.user !== user || one.emoji !== emoji)
    standing = others.length < standing.length ? others : [...standing, { user, emoji, at }]
    const reactions = standing.map((one) => ({
      reactionType: one.emoji,
      createdDateTime: iso(one.at),
      user: { user: { id: one.user } },
    }))
    return { id: '1', lastModifiedDateTime: iso(at), from: { user: { id: 'lea' } }, reactions }
  })
}

const lookAt = (now: number): Look => ({
  ref: message('tenant', '19:ops@thread.tacv2', '1'),
  tenant: 'tenant',
  appId: 'app',
  since: START - 1,
  now: new Date(now),
})

/** What the core knows after these events, each id once. */
function standingAfter(events: readonly ChatEvent[]): string[] {
  const standing = new Set<string>()
  const known = new Set<string>()
  for (const event of events) {
    if (known.has(event.id) || (event.kind !== 'reacted' && event.kind !== 'unreacted')) continue
    known.add(event.id)
    const mark = `${event.by} ${event.emoji}`
    if (event.kind === 'reacted') standing.add(mark)
    else standing.delete(mark)
  }
  return [...standing].sort()
}

/** Looks at the states, each as often as it is there. */
function told(states: readonly GraphMessage[], before: Seen | null = null): { events: ChatEvent[]; seen: Seen | null } {
  let seen = before
  const events: ChatEvent[] = []
  for (const state of states) {
    const changes = changesOf(state, seen, lookAt(START + 1_000_000))
    events.push(...changes.events)
    seen = changes.seen
  }
  return { events, seen }
}

const inCore = ({ reactions }: GraphMessage): string[] =>
  (reactions ?? [])
    .map(({ reactionType, user }) => {
      const emoji = { '🧠': 'brain', '✅': 'white_check_mark', like: 'thumbsup' }[reactionType ?? '']
      return `teams:tenant/${user?.user?.id} ${emoji}`
    })
    .sort()

describe('what was done to a message', () => {
  it('is known after the last look, whatever was looked at before, and however often', () => {
    fc.assert(
      fc.property(fc.array(act, { minLength: 1, maxLength: 20 }), (acts) => {
        const states = statesOf(acts)
        const last = states.at(-1) as GraphMessage
        const looked = states.filter((_, index) => acts[index]?.looks)
        const { events } = told([...looked, last, last])
        expect(standingAfter(events)).toEqual(inCore(last))
      }),
    )
  })

  it('is told the same when it is told again after a crash', () => {
    fc.assert(
      fc.property(fc.array(act, { minLength: 2, maxLength: 20 }), fc.nat(18), (acts, at) => {
        const states = statesOf(acts)
        const until = states.slice(0, at % states.length)
        const rest = states.slice(at % states.length)
        const before = told(until)
        const lost = told(rest, before.seen)
        const again = told(rest, before.seen)
        const ids = (events: readonly ChatEvent[]) => events.map(({ id }) => id)
        expect(ids(again.events)).toEqual(ids(lost.events))
        const last = rest.at(-1) as GraphMessage
        expect(standingAfter([...before.events, ...lost.events, ...again.events])).toEqual(inCore(last))
      }),
    )
  })

  it('tells each thing once: no two events have one id', () => {
    fc.assert(
      fc.property(fc.array(act, { maxLength: 20 }), (acts) => {
        const ids = told(statesOf(acts)).events.map(({ id }) => id)
        expect(new Set(ids).size).toBe(ids.length)
      }),
    )
  })
})
