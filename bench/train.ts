import { parseArgs } from 'node:util'
import { CONFIDENCE_FEATURES, FEATURES, type FeatureName } from '../src/knowledge/matching/features.ts'
import { examplesOf } from './examples.ts'
import { type Example, fitConfidence, fitRanking } from './fit.ts'
import { readSets } from './sets.ts'

// Learns the weights of `src/knowledge/matching/weights.ts` from the split `dev` of every set together and prints them.

const { values } = parseArgs({ options: { data: { type: 'string' }, split: { type: 'string', default: 'dev' } } })
if (!values.data) {
  console.error('Say where the data is: npm run bench:train -- --data DIR')
  process.exit(2)
}

/** Cases that are taken of one set, evenly spread. */
const CASES_AT_MOST = 500

const examples: Example[] = []
for (const set of readSets(values.data, null)) {
  if (set.measured === 'people') continue
  const found = await examplesOf(set, values.split, CASES_AT_MOST)
  console.error(`${set.name}: ${found.length} cases`)
  examples.push(...found)
}
const ranking = fitRanking(examples, FEATURES.length)
print('WEIGHTS', FEATURES, ranking)
const { weights, lead, bias } = fitConfidence(examples, ranking, CONFIDENCE_FEATURES.map(placeOf))
print('CONFIDENCE', CONFIDENCE_FEATURES, weights)
console.log(`  lead: ${lead.toFixed(2)}\n  bias: ${bias.toFixed(2)}`)

function placeOf(name: FeatureName): number {
  return FEATURES.indexOf(name)
}

function print(name: string, names: readonly string[], weights: readonly number[]): void {
  console.log(name)
  names.forEach((one, i) => {
    console.log(`  ${one}: ${(weights[i] ?? 0).toFixed(2)},`)
  })
}
