import { LANGUAGE_CODES, type LanguageCode } from '../item.ts'
import type { Linguist } from '../linguist.ts'
import { QUESTION_WORDS } from '../question-words.ts'
import { SHORT_FORMS, TRANSLATIONS } from '../word-pairs.ts'
import { ENGLISH_SYNONYMS } from './synonyms-en.ts'
import { FRENCH_SYNONYMS } from './synonyms-fr.ts'
import { isQuiet, type TermReader, termReader } from './terms.ts'

/** How terms of an index are read, and what else they may mean. */
export interface Reading {
  readonly terms: TermReader
  readonly meanings: Meanings
}

const readings = new WeakMap<Linguist, Reading>()

/** The same for every index of this linguist: the tables are read once. */
export function readingBy(linguist: Linguist): Reading {
  const known = readings.get(linguist)
  if (known) return known
  const terms = termReader(linguist)
  const reading = { terms, meanings: openMeanings(terms) }
  readings.set(linguist, reading)
  return reading
}

/**
 * Terms that mean what a term of the question means, though no letters show it; by the term as the question reads it.
 * Synonyms are those of its language alone.
 */
type Meanings = (
  question: string,
  language: LanguageCode,
  words: readonly string[],
) => ReadonlyMap<string, readonly string[]>

/** A question of more telling words says itself in several ways what it asks: other words for them would only blur it. */
const SYNONYMS_UP_TO = 15

// Reads the tables of words as terms: names in the other language, short forms and synonyms.
function openMeanings(terms: TermReader): Meanings {
  const tables = LANGUAGE_CODES.map((language) => ({
    language,
    always: entriesIn(language, pairsFrom(language), terms),
    inShort: entriesIn(language, synonymsIn(language), terms),
  }))
  return (question, language, words) => {
    const found = new Map<string, string[]>()
    const isShort = words.filter((word) => !isQuiet(word)).length <= SYNONYMS_UP_TO
    for (const { language: other, always, inShort } of tables) {
      const read = terms.read(question, other)
      const synonyms = isShort && other === language ? inShort : NONE
      for (const [at, text] of read.entries()) {
        const own = words[at] ?? text
        const entries = [...(always.get(text) ?? []), ...(synonyms.get(text) ?? [])]
        const meant = entries.filter(({ before }) => before.every((word) => read.includes(word)))
        if (!isQuiet(own) && meant.length > 0)
          found.set(own, [...(found.get(own) ?? []), ...meant.map(({ meaning }) => meaning)])
      }
    }
    return found
  }
}

const NONE: ReadonlyMap<string, Entry[]> = new Map()

interface Entry {
  /** The other words of a phrase; the entry stands under its last one, which tells most. */
  readonly before: readonly string[]
  readonly meaning: string
}

function entriesIn(language: LanguageCode, pairs: readonly Pair[], terms: TermReader): Map<string, Entry[]> {
  const entries = new Map<string, Entry[]>()
  const loud = (phrase: string, code: LanguageCode): string[] =>
    terms.read(phrase.replaceAll('-', ' '), code).filter((term) => !isQuiet(term))
  for (const [phrase, other, code] of pairs) {
    const before = loud(phrase, language)
    const [key, meaning] = [before.pop(), loud(other, code).pop()]
    if (key === undefined || meaning === undefined || key === meaning) continue
    const known = entries.get(key) ?? []
    if (!known.some((one) => one.meaning === meaning && one.before.join() === before.join()))
      entries.set(key, [...known, { before, meaning }])
  }
  return entries
}

type Pair = readonly [phrase: string, other: string, otherLanguage: LanguageCode]

function pairsFrom(language: LanguageCode): readonly Pair[] {
  const shortForms = SHORT_FORMS.flatMap(([short, long]): Pair[] => [
    [short, long, language],
    [long, short, language],
  ])
  const translations = [...TRANSLATIONS, ...QUESTION_WORDS].map(([english, french]): Pair => {
    return language === 'en' ? [english, french, 'fr'] : [french, english, 'en']
  })
  return [...translations, ...shortForms]
}

const SYNONYMS: Readonly<Record<LanguageCode, string>> = { en: ENGLISH_SYNONYMS, fr: FRENCH_SYNONYMS }

// A group of words is a pair of each with each.
function synonymsIn(language: LanguageCode): readonly Pair[] {
  const groups = SYNONYMS[language].trim().split('\n')
  return groups.flatMap((line) => {
    const group = line.split(' ')
    return group.flatMap((one) => group.map((other): Pair => [one, other, language]))
  })
}
