import { fold } from './fold.ts'
import type { LanguageCode } from './item.ts'
import type { Linguist } from './linguist.ts'
import { candidatesIn, ENOUGH } from './tag-candidates.ts'
import { words } from './words.ts'

/** A tag as it is kept: lower case, accents kept, no leading `#`, words joined by `-`; null when it is no tag or too long. */
export function cleanTag(text: string): string | null {
  if (text.length > LONGEST_INPUT) return null
  const tag = text
    .toLowerCase()
    .normalize('NFC')
    .replace(/\s+/gu, '-')
    .replace(NOT_IN_TAGS, '')
    .replace(/-{2,}/g, '-')
    .replace(LOOSE_START, '')
    .replace(LOOSE_END, '')
  return tag.length <= LONGEST_TAG && /[\p{L}\p{N}]/u.test(tag) ? tag : null
}

const LONGEST_TAG = 40
const LONGEST_INPUT = 300
const NOT_IN_TAGS = /[^\p{L}\p{M}\p{N}.+#\-_/]/gu
const LOOSE_START = /^[#\-_/+\p{M}]+/u
const LOOSE_END = /[-_/.]+$/

/** At most 3 tags for what was written, the question first: tags in use that occur, then names and distinctive words. */
export function proposeTags(texts: readonly string[], linguist: Linguist, known: readonly string[]): string[] {
  const language = linguist.languageOf(texts.join('\n').slice(0, READ_AT_MOST))
  const inUse = knownTagsIn(texts, language, linguist, known)
  const chosen: string[] = inUse.slice(0, MOST_TAGS_IN_USE)
  const own = ownTags(texts, language, linguist, inUse.length === 0)
  for (const tag of [...own, ...inUse.slice(MOST_TAGS_IN_USE)]) {
    if (chosen.length >= MOST_TAGS) break
    if (!chosen.some((other) => overlap(other, tag))) chosen.push(tag)
  }
  return chosen
}

/** What the texts turn around; a faint topic is better than none. */
function ownTags(texts: readonly string[], language: LanguageCode, linguist: Linguist, isBare: boolean): string[] {
  const candidates = candidatesIn(texts, language, linguist)
  const clear = candidates.filter(({ score }) => score >= ENOUGH)
  const chosen = clear.length === 0 && isBare ? candidates.slice(0, 1) : clear
  return chosen.flatMap(({ written }) => cleanTag(written) ?? [])
}

const MOST_TAGS = 3
/** One is left to what this text has of its own: else the few broadest tags end up on everything. */
const MOST_TAGS_IN_USE = 2
/** Characters of each text; a long paste has no more topics than its beginning. */
const READ_AT_MOST = 3000
/** Words of the longest tag that is looked for. */
const LONGEST_RUN = 4

const overlap = (one: string, other: string): boolean => {
  const [a, b] = [fold(one), fold(other)]
  return a.includes(b) || b.includes(a)
}

/** Those in the question first; what only one of the answers mentions is not the topic. */
function knownTagsIn(
  texts: readonly string[],
  language: LanguageCode,
  linguist: Linguist,
  known: readonly string[],
): string[] {
  if (known.length === 0) return []
  const { byStems, firstStems } = stemmed(known, language, linguist)
  const found = new Map<string, Set<number>>()
  for (const [index, text] of texts.entries()) {
    const stems = words(text.slice(0, READ_AT_MOST)).map((word) => linguist.stem(word.text, language))
    for (let start = 0; start < stems.length; start++) {
      if (!firstStems.has(stems[start] ?? '')) continue
      for (let end = Math.min(stems.length, start + LONGEST_RUN); end > start; end--) {
        const tag = byStems.get(stems.slice(start, end).join(' '))
        if (tag !== undefined) found.set(tag, (found.get(tag) ?? new Set()).add(index))
      }
    }
  }
  return [...found].filter(([, where]) => where.has(0) || where.size >= MENTIONED_BY).map(([tag]) => tag)
}

const MENTIONED_BY = 3

/** Each tag in use under the stems of its words, and whole when it is a name. */
function stemmed(known: readonly string[], language: LanguageCode, linguist: Linguist): Stemmed {
  const cached = remembered.get(known)
  if (cached?.language === language) return cached
  const map = new Map<string, string>()
  for (const tag of known) {
    const stem = (text: string): string => linguist.stem(text, language)
    const pieces = tag.split(/[-_/]/).flatMap((piece) => words(piece).filter((word) => word.kind !== 'part'))
    map.set(pieces.map((piece) => stem(piece.text)).join(' '), tag)
    map.set(stem(fold(tag)), tag)
  }
  map.delete('')
  const firstStems = new Set([...map.keys()].map((key) => key.split(' ', 1)[0] ?? ''))
  const found = { language, byStems: map, firstStems }
  remembered.set(known, found)
  return found
}

interface Stemmed {
  readonly language: LanguageCode
  readonly byStems: ReadonlyMap<string, string>
  /** What the stems of any of them begin with. */
  readonly firstStems: ReadonlySet<string>
}

// An import proposes tags for thousands of threads from one list.
const remembered = new WeakMap<readonly string[], Stemmed>()
