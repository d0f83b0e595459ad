import { DateTime } from 'luxon'
import type { DigestSetting } from '../knowledge/settings.ts'

const WORK_BEGINS = 9
const WORK_ENDS = 18
const SATURDAY = 6
const DAYS_IN_WEEK = 7
const WORKDAYS = 5
const MINUTE_MS = 60_000
const HOUR_MS = 60 * MINUTE_MS
const WORKDAY_MS = (WORK_ENDS - WORK_BEGINS) * HOUR_MS
const OPENING = { hour: WORK_BEGINS, minute: 0, second: 0, millisecond: 0 } as const
/** A working day with its share of the weekend, and what the first weekend can add. */
const LONGEST_DAY_MS = (DAYS_IN_WEEK / WORKDAYS) * 24 * HOUR_MS
const LONGEST_WAIT_MS = 5 * 24 * HOUR_MS
/** A digest that is later than that was not asked for at this time of the day. */
const OWN_HOUR_MINUTES = 60
/** How late a digest may be made up for, in hours: a machine was down. Later, the next one tells it. */
const CATCH_UP_HOURS = { day: 12, week: 72, month: 168 } as const

/** A moment as the clock on a person's wall shows it; UTC where their zone is not known. */
export function localTime(at: Date, timeZone: string | null): DateTime {
  const zoned = DateTime.fromJSDate(at, { zone: timeZone ?? 'utc' })
  return zoned.isValid ? zoned : DateTime.fromJSDate(at, { zone: 'utc' })
}

/** When the quiet hours that `now` falls in are over; null outside of them. */
export function endOfQuiet(now: Date, timeZone: string | null): Date | null {
  const local = localTime(now, timeZone)
  if (local.weekday < SATURDAY && local.hour >= WORK_BEGINS && local.hour < WORK_ENDS) return null
  const today = local.hour < WORK_BEGINS ? local : local.plus({ days: 1 })
  const opening = today.set({ hour: WORK_BEGINS, minute: 0, second: 0, millisecond: 0 })
  const weekendDays = opening.weekday >= SATURDAY ? DAYS_IN_WEEK + 1 - opening.weekday : 0
  return opening.plus({ days: weekendDays }).toJSDate()
}

/** The moment when so many hours of a person's working time have passed since `from`. */
export function afterWorkingHours(from: Date, hours: number, timeZone: string | null): Date {
  const began = localTime(endOfQuiet(from, timeZone) ?? from, timeZone)
  const passedMs = began.diff(began.set(OPENING)).toMillis() + hours * HOUR_MS
  const days = Math.floor(passedMs / WORKDAY_MS)
  const weekends = Math.floor((began.weekday - 1 + days) / WORKDAYS)
  const morning = began.plus({ days: days + weekends * (DAYS_IN_WEEK - WORKDAYS) })
  return morning
    .set(OPENING)
    .plus(passedMs - days * WORKDAY_MS)
    .toJSDate()
}

/** Whether so many hours of a person's working time have passed since `from`. */
export function haveWorked(from: Date, hours: number, timeZone: string | null, now: Date): boolean {
  const elapsed = now.getTime() - from.getTime()
  // Calendars are slow: most of the time, plain hours tell.
  if (elapsed < hours * HOUR_MS) return false
  if (elapsed > ((hours * HOUR_MS) / WORKDAY_MS) * LONGEST_DAY_MS + LONGEST_WAIT_MS) return true
  return afterWorkingHours(from, hours, timeZone) <= now
}

/** A digest that is due: when it was, and the name of its period, the same in every time zone. */
export interface DueDigest {
  readonly at: Date
  readonly period: string
  /** What is new since then belongs into it. */
  readonly since: Date
}

/** The digest that a person should have had last, unless it is too late for it. */
export function dueDigest(setting: DigestSetting, timeZone: string | null, now: Date): DueDigest | null {
  if (setting.every === 'never' || now.getTime() < setting.pausedUntil) return null
  const at = lastTime(setting, localTime(now, timeZone))
  const late = now.getTime() - at.toMillis()
  if (late > CATCH_UP_HOURS[setting.every] * 60 * MINUTE_MS) return null
  const asked = Math.max(setting.since, setting.pausedUntil)
  if (at.toMillis() < asked) return null
  return { at: at.toJSDate(), period: periodOf(setting.every, at), since: before(setting.every, at).toJSDate() }
}

/** The time that the person chose for their digest is now: they want it, whatever the hour. */
export function isOwnHour(setting: DigestSetting, timeZone: string | null, now: Date): boolean {
  if (setting.every === 'never') return false
  const late = now.getTime() - lastTime(setting, localTime(now, timeZone)).toMillis()
  return late < OWN_HOUR_MINUTES * MINUTE_MS
}

/** What precedes a moment in its rhythm, for a digest asked for in between. */
export const periodBefore = (every: DigestSetting['every'], now: Date): Date =>
  before(every === 'never' ? 'week' : every, DateTime.fromJSDate(now, { zone: 'utc' })).toJSDate()

type Rhythm = Exclude<DigestSetting['every'], 'never'>

function lastTime(setting: DigestSetting, local: DateTime): DateTime {
  const today = local.set({ hour: setting.hour, minute: setting.minute, second: 0, millisecond: 0 })
  const day = today > local ? today.minus({ days: 1 }) : today
  switch (setting.every) {
    case 'day':
    case 'never':
      // Working days only.
      return atHour(day.weekday >= SATURDAY ? day.minus({ days: day.weekday - SATURDAY + 1 }) : day, setting)
    case 'week':
      return atHour(lastWeekday(day, setting.day), setting)
    case 'month': {
      const first = firstOfMonth(day, setting.day)
      return atHour(first > day ? firstOfMonth(day.minus({ months: 1 }), setting.day) : first, setting)
    }
  }
}

const lastWeekday = (day: DateTime, weekday: number): DateTime =>
  day.minus({ days: (day.weekday - weekday + DAYS_IN_WEEK) % DAYS_IN_WEEK })

/** The first such weekday of the month. */
function firstOfMonth(day: DateTime, weekday: number): DateTime {
  const first = day.set({ day: 1 })
  return first.plus({ days: (weekday - first.weekday + DAYS_IN_WEEK) % DAYS_IN_WEEK })
}

/** Set anew on the day that was found: the clock may have changed in between. */
const atHour = (day: DateTime, { hour, minute }: DigestSetting): DateTime => day.set({ hour, minute })

function periodOf(every: Rhythm, at: DateTime): string {
  switch (every) {
    case 'day':
      return at.toFormat('yyyy-MM-dd')
    case 'week':
      return at.toFormat("kkkk-'W'WW")
    case 'month':
      return at.toFormat('yyyy-MM')
  }
}

function before(every: Rhythm, at: DateTime): DateTime {
  switch (every) {
    case 'day':
      return at.minus({ days: at.weekday === 1 ? 3 : 1 })
    case 'week':
      return at.minus({ weeks: 1 })
    case 'month':
      return at.minus({ months: 1 })
  }
}
