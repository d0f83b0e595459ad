import { button } from '../action.ts'
import type { Place } from '../chat/directory.ts'
import { type Block, type Button, buttons, context, type Doc, quote, text } from '../chat/doc.ts'
import type { PersonRef } from '../chat/ref.ts'
import type { Item, Reply } from '../knowledge/item.ts'
import type { Phrases } from '../languages/phrases.ts'
import type { ItemView } from '../views.ts'
import { arrow, cut, dotted, placeName, TITLE_MAX, tagLine, warnings } from './lines.ts'

// A message has to end somewhere: a long thread shows its first replies and the accepted one.
const REPLIES_MAX = 8
const REPLY_MAX = 800
const BODY_MAX = 2_500

/** The whole item: the question, its replies, who confirmed it, and what can be done with it. */
export function itemDoc(
  phrases: Phrases,
  view: ItemView,
  name: (ref: PersonRef | null) => string | null,
  now: Date,
): Doc {
  const { item } = view
  return [
    ...head(phrases, view, now),
    ...shownReplies(item).flatMap((reply) => replyBlocks(phrases, item, reply, name, now)),
    ...foot(phrases, item, now),
    buttons(...itemButtons(phrases, item)),
  ]
}

function head(phrases: Phrases, view: ItemView, now: Date): Block[] {
  const { item } = view
  const where = dotted([
    view.author ?? phrases.someone,
    placeName(view),
    phrases.date(item.at, now),
    phrases.kind[item.kind],
    arrow(item.source.permalink),
  ])
  return [
    { kind: 'heading', text: cut(item.title, TITLE_MAX) },
    context(...where),
    ...(item.body ? [quote(cut(item.body, BODY_MAX))] : []),
  ]
}

function shownReplies(item: Item): readonly Reply[] {
  const first = item.replies.filter((reply) => reply.id !== item.accepted?.reply).slice(0, REPLIES_MAX)
  const accepted = item.replies.filter((reply) => reply.id === item.accepted?.reply)
  return [...accepted, ...first]
}

function replyBlocks(
  phrases: Phrases,
  item: Item,
  reply: Reply,
  name: (ref: PersonRef | null) => string | null,
  now: Date,
): Block[] {
  const marked = reply.id === item.accepted?.reply
  const by = dotted([
    `${marked ? '✅ ' : ''}${name(reply.by) ?? phrases.someone}`,
    phrases.date(reply.at, now),
    arrow(reply.permalink),
  ])
  const accept = item.kind === 'question' && !marked && reply.role === 'answer'
  return [
    context(...by),
    quote(cut(reply.text, REPLY_MAX)),
    ...(accept ? [buttons(button(phrases.buttons.accept, 'accept', item.id, reply.id))] : []),
  ]
}

function foot(phrases: Phrases, item: Item, now: Date): Block[] {
  const last = item.confirmations.at(-1)
  const confirmed = last && phrases.ask.confirmed(item.confirmations.length, phrases.ago(last.at, now))
  return [context(...dotted([String(item.id), tagLine(item.tags), confirmed ?? null, ...warnings(phrases, item)]))]
}

function itemButtons(phrases: Phrases, item: Item): Button[] {
  return [
    ...(item.kind === 'question' ? [button(phrases.buttons.answer, 'answer', item.id)] : []),
    button(phrases.buttons.edit, 'edit', item.id),
    button(phrases.buttons.supersede, 'supersede', item.id),
    button(phrases.buttons.stillRight, 'confirm', item.id),
    button(phrases.buttons.wrong, 'wrong', item.id),
  ]
}

interface Kept {
  /** `Saved`, `Noted`… */
  readonly word: string
  readonly item: Pick<Item, 'id' | 'title' | 'tags'>
  readonly visible: string
  /** The event to undo. */
  readonly event: string
  /** It is for its author alone, who may show it to everyone. */
  readonly widen: boolean
}

/** What was kept, and who can read it, with the way back. */
export function keptDoc(phrases: Phrases, kept: Kept): Doc {
  const { item } = kept
  return [
    text(phrases.items.kept(kept.word, cut(item.title, TITLE_MAX))),
    context(...dotted([String(item.id), tagLine([...item.tags].sort()), kept.visible])),
    buttons(
      button(phrases.buttons.edit, 'edit', item.id),
      ...(kept.widen ? [button(phrases.buttons.showToEveryone, 'showToEveryone', item.id)] : []),
      button(phrases.buttons.undo, 'undo', kept.event),
    ),
  ]
}

/** One sentence, with a way back. */
export function doneDoc(phrases: Phrases, sentence: string, event: string): Doc {
  return [text(sentence), buttons(button(phrases.buttons.undo, 'undo', event))]
}

/** Who can read what comes from a place. */
export function visibleTo(phrases: Phrases, place: Place, members: number): string {
  switch (place.audience) {
    case 'everyone':
      return phrases.items.visibleToEveryone
    case 'members':
      return phrases.items.visibleTo(`#${place.name}`, members)
    case 'direct':
      return phrases.items.visibleToYou
  }
}
