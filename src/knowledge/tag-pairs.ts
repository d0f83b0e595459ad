import { fold } from './fold.ts'
import { shortenedTogether } from './tags-together.ts'
import type { TagPair, UsedTag } from './used-tag.ts'
import { SHORT_FORMS, TRANSLATIONS } from './word-pairs.ts'

/**
 * Pairs among tags in use that may be one: by spelling and plurals, by their initials, by a short form, by a name in the
 * other language, by a likeness that tells only because they stand on the same items. Whether they are is for people to say.
 */
export function tagPairs(tags: readonly UsedTag[]): readonly TagPair[] {
  const byKey = new Map<string, UsedTag[]>()
  for (const used of [...tags].sort(byUse)) {
    for (const key of keysOf(used.tag)) {
      const those = byKey.get(key)
      if (those) those.push(used)
      else byKey.set(key, [used])
    }
  }
  const found = new Map<string, TagPair>()
  for (const [key, those] of byKey) {
    // What so many tags share is no sign of anything.
    if (those.length > SHARED_AT_MOST) continue
    for (const pair of pairsAmong(those, key)) found.set(`${pair.tag} ${pair.into}`, pair)
  }
  for (const pair of shortenedTogether(tags)) found.set(`${pair.tag} ${pair.into}`, pair)
  return [...found.values()]
}

const byUse = (a: UsedTag, b: UsedTag): number => b.items.length - a.items.length || (a.tag < b.tag ? -1 : 1)

const SHARED_AT_MOST = 8
/** A slip of the fingers in shorter words makes another word. */
const SHORTEST_SLIP = 6
const LONGEST_ACRONYM = 6
const SHORTEST_PLURAL = 4
const SHORTEST_DOING = 7
/** Items that bear a tag that was mistyped. */
const SLIPS_AT_MOST = 2
const SLIP = 'slip '
const COUNTED = 'counted '
const SMALL: ReadonlySet<string> = new Set([
  ...['of', 'the', 'and', 'for', 'on', 'in', 'to', 'a'],
  ...['de', 'du', 'des', 'la', 'le', 'les', 'l', 'd', 'et', 'pour', 'sur', 'en', 'au', 'aux', 'un', 'une'],
])

function* pairsAmong(those: readonly UsedTag[], key: string): Generator<TagPair> {
  for (const [at, { tag: into }] of those.entries()) {
    for (const { tag, items } of those.slice(at + 1)) {
      // A word that is used more than once or twice is hardly a slip of the fingers.
      if (key.startsWith(SLIP) && items.length > SLIPS_AT_MOST) continue
      if (key.startsWith(COUNTED) && NUMERONYM.test(tag) === NUMERONYM.test(into)) continue
      if (numbersIn(into) === numbersIn(tag)) yield { tag, into }
    }
  }
}

/** `python2` is not `python3`; a number that only counts left-out letters (`k8s`) is none. */
const numbersIn = (tag: string): string => (NUMERONYM.test(fold(tag)) ? '' : (tag.match(/\d+/g) ?? []).join(' '))

const NUMERONYM = /^([a-z])(\d{1,2})([a-z])$/

/** Whatever two tags share of these may make them one. */
function keysOf(tag: string): ReadonlySet<string> {
  const words = fold(tag)
    .split(/[-_/.+\s']+/u)
    .filter((word) => word !== '')
  const joined = words.join('')
  return new Set([
    `whole ${joined}`,
    ...meanings(words),
    ...initialsOf(words),
    ...numeronymOf(joined),
    ...slips(joined),
  ])
}

/** The words of a tag in one form for both languages, in any order, without the small ones. */
function meanings(words: readonly string[]): readonly string[] {
  const each = words.filter((word) => !SMALL.has(word)).map(conceptOf)
  const named = CONCEPTS.get(words.join('-'))
  return [each.sort().join(' '), ...(named ? [cognate(named)] : [])].map((meaning) => `means ${meaning}`)
}

function conceptOf(word: string): string {
  const long = LONG_FORMS.get(word) ?? word
  const known = CONCEPTS.get(long) ?? CONCEPTS.get(singular(long))
  return cognate(known ?? bare(singular(long)))
}

/** One of them, in English and in French. */
function singular(word: string): string {
  if (word.length < SHORTEST_PLURAL || /(?:ss|us|is)$/.test(word)) return word
  return word
    .replace(/ies$/, 'y')
    .replace(/eaux$/, 'eau')
    .replace(/aux$/, 'al')
    .replace(/(ch|sh|x|ss)es$/, '$1')
    .replace(/s$/, '')
}

/** Without the ending of what is being done: `testing` is about tests. */
function bare(word: string): string {
  return word.length < SHORTEST_DOING ? word : word.replace(/ing$/, '').replace(/([b-df-hj-np-tv-z])\1$/, '$1')
}

/** How the same ending is written in French and in English. */
function cognate(stem: string): string {
  return stem
    .replace(/(?:ite|ity|iti)$/, 'it')
    .replace(/(?:ique|iqu|ical|ics?)$/, 'ic')
    .replace(/(?:eur|er|or)$/, 'r')
    .replace(/(?:ement|ment)$/, 'ment')
    .replace(/(?:aire|ary|ari|air)$/, 'ar')
    .replace(/(?:ance|ence|anc|enc)$/, 'enc')
    .replace(/(?:ion|io)$/, 'ion')
    .replace(/(?:elle|el|al)$/, 'al')
    .replace(/(?:ie|y|i|e)$/, '')
}

/** Every concept under the English word for it. */
const CONCEPTS: ReadonlyMap<string, string> = new Map(
  TRANSLATIONS.flatMap(([english, french]) => [
    [french, englishOf(french)],
    [english, englishOf(french)],
  ]),
)

/** Where one French word stands for two English ones, the first counts for both. */
function englishOf(french: string): string {
  return TRANSLATIONS.find((pair) => pair[1] === french)?.[0] ?? french
}

const LONG_FORMS: ReadonlyMap<string, string> = new Map(SHORT_FORMS)

/** `sso` and `single-sign-on`, with its small words and without. */
function initialsOf(words: readonly string[]): string[] {
  const [only] = words
  if (words.length === 1 && only)
    return only.length <= LONGEST_ACRONYM && /^[a-z]{2,}$/.test(only) ? [`initials ${only}`] : []
  const telling = words.filter((word) => !SMALL.has(word))
  const firsts = [words, telling].map((those) => those.map((word) => word.charAt(0)).join(''))
  return firsts.filter((first) => first.length >= 2).map((first) => `initials ${first}`)
}

/** `k8s` and `kubernetes`. */
function numeronymOf(joined: string): string[] {
  if (NUMERONYM.test(joined)) return [`${COUNTED}${joined}`]
  return joined.length > 4 && /^[a-z]+$/.test(joined)
    ? [`${COUNTED}${joined.charAt(0)}${joined.length - 2}${joined.slice(-1)}`]
    : []
}

/** Each word that is one letter shorter, and the word: two that share one are a slip apart. The first letter stays. */
function slips(joined: string): string[] {
  if (joined.length < SHORTEST_SLIP || /\d/.test(joined)) return []
  const shorter = Array.from({ length: joined.length - 1 }, (_, at) => joined.slice(0, at + 1) + joined.slice(at + 2))
  return [joined, ...shorter].map((one) => `${SLIP}${one}`)
}
