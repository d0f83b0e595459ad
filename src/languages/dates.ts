const MINUTE = 60_000
const UNITS: readonly [Intl.RelativeTimeFormatUnit, number][] = [
  ['year', 365 * 24 * 60 * MINUTE],
  ['month', 30 * 24 * 60 * MINUTE],
  ['week', 7 * 24 * 60 * MINUTE],
  ['day', 24 * 60 * MINUTE],
  ['hour', 60 * MINUTE],
  ['minute', MINUTE],
]

interface Dates {
  /** A day, with its year when it is not this one: `12 March`, `12 March 2024`. */
  readonly date: (at: Date, now: Date) => string
  /** A rough age in words: `2 weeks ago`. */
  readonly ago: (at: Date, now: Date) => string
}

/** How dates are said in a locale, with its word for the last minute. Days are counted in UTC, so that all readers see the same. */
export function dateIn(locale: string, justNow: string): Dates {
  const day = new Intl.DateTimeFormat(locale, { day: 'numeric', month: 'long', timeZone: 'UTC' })
  const dayAndYear = new Intl.DateTimeFormat(locale, {
    day: 'numeric',
    month: 'long',
    year: 'numeric',
    timeZone: 'UTC',
  })
  // "yesterday", but "1 week ago": a sentence may say "last" before it.
  const days = new Intl.RelativeTimeFormat(locale, { numeric: 'auto' })
  const others = new Intl.RelativeTimeFormat(locale)
  return {
    date: (at, now) => (at.getUTCFullYear() === now.getUTCFullYear() ? day : dayAndYear).format(at),
    ago: (at, now) => {
      const past = Math.max(0, now.getTime() - at.getTime())
      const [unit, size] = UNITS.find(([, ms]) => past >= ms) ?? []
      if (!unit || !size) return justNow
      return (unit === 'day' ? days : others).format(-Math.floor(past / size), unit)
    },
  }
}
