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

/** How much of each message's group belongs there, and how much of what belongs there is in it, on average over messages. */
export function bCubed(grouped: readonly { readonly ours: readonly number[]; readonly theirs: readonly number[] }[]) {
  const each = grouped.flatMap(({ ours, theirs }) => {
    const [mine, marked] = [countBy(ours), countBy(theirs)]
    const both = countBy(ours.map((one, place) => `${one}/${theirs[place]}`))
    return ours.map((one, place) => {
      const shared = both.get(`${one}/${theirs[place]}`) ?? 0
      return { precision: shared / (mine.get(one) ?? 1), recall: shared / (marked.get(theirs[place] ?? 0) ?? 1) }
    })
  })
  return {
    messages: each.length,
    precision: sum(each.map(({ precision }) => precision)) / each.length,
    recall: sum(each.map(({ recall }) => recall)) / each.length,
  }
}

function countBy<T>(keys: readonly T[]): ReadonlyMap<T, number> {
  const counts = new Map<T, number>()
  for (const key of keys) counts.set(key, (counts.get(key) ?? 0) + 1)
  return counts
}

const sum = (numbers: readonly number[]): number => numbers.reduce((total, one) => total + one, 0)
