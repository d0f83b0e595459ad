import type { Update } from '../chat/delivery.ts'
import { context, text } from '../chat/doc.ts'
import type { MessageRef, PersonRef } from '../chat/ref.ts'
import type { LogEntry } from '../knowledge/change.ts'
import type { Item } from '../knowledge/item.ts'
import { inverse } from '../knowledge/undo.ts'
import { spoken } from '../languages/spoken.ts'
import { Refusal } from '../refusal.ts'
import { type Press, type PressHandler, turnInto } from '../request.ts'
import { namesOf } from '../views.ts'
import type { World } from '../world.ts'
import { placeNamed } from './names.ts'

/** `Undo`: takes back all that one event changed, newest change first. Whoever can read it may do so. */
export const undo: PressHandler = async (press, world) => {
  const entries = await world.store.logOf(press.args[0] ?? '')
  const changes = [...entries].reverse().flatMap((entry) => inverse(entry) ?? [])
  const places = entries.flatMap(({ kind, place }) => (kind === 'placeSet' && place !== null ? [place] : []))
  for (const place of places) await placeNamed(place, press.reader, world)
  if (!changes.length || !(await mayUndo(entries, press, world))) throw new Refusal('nothingToUndo')
  const { deliveries } = turnInto(press, [text(press.phrases.items.undone)])
  return { changes, deliveries: [...deliveries, ...(await withoutWords(entries, press, world))] }
}

/** What Savoir posted of an answer for its author is taken out of the thread as well. */
async function withoutWords(entries: readonly LogEntry[], press: Press, world: World): Promise<Update[]> {
  const added = entries.filter(({ kind, detail }) => kind === 'replyAdded' && detail.posted === true)
  const items = await world.store.items(
    added.flatMap(({ item }) => item ?? []),
    press.reader,
  )
  const posted = items.flatMap((item) =>
    item.replies.flatMap(({ id, by, message }) =>
      message && added.some((entry) => entry.reply === id) ? [takenBack(item, by, message, world)] : [],
    ),
  )
  return Promise.all(posted)
}

async function takenBack(item: Item, by: PersonRef | null, to: MessageRef, world: World): Promise<Update> {
  const phrases = spoken[item.by ? await world.store.languageOf(item.by) : item.language]
  const name = (await namesOf([by], world))(by) ?? phrases.someone
  return { kind: 'update', to, doc: [context(phrases.nudges.clock.takenBack(name))] }
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
