import type { LanguageCode } from '../item.ts'
import type { Linguist } from '../linguist.ts'
import { type Word, words } from '../words.ts'

/** Longest text that is read for the index, in characters. */
const READ_AT_MOST = 20_000

/** Takes a text apart into the terms that are indexed, in the order in which they stand. */
export interface TermReader {
  read(text: string, language: LanguageCode): string[]
}

/** In front of a small word (`how`, `my`): it is kept for what it adds to other words, but nothing is found by it alone. */
export const QUIET = '·'

export const isQuiet = (term: string): boolean => term.startsWith(QUIET)

export function termReader(linguist: Linguist): TermReader {
  const termOf = ({ text, kind }: Word, language: LanguageCode): string => {
    if (kind === 'name') return text
    return linguist.isStopWord(text, language) ? QUIET + text : linguist.stem(text, language)
  }
  return {
    read: (text, language) => words(text.slice(0, READ_AT_MOST)).map((word) => termOf(word, language)),
  }
}
