import type { LanguageCode } from './item.ts'

/** What the rules ask of the languages. Implemented in `src/languages`, handed in, so that the rules stay pure. */
export interface Linguist {
  /** The language a text is written in; `fallback` when it says too little. */
  languageOf(text: string, fallback?: LanguageCode): LanguageCode
  /** The stem of a lower-case word; identifiers (`err_tls_cert`, `k8s`, `node:fs`) come back as they are. */
  stem(word: string, language: LanguageCode): string
  isStopWord(word: string, language: LanguageCode): boolean
  /** At least 4 words in the form of a question. */
  isQuestion(text: string): boolean
  /** `works`: it says that the problem is solved; `thanks`: it only thanks; null: neither. */
  thanks(text: string): 'works' | 'thanks' | null
}
