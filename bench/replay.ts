import type { DataSet, Thread } from './sets.ts'

/** Something that was said: the thread, with as many of its answers as there were by then. */
export interface Said {
  readonly at: Date
  readonly number: number
  readonly thread: Thread
  readonly answers: number
}

/** Everything that was said, oldest first. Item numbers count from 1 in the order of the threads. */
export function saidInOrder(set: DataSet): Said[] {
  return set.threads
    .flatMap((thread, i) => [
      { at: thread.at, number: i + 1, thread, answers: 0 },
      ...thread.answers.map((answer, a) => ({ at: answer.at, number: i + 1, thread, answers: a + 1 })),
    ])
    .sort((a, b) => a.at.getTime() - b.at.getTime() || a.number - b.number || a.answers - b.answers)
}
