import { writeFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { chances, type Network, openNetwork } from '../src/knowledge/linking/network.ts'
import { NETWORK } from '../src/knowledge/linking/weights.ts'
import { linguist } from '../src/languages/linguist.ts'
import type { Guess } from './linking/measure.ts'
import { openPacker, type Packed } from './linking/pack.ts'
import { pouredTogether } from './linking/poured.ts'
import { figuresOf, heldTogether, pageOf } from './linking/report.ts'
import { casesOf, readStretch } from './linking/stretches.ts'
import { train } from './linking/training.ts'
import { weightsFile } from './linking/weights-file.ts'
import { readChat, readSets } from './sets.ts'

/**
 * Measures which message answers which, on marked chat. `--data DIR` measures the weights that are shipped; they were learnt
 * from `dev`, so that this says something on other splits only. `--cross` teaches anew, and measures each stretch by what was
 * learnt from the others. `--write FILE` teaches with the whole of `--split` and writes the weights.
 */
const { values: options } = parseArgs({
  options: {
    data: { type: 'string' },
    split: { type: 'string' },
    cross: { type: 'boolean', default: false },
    write: { type: 'string' },
    json: { type: 'boolean', default: false },
  },
})

const FOLDS = 5

for (const split of readChat(options.data ?? '.')) {
  if (options.split && split.name !== options.split) continue
  const stretches = split.stretches.map(readStretch)
  const packer = openPacker()
  const began = performance.now()
  const packed = stretches.map((stretch) => packer.pack(casesOf(stretch, linguist), stretch.gold))
  const readMs = performance.now() - began
  if (options.write) {
    writeFileSync(options.write, weightsFile(train(packer.names, packed), split.name, stretches.length))
    continue
  }
  const guesses = options.cross ? crossed(packer.names, packed) : packed.map(guessWith(NETWORK, packer.names))
  const messages = stretches.reduce((sum, { talk }) => sum + talk.length, 0)
  const figures = figuresOf(split.name, stretches, guesses, { taught: options.cross, msEach: readMs / messages })
  console.log(options.json ? JSON.stringify(figures) : pageOf(figures))
}

if (!options.write && !options.split) {
  for (const set of readSets(options.data ?? '.', 'ncar')) {
    const poured = pouredTogether(set)
    if (options.json) console.log(JSON.stringify({ poured }))
    else
      console.log(
        [`Threads of a workplace (${set.name}), poured together by channel`, '', ...heldTogether(poured)].join('\n'),
      )
  }
}

/** Each stretch by a network that was taught with the stretches of the other folds alone. */
function crossed(names: readonly string[], packed: readonly Packed[]): readonly (readonly Guess[])[] {
  const guess = Array.from({ length: FOLDS }, (_, fold) => {
    const others = packed.filter((_, at) => at % FOLDS !== fold)
    return guessWith(train(names, others), names)
  })
  return packed.map((one, at) => guess[at % FOLDS]?.(one) ?? [])
}

function guessWith(network: Network, names: readonly string[]) {
  const score = openNetwork(network)
  return ({ cases, columns, values }: Packed): readonly Guess[] =>
    cases.map(({ message, numbers, begins }) => {
      const scores = numbers.map((_, choice) => {
        const [begin, end] = [begins[choice], begins[choice + 1]]
        const there = [...columns.subarray(begin, end)].map((column, at) => [names[column], values[(begin ?? 0) + at]])
        return score([Object.fromEntries(there)])
      })
      const likely = chances(scores)
      const best = likely.indexOf(Math.max(...likely))
      return { message, answers: numbers[best] ?? message, confidence: likely[best] ?? 0 }
    })
}
