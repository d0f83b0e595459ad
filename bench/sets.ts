import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import { type Crossing, ENGLISH_ASKS, FRENCH_ASKS } from './crossing-pairs.ts'

/** A thread of talk, or an answer of a collection (then `answers` holds one, accepted). */
export interface Thread {
  readonly id: string
  readonly at: Date
  readonly asker: string | null
  readonly title: string
  readonly body: string
  readonly tags: readonly string[]
  /** The channel or site it was said in. */
  readonly place: string
  readonly answers: readonly ThreadAnswer[]
}

export interface ThreadAnswer {
  readonly id: string
  readonly at: Date
  /** Null when the account is gone. */
  readonly user: string | null
  readonly text: string
  readonly accepted: boolean
  readonly helpful: number
}

/** The question of a case as a thread, with those who answered, whose words are not known. */
export function answeredCase(one: Case, afterMs: number): Thread {
  const [title = '', ...body] = one.text.split('\n')
  const at = new Date(one.at.getTime() + afterMs)
  return {
    ...{ id: `case:${one.id}`, at: one.at, asker: one.asker, place: one.place, tags: one.tags },
    ...{ title: title.slice(0, 200), body: body.join('\n') || one.text },
    answers: [...one.relevant.keys()].map((user) => {
      return { id: `case:${one.id}:${user}`, at, user, text: '', accepted: false, helpful: 0 }
    }),
  }
}

/** A question with what should be found: numbers of threads, or of people, each with its gain. */
export interface Case {
  readonly id: string
  readonly at: Date
  readonly asker: string
  readonly text: string
  /** Cases about the same thing: what is learnt from one tells of the others. */
  readonly group: string
  readonly place: string
  readonly tags: readonly string[]
  readonly relevant: ReadonlyMap<string, number>
}

export type Measured = 'items' | 'people' | 'labels'

/** One set of data: what was said, and the cases of each split. */
export interface DataSet {
  readonly name: string
  readonly measured: Measured
  readonly threads: readonly Thread[]
  readonly splits: readonly { readonly name: string; readonly cases: readonly Case[] }[]
  /** For `labels`: the label of each thread. */
  readonly labels: ReadonlyMap<string, string>
  /** People of each place are asked for among those of that place alone. */
  readonly apart: boolean
}

/** Every set found in the folder, whatever its splits are called. */
export function readSets(folder: string, only: string | null): DataSet[] {
  const isWanted = ({ name }: { name: string }) => only === null || name === only || name.startsWith(`${only}-`)
  const read = SETS.filter(isWanted).flatMap((set) =>
    existsSync(join(folder, set.folder)) ? [set.read(join(folder, set.folder), set.name)] : [],
  )
  return [...read, ...[crossingSet()].filter(isWanted)]
}

/** Questions in one language, answers in the other. */
function crossingSet(): DataSet {
  const threads = [...FRENCH_ASKS, ...ENGLISH_ASKS].map(({ title, answer }) => answered(title, title, answer))
  const casesOf = (crossings: readonly Crossing[]): Case[] =>
    crossings.map(({ asked, title }) => ({ ...askedLater(asked, asked, asked), relevant: new Map([[title, 1]]) }))
  const splits = [
    { name: 'en-fr', cases: casesOf(ENGLISH_ASKS) },
    { name: 'fr-en', cases: casesOf(FRENCH_ASKS) },
  ]
  return { name: 'crossing', measured: 'items', threads, splits, labels: new Map(), apart: false }
}

const answered = (id: string, title: string, text: string): Thread => ({
  ...saidLongAgo(id, title),
  answers: [{ id: `${id}-a`, at: LONG_AGO, user: 'author', text, accepted: true, helpful: 0 }],
})

/** Sets in which what is not marked may be right all the same: they cannot tell when to be sure. */
export const WITH_GAPS: readonly string[] = ['sumo-links']

/** The marked chat of `irc`, by split. */
export interface ChatStretch {
  readonly id: string
  readonly first: number
  readonly last: number
  readonly messages: readonly { readonly t: string; readonly u: string; readonly x: string }[]
  readonly links: readonly (readonly [number, number])[]
}

export function readChat(folder: string): { name: string; stretches: ChatStretch[] }[] {
  const at = join(folder, 'irc')
  if (!existsSync(at)) return []
  return splitsOf(at, 'logs.').map(({ name, file }) => ({ name, stretches: readLines<ChatStretch>(join(at, file)) }))
}

type ReadSet = (folder: string, name: string) => DataSet

const SETS: readonly { name: string; folder: string; read: ReadSet }[] = [
  { name: 'sumo-links', folder: 'sumo', read: (at, name) => threadSet(at, name, 'links.', 'items') },
  { name: 'stackfaq', folder: 'stackfaq', read: (at, name) => faqSet(at, name, '') },
  { name: 'fr_faq-cnil', folder: 'fr_faq', read: (at, name) => faqSet(at, name, 'cnil.') },
  { name: 'fr_faq-quebec', folder: 'fr_faq', read: (at, name) => faqSet(at, name, 'quebec.') },
  { name: 'banking77', folder: 'banking77', read: labelSet },
  { name: 'ncar-people', folder: 'ncar', read: (at, name) => threadSet(at, name, 'experts.', 'people') },
  { name: 'se_small-people', folder: 'se_small', read: (at, name) => threadSet(at, name, 'experts.', 'people') },
  { name: 'sumo-people', folder: 'sumo', read: (at, name) => threadSet(at, name, 'experts.', 'people') },
]

