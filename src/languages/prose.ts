import { fold } from '../knowledge/fold.ts'

export interface Sentence {
  /** As it was written, without the sign that ends it. */
  readonly written: string
  /** In the form in which patterns are written: lower case, no accents, no apostrophes or hyphens, single spaces. */
  readonly spoken: string
  readonly endsInQuestionMark: boolean
}

/** The sentences that the author speaks in their own voice: code, quotations and addresses are left out. */
export function sentencesOf(text: string): Sentence[] {
  const found: Sentence[] = []
  for (const [, written = '', end = ''] of proseOf(text).matchAll(SENTENCE)) {
    const sentence = spoken(written)
    if (sentence !== '')
      found.push({ written: written.trim(), spoken: sentence, endsInQuestionMark: end.includes('?') })
  }
  return found
}

/** The text without code, quotations and addresses; each leaves a word in its place. */
export const proseOf = (text: string): string =>
  text
    .slice(0, READ_AT_MOST)
    .replace(FENCED, '\n')
    .replace(QUOTED_LINE, '\n')
    .replace(INLINE_CODE, PLACEHOLDER)
    .replace(ADDRESS, PLACEHOLDER)
    .replace(QUOTATION, PLACEHOLDER)
    .replace(ASIDE, ' ')

/** The form in which patterns are written: lower case, no accents, no apostrophes or hyphens, single spaces. */
const spoken = (text: string): string =>
  fold(text).replace(ELISION, '$1 ').replace(APOSTROPHE, '').replace(SILENT, ' ').replace(SPACES, ' ').trim()

/** Characters; what somebody wants is said long before. */
const READ_AT_MOST = 6000
const PLACEHOLDER = ' this '
const FENCED = /```[\s\S]*?(?:```|$)/g
const QUOTED_LINE = /^[ \t]*(?:>|&gt;).*$/gm
const INLINE_CODE = /`[^`\n]*`/g
const ADDRESS = /<?\bhttps?:\/\/\S+/g
const QUOTATION = /"[^"\n]{0,300}"|“[^”\n]{0,300}”|«[^»\n]{0,300}»/g
/** "(tomorrow?)" is a doubt, not a question. */
const ASIDE = /\([^()\n]{0,60}\?\)/g
const SENTENCE = /([^.!?\n…]+(?:\.(?=[^\s.!?…])[^.!?\n…]*)*)([.!?…]*)/g
const ELISION = /\b(l|d|j|m|t|s|n|c|qu|jusqu|lorsqu|puisqu|quelqu)'(?=\p{L})/gu
const APOSTROPHE = /(?<=\p{L})'(?=\p{L})/gu
const SILENT = /[^\p{L}\p{M}\p{N}.,:;@#/+%$_]+/gu
const SPACES = /\s+/g
