import { CONFIDENCE_FEATURES, FEATURES } from '../src/knowledge/matching/features.ts'
import { Matcher } from '../src/knowledge/matching/matcher.ts'
import { linguist } from '../src/languages/linguist.ts'
import { openSqliteStore } from '../src/store/sqlite/index.ts'
import type { Store } from '../src/store/store.ts'
import { replayInto } from './replay.ts'
import type { Case, DataSet } from './sets.ts'

/** A case with what was compared with it. */
export interface Example {
  readonly set: string
  readonly case: Case
  readonly rows: readonly Row[]
}

export interface Row {
  /** The thread, or its label in sets of labels. */
  readonly id: string
  readonly at: number
  /** In the order of `FEATURES`. */
  readonly values: readonly number[]
  /** In the order of `CONFIDENCE_FEATURES`. */
  readonly trust: readonly number[]
  readonly relevant: boolean
}

const LINK_KNOWN_AFTER_MS = 86_400_000
const EVERYTHING = { everyone: true, everyoneIn: new Set<string>(), places: new Set<string>(), all: true }

/**
 * The cases of a split, in the order of time, with what the product sees in each candidate when only what is older is
 * known; of many cases, so many evenly spread.
 */
export async function examplesOf(set: DataSet, split: string, atMost: number): Promise<Example[]> {
  const cases = [...(set.splits.find(({ name }) => name === split)?.cases ?? [])]
  const store = await openSqliteStore({ path: ':memory:', exclusive: false, now: () => new Date(0) })
  const matcher = new Matcher(linguist)
  const replay = await replayInto(store, set.threads)
  const follow = follower(store, matcher)
  const step = Math.max(1, cases.length / atMost)
  const found: Example[] = []
  let next = 0
  for (const [i, one] of cases.sort((a, b) => a.at.getTime() - b.at.getTime()).entries()) {
    await replay.until(one.at)
    if (i >= next) {
      next += step
      await follow()
      found.push({ set: set.name, case: one, rows: rowsOf(set, matcher, one) })
    }
    const known = new Date(one.at.getTime() + LINK_KNOWN_AFTER_MS)
    if (set.measured === 'items') for (const thread of one.relevant.keys()) replay.helped(thread, one.asker, known)
  }
  await store.close()
  return found
}

function rowsOf(set: DataSet, matcher: Matcher, one: Case): Row[] {
  return matcher.examine(one.text, EVERYTHING, one.at).map(({ id, features }) => {
    const thread = set.threads[id - 1]
    const name = set.labels.get(thread?.id ?? '') ?? thread?.id ?? ''
    const values = FEATURES.map((feature) => features[feature])
    const trust = CONFIDENCE_FEATURES.map((feature) => features[feature])
    return { id: name, at: thread?.at.getTime() ?? 0, values, trust, relevant: one.relevant.has(name) }
  })
}

function follower(store: Store, matcher: Matcher): () => Promise<void> {
  let seq = 0
  return async () => {
    for (let more = true; more; ) {
      const changed = await store.changedSince(seq, 2000)
      for (const item of changed.items) matcher.put(item)
      seq = changed.seq
      more = changed.more
    }
    for (const _ of matcher.learning());
  }
}

export const sum = (numbers: readonly number[]): number => numbers.reduce((total, number) => total + number, 0)
