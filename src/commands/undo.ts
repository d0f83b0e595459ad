import { text } from '../chat/doc.ts'
import type { LogEntry } from '../knowledge/change.ts'
import { inverse } from '../knowledge/undo.ts'
import { Refusal } from '../refusal.ts'
import { type PressHandler, turnInto } from '../request.ts'
import type { Reader } from '../store/store.ts'
import type { World } from '../world.ts'

/** `Undo`: takes back all that one event changed, newest change first. Whoever can read it may do so. */
export const undo: PressHandler = async (press, world) => {
  const entries = await world.store.logOf(press.args[0] ?? '')
  const changes = [...entries].reverse().flatMap((entry) => inverse(entry) ?? [])
  if (!changes.length || !(await mayTouch(entries, press.reader, world))) throw new Refusal('nothingToUndo')
  return turnInto(press, [text(press.phrases.items.undone)], changes)
}

async function mayTouch(entries: readonly LogEntry[], reader: Reader, world: World): Promise<boolean> {
  const ids = [
    ...new Set(entries.flatMap((entry) => (entry.item === null || entry.kind === 'itemRemoved' ? [] : [entry.item]))),
  ]
  return (await world.store.items(ids, reader)).length === ids.length
}
