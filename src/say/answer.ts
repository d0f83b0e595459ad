import { button } from '../action.ts'
import { type Block, type Button, bold, buttons, context, type Doc, list, quote, text } from '../chat/doc.ts'
import type { Phrases } from '../languages/phrases.ts'
import type { ItemView } from '../views.ts'
import { arrow, cut, dotted, itemRow, placeName, ROWS_MAX, TITLE_MAX, tagLine, warnings } from './lines.ts'

// Longer answers are cut in the message; `Open` shows them whole.
const QUOTE_MAX = 1_500

interface Asked {
  /** The question as it was put to Savoir. */
  readonly ask: string
  /** It was put where others are, so that the answer can be shared with them. */
  readonly shareable: boolean
  /** The open question that it may answer, when nobody put it to Savoir. */
  readonly question?: number
}

/** The best saved answer, quoted with its author, and up to two more below it. */
export function answerDoc(
  phrases: Phrases,
  [best, ...others]: readonly [ItemView, ...ItemView[]],
  now: Date,
  asked: Asked,
): Doc {
  const rows = others.slice(0, ROWS_MAX - 1).map((view) => itemRow(phrases, view, now))
  return [
    ...quoted(phrases, best, now),
    ...(rows.length ? [context(phrases.ask.also), list(rows)] : []),
    buttons(...answerButtons(phrases, best, asked)),
  ]
}

/** One item with the words that answer, where they come from and how far they can be trusted. */
export function quoted(phrases: Phrases, view: ItemView, now: Date): Block[] {
  const { item, answer } = view
  const by = answer?.by ?? (answer ? phrases.someone : (view.author ?? phrases.someone))
  return [
    text(bold(cut(item.title, TITLE_MAX))),
    context(...dotted([by, placeName(view), phrases.date(answer?.at ?? item.at, now), ...trust(phrases, view, now)])),
    ...(answer?.text ? [quote(cut(answer.text, QUOTE_MAX))] : []),
    context(...dotted([String(item.id), tagLine(item.tags), arrow(answer?.permalink ?? item.source.permalink)])),
  ]
}

/** Nothing good enough: one line, and the way on. `close`: something was found that may or may not answer. */
export function nothingDoc(phrases: Phrases, ask: string, close: boolean): Doc {
  return [
    text(close ? phrases.ask.unsure : phrases.ask.nothing),
    buttons(
      { ...button(phrases.buttons.openQuestion, 'openQuestion', ask), style: 'primary' },
      button(phrases.buttons.whoKnows, 'whoKnows', ask),
      ...(close ? [button(phrases.buttons.close, 'more', ask, 0)] : []),
    ),
  ]
}

function trust(phrases: Phrases, { item, answer }: ItemView, now: Date): (string | null)[] {
  const last = item.confirmations.at(-1)
  return [
    answer?.reply && answer.reply.id !== item.accepted?.reply ? phrases.ask.notMarked : null,
    last ? phrases.ask.confirmed(item.confirmations.length, phrases.ago(last.at, now)) : null,
    ...warnings(phrases, item),
  ]
}

function answerButtons(phrases: Phrases, { item }: ItemView, { ask, shareable, question }: Asked): Button[] {
  const helped = question === undefined ? [item.id] : [item.id, question]
  return [
    { ...button(phrases.buttons.helped, 'helped', ...helped), style: 'primary' },
    button(phrases.buttons.notIt, 'notIt', item.id, ask),
    button(phrases.buttons.askPeople, 'openQuestion', ask),
    button(phrases.buttons.open, 'show', item.id),
    ...(shareable ? [button(phrases.buttons.share, 'share', item.id)] : []),
  ]
}
