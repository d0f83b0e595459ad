import type { LanguageCode } from '../item.ts'
import type { Linguist } from '../linguist.ts'

/** Longest text that is read for the index, in characters. */
const READ_AT_MOST = 20_000

/** Takes a text apart into the terms that are indexed, in the order in which they stand. */
export interface TermReader {
  read(text: string, language: LanguageCode): string[]
}

export function termReader(linguist: Linguist): TermReader {
  return {
    read: (text, language) =>
      wordsOf(text.slice(0, READ_AT_MOST))
        .filter((word) => !linguist.isStopWord(word, language))
        .map((word) => linguist.stem(word, language)),
  }
}

export const wordsOf = (text: string): string[] =>
  text
    .normalize('NFKC')
    .toLowerCase()
    .match(/[\p{L}\p{N}_]+(?:[.\-/:'’@][\p{L}\p{N}_]+)*\+*/gu)
    ?.flatMap((word) => (/[.\-/:'’@]/.test(word) ? [word, ...word.split(/[.\-/:'’@]/)] : [word])) ?? []
