import { SURE_UNASKED } from '../../src/knowledge/suggestion.ts'
import { average } from '../measures.ts'

/** What was said of a first answer, and whether it was right. */
export interface Trial {
  readonly confidence: number
  readonly sure: boolean
  readonly right: boolean
}

/** First answers of a set: as it is, and with all that is right taken away, when none can be right. */
export interface Trials {
  readonly asked: Trial[]
  readonly gone: Trial[]
}

const BANDS = [0, 0.2, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9] as const

/** How often first answers are right, by how sure Savoir was of them; each set counts with all its cases. */
export function reliability(all: ReadonlyMap<string, Trials>): string[] {
  const trials = [...all.values()].flatMap(({ asked, gone }) => [...asked, ...gone])
  const bands = BANDS.map((from, band) => {
    const there = trials.filter(({ confidence }) => confidence >= from && confidence < (BANDS[band + 1] ?? 2))
    const said = average(there.map(({ confidence }) => confidence))
    return `| from ${from} | ${there.length} | ${share(said)} | ${share(rightOf(there))} |`
  })
  const sets = [...all].map(([set, { asked, gone }]) => {
    const sure = asked.filter((trial) => trial.sure)
    const unasked = asked.filter(isUnasked)
    const cells = [sure.length / asked.length, rightOf(sure), average(gone.map(({ sure }) => (sure ? 1 : 0)))]
    const more = [unasked.length / asked.length, rightOf(unasked), gone.filter(isUnasked).length / gone.length]
    return `| ${set} | ${[...cells, ...more].map(share).join(' | ')} |`
  })
  return [
    '| confidence | first answers | said | right |',
    '|---|---|---|---|',
    ...bands,
    '',
    '| set | sure | right when sure | sure with no answer there | unasked | right when unasked | unasked with no answer there |',
    '|---|---|---|---|---|---|---|',
    ...sets,
  ]
}

const isUnasked = ({ confidence }: Trial): boolean => confidence >= SURE_UNASKED
const rightOf = (trials: readonly Trial[]): number => average(trials.map(({ right }) => (right ? 1 : 0)))
const share = (part: number): string => part.toFixed(2)
