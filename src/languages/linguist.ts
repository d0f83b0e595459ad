import { fold } from '../knowledge/fold.ts'
import type { Linguist } from '../knowledge/linguist.ts'
import { words } from '../knowledge/words.ts'
import { languageOf } from './language-of.ts'
import { type Sentence, sentencesOf } from './prose.ts'
import { readings } from './reading/index.ts'

/** Reads English and French, whichever the text is in. */
export const linguist: Linguist = {
  languageOf,
  stem: (word, language) => (IDENTIFIER.test(word) ? word : readings[language].stem(plain(word))),
  isStopWord: (word, language) => readings[language].stopWords.has(plain(word)),
  isQuestion: (text) => {
    const sentences = sentencesOf(text)
    return countWords(sentences) >= FEWEST_WORDS && sentences.some(asks)
  },
  thanks: (text) => thanksOf(sentencesOf(text)),
}

/** True when this one sentence asks for something. */
export function asks(sentence: Sentence): boolean {
  const point = withoutOpeners(sentence.spoken)
  if (point === '' || isRhetorical(point)) return false
  return sentence.endsInQuestionMark || isQuestionForm(point) || hasWrittenForm(sentence) || hasInnerQuestion(point)
}

/** The sentence without "hi all", "so", "petite question :". */
const withoutOpeners = (spoken: string): string =>
  all.reduce((rest, reading) => rest.replace(reading.openers, ''), spoken).replace(/[,:;. ]+$/, '')

const FEWEST_WORDS = 4
/** Sentences at the start of a message in which thanks count, and words beyond which a message says something else. */
const THANKS_WITHIN = 3
const LONGEST_THANKS = 60
/** Words of a sentence that says so without thanks; longer ones tell a story. */
const LONGEST_SUCCESS = 8

const all = Object.values(readings)
const IDENTIFIER = /[^\p{L}\p{M}]/u
const ASCII = /^[a-z]*$/

const plain = (word: string): string => (ASCII.test(word) ? word : fold(word))

const countWords = (sentences: readonly Sentence[]): number =>
  sentences.reduce((sum, sentence) => sum + words(sentence.spoken).filter(({ kind }) => kind !== 'part').length, 0)

const isRhetorical = (point: string): boolean =>
  all.some((reading) => reading.rhetorical.some((form) => form.test(point) && !startsAsQuestion(point)))

const startsAsQuestion = (point: string): boolean => point.includes(' ') && isQuestionForm(point)

const isQuestionForm = (point: string): boolean =>
  all.some((reading) => reading.questionForms.some((form) => form.test(point)))

const hasWrittenForm = (sentence: Sentence): boolean =>
  all.some((reading) => reading.writtenForms.some((form) => form.test(fold(sentence.written))))

/** "I have the card already, how do I link it": the question comes behind a comma. */
const hasInnerQuestion = (point: string): boolean =>
  point
    .split(/[,;] /)
    .slice(1)
    .some((clause) => all.some((reading) => reading.innerForms.test(clause)) && isQuestionForm(clause))

function thanksOf(sentences: readonly Sentence[]): 'works' | 'thanks' | null {
  if (countWords(sentences) > LONGEST_THANKS) return null
  const start = sentences.slice(0, THANKS_WITHIN).filter((sentence) => !sentence.endsInQuestionMark)
  const hasThanks = start.some(({ spoken }) => matches(spoken, 'thanks'))
  const hasDoubt = sentences.some(({ spoken }) => matches(spoken, 'doubts'))
  const works = start.filter(({ spoken }) => matches(spoken, 'works'))
  if (!hasDoubt && works.some((sentence) => hasThanks || countWords([sentence]) <= LONGEST_SUCCESS)) return 'works'
  return hasThanks ? 'thanks' : null
}

const matches = (spoken: string, what: 'works' | 'doubts' | 'thanks'): boolean =>
  all.some((reading) => reading[what].some((pattern) => pattern.test(spoken)))
