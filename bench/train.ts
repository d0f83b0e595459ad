import { parseArgs } from 'node:util'
import { CONFIDENCE_FEATURES, FEATURES, type FeatureName } from '../src/knowledge/matching/features.ts'
import { Matcher } from '../src/knowledge/matching/matcher.ts'
import { linguist } from '../src/languages/linguist.ts'
import { openSqliteStore } from '../src/store/sqlite/index.ts'
import type { Store } from '../src/store/store.ts'
import { type Example, fitConfidence, fitRanking } from './fit.ts'
import { replayInto } from './replay.ts'
import { type DataSet, readSets } from './sets.ts'

// Learns the weights of `src/knowledge/matching/weights.ts` from the split `dev` of every set together and prints them.

const { values } = parseArgs({ options: { data: { type: 'string' }, split: { type: 'string', default: 'dev' } } })
if (!values.data) {
  console.error('Say where the data is: npm run bench:train -- --data DIR')
  process.exit(2)
}

/** Cases that are taken of one set, evenly spread. */
const CASES_AT_MOST = 500
const LINK_KNOWN_AFTER_MS = 86_400_000
const EVERYTHING = { everyone: true, everyoneIn: new Set<string>(), places: new Set<string>(), all: true }

const examples: Example[] = []
for (const set of readSets(values.data, null)) {
  if (set.measured === 'people') continue
  const found = await examplesOf(set, values.split)
  console.error(`${set.name}: ${found.length} cases`)
  examples.push(...found)
}
const ranking = fitRanking(examples, FEATURES.length)
print('WEIGHTS', FEATURES, ranking)
const { weights, lead, bias } = fitConfidence(examples, ranking, CONFIDENCE_FEATURES.map(placeOf))
print('CONFIDENCE', CONFIDENCE_FEATURES, weights)
console.log(`  lead: ${lead.toFixed(2)}\n  bias: ${bias.toFixed(2)}`)

async function examplesOf(set: DataSet, split: string): Promise<Example[]> {
  const cases = [...(set.splits.find(({ name }) => name === split)?.cases ?? [])]
  const store = await openSqliteStore({ path: ':memory:', exclusive: false, now: () => new Date(0) })
  const matcher = new Matcher(linguist)
  const replay = await replayInto(store, set.threads)
  const follow = follower(store, matcher)
  const step = Math.max(1, cases.length / CASES_AT_MOST)
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

function placeOf(name: FeatureName): number {
  return FEATURES.indexOf(name)
}

function print(name: string, names: readonly string[], weights: readonly number[]): void {
  console.log(name)
  names.forEach((one, i) => {
    console.log(`  ${one}: ${(weights[i] ?? 0).toFixed(2)},`)
  })
}