/** Sets without times: all was said before anything is asked. */
const LONG_AGO = new Date('2020-01-01T00:00:00Z')
const ASKED = new Date('2020-02-01T00:00:00Z')

interface RawThread {
  id: string
  ts: string
  asker?: string | null
  title: string
  body: string
  tags?: string[]
  channel?: string
  site?: string
  answers: { id: string; ts: string; user?: string | null; text: string; accepted?: boolean; helpful?: number }[]
}

interface RawCase extends Omit<RawThread, 'answers'> {
  relevant: string[] | Record<string, number>
}

function threadSet(folder: string, name: string, prefix: string, measured: Measured): DataSet {
  const threads = readLines<RawThread>(join(folder, 'threads.jsonl.gz')).map(toThread)
  const splits = splitsOf(folder, prefix).map((split) => ({
    name: split.name,
    cases: readLines<RawCase>(join(folder, split.file)).map(toCase),
  }))
  return { name, measured, threads, splits, labels: new Map(), apart: threads.some((one) => one.id.includes(':')) }
}

const toThread = (raw: RawThread): Thread => ({
  id: raw.id,
  at: new Date(raw.ts),
  asker: raw.asker ?? null,
  title: raw.title,
  body: raw.body,
  tags: raw.tags ?? [],
  place: raw.channel ?? raw.site ?? 'forum',
  answers: raw.answers.map((answer) => ({
    id: answer.id,
    at: new Date(answer.ts),
    user: answer.user ?? null,
    text: answer.text,
    accepted: answer.accepted ?? false,
    helpful: answer.helpful ?? 0,
  })),
})

const toCase = (raw: RawCase): Case => ({
  id: raw.id,
  at: new Date(raw.ts),
  asker: raw.asker ?? '',
  text: raw.body.startsWith(raw.title) ? raw.body : `${raw.title}\n${raw.body}`,
  group: raw.id,
  place: raw.channel ?? raw.site ?? 'forum',
  tags: raw.tags ?? [],
  relevant: Array.isArray(raw.relevant)
    ? new Map(raw.relevant.map((id) => [id, 1]))
    : new Map(Object.entries(raw.relevant)),
})

interface RawQuery {
  id: string
  text: string
  /** Other wordings of the same question bear the same number. */
  group?: number
  relevant: string[]
}

function faqSet(folder: string, name: string, prefix: string): DataSet {
  const docs = readLines<{ id: string; title: string; answer: string }>(join(folder, `${prefix}docs.jsonl.gz`))
  const threads = docs.map(({ id, title, answer }) => answered(id, title, answer))
  const splits = splitsOf(folder, `${prefix}queries.`).map((split) => ({
    name: split.name,
    cases: readLines<RawQuery>(join(folder, split.file)).map((query) => ({
      ...askedLater(query.id, query.text, String(query.group ?? query.id)),
      relevant: new Map(query.relevant.map((id) => [id, 1])),
    })),
  }))
  return { name, measured: 'items', threads, splits, labels: new Map(), apart: false }
}

function labelSet(folder: string, name: string): DataSet {
  const train = readLines<{ id: string; text: string; label: string }>(join(folder, 'train.jsonl.gz'))
  const splits = splitsOf(folder, 'test.').map((split) => ({
    name: split.name,
    cases: readLines<{ id: string; text: string; label: string }>(join(folder, split.file)).map((query) => ({
      ...askedLater(query.id, query.text, query.id),
      relevant: new Map([[query.label, 1]]),
    })),
  }))
  const threads = train.map(({ id, text }) => ({ ...saidLongAgo(id, text), answers: [] }))
  const labels = new Map(train.map(({ id, label }) => [id, label]))
  return { name, measured: 'labels', threads, splits, labels, apart: false }
}

const saidLongAgo = (id: string, title: string) => ({
  id,
  at: LONG_AGO,
  asker: 'author',
  title,
  body: title,
  tags: [],
  place: 'faq',
})

const askedLater = (id: string, text: string, group: string) => ({
  ...{ id, at: ASKED, asker: 'reader', text, group, place: 'faq', tags: [] },
})

// `links.dev.jsonl.gz` is the split `dev` of `links.`.
const splitsOf = (folder: string, prefix: string): { name: string; file: string }[] =>
  readdirSync(folder)
    .filter((file) => file.startsWith(prefix) && file.endsWith('.jsonl.gz'))
    .sort()
    .map((file) => ({ name: file.slice(prefix.length, -'.jsonl.gz'.length), file }))

const readLines = <T>(file: string): T[] =>
  gunzipSync(readFileSync(file))
    .toString('utf8')
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as T)
