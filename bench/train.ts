import { writeFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { FEATURES } from '../src/knowledge/matching/features.ts'
import { type Example, examplesOf } from './examples.ts'
import { fitConfidence, fitRanking, GIVEN } from './fit.ts'
import { crossValidated, type Figures } from './matching/cross.ts'
import { weightsFile } from './matching/weights-file.ts'
import { readSets } from './sets.ts'

/**
 * Learns the weights of the matching from every set under `--data DIR` together and writes them to `--write FILE`.
 * `--cross` measures instead, by five-fold cross-validation: with all features, and without each.
 */
const { values: options } = parseArgs({
  options: {
    data: { type: 'string' },
    split: { type: 'string', default: 'dev' },
    write: { type: 'string' },
    cross: { type: 'boolean', default: false },
  },
})
if (!options.data || (!options.write && !options.cross)) {
  console.error('Say where the data is, and what to do: npm run bench:train -- --data DIR (--write FILE | --cross)')
  process.exit(2)
}

/** Cases that are taken of one set, evenly spread. */
const CASES_AT_MOST = 2000

const examples: Example[] = []
const cases = new Map<string, number>()
for (const set of readSets(options.data, null)) {
  if (set.measured === 'people' || !set.splits.some(({ name }) => name === options.split)) continue
  const found = await examplesOf(set, options.split, CASES_AT_MOST)
  cases.set(set.name, found.length)
  examples.push(...found)
}
if (options.cross) printCross()
if (options.write) writeFileSync(options.write, learnt())

function learnt(): string {
  const weights = fitRanking(examples)
  const confidence = fitConfidence(examples, weights)
  return weightsFile({ cases, split: options.split, weights, given: [...GIVEN.keys()], confidence })
}

function printCross(): void {
  console.log(`| without | ${[...cases.keys()].join(' | ')} |`)
  console.log(`|---|${[...cases].map(() => '---|').join('')}`)
  printRow('(all features)', crossValidated(examples))
  printRow('(all, `age` learnt)', crossValidated(examples, FEATURES, new Map()))
  for (const name of FEATURES) {
    const others = FEATURES.filter((one) => one !== name)
    printRow(`\`${name}\``, crossValidated(examples, others))
  }
}

function printRow(name: string, figures: Figures): void {
  console.log(`| ${name} | ${[...cases.keys()].map((set) => (figures.get(set) ?? 0).toFixed(3)).join(' | ')} |`)
}
