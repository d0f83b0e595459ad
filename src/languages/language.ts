import type { LanguageCode } from '../knowledge/item.ts'

/** The verbs of Savoir. Adding one lists, by the compiler, every place that must know it. */
export const VERBS = [
  'ask',
  'answer',
  'accept',
  'tag',
  'untag',
  'save',
  'unsave',
  'note',
  'status',
  'decide',
  'who',
  'me',
  'open',
  'find',
  'on',
  'off',
  'help',
] as const

export type VerbName = (typeof VERBS)[number]

/** How a language is read: data that `linguist.ts` and the parser work with. */
export interface Reading {
  readonly stopWords: ReadonlySet<string>
  readonly stem: (word: string) => string
  /** Words that tell this language from the others. */
  readonly questionForms: readonly RegExp[]
  readonly works: readonly RegExp[]
  readonly thanks: readonly RegExp[]
}

export interface Language {
  readonly code: LanguageCode
  readonly reading: Reading
  /** Names of each verb, the first one is shown. Matched without accents or case. */
  readonly verbs: Readonly<Record<VerbName, readonly string[]>>
  /** Ways of asking that need no verb; the first group that matched is the text. */
  readonly phrases: readonly { readonly verb: VerbName; readonly pattern: RegExp }[]
}
