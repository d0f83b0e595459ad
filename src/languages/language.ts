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
  'team',
  'me',
  'open',
  'find',
  'digest',
  'noise',
  'on',
  'off',
  'help',
] as const

export type VerbName = (typeof VERBS)[number]

/** How a language is read. Words and patterns are in folded form: lower case, no accents, spaces for apostrophes. */
export interface Reading {
  readonly stopWords: ReadonlySet<string>
  readonly stem: (word: string) => string
  /** A sentence that matches one of them asks something. */
  readonly questionForms: readonly RegExp[]
  /** The same, for text that still has its hyphens. */
  readonly writtenForms: readonly RegExp[]
  /** How a question begins that follows a comma. */
  readonly innerForms: RegExp
  /** Ends of sentences that ask nothing although a question mark follows. */
  readonly rhetorical: readonly RegExp[]
  /** A whole greeting, as in the first line of a message. */
  readonly greeting: RegExp
  /** What people say before they come to the point. */
  readonly openers: RegExp
  readonly works: readonly RegExp[]
  /** What takes the meaning of `works` away: "should work", "still not". */
  readonly doubts: readonly RegExp[]
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
