import { FIELDS, livelinessNow } from './document.ts'
import type { Lexicon } from './lexicon.ts'
import { titleInOrder } from './order.ts'
import { loudTerms, type Query } from './query.ts'
import { type Question, questionOf } from './question.ts'
import type { Found } from './retrieve.ts'
import { type FieldScan, scanField, share, titleCovered } from './scan.ts'
import { factsOf, fieldEnd, fieldStart } from './segment.ts'
import { type Nearness, NOWHERE } from './vectors.ts'

/** What is looked at in a document when it is compared with a question. */
export const FEATURES = [
  /** Share of the question found in the accepted answer, as far as the title does not say what is asked. */
  'accepted',
  /** And in the other replies: many are about something else, so a little tells nearly as much as a lot. */
  'replies',
  /** The small words (`how`, `my`) of the question in the title. */
  'quietTitle',
  /** Share of the question met by words written alike, anywhere. */
  'alike',
  /** The title says what the question says, and no more: shares of either met by the other, harmonic mean. */
  'alikeTitle',
  /** Words of the title and of the question that stand in the same order, small ones too. */
  'orderTitle',
  /** Nearness in the directions learnt from the public texts. */
  'association',
  /** And in the strongest of them: what it is about at large. */
  'theme',
  /** How often it served, ever and these days. */
  'uses',
  'recentUses',
  /** Months since it was said. */
  'age',
  'length',
] as const
export type FeatureName = (typeof FEATURES)[number]

/** What tells whether the first item is right, beside how far it leads the others. */
export const CONFIDENCE_FEATURES = [
  'alikeTitle',
  'orderTitle',
  /** Share of the question found in the accepted answer, or in the other replies. */
  'inAnswer',
] as const
export type ConfidenceFeatureName = (typeof CONFIDENCE_FEATURES)[number]

export interface Features extends Readonly<Record<FeatureName | ConfidenceFeatureName, number>> {
  /** How many telling words of the question it has, written nearly the same. */
  readonly met: number
}

/** Terms that are read of each field at most, and the length at which a term that stands once counts half. */
const READ_AT_MOST = [64, 300, 300, 600, 32]
const USUAL_LENGTH = [8, 60, 60, 120, 4]
/** Of the share of a question that replies have, this much counts half. */
const A_LITTLE = 0.05
/** Words so alike are one word, or a slip of the pen away. */
const NEARLY_THE_SAME = 0.6
const MONTH_MS = 30 * 86_400_000
/** Older than this is simply old. */
const OLD_MONTHS = 36

/** Compares each document with the question; the features depend on that document and public figures alone. */
export function featuresOf(found: readonly Found[], query: Query, lexicon: Lexicon, now: Date): Features[] {
  const question = questionOf(query, lexicon)
  const nearness = lexicon.vectors?.nearnessTo(loudTerms(query)) ?? (() => NOWHERE)
  return found.map((hit) => featuresIn(hit, question, nearness(hit.segment, hit.row), lexicon, now))
}

function featuresIn(
  { segment, row, at: said }: Found,
  question: Question,
  nearness: Nearness,
  lexicon: Lexicon,
  now: Date,
): Features {
  const lengths = FIELDS.map((_, field) => fieldEnd(segment, row, field) - fieldStart(segment, row, field))
  const best = question.best.fill(0)
  const scans: FieldScan[] = []
  let titleMet = 0
  for (let field = 0; field < FIELDS.length; field++) {
    const [limit, usual] = [READ_AT_MOST[field] as number, USUAL_LENGTH[field] as number]
    scans.push(scanField(segment, row, field, limit, usual, question))
    if (field === 0) titleMet = alikeShare(best, question)
  }
  const [title, , accepted, replies] = scans as [FieldScan, FieldScan, FieldScan, FieldScan]
  const titleUsed = titleCovered(segment, row, READ_AT_MOST[0] as number, question, lexicon)
  const alikeTitle = share(2 * titleMet * titleUsed, titleMet + titleUsed)
  const months = Math.max(0, now.getTime() - said) / MONTH_MS
  return {
    accepted: accepted.loud * (1 - alikeTitle),
    replies: (replies.loud / (replies.loud + A_LITTLE)) * (1 - alikeTitle),
    inAnswer: Math.max(accepted.loud, replies.loud),
    quietTitle: title.quiet,
    alike: alikeShare(best, question),
    alikeTitle,
    orderTitle: titleInOrder(segment, row, READ_AT_MOST[0] as number, question),
    met: wordsMet(best, question),
    ...nearness,
    // The first use tells most: so a logarithm of the logarithm.
    uses: Math.log1p(Math.log1p(factsOf(segment, row).uses)),
    recentUses: Math.log1p(3 * livelinessNow(segment.liveliness[row] as number, now)),
    age: Math.log1p(Math.min(months, OLD_MONTHS)),
    length: Math.log1p(lengths.reduce((sum, length) => sum + length, 0)),
  }
}

function alikeShare(best: Float64Array, { weights, quiet, loudTotal }: Question): number {
  let sum = 0
  for (let place = 0; place < best.length; place++)
    if (!quiet[place]) sum += (weights[place] as number) * (best[place] as number)
  return share(sum, loudTotal)
}

function wordsMet(best: Float64Array, { quiet }: Question): number {
  return best.reduce((sum, likeness, place) => (quiet[place] || likeness < NEARLY_THE_SAME ? sum : sum + likeness), 0)
}
