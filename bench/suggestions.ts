import { parseArgs } from 'node:util'
import { CONFIDENCE_FEATURES, FEATURES } from '../src/knowledge/matching/features.ts'
import { CONFIDENCE, WEIGHTS } from '../src/knowledge/matching/weights.ts'
import { SURE_UNASKED } from '../src/knowledge/suggestion.ts'
import { type Example, examplesOf } from './examples.ts'
import { type Confidence, firstAnswer, fitConfidence, fitRanking } from './fit.ts'
import { readSets, WITH_GAPS } from './sets.ts'

// From which confidence on a question that nobody put to Savoir may be answered: precision and recall of what would be
// suggested, with weights and threshold learnt on four fifths of the cases and measured on the last.

const { values } = parseArgs({
  options: { data: { type: 'string' }, split: { type: 'string', default: 'dev' }, set: { type: 'string' } },
})
if (!values.data) {
  console.error('Say where the data is: npm run bench:suggestions -- --data DIR [--set NAME]')
  process.exit(2)
}

const FOLDS = 5
const PRECISION = 0.9
/** On top of the lowest threshold that holds: other companies ask other questions. */
const MARGIN = 0.05
const GRID = Array.from({ length: 50 }, (_, at) => 0.5 + at / 100)
const SHIPPED = {
  ranking: FEATURES.map((name) => WEIGHTS[name]),
  confidence: {
    weights: CONFIDENCE_FEATURES.map((name) => CONFIDENCE.features[name]),
    lead: CONFIDENCE.lead,
    bias: CONFIDENCE.bias,
  },
}

interface Learnt {
  readonly ranking: readonly number[]
  readonly confidence: Confidence
}

type First = ReturnType<typeof firstAnswer>

/** What would be said to a case, as it is and with all its right answers taken away. */
interface Judged {
  readonly set: string
  readonly fold: number
  readonly asIs: First
  readonly without: First
}

const examples: Example[] = []
for (const set of readSets(values.data, values.set ?? null)) {
  if (set.measured !== 'people') examples.push(...(await examplesOf(set, values.split, Number.POSITIVE_INFINITY)))
}
const foldOf = new Map(examples.map((example, at) => [example, at % FOLDS]))
const folds = Array.from({ length: FOLDS }, (_, fold) => fold)

const outside = folds.flatMap((fold) => {
  const learnt = learn(examples.filter((example) => foldOf.get(example) !== fold))
  return examples.filter((example) => foldOf.get(example) === fold).map((example) => judge(example, learnt))
})
report('five-fold: weights learnt on the other four fifths', outside)
const shipped = examples.map((example) => judge(example, SHIPPED))
report('the weights that are shipped, on cases that they were learnt from', shipped)

function learn(some: readonly Example[]): Learnt {
  const ranking = fitRanking(some)
  return { ranking, confidence: fitConfidence(some, ranking) }
}

function judge(example: Example, { ranking, confidence }: Learnt): Judged {
  const said = (rows: Example['rows']): First => firstAnswer(rows, ranking, confidence)
  return {
    set: example.set,
    fold: foldOf.get(example) ?? 0,
    asIs: said(example.rows),
    without: said(example.rows.filter(({ relevant }) => !relevant)),
  }
}

function report(title: string, judged: readonly Judged[]): void {
  const telling = judged.filter(({ set }) => !WITH_GAPS.includes(set))
  console.log(`\n${title}`)
  for (const threshold of GRID.filter((_, at) => at % 5 === 0)) {
    console.log(`  from ${threshold.toFixed(2)}  ${lineOf(telling, threshold)}`)
  }
  const lowest = lowestFor(telling)
  const chosen = lowest + MARGIN
  console.log(
    `  precision ${PRECISION} from ${lowest.toFixed(2)} on, with a margin ${chosen.toFixed(2)}; in use: ${SURE_UNASKED}`,
  )
  for (const threshold of new Set([Number(chosen.toFixed(2)), SURE_UNASKED])) {
    for (const set of new Set(judged.map((one) => one.set))) {
      const those = judged.filter((one) => one.set === set)
      console.log(`  from ${threshold.toFixed(2)}  ${set.padEnd(14)} ${lineOf(those, threshold)}`)
    }
    for (const part of byFold(telling))
      console.log(`  from ${threshold.toFixed(2)}  a fifth  ${lineOf(part, threshold)}`)
  }
}

/** The lowest from which precision is what is wanted: over all with every set alike, and in each fifth of the cases. */
function lowestFor(judged: readonly Judged[]): number {
  const isGood = (some: readonly Judged[], threshold: number, weight: (one: Judged) => number): boolean => {
    const { made, right } = countsAt(some, threshold, weight)
    return right >= PRECISION * made
  }
  const holds = (threshold: number): boolean =>
    isGood(judged, threshold, alikeIn(judged)) && byFold(judged).every((part) => isGood(part, threshold, () => 1))
  return GRID.find(holds) ?? 1
}

function byFold(judged: readonly Judged[]): readonly (readonly Judged[])[] {
  return folds.map((fold) => judged.filter((one) => one.fold === fold))
}

function lineOf(judged: readonly Judged[], threshold: number): string {
  const counted = countsAt(judged, threshold, () => 1)
  const { cases, made, right, wrongly } = countsAt(judged, threshold, alikeIn(judged))
  const share = (part: number, whole: number) => (whole ? (part / whole).toFixed(3) : '–')
  return [
    `n ${judged.length}  suggested ${counted.made}  precision ${share(right, made)} (every case alike ${share(counted.right, counted.made)})`,
    `recall ${share(right, cases)}  right answers taken away: ${counted.wrongly} (${share(wrongly, cases)})`,
    `precision if half had none ${share(right, made + wrongly)}`,
  ].join('  ')
}

/** Every set counts alike, so that a large one does not drown the others. */
function alikeIn(judged: readonly Judged[]): (one: Judged) => number {
  const sizes = new Map<string, number>()
  for (const { set } of judged) sizes.set(set, (sizes.get(set) ?? 0) + 1)
  return ({ set }) => 1 / (sizes.get(set) ?? 1)
}

function countsAt(judged: readonly Judged[], threshold: number, weight: (one: Judged) => number) {
  const isMade = (first: First): boolean => first !== null && first.confidence >= threshold
  const weigh = (some: readonly Judged[]): number => some.reduce((sum, one) => sum + weight(one), 0)
  const made = judged.filter(({ asIs }) => isMade(asIs))
  return {
    cases: weigh(judged),
    made: weigh(made),
    right: weigh(made.filter(({ asIs }) => asIs?.right)),
    wrongly: weigh(judged.filter(({ without }) => isMade(without))),
  }
}
