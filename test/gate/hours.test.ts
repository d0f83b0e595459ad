import fc from 'fast-check'
import { DateTime } from 'luxon'
import { describe, expect, it } from 'vitest'
import { afterWorkingHours, dueDigest, endOfQuiet, haveWorked } from '../../src/gate/hours.ts'
import { type DigestSetting, PERSON_DEFAULTS } from '../../src/knowledge/settings.ts'

const HOUR_MS = 3_600_000
const zones = fc.constantFrom(...Intl.supportedValuesOf('timeZone'))
const moments = fc.date({ min: new Date('2020-01-01'), max: new Date('2035-01-01'), noInvalidDate: true })
const settings: fc.Arbitrary<DigestSetting> = fc.record({
  every: fc.constantFrom('day', 'week', 'month'),
  day: fc.integer({ min: 1, max: 7 }),
  hour: fc.integer({ min: 0, max: 23 }),
  minute: fc.constantFrom(0, 15, 30, 55),
  pausedUntil: fc.constant(0),
  since: fc.constant(0),
})

describe('a digest', () => {
  it.each([
    ['Europe/Zurich', '2026-03-23T08:00:00Z', '2026-03-30T07:00:00Z'],
    ['America/New_York', '2026-03-02T14:00:00Z', '2026-03-09T13:00:00Z'],
    ['Australia/Sydney', '2026-09-27T23:00:00Z', '2026-10-04T22:00:00Z'],
  ])('is due at nine by the clock on the wall in %s when that is put forward', (zone, before, after) => {
    expect(dueDigest(PERSON_DEFAULTS.digest, zone, new Date(before))?.at).toEqual(new Date(before))
    expect(dueDigest(PERSON_DEFAULTS.digest, zone, new Date(after))?.at).toEqual(new Date(after))
  })

  it('has a name for its period that does not change with the zone', () => {
    const now = new Date('2026-03-09T20:00:00Z')
    for (const zone of ['Pacific/Auckland', 'Europe/Paris', 'America/Los_Angeles', null])
      expect(dueDigest(PERSON_DEFAULTS.digest, zone, now)?.period).toBe('2026-W11')
  })

  it('is due at its hour, once for each period, in every zone', () => {
    fc.assert(
      fc.property(settings, zones, moments, (setting, zone, from) => {
        const periods = new Map<string, number>()
        for (let hour = 0; hour < 24 * 40; hour += 1) {
          const due = dueDigest(setting, zone, new Date(from.getTime() + hour * HOUR_MS))
          if (!due) continue
          expect(periods.get(due.period) ?? due.at.getTime()).toBe(due.at.getTime())
          periods.set(due.period, due.at.getTime())
        }
        const fewest = { day: 27, week: 5, month: 1, never: 0 }[setting.every]
        expect(periods.size).toBeGreaterThanOrEqual(fewest)
        for (const at of periods.values()) {
          const local = DateTime.fromMillis(at, { zone })
          // A night in which the clock was put forward may lack the hour.
          expect([0, 1]).toContain((local.hour - setting.hour + 24) % 24)
        }
      }),
      { numRuns: 40 },
    )
  })
})

describe('working hours', () => {
  it('leave out nights and weekends', () => {
    const friday = new Date('2026-03-06T16:00:00Z')
    expect(afterWorkingHours(friday, 1, 'UTC')).toEqual(new Date('2026-03-06T17:00:00Z'))
    expect(afterWorkingHours(friday, 4, 'UTC')).toEqual(new Date('2026-03-09T11:00:00Z'))
    expect(afterWorkingHours(new Date('2026-03-07T12:00:00Z'), 9, 'UTC')).toEqual(new Date('2026-03-10T09:00:00Z'))
  })

  it('end in a moment that is not quiet, and never before they began', () => {
    fc.assert(
      fc.property(moments, zones, fc.integer({ min: 1, max: 80 }), (from, zone, hours) => {
        const end = afterWorkingHours(from, hours, zone)
        // In a few places the clock was once changed by day.
        expect(end.getTime()).toBeGreaterThanOrEqual(from.getTime() + (hours - 3) * HOUR_MS)
        for (const now of [from, end, new Date(end.getTime() - 60_000), new Date(end.getTime() + 1)])
          expect(haveWorked(from, hours, zone, now)).toBe(end <= now)
        expect(endOfQuiet(end, zone)).toBeNull()
      }),
      { numRuns: 300 },
    )
  })
})
