import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Delivery, NudgeKind } from '../../src/chat/delivery.ts'
import { messageRef, personRef, placeRef } from '../../src/chat/ref.ts'
import { ANYBODY, passage, type Recipient } from '../../src/gate/gate.ts'

const ANA = personRef('test:ana')
const WEDNESDAY = '2026-03-04'
const nudge = (kind: NudgeKind): Delivery => ({ kind: 'direct', to: ANA, doc: [], nudge: kind })
const at = (time: string, day = WEDNESDAY) => new Date(`${day}T${time}:00Z`)
const ago = (now: Date, hours: number) => new Date(now.getTime() - hours * 3_600_000)
const ana = (more: Partial<Recipient> = {}): Recipient => ({
  ...ANYBODY,
  timeZone: 'UTC',
  ...more,
})

const sent = (kind: NudgeKind, now: Date, hours: readonly number[]) =>
  hours.map((passed) => ({ kind, at: ago(now, passed) }))

describe('an answer', () => {
  it('passes at any hour, whatever went before', () => {
    const answers: Delivery[] = [
      { kind: 'direct', to: ANA, doc: [] },
      { kind: 'post', to: placeRef('test:ops'), thread: null, doc: [], onlyFor: ANA },
      { kind: 'update', to: messageRef('test:m'), doc: [] },
      { kind: 'react', to: messageRef('test:m'), emoji: 'tada' },
      { kind: 'file', to: ANA, name: 'x', content: 'y', doc: [] },
    ]
    const sentBefore = Array.from({ length: 99 }, () => ({ kind: 'prompt' as const, at: at('03:00') }))
    for (const answer of answers) expect(passage(answer, ana({ sentBefore }), at('03:00'))).toEqual({ kind: 'send' })
  })
})

describe('a nudge', () => {
  it.each<[NudgeKind, number, number]>([
    ['suggestion', 1, 1],
    ['request', 1, 24],
    ['prompt', 1, 7 * 24],
    ['digest', 1, 12],
    ['authorsWord', 1, 10 * 365 * 24],
  ])('of the kind %s passes %i time in %i hours', (kind, _, hours) => {
    const now = at('12:00')
    expect(passage(nudge(kind), ana(), now)).toEqual({ kind: 'send' })
    const just = ana({ sentBefore: [{ kind, at: ago(now, hours - 0.1) }] })
    expect(passage(nudge(kind), just, now)).toMatchObject({
      kind: 'drop',
      reason: expect.stringMatching(`limit: ${kind}`),
    })
    const long = ana({ sentBefore: [{ kind, at: ago(now, hours) }] })
    expect(passage(nudge(kind), long, now).kind).toBe(kind === 'authorsWord' ? 'drop' : 'send')
  })

  it('passes three times a day as a suggestion, three times a week as a request', () => {
    const now = at('17:00')
    const sent = (kind: NudgeKind, ...hours: number[]) =>
      ana({ sentBefore: hours.map((passed) => ({ kind, at: ago(now, passed) })) })
    expect(passage(nudge('suggestion'), sent('suggestion', 5, 2), now).kind).toBe('send')
    expect(passage(nudge('suggestion'), sent('suggestion', 7, 5, 2), now).kind).toBe('drop')
    expect(passage(nudge('request'), sent('request', 70, 30), now).kind).toBe('send')
    expect(passage(nudge('request'), sent('request', 110, 70, 30), now).kind).toBe('drop')
  })

  it('is counted with its own kind only', () => {
    const sentBefore = [{ kind: 'digest' as const, at: at('11:59') }]
    expect(passage(nudge('prompt'), ana({ sentBefore }), at('12:00')).kind).toBe('send')
  })

  it('never comes again once its kind is refused', () => {
    const decided = passage(nudge('digest'), ana({ refused: ['digest'] }), at('12:00'))
    expect(decided).toEqual({ kind: 'drop', reason: 'refused: digest' })
    expect(passage(nudge('request'), ana({ refused: ['digest'] }), at('12:00')).kind).toBe('send')
  })
})

