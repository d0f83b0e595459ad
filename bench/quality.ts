import { parseArgs } from 'node:util'
import { linguist } from '../src/languages/linguist.ts'
import { openSearch } from '../src/search/engine.ts'
import type { Matches, Search } from '../src/search/search.ts'
import { openSqliteStore } from '../src/store/sqlite/index.ts'
import type { Reader } from '../src/store/store.ts'
import { type Answerers, type FullText, openAnswerers, openFullText } from './baselines.ts'
import { reliability, type Trials } from './matching/trust.ts'
import { average, type Measures, mean, measure, percentile } from './measures.ts'
import { nameOf, type Replay, ref, replayInto } from './replay.ts'
import { answeredCase, type Case, type DataSet, readSets, WITH_GAPS } from './sets.ts'
import { vote } from './vote.ts'

const { values } = parseArgs({
  options: { data: { type: 'string' }, set: { type: 'string' }, json: { type: 'boolean', default: false } },
})
if (!values.data) {
  console.error('Say where the data is: npm run bench:quality -- --data DIR [--set NAME] [--json]')
  process.exit(2)
}

const SAVOIR: Reader = { kind: 'savoir' }
/** Who answered a case, and which thread they pointed to, is known to later cases from a day later on. */
const KNOWN_AFTER_MS = 86_400_000
const DEPTH = 10

/** What one engine reached on one split of one set. */
interface Result extends Partial<Measures> {
  readonly set: string
  readonly split: string
  readonly engine: string
  readonly cases: number
  readonly accuracy?: number
  /** How many different people are named first, and among the first three. */
  readonly namedFirst?: number
  readonly namedInThree?: number
  readonly sure?: number
  readonly rightWhenSure?: number
  readonly p50ms: number
  readonly p99ms: number
}

const results: Result[] = []
const trust = new Map<string, Trials>()
for (const set of readSets(values.data, values.set ?? null)) {
  for (const split of set.splits) {
    const found = await run(set, split.name, split.cases)
    results.push(...found)
    if (!values.json) for (const result of found) print(result)
  }
}
if (values.json) console.log(JSON.stringify({ results, reliability: Object.fromEntries(trust) }, null, 2))
else if (trust.size > 0) console.log(['', ...reliability(trust)].join('\n'))

async function run(set: DataSet, split: string, cases: readonly Case[]): Promise<Result[]> {
  const answers = new Map<string, Answer[]>()
  const keep = (engine: string, answer: Answer): void => {
    answers.set(engine, [...(answers.get(engine) ?? []), answer])
  }
  const parts = set.apart ? partsOf(set, cases) : [{ set, cases }]
  for (const part of parts) await runPart(withCases(part.set, part.cases), part.cases, keep)
  return [...answers].map(([engine, all]) => ({
    set: set.name,
    split,
    engine,
    cases: cases.length,
    ...sumUp(set, all),
  }))
}

/** What an engine said to one case. */
interface Answer {
  readonly case: Case
  readonly ranked: readonly string[]
  readonly scores?: readonly number[]
  readonly sure?: boolean
  readonly ms: number
}

type Keep = (engine: string, answer: Answer) => void

async function runPart(set: DataSet, cases: readonly Case[], keep: Keep): Promise<void> {
  const store = await openSqliteStore({ path: ':memory:', exclusive: false, now: () => new Date(0) })
  const search = openSearch(store, linguist)
  const replay = await replayInto(store, set.threads)
  const fullText = openFullText()
  const answerers = openAnswerers(set.threads)
  for (const one of [...cases].sort((a, b) => a.at.getTime() - b.at.getTime())) {
    const changed = await replay.until(one.at)
    // What is read of the store before the question is not the question's time.
    await search.tend()
    if (set.measured === 'people') await askForPeople(search, answerers, one, keep)
    else {
      for (const number of changed) {
        const thread = set.threads[number - 1]
        if (thread) fullText.put(number, thread, one.at)
      }
      await askForItems(set, search, fullText, one, keep)
      if (set.measured === 'items') linkLater(replay, one)
    }
  }
  await store.close()
}

// Earlier cases and those who answered them are history to later ones.
function withCases(set: DataSet, cases: readonly Case[]): DataSet {
  if (set.measured !== 'people') return set
  return { ...set, threads: [...set.threads, ...cases.map((one) => answeredCase(one, KNOWN_AFTER_MS))] }
}

// Sites that know nothing of each other.
function partsOf(set: DataSet, cases: readonly Case[]): { set: DataSet; cases: readonly Case[] }[] {
  return [...new Set(cases.map(({ place }) => place))].map((place) => ({
    set: { ...set, threads: set.threads.filter((thread) => thread.place === place) },
    cases: cases.filter((one) => one.place === place),
  }))
}

