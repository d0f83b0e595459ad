import { LANGUAGE_CODES, type LanguageCode } from '../item.ts'
import type { Linguist } from '../linguist.ts'
import { QUESTION_WORDS } from '../question-words.ts'
import { SHORT_FORMS, TRANSLATIONS } from '../word-pairs.ts'
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

/** Terms that mean what a term of the question means, though no letters show it; by the term as the question reads it. */
type Meanings = (question: string, words: readonly string[]) => ReadonlyMap<string, readonly string[]>

// Reads the tables of word pairs as terms: names in the other language, and short forms.
function openMeanings(terms: TermReader): Meanings {
  const entries = LANGUAGE_CODES.map((language) => ({ language, meanings: entriesIn(language, terms) }))
  return (question, words) => {
    const found = new Map<string, string[]>()
    for (const { language, meanings } of entries) {
      const read = terms.read(question, language)
      for (const [at, text] of read.entries()) {
        const own = words[at] ?? text
        const meant = (meanings.get(text) ?? []).filter(({ before }) => before.every((word) => read.includes(word)))
        if (!isQuiet(own) && meant.length > 0)
          found.set(own, [...(found.get(own) ?? []), ...meant.map(({ meaning }) => meaning)])
      }
    }
    return found
  }
}

interface Entry {
  /** The other words of a phrase; the entry stands under its last one, which tells most. */
  readonly before: readonly string[]
  readonly meaning: string
}

function entriesIn(language: LanguageCode, terms: TermReader): Map<string, Entry[]> {
  const entries = new Map<string, Entry[]>()
  const loud = (phrase: string, code: LanguageCode): string[] =>
    terms.read(phrase.replaceAll('-', ' '), code).filter((term) => !isQuiet(term))
  for (const [phrase, other, code] of pairsFrom(language)) {
    const before = loud(phrase, language)
    const [key, meaning] = [before.pop(), loud(other, code).pop()]
    if (key === undefined || meaning === undefined || key === meaning) continue
    entries.set(key, [...(entries.get(key) ?? []), { before, meaning }])
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