describe('what is said to everybody in a place', () => {
  const share: Delivery = { kind: 'post', to: placeRef('test:ops'), thread: null, doc: [], nudge: 'share' }
  const shared = (now: Date, ...hours: number[]) => ana({ here: { sentBefore: sent('share', now, hours), limits: {} } })

  it('passes three times a day, at any hour, since somebody asked for it', () => {
    expect(passage(share, shared(at('23:00'), 5, 2), at('23:00'))).toEqual({ kind: 'send' })
    expect(passage(share, shared(at('12:00'), 23, 5, 2), at('12:00')).kind).toBe('drop')
    expect(passage(share, shared(at('12:00'), 24, 5, 2), at('12:00')).kind).toBe('send')
  })

  it('is held to the limit of the place, which can only be lower', () => {
    const noon = at('12:00')
    const held = (most: number, ...hours: number[]) =>
      passage(share, ana({ here: { sentBefore: sent('share', noon, hours), limits: { share: most } } }), noon)
    expect(held(1)).toEqual({ kind: 'send' })
    expect(held(1, 5)).toEqual({ kind: 'drop', reason: 'limit of the place: share, 1 a day' })
    expect(held(0)).toMatchObject({ kind: 'drop' })
    expect(held(9, 6, 5, 2)).toMatchObject({ kind: 'drop', reason: expect.stringMatching(/^limit: share, 3/) })
  })
})

describe('a place', () => {
  const suggestion: Delivery = {
    kind: 'post',
    to: placeRef('test:ops'),
    thread: null,
    doc: [],
    onlyFor: ANA,
    nudge: 'suggestion',
  }

  it('bounds what comes to the people in it, all of them together', () => {
    const noon = at('12:00')
    const to = (limits: Record<string, number>, ...hours: number[]) =>
      ana({ here: { sentBefore: sent('suggestion', noon, hours), limits } })
    expect(passage(suggestion, to({}, 3, 2, 1), noon)).toEqual({ kind: 'send' })
    expect(passage(suggestion, to({ suggestion: 2 }, 30, 1), noon)).toEqual({ kind: 'send' })
    expect(passage(suggestion, to({ suggestion: 2 }, 3, 1), noon)).toMatchObject({ kind: 'drop' })
    expect(passage(suggestion, to({ suggestion: 0 }), noon)).toMatchObject({ kind: 'drop' })
  })
})

describe('quiet hours', () => {
  const held = (now: Date, timeZone: string | null) => {
    const decided = passage(nudge('prompt'), ana({ timeZone }), now)
    return decided.kind === 'hold' ? decided.until.toISOString() : decided.kind
  }

  it.each([
    ['in the morning until 9:00', '2026-03-04T08:59:00Z', '2026-03-04T09:00:00.000Z'],
    ['not at 9:00', '2026-03-04T09:00:00Z', 'send'],
    ['not at 17:59', '2026-03-04T17:59:00Z', 'send'],
    ['in the evening until the next morning', '2026-03-04T18:00:00Z', '2026-03-05T09:00:00.000Z'],
    ['on Friday evening until Monday', '2026-03-06T18:00:00Z', '2026-03-09T09:00:00.000Z'],
    ['on Saturday until Monday', '2026-03-07T12:00:00Z', '2026-03-09T09:00:00.000Z'],
    ['on Sunday night until Monday', '2026-03-08T23:30:00Z', '2026-03-09T09:00:00.000Z'],
    ['early on Monday until 9:00', '2026-03-09T00:00:00Z', '2026-03-09T09:00:00.000Z'],
    ['on the last evening of February', '2024-02-29T20:00:00Z', '2024-03-01T09:00:00.000Z'],
  ])('hold a nudge %s', (_, now, until) => {
    expect(held(new Date(now), 'UTC')).toBe(until)
  })

  it('are those of the person', () => {
    const now = new Date('2026-03-04T08:30:00Z')
    expect(held(now, 'Europe/Zurich')).toBe('send')
    expect(held(now, 'America/New_York')).toBe('2026-03-04T14:00:00.000Z')
    expect(held(new Date('2026-03-04T11:00:00Z'), 'Asia/Tokyo')).toBe('2026-03-05T00:00:00.000Z')
    expect(held(new Date('2026-03-04T03:20:00Z'), 'Asia/Kathmandu')).toBe('send')
  })

  it('end at nine by the clock on the wall when it is put forward or back', () => {
    expect(held(new Date('2026-03-27T20:00:00Z'), 'Europe/Zurich')).toBe('2026-03-30T07:00:00.000Z')
    expect(held(new Date('2026-10-23T20:00:00Z'), 'Europe/Zurich')).toBe('2026-10-26T08:00:00.000Z')
  })

  it('are those of UTC where the zone is not known', () => {
    for (const zone of [null, 'Mars/Olympus', '', 'not a zone'])
      expect(held(new Date('2026-03-04T08:00:00Z'), zone)).toBe('2026-03-04T09:00:00.000Z')
  })

  it('hold until a moment that is not quiet, at most three days away, in every zone', () => {
    const zones = fc.constantFrom(...Intl.supportedValuesOf('timeZone'))
    const moments = fc.date({ min: new Date('2020-01-01'), max: new Date('2035-01-01'), noInvalidDate: true })
    fc.assert(
      fc.property(moments, zones, (now, timeZone) => {
        const decided = passage(nudge('prompt'), ana({ timeZone }), now)
        const until = decided.kind === 'hold' ? decided.until : now
        expect(until.getTime()).toBeGreaterThanOrEqual(now.getTime())
        expect(until.getTime() - now.getTime()).toBeLessThanOrEqual(3 * 86_400_000)
        expect(passage(nudge('prompt'), ana({ timeZone }), until)).toEqual({ kind: 'send' })
      }),
      { numRuns: 500 },
    )
  })
})

