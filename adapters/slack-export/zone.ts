import { textOf } from './fields.ts'

/** A time zone by its IANA name, if it is one that this machine knows; null otherwise. */
export function zoneIn(value: unknown): string | null {
  const name = textOf(value)
  if (name === null) return null
  const known = zones.get(name) ?? isZone(name)
  if (zones.size < MOST_ZONES) zones.set(name, known)
  return known ? name : null
}

// Asking costs much, and a hundred thousand people live in a few zones. There are about 600 names.
const zones = new Map<string, boolean>()
const MOST_ZONES = 1000

function isZone(name: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: name })
    return true
  } catch {
    return false
  }
}
