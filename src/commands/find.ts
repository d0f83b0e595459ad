import { button } from '../action.ts'
import { buttons, context, list, text } from '../chat/doc.ts'
import type { PersonRef } from '../chat/ref.ts'
import { type FindQuery, readDate, readFindQuery } from '../knowledge/find-query.ts'
import { fold } from '../knowledge/fold.ts'
import type { Item, ItemKind } from '../knowledge/item.ts'
import { cleanTag } from '../knowledge/tags.ts'
import { Refusal } from '../refusal.ts'
import { answer, type Command, type PressHandler, type Request } from '../request.ts'
import { itemRow, ROWS_MAX } from '../say/lines.ts'
import type { ItemFilter, Reader } from '../store/store.ts'
import { viewsOf } from '../views.ts'
import type { World } from '../world.ts'
import { askedText } from './ask.ts'
import { personNamed, placeNamed } from './names.ts'
import { rowsShown, wordsOf } from './words.ts'

// With words, the best so many matches are filtered; further ones would hardly be what was meant.
const MATCHED_AT_MOST = 200
const ME: ReadonlySet<string> = new Set(['me', 'moi'])
/** By their names in either language, folded. */
const KINDS: ReadonlyMap<string, ItemKind> = new Map([
  ['question', 'question'],
  ['note', 'note'],
  ['status', 'status'],
  ['statut', 'status'],
  ['etat', 'status'],
  ['decision', 'decision'],
  ['thread', 'thread'],
  ['discussion', 'thread'],
])

/** Searches with filters; with words best first, without words newest first. */
export const find: Command = async (request, world) => page(request, wordsOf(request, 'emptyQuestion'), 0, world)

/** `More` under a list of results: `args` are the search and how many were shown. */
export const moreFound: PressHandler = async (press, world) =>
  page(press, await askedText(press, world), rowsShown(press.args[1]), world)

async function page(request: Request, query: string, skip: number, world: World) {
  const { phrases } = request
  const found = await findItems(query, request.reader, world, { limit: ROWS_MAX + 1, skip })
  const shown = found.slice(0, ROWS_MAX)
  if (!shown.length) return answer(request, [text(phrases.items.nothingFound)])
  const views = await viewsOf(shown, world)
  const ask = world.newId()
  const row = [
    ...shown.map((item) => button(`${phrases.buttons.open} ${item.id}`, 'show', item.id)),
    ...(found.length > ROWS_MAX ? [button(phrases.buttons.more, 'more', ask, skip + ROWS_MAX)] : []),
  ]
  const doc = [
    context(phrases.items.found(shown.length, orderOf(query, skip, found.length > ROWS_MAX))),
    list(views.map((view) => itemRow(phrases, view, world.now()))),
    buttons(...row),
  ]
  return answer(request, doc, [{ kind: 'asked', ask, text: query, place: request.in.ref }])
}

/** With words, the best come first; where all that was found is shown, the order tells nothing. */
function orderOf(query: string, skip: number, isMore: boolean): 'all' | 'best' | 'newest' | 'next' {
  if (skip > 0) return 'next'
  if (!isMore) return 'all'
  return readFindQuery(query).words ? 'best' : 'newest'
}

/** What a search finds, for a reader. Throws a refusal when a filter makes no sense. */
export async function findItems(
  query: string,
  reader: Reader,
  world: World,
  { limit, skip = 0 }: { readonly limit: number; readonly skip?: number },
): Promise<readonly Item[]> {
  const { words, filters } = readFindQuery(query)
  const filter = await filterOf(filters, reader, world)
  if (!words) return (await world.store.itemsWhere(filter, reader, { limit: skip + limit })).slice(skip)
  const matches = await world.search.items(words, reader, world.now(), MATCHED_AT_MOST)
  const items = await world.store.items(
    matches.items.map((match) => match.item),
    reader,
  )
  return items.filter((item) => fits(item, filter)).slice(skip, skip + limit)
}

async function filterOf(filters: FindQuery['filters'], reader: Reader, world: World): Promise<ItemFilter> {
  const kind = filters.kind ? kindNamed(filters.kind) : undefined
  const tag = filters.tag ? (cleanTag(filters.tag) ?? '') : undefined
  const since = filters.since ? dateOr(filters.since) : undefined
  const until = filters.until ? dateOr(filters.until, true) : undefined
  return {
    ...(filters.by ? { author: await authorNamed(filters.by, reader, world) } : {}),
    ...(filters.in ? { place: (await placeNamed(filters.in, reader, world)).ref } : {}),
    ...(kind ? { kind } : {}),
    ...(tag === undefined ? {} : { tag: (await world.store.mergedTags()).get(tag) ?? tag }),
    ...(since ? { since } : {}),
    ...(until ? { until } : {}),
  }
}

/** `by:me` means whoever asks. */
async function authorNamed(typed: string, reader: Reader, world: World): Promise<PersonRef> {
  if (reader.kind === 'person' && ME.has(fold(typed))) return reader.person
  return (await personNamed(typed, world)).ref
}

function kindNamed(typed: string): ItemKind {
  const name = fold(typed)
  const kind = KINDS.get(name) ?? (name.endsWith('s') ? KINDS.get(name.slice(0, -1)) : undefined)
  if (!kind) throw new Refusal('noSuchKind')
  return kind
}

function dateOr(typed: string, end = false): Date {
  const date = readDate(typed, end)
  if (!date) throw new Refusal('badDate')
  return date
}

const isBy = (author: PersonRef, { by, replies }: Item): boolean =>
  by === author || replies.some((reply) => reply.role === 'answer' && reply.by === author)

/** The same conditions as the store's `itemsWhere`. */
function fits(item: Item, filter: ItemFilter): boolean {
  return (
    (filter.kind === undefined || item.kind === filter.kind) &&
    (filter.author === undefined || isBy(filter.author, item)) &&
    (filter.place === undefined || item.source.place === filter.place) &&
    (filter.tag === undefined || item.tags.includes(filter.tag)) &&
    (filter.since === undefined || item.at >= filter.since) &&
    (filter.until === undefined || item.at < filter.until)
  )
}
