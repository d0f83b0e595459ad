import type { Item, ItemKind } from '../item.ts'
import { acceptedReply } from '../item.ts'
import type { TermReader } from './terms.ts'

/** The parts of an item that are weighed apart. */
export const FIELDS = ['title', 'body', 'accepted', 'replies', 'tags'] as const

/** An item as the index keeps it: its terms in order, field by field, and what people did with it. */
export interface Document {
  readonly id: number
  /** Milliseconds since 1970. */
  readonly at: number
  readonly kind: ItemKind
  readonly language: Item['language']
  /** The place that it came from, and whether everyone may read it or its members alone. */
  readonly place: string
  readonly open: boolean
  /** People who say that it is wrong. */
  readonly wrong: number
  /** People who say that it helped, that it is right, or who saved it too. */
  readonly uses: number
  /** How lively it is used: see `liveliness`. */
  readonly liveliness: number
  readonly answered: boolean
  /** Terms of each field, in the order of `FIELDS`. */
  readonly fields: readonly (readonly string[])[]
}

/** Takes an item apart for the index. */
export function documentOf(item: Item, terms: TermReader): Document {
  const accepted = acceptedReply(item)
  const others = item.replies.filter((reply) => reply !== accepted).map((reply) => reply.text)
  const texts = [item.title, bodyBeyondTitle(item), accepted?.text ?? '', others.join('\n'), item.tags.join('\n')]
  return {
    id: item.id,
    at: item.at.getTime(),
    kind: item.kind,
    language: item.language,
    place: item.source.place,
    open: item.audience === 'everyone',
    wrong: item.wrong.length,
    uses: item.helped.length + item.confirmations.length + item.endorsedBy.length,
    liveliness: livelinessOf([...item.helped, ...item.confirmations].map((act) => act.at.getTime())),
    answered: accepted !== null,
    fields: texts.map((text) => terms.read(text, item.language)),
  }
}

// A title is often the first words of the body: they count once, where they weigh more.
function bodyBeyondTitle(item: Item): string {
  return item.body.startsWith(item.title) ? item.body.slice(item.title.length) : item.body
}

/** A use counts half after so many days. */
const USE_HALF_LIFE_MS = 30 * 86_400_000

/**
 * The sum of uses, each halved with every half-life that went by, as the logarithm (base 2) of what it would be in
 * 1970: in that form it stays true as time goes on, and so does the order of two items.
 */
export function livelinessOf(uses: readonly number[]): number {
  const latest = Math.max(...uses)
  const sum = uses.reduce((total, at) => total + 2 ** ((at - latest) / USE_HALF_LIFE_MS), 0)
  return uses.length === 0 ? Number.NEGATIVE_INFINITY : latest / USE_HALF_LIFE_MS + Math.log2(sum)
}

/** How many uses, halved with time, the item has now. */
export const livelinessNow = (liveliness: number, now: Date): number =>
  2 ** (liveliness - now.getTime() / USE_HALF_LIFE_MS)
