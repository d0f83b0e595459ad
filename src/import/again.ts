import { Stale } from '../store/store.ts'

/** Live talk may change an item while a decision about it is made. */
const TRIES = 5

/** Decides and settles, once more whenever something moved on meanwhile. */
export async function againWhenStale<T>(work: () => Promise<T>): Promise<T> {
  for (let tries = 1; ; tries++) {
    try {
      return await work()
    } catch (error) {
      if (!(error instanceof Stale) || tries === TRIES) throw error
    }
  }
}
