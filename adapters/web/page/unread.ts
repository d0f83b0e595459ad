import type { View } from '../wire.ts'

/** The places where something is new since this person last looked; the open one is looked at now. */
export function lookAt(view: View): ReadonlySet<string> {
  const key = `savoir-seen ${view.me.ref}`
  const stored = localStorage.getItem(key)
  const latest = Object.fromEntries(view.places.map((room) => [room.ref, room.latest]))
  const seen: Record<string, string> = stored ? JSON.parse(stored) : latest
  seen[view.place.ref] = view.place.latest
  localStorage.setItem(key, JSON.stringify(seen))
  return new Set(view.places.filter((room) => room.latest > (seen[room.ref] ?? '')).map((room) => room.ref))
}
