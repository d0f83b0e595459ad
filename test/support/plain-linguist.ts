import type { Linguist } from '../../src/knowledge/linguist.ts'

/** A linguist with a dozen stop words and an `s` for a stem: enough to test rules that are not about language. */
export const plainLinguist: Linguist = {
  languageOf: (text, fallback = 'en') => (/\b(le|la|les|comment|est)\b/i.test(text) ? 'fr' : fallback),
  stem: (word) => (word.length > 3 && word.endsWith('s') ? word.slice(0, -1) : word),
  isStopWord: (word) => STOP_WORDS.has(word),
  isQuestion: (text) => text.trim().endsWith('?'),
  thanks: () => null,
}

const STOP_WORDS = new Set(['the', 'a', 'is', 'to', 'of', 'how', 'do', 'we', 'le', 'la', 'les', 'est', 'comment'])
