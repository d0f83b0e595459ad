import type { Item } from '../knowledge/item.ts'
import { Refusal, type RefusalKey } from '../refusal.ts'
import type { Request } from '../request.ts'
import type { World } from '../world.ts'

/** In characters; longer than any message that a person types. */
const TEXT_MAX = 10_000
/** Nobody pages further by hand. */
const ROWS_SHOWN_AT_MOST = 10_000

/** The words of the request, or a refusal when there are none or too many. */
export function wordsOf(request: Pick<Request, 'text'>, empty: RefusalKey = 'emptyText'): string {
  const words = request.text.trim()
  if (!words) throw new Refusal(empty)
  if (words.length > TEXT_MAX) throw new Refusal('tooLong')
  return words
}

/** Splits `42 the rest` into the number and the rest. */
export function numberFirst(text: string): { readonly id: number; readonly rest: string } {
  const found = /^\s*#?(\d{1,9})(?:\s+([\s\S]*))?$/.exec(text)
  if (!found) throw new Refusal('needsNumber')
  return { id: Number(found[1]), rest: found[2]?.trim() ?? '' }
}

/** A whole number that came back from a client: how many rows were shown before. Nonsense counts as none. */
export function rowsShown(typed: string | undefined): number {
  const rows = Number(typed)
  return Number.isInteger(rows) && rows > 0 && rows <= ROWS_SHOWN_AT_MOST ? rows : 0
}

/** The item with that number. Refuses in the same words when there is none and when the person may not read it. */
export async function itemFor(request: Pick<Request, 'reader'>, world: World, id: number): Promise<Item> {
  const [item] = Number.isSafeInteger(id) ? await world.store.items([id], request.reader) : []
  if (!item) throw new Refusal('noSuchItem')
  return item
}