describe('what helps nobody any more', () => {
  const about = (kind: NudgeKind, ...items: number[]): Delivery => ({
    kind: 'direct',
    to: ANA,
    doc: [],
    nudge: kind,
    about: items,
  })
  const open = { kind: 'question', accepted: null, supersededBy: null } as const
  const noon = at('12:00')

  it('is dropped: what they may no longer read, what was answered meanwhile, what comes to somebody who left', () => {
    expect(passage(about('digest', 1, 2), ana({ readable: [open] }), noon)).toMatchObject({ kind: 'drop' })
    expect(passage(about('digest', 1), ana({ readable: [open] }), noon)).toEqual({ kind: 'send' })
    const accepted = { reply: 'r', by: ANA, at: noon, byAsker: true }
    expect(passage(about('request', 1), ana({ readable: [{ ...open, accepted }] }), noon)).toMatchObject({
      kind: 'drop',
    })
    expect(passage(about('request', 1), ana({ readable: [open] }), noon)).toEqual({ kind: 'send' })
    expect(passage(nudge('prompt'), ana({ isHere: false }), noon)).toMatchObject({ kind: 'drop' })
  })

  it('is a fourth suggestion after three that were ignored, until they use Savoir again', () => {
    const sentBefore = [1, 2, 3].map((days) => ({ kind: 'suggestion' as const, at: ago(noon, days * 48) }))
    expect(passage(nudge('suggestion'), ana({ sentBefore }), noon)).toMatchObject({ kind: 'drop' })
    expect(passage(nudge('suggestion'), ana({ sentBefore, lastUse: ago(noon, 60) }), noon)).toEqual({ kind: 'send' })
  })
})

describe('a person’s own word', () => {
  it('lets a digest through at the hour that they chose, and holds a late one', () => {
    const digest = { every: 'week', day: 7, hour: 20, minute: 0, pausedUntil: 0, since: 0 } as const
    const sunday = at('20:05', '2026-03-08')
    expect(passage(nudge('digest'), ana({ digest }), sunday)).toEqual({ kind: 'send' })
    expect(passage(nudge('digest'), ana({ digest }), at('23:00', '2026-03-08'))).toMatchObject({ kind: 'hold' })
    expect(passage(nudge('prompt'), ana({ digest }), sunday)).toMatchObject({ kind: 'hold' })
  })

  it('lowers a limit', () => {
    const sentBefore = [{ kind: 'request' as const, at: ago(at('12:00'), 48) }]
    expect(passage(nudge('request'), ana({ sentBefore }), at('12:00'))).toEqual({ kind: 'send' })
    expect(passage(nudge('request'), ana({ sentBefore, limits: { request: 1 } }), at('12:00'))).toMatchObject({
      kind: 'drop',
    })
  })

  it('raises their own, and then a fifth of a week may come in a day', () => {
    const noon = at('12:00')
    const asked = (limits: Record<string, number>, ...hours: number[]) =>
      passage(nudge('request'), ana({ sentBefore: sent('request', noon, hours), limits }), noon).kind
    expect(asked({}, 3)).toBe('drop')
    expect(asked({ request: 10 }, 3)).toBe('send')
    expect(asked({ request: 10 }, 3, 2)).toBe('drop')
    expect(asked({ request: 10 }, 110, 100, 80, 60, 50)).toBe('send')
  })

  it('binds, whatever a place allows', () => {
    fc.assert(
      fc.property(fc.nat(9), fc.nat(9), fc.array(fc.nat(160), { maxLength: 12 }), (own, most, hours) => {
        const noon = at('12:00')
        const sentBefore = sent('suggestion', noon, hours)
        const open = ana({ sentBefore, limits: { suggestion: own }, lastUse: noon })
        const lower = { ...open, here: { sentBefore, limits: { suggestion: most } } }
        const decided = passage(nudge('suggestion'), open, noon).kind
        if (hours.length >= own) expect(decided).toBe('drop')
        if (decided === 'drop') expect(passage(nudge('suggestion'), lower, noon).kind).toBe('drop')
      }),
    )
  })
})
