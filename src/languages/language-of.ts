import type { LanguageCode } from '../knowledge/item.ts'
import { words } from '../knowledge/words.ts'
import { proseOf } from './prose.ts'
import { readings } from './reading/index.ts'

/** The language a text is written in: by its small words first, then by its letters; `fallback` when neither tells. */
export function languageOf(text: string, fallback: LanguageCode = 'en'): LanguageCode {
  const prose = proseOf(text)
  const french = smallWords(prose) + accents(prose)
  if (french !== 0) return french > 0 ? 'fr' : 'en'
  const look = letters(prose)
  if (Math.abs(look) < ENOUGH_LETTERS) return fallback
  return look > 0 ? 'fr' : 'en'
}

/** Signs that it takes when there is no small word: names look like any language. */
const ENOUGH_LETTERS = 2
/** Words that are looked at. */
const ENOUGH_WORDS = 300

// Positive for French, negative for English, as are the other two.
function smallWords(prose: string): number {
  let score = 0
  for (const { text } of words(prose).slice(0, ENOUGH_WORDS)) {
    const isFrench = readings.fr.stopWords.has(text)
    const isEnglish = readings.en.stopWords.has(text)
    if (isFrench !== isEnglish) score += isFrench ? 1 : -1
  }
  return score
}

const accents = (prose: string): number => Math.min(MOST_BY_ACCENTS, prose.match(FRENCH_LETTERS)?.length ?? 0)

/** Names bear accents in English texts too. */
const MOST_BY_ACCENTS = 3
const FRENCH_LETTERS = /[éèêëàâùûçîïôœ]/gi

const letters = (prose: string): number =>
  (prose.match(FRENCH_LOOK)?.length ?? 0) - (prose.match(ENGLISH_LOOK)?.length ?? 0)

const FRENCH_LOOK =
  /(?:eaux?|eurs?|euse|ique|iques|isme|aire|aires|oire|ence|ances?|ettes?|elles?|ifs?|ives?|ites?|iers?|ieres?|oirs?|ises?|ages?|ees?|aux)\b|\p{L}(?:er|ir)\b|qu[eio]|oi[srtx]|ui[srt]/giu
const ENGLISH_LOOK =
  /(?:ings?|ness|ful|ly|ed|ight|ck|ty|sh|ss|th|wn|all|ow)\b|\b(?:wh|sh|th|kn|wr)|oo|ee\p{L}|ough|w/giu
