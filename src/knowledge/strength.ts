import type { EvidenceKind } from './evidence.ts'
import type { Item, LanguageCode } from './item.ts'
import type { Linguist } from './linguist.ts'
import { words } from './words.ts'

/** How well somebody knows a topic, as far as what they did shows it. */
export type Strength = 'covers' | 'partly'

/** What somebody did, with the item that it was done on. */
export interface ShownAct {
  readonly kind: EvidenceKind
  readonly item: Words
}

type Words = Pick<Item, 'title' | 'body' | 'tags' | 'replies' | 'language'>

/** Acts that show more than a passing acquaintance. */
const STRONG: readonly EvidenceKind[] = ['accepted', 'answered', 'wrote', 'corrected']
/** Of the words of a topic, as much must stand in an item for it to be about the topic at all. */
const PARTLY_ABOUT = 0.5

/**
 * `covers` for strong acts on something that has every word of the topic; `partly` for lesser acts, for something that has
 * half of its words, or for somebody's own word; null when nothing speaks for it.
 */
export function strengthOn(
  topic: string,
  acts: readonly ShownAct[],
  saysSo: boolean,
  linguist: Linguist,
): Strength | null {
  const shares = acts.map((act) => ({ act, share: shareOf(topic, act.item, linguist) }))
  if (shares.some(({ act, share }) => share === 1 && STRONG.includes(act.kind))) return 'covers'
  return saysSo || shares.some(({ share }) => share >= PARTLY_ABOUT) ? 'partly' : null
}

function shareOf(topic: string, item: Words, linguist: Linguist): number {
  const there = stemsOf(textOf(item), item.language, linguist)
  const wanted = stemsOf(topic, item.language, linguist)
  return wanted.size === 0 ? 0 : [...wanted].filter((stem) => there.has(stem)).length / wanted.size
}

const textOf = ({ title, body, tags, replies }: Words): string =>
  [title, body, ...tags, ...replies.map(({ text }) => text)].join('\n')

/** Parts count, not the whole that stands before them: `pricing-api` is the `pricing API`. */
function stemsOf(text: string, language: LanguageCode, linguist: Linguist): ReadonlySet<string> {
  const read = words(text)
  const kept = read.filter(({ kind }, at) => kind === 'part' || read[at + 1]?.kind !== 'part')
  const telling = kept.filter((word) => word.kind !== 'word' || !linguist.isStopWord(word.text, language))
  return new Set(telling.map((word) => (word.kind === 'name' ? word.text : linguist.stem(word.text, language))))
}