async function askForItems(set: DataSet, search: Search, fullText: FullText, one: Case, keep: Keep): Promise<void> {
  const start = performance.now()
  const found = await search.items(one.text, SAVOIR, one.at, DEPTH)
  const ms = performance.now() - start
  const name = (number: number): string => set.threads[number - 1]?.id ?? ''
  const { items, sure } = found
  keep('savoir', {
    case: one,
    ranked: items.map(({ item }) => name(item)),
    scores: items.map(({ score }) => score),
    sure,
    ms,
  })
  await tryTrust(set, search, one, found)
  const before = performance.now()
  const numbers = fullText.search(one.text, DEPTH)
  keep('fts5 bm25', { case: one, ranked: numbers.map(name), ms: performance.now() - before })
}

async function askForPeople(search: Search, answerers: Answerers, one: Case, keep: Keep): Promise<void> {
  const start = performance.now()
  const people = await search.people(one.text, SAVOIR, one.at, DEPTH + 1)
  const ms = performance.now() - start
  const ranked = people.map(({ person }) => person).filter((person) => person !== ref(one.asker))
  keep('savoir', { case: one, ranked: ranked.map(nameOf), ms })
  const { most, latest } = answerers.before(one)
  keep('most answers', { case: one, ranked: most, ms: 0 })
  keep('most recent', { case: one, ranked: latest, ms: 0 })
}

async function tryTrust(set: DataSet, search: Search, one: Case, found: Matches): Promise<void> {
  if (WITH_GAPS.includes(set.name)) return
  const trials = trust.get(set.name) ?? { asked: [], gone: [] }
  trust.set(set.name, trials)
  const isRight = (number: number): boolean => {
    const id = set.threads[number - 1]?.id ?? ''
    return one.relevant.has(set.labels.get(id) ?? id)
  }
  const without = new Set(set.threads.flatMap((_, i) => (isRight(i + 1) ? [i + 1] : [])))
  const gone = await search.items(one.text, SAVOIR, one.at, 1, without)
  for (const [all, { confidence, sure, items }] of [
    [trials.asked, found],
    [trials.gone, gone],
  ] as const)
    all.push({ confidence, sure, right: items.length > 0 && isRight(items[0]?.item ?? 0) })
}

function linkLater(replay: Replay, one: Case): void {
  const at = new Date(one.at.getTime() + KNOWN_AFTER_MS)
  for (const thread of one.relevant.keys()) replay.helped(thread, one.asker, at)
}

function sumUp(set: DataSet, answers: readonly Answer[]): Omit<Result, 'set' | 'split' | 'engine' | 'cases'> {
  const times = answers.map(({ ms }) => ms)
  const time = { p50ms: percentile(times, 0.5), p99ms: percentile(times, 0.99) }
  if (set.measured === 'labels') return { accuracy: average(answers.map((answer) => labelHit(set, answer))), ...time }
  const measures = answers.map((answer) => measure(answer.ranked, answer.case.relevant))
  const named = (depth: number): number => new Set(answers.flatMap(({ ranked }) => ranked.slice(0, depth))).size
  const people = set.measured === 'people' ? { namedFirst: named(1), namedInThree: named(3) } : {}
  return { ...mean(measures), ...people, ...sureness(answers, measures), ...time }
}

function sureness(answers: readonly Answer[], measures: readonly Measures[]): Pick<Result, 'sure' | 'rightWhenSure'> {
  if (answers[0]?.sure === undefined) return {}
  const right = measures.filter((_, i) => answers[i]?.sure).map(({ hit1 }) => hit1)
  return { sure: right.length / answers.length, rightWhenSure: average(right) }
}

function labelHit(set: DataSet, { case: one, ranked, scores }: Answer): number {
  const labels = ranked.map((id) => set.labels.get(id) ?? '')
  return one.relevant.has(vote(labels, scores ?? null) ?? '') ? 1 : 0
}

function print(result: Result): void {
  const { set, split, engine, cases, p50ms, p99ms, ...measures } = result
  const figures = Object.entries(measures).map(([name, value]) =>
    name.startsWith('named') ? `${name} ${value}` : `${name} ${Number(value).toFixed(3)}`,
  )
  const time = `p50 ${p50ms.toFixed(1)} ms  p99 ${p99ms.toFixed(1)} ms`
  console.log(`${set.padEnd(16)} ${split}  ${engine.padEnd(13)} n ${cases}  ${figures.join('  ')}  ${time}`)
}
