import { bold, type Inline, plain } from '../chat/doc.ts'
import type { Item } from '../knowledge/item.ts'
import type { Phrases } from '../languages/phrases.ts'
import type { ItemView } from '../views.ts'

export const TITLE_MAX = 60
/** A list shows this many rows, then `More`. */
export const ROWS_MAX = 3

/** Cuts a text at a length in characters, never inside one. */
export function cut(text: string, max: number): string {
  const characters = [...text]
  return characters.length <= max
    ? text
    : `${characters
        .slice(0, max - 1)
        .join('')
        .trimEnd()}…`
}

/** Joins the parts that are there with a middle dot. */
export function dotted(parts: readonly (string | Inline | null)[]): readonly Inline[] {
  const there = parts.filter((part) => part !== null && part !== '').map((part) => part as string | Inline)
  return there.flatMap((part, at) => [...(at ? [plain(' · ')] : []), typeof part === 'string' ? plain(part) : part])
}

/** A place as people write it: `#ops`; null for a conversation with Savoir. */
export const placeName = (view: Pick<ItemView, 'place'>): string | null =>
  view.place && view.place.audience !== 'direct' ? `#${view.place.name}` : null

export const tagLine = (tags: readonly string[]): string => tags.map((tag) => `#${tag}`).join(' ')

/** A link that opens the words where they were said, when there is one. */
export const arrow = (permalink: string | null): Inline | null =>
  permalink ? { kind: 'link', text: '↗', url: permalink } : null

/** That many people have to say so before an item is labelled as wrong. */
const WRONG_LABEL = 2

/** What speaks against an item: people who say that it is wrong, and the one that replaced it. */
export const warnings = (phrases: Phrases, { wrong, supersededBy }: Item): readonly (string | null)[] => [
  wrong.length >= WRONG_LABEL ? phrases.ask.saidWrong(wrong.length) : null,
  supersededBy === null ? null : phrases.ask.superseded(supersededBy),
]

/** One line for an item in a list: number, title, and what there is to say of it. */
export function itemRow(phrases: Phrases, view: ItemView, now: Date, note: string | null = null): readonly Inline[] {
  const { item } = view
  const state = item.kind === 'question' ? phrases.items.answers(answerCount(view)) : phrases.kind[item.kind]
  return [
    plain(`${item.id} `),
    bold(cut(item.title, TITLE_MAX)),
    plain(' '),
    ...dotted([placeName(view), phrases.date(item.at, now), state, note, arrow(item.source.permalink)]),
  ]
}

const answerCount = (view: ItemView): number => view.item.replies.filter((reply) => reply.role === 'answer').length
