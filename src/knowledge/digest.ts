import type { PersonRef } from '../chat/ref.ts'
import type { Item } from './item.ts'

/** One line of a digest, with what its button needs. */
export type DigestEntry =
  | { readonly kind: 'question'; readonly item: Item }
  /** Somebody's own words helped so many people. */
  | { readonly kind: 'helped'; readonly item: Item; readonly people: number }
  | { readonly kind: 'new'; readonly item: Item; readonly tag: string }
  | { readonly kind: 'merge'; readonly tag: string; readonly into: string }
  | { readonly kind: 'decision'; readonly item: Item }

/** What a digest is made of, all of it readable by the person whose digest it is. */
export interface DigestInput {
  readonly person: PersonRef
  /** Tags that they declared, used or know; those that they use most first. */
  readonly tags: ReadonlySet<string>
  /** Of these, the ones that they showed or say they know. */
  readonly known: ReadonlySet<string>
  /** What is new since then counts. */
  readonly since: Date
  /** Open questions that waited long enough. */
  readonly open: readonly Item[]
  /** Items of the period, and questions that were answered in it. */
  readonly recent: readonly Item[]
  /** Items with words of theirs, and how many people said in the period that it helped. */
  readonly helped: readonly { readonly item: Item; readonly people: number }[]
  readonly merge: { readonly tag: string; readonly into: string } | null
}

export const ENTRIES_MAX = 5
const NEW_AT_FIRST = 2
const WRONG_LABEL = 2

/**
 * The few things worth a person's time: a question that they could answer, words of theirs that helped, what is new on
 * their tags, a pair of tags to settle, decisions. Nothing is made up to fill it: empty means that there is nothing to say.
 */
export function digestOf(input: DigestInput): readonly DigestEntry[] {
  const news = newOnTags(input)
  const decisions = decisionsFor(input)
  const entries = [
    ...questionFor(input).slice(0, 1),
    ...[...input.helped]
      .sort((a, b) => b.people - a.people || a.item.id - b.item.id)
      .slice(0, 1)
      .map(toHelped),
    ...news.slice(0, NEW_AT_FIRST),
    ...(input.merge ? [{ kind: 'merge', ...input.merge } as const] : []),
    ...decisions.slice(0, 1),
    ...news.slice(NEW_AT_FIRST),
    ...decisions.slice(1),
  ]
  // A pair of tags alone is no reason to write to somebody.
  return entries.every(({ kind }) => kind === 'merge') ? [] : inOrder(entries.slice(0, ENTRIES_MAX))
}

const ORDER: readonly DigestEntry['kind'][] = ['question', 'helped', 'new', 'merge', 'decision']

const inOrder = (entries: readonly DigestEntry[]): readonly DigestEntry[] =>
  ORDER.flatMap((kind) => entries.filter((entry) => entry.kind === kind))

const toHelped = ({ item, people }: DigestInput['helped'][0]): DigestEntry => ({ kind: 'helped', item, people })

/** Those about what they know best come first, then those that nobody answered at all, then the newest. */
function questionFor({ person, open, known }: DigestInput): DigestEntry[] {
  const answers = (item: Item) => item.replies.filter(({ role }) => role === 'answer')
  return open
    .filter((item) => item.by !== person && item.tags.some((tag) => known.has(tag)))
    .filter((item) => !item.replies.some(({ by }) => by === person))
    .sort((a, b) => common(b, known) - common(a, known) || answers(a).length - answers(b).length || newest(a, b))
    .map((item) => ({ kind: 'question', item }))
}

function newOnTags({ person, recent, tags, since }: DigestInput): DigestEntry[] {
  const mostUsed = [...tags]
  return recent
    .filter((item) => !isKnownTo(person, item) && isNews(item, since, person) && stands(item))
    .map((item) => ({ item, tag: mostUsed.find((tag) => item.tags.includes(tag)) }))
    .filter((one): one is { item: Item; tag: string } => one.tag !== undefined)
    .sort((a, b) => common(b.item, tags) - common(a.item, tags) || newest(a.item, b.item))
    .map(({ item, tag }) => ({ kind: 'new', item, tag }))
}

/** They said it, saved it, or it helped them. */
const isKnownTo = (person: PersonRef, { by, endorsedBy, helped }: Item): boolean =>
  by === person || [...endorsedBy, ...helped].some((act) => act.by === person)

/** Notes and discussions when they are said, questions when they are answered; an answer of one's own is no news. */
function isNews(item: Item, since: Date, person: PersonRef): boolean {
  switch (item.kind) {
    case 'note':
    case 'thread':
      return item.at >= since
    case 'question': {
      const { accepted } = item
      const isLate = (id: string, at: Date) => at >= since || (accepted?.reply === id && accepted.at >= since)
      return item.replies.some(({ id, role, by, at }) => role === 'answer' && by !== person && isLate(id, at))
    }
    case 'status':
    case 'decision':
      return false
  }
}

/** Decisions of the period, those on the person's tags first. */
function decisionsFor({ person, recent, tags, since }: DigestInput): DigestEntry[] {
  return recent
    .filter((item) => item.kind === 'decision' && item.by !== person && item.at >= since && stands(item))
    .sort((a, b) => common(b, tags) - common(a, tags) || newest(a, b))
    .map((item) => ({ kind: 'decision', item }))
}

const stands = ({ supersededBy, wrong }: Item): boolean => supersededBy === null && wrong.length < WRONG_LABEL

const common = (item: Item, tags: ReadonlySet<string>): number => item.tags.filter((tag) => tags.has(tag)).length

const newest = (a: Item, b: Item): number => b.at.getTime() - a.at.getTime() || a.id - b.id
