import { FEATURES } from '../src/knowledge/matching/features.ts'
import { Matcher } from '../src/knowledge/matching/matcher.ts'
import { linguist } from '../src/languages/linguist.ts'
import { openSqliteStore } from '../src/store/sqlite/index.ts'
import type { Store } from '../src/store/store.ts'
import type { Example } from './fit.ts'
import { replayInto } from './replay.ts'
import type { DataSet } from './sets.ts'

const LINK_KNOWN_AFTER_MS = 86_400_000
const EVERYTHING = { everyone: true, everyoneIn: new Set<string>(), places: new Set<string>(), all: true }

/** The cases of a split with all that was compared with each, in the order of time; of many, so many evenly spread. */
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
      const seen = matcher.examine(one.text, EVERYTHING, one.at)
      const label = (id: string): string => set.labels.get(id) ?? id
      const rows = seen.map(({ id, features }) => ({
        values: FEATURES.map((name) => features[name]),
        relevant: one.relevant.has(label(set.threads[id - 1]?.id ?? '')),
      }))
      found.push({ set: set.name, rows })
    }
    const known = new Date(one.at.getTime() + LINK_KNOWN_AFTER_MS)
    if (set.measured === 'items') for (const thread of one.relevant.keys()) replay.helped(thread, one.asker, known)
  }
  await store.close()
  return found
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
