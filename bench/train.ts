import { writeFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { CONFIDENCE_FEATURES, FEATURES, type FeatureName } from '../src/knowledge/matching/features.ts'
import { crossValidated, type Figures } from './matching/cross.ts'
import { type Example, examplesOf } from './matching/examples.ts'
import { fitConfidence, fitRanking } from './matching/fit.ts'
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

/** A support forum ages faster than a company's knowledge: what is years old is often still right there. */
const GIVEN = { age: -0.8 } as const satisfies Partial<Record<FeatureName, number>>
const held = new Map(Object.entries(GIVEN).map(([name, weight]) => [placeOf(name as FeatureName), weight]))

const examples: Example[] = []
const cases = new Map<string, number>()
for (const set of readSets(options.data, null)) {
  if (set.measured === 'people') continue
  const found = await examplesOf(set, options.split)
  cases.set(set.name, found.length)
  examples.push(...found)
}
if (options.cross) printCross()
if (options.write) writeFileSync(options.write, learnt())

function learnt(): string {
  const weights = fitRanking(
    examples,
    FEATURES.map((_, place) => place),
    held,
  )
  const confidence = fitConfidence(examples, weights, CONFIDENCE_FEATURES.map(placeOf))
  const given = Object.keys(GIVEN) as FeatureName[]
  return weightsFile({ cases, split: options.split, weights, held: given, confidence })
}

function printCross(): void {
  console.log(`| without | ${[...cases.keys()].join(' | ')} |`)
  console.log(`|---|${[...cases].map(() => '---|').join('')}`)
  printRow('(all features)', crossValidated(examples, held))
  printRow('(all, `age` learnt)', crossValidated(examples, new Map()))
  for (const name of FEATURES) printRow(`\`${name}\``, crossValidated(examples, held, [name]))
}

function printRow(name: string, figures: Figures): void {
  console.log(`| ${name} | ${[...cases.keys()].map((set) => (figures.get(set) ?? 0).toFixed(3)).join(' | ')} |`)
}

function placeOf(name: FeatureName): number {
  return FEATURES.indexOf(name)
}
