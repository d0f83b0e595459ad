import { text } from '../chat/doc.ts'
import type { LogEntry } from '../knowledge/change.ts'
import { inverse } from '../knowledge/undo.ts'
import { Refusal } from '../refusal.ts'
import { type Press, type PressHandler, turnInto } from '../request.ts'
import type { World } from '../world.ts'
import { placeNamed } from './names.ts'

/** `Undo`: takes back all that one event changed, newest change first. Whoever can read it may do so. */
export const undo: PressHandler = async (press, world) => {
  const entries = await world.store.logOf(press.args[0] ?? '')
  const changes = [...entries].reverse().flatMap((entry) => inverse(entry) ?? [])
  const places = entries.flatMap(({ kind, place }) => (kind === 'placeSet' && place !== null ? [place] : []))
  for (const place of places) await placeNamed(place, press.reader, world)
  if (!changes.length || !(await mayUndo(entries, press, world))) throw new Refusal('nothingToUndo')
  return turnInto(press, [text(press.phrases.items.undone)], changes)
}

/**
 * Whoever can read what was changed may take it back. What somebody removed can be read no more: they alone bring it
 * back, so that nobody revives what its author took away.
 */
async function mayUndo(entries: readonly LogEntry[], press: Press, world: World): Promise<boolean> {
  const removals = entries.filter((entry) => entry.kind === 'itemRemoved' || entry.kind === 'replyRemoved')
  if (removals.some((entry) => entry.by !== press.by.ref)) return false
  const removed = new Set(removals.filter((entry) => entry.kind === 'itemRemoved').map((entry) => entry.item))
  const ids = [...new Set(entries.flatMap(({ item }) => (item === null || removed.has(item) ? [] : [item])))]
  return (await world.store.items(ids, press.reader)).length === ids.length
}
