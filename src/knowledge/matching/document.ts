import type { Item, ItemKind } from '../item.ts'
import { acceptedReply } from '../item.ts'
import type { TermReader } from './terms.ts'

/** The parts of an item that are weighed apart. */
export const FIELDS = ['title', 'body', 'accepted', 'replies', 'tags'] as const
export type FieldName = (typeof FIELDS)[number]

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
  readonly superseded: boolean
  /** People who say that it is wrong. */
  readonly wrong: number
  /** People who say that it helped, that it is right, or who saved it too. */
  readonly uses: number
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
    superseded: item.supersededBy !== null,
    wrong: item.wrong.length,
    uses: item.helped.length + item.confirmations.length + item.endorsedBy.length,
    answered: accepted !== null,
    fields: texts.map((text) => terms.read(text, item.language)),
  }
}

// A title is often the first words of the body: they count once, where they weigh more.
function bodyBeyondTitle(item: Item): string {
  return item.body.startsWith(item.title) ? item.body.slice(item.title.length) : item.body
}
