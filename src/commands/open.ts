import { button } from '../action.ts'
import { bold, buttons, list, text } from '../chat/doc.ts'
import { fold } from '../knowledge/fold.ts'
import type { Item } from '../knowledge/item.ts'
import { answer, type Command, type PressHandler, type Request } from '../request.ts'
import { itemDoc } from '../say/item.ts'
import { itemRow, ROWS_MAX } from '../say/lines.ts'
import type { ItemFilter } from '../store/store.ts'
import { namesOf, viewsOf } from '../views.ts'
import type { World } from '../world.ts'
import { placeNamed } from './names.ts'
import { itemFor, numberFirst, rowsShown } from './words.ts'

// Among so many of the newest open questions, the ones that the person may be able to answer come first.
const CONSIDERED = 30
/** Open for so long, a question is a gap. */
const GAP_MS = 14 * 86_400_000
const GAPS: readonly string[] = ['gaps', 'gap', 'lacunes', 'lacune']
const MINE: readonly string[] = ['mine', 'me', 'moi', 'mes', 'miennes']

/** Open questions that the person can read, those they may be able to answer first; or one item in full. */
export const open: Command = async (request, world) => {
  if (/^\s*#?\d+\s*$/.test(request.text)) return showItem(request, numberFirst(request.text).id, world)
  return openPage(request, request.text.trim(), 0, world)
}

/** `Open`: the whole item. */
export const show: PressHandler = (press, world) => showItem(press, Number(press.args[0]), world)

async function showItem(request: Request, id: number, world: World) {
  const item = await itemFor(request, world, id)
  const [view] = await viewsOf([item], world)
  const name = await namesOf([item.by, ...item.replies.map((reply) => reply.by)], world)
  return answer(request, view ? itemDoc(request.phrases, view, name, world.now()) : [])
}

async function openPage(request: Request, which: string, skip: number, world: World) {
  const { phrases } = request
  const { title, filter } = await whichQuestions(request, which, world)
  const able = await ableTo(request, world)
  const questions = await world.store.itemsWhere({ ...filter, open: true }, request.reader, { limit: CONSIDERED })
  const sorted = [...questions.filter((item) => able(item)), ...questions.filter((item) => !able(item))]
  const shown = sorted.slice(skip, skip + ROWS_MAX)
  if (!shown.length) return answer(request, [text(phrases.items.nothingOpen)])
  const views = await viewsOf(shown, world)
  const rows = views.map((view) =>
    itemRow(phrases, view, world.now(), able(view.item) ? phrases.items.openYouMay : null),
  )
  const more = sorted.length > skip + ROWS_MAX
  const row = [
    ...shown.map((item) => button(`${phrases.buttons.answer} ${item.id}`, 'answer', item.id)),
    ...(more ? [button(phrases.buttons.more, 'moreOpen', skip + ROWS_MAX, filter.place ?? which)] : []),
  ]
  return answer(request, [text(bold(title)), list(rows), buttons(...row)])
}

/** `More` under a list of open questions. */
export const moreOpen: PressHandler = (press, world) =>
  openPage(press, press.args[1] ?? '', rowsShown(press.args[0]), world)

async function whichQuestions(
  request: Request,
  which: string,
  world: World,
): Promise<{ title: string; filter: ItemFilter }> {
  const { items } = request.phrases
  if (!which) return { title: items.open, filter: {} }
  if (MINE.includes(fold(which))) return { title: items.openMine, filter: { by: request.by.ref } }
  if (GAPS.includes(fold(which))) {
    return { title: request.phrases.nudges.clock.gaps, filter: { until: new Date(world.now().getTime() - GAP_MS) } }
  }
  const place = await placeNamed(which, request.reader, world)
  return { title: items.openIn(`#${place.name}`), filter: { place: place.ref } }
}

/** Tells the questions about what the person answered or wrote before, or declared. */
async function ableTo(request: Request, world: World): Promise<(item: Item) => boolean> {
  const acts = await world.store.evidenceOf(request.by.ref, request.reader)
  const items = await world.store.items(
    [...new Set(acts.filter((act) => act.kind !== 'asked').map((act) => act.item))],
    request.reader,
  )
  const words = (await world.store.topicWords()).filter((word) => word.person === request.by.ref)
  const against = new Set(words.filter((word) => word.says !== 'declared').map((word) => word.topic))
  const topics = [
    ...items.flatMap((item) => item.tags),
    ...words.filter((word) => word.says === 'declared').map((word) => word.topic),
  ]
  const mine = new Set(topics.filter((topic) => !against.has(topic)))
  return (item) => item.by !== request.by.ref && item.tags.some((tag) => mine.has(tag))
}
