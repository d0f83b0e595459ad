import type { Stretch } from './stretches.ts'

/** Links that were guessed, against those that were marked. */
export interface Tally {
  readonly right: number
  readonly guessed: number
  readonly marked: number
}

/** A guess: the message, the one that it answers (itself for opening a conversation), and how sure that is. */
export interface Guess {
  readonly message: number
  readonly answers: number
  readonly confidence: number
}

/** Counts one link a message. Notices of joining and leaving, which open a conversation of their own, count `withNotices`. */
export function tallyOf({ gold, notices }: Stretch, guesses: readonly Guess[], withNotices: boolean): Tally {
  const isNotice = new Set(notices)
  const marked = [...gold].filter(([message]) => withNotices || !isNotice.has(message))
  const own = withNotices ? notices.map((message) => ({ message, answers: message })) : []
  const all = [...guesses, ...own]
  return {
    right: all.filter(({ message, answers }) => gold.get(message)?.has(answers)).length,
    guessed: all.length,
    marked: marked.reduce((sum, [, answered]) => sum + answered.size, 0),
  }
}

export const addTallies = (tallies: readonly Tally[]): Tally => ({
  right: sum(tallies.map(({ right }) => right)),
  guessed: sum(tallies.map(({ guessed }) => guessed)),
  marked: sum(tallies.map(({ marked }) => marked)),
})

export function scoresOf({ right, guessed, marked }: Tally) {
  const precision = right / guessed
  const recall = right / marked
  return { precision, recall, f1: (2 * precision * recall) / (precision + recall) }
}

const sum = (numbers: readonly number[]): number => numbers.reduce((total, one) => total + one, 0)
