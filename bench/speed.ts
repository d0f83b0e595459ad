import { parseArgs } from 'node:util'
import Database from 'better-sqlite3'
import MiniSearch from 'minisearch'
import { personRef, placeRef } from '../src/chat/ref.ts'
import type { Change } from '../src/knowledge/change.ts'
import type { NewItem } from '../src/knowledge/item.ts'
import { linguist } from '../src/languages/linguist.ts'
import { openSearch } from '../src/search-engine.ts'
import { openSqliteStore } from '../src/store/sqlite/index.ts'
import type { Reader, Store } from '../src/store/store.ts'
import { percentile } from './measures.ts'
import { makeItems, makeTalk, type Talk } from './texts.ts'

// How fast an answer comes, by the number of items and of words, beside SQLite's full-text search and MiniSearch.

const { values } = parseArgs({
  options: {
    sizes: { type: 'string', default: '10000,100000,1000000' },
    queries: { type: 'string', default: '200' },
    json: { type: 'boolean', default: false },
  },
})
const SIZES = values.sizes.split(',').map(Number)
const QUERIES = Number(values.queries)
const WORDS = [1, 3, 8, 20]
/** MiniSearch takes more memory than there is beyond this. */
const MINISEARCH_UP_TO = 100_000
const AT_ONCE = 5000
const NOW = new Date('2026-06-01T09:00:00Z')
const READER: Reader = { kind: 'person', person: personRef('bench:p1') }

interface Engine {
  readonly name: string
  readonly ask: (question: string) => Promise<unknown> | unknown
}

let events = 0

for (const size of SIZES) await measureSize(size)

async function measureSize(size: number): Promise<void> {
  const talk = makeTalk(7)
  const store = await openSqliteStore({ path: ':memory:', exclusive: false, now: () => NOW })
  await settle(store, 0, directory())
  const fullText = openFullText()
  const mini = size <= MINISEARCH_UP_TO ? new MiniSearch({ fields: ['title', 'answer'] }) : null
  for (let from = 0; from < size; from += AT_ONCE) {
    const items = makeItems(Math.min(AT_ONCE, size - from), talk, from).map((item) => moved(item, from))
    await settle(
      store,
      from + 1,
      items.map((item): Change => ({ kind: 'itemAdded', item })),
    )
    fullText.add(items)
    mini?.addAll(items.map(({ id, title, replies }) => ({ id, title, answer: replies[0]?.text ?? '' })))
  }
  const before = memory()
  const start = performance.now()
  const search = openSearch(store, linguist)
  await search.items('', READER, NOW, 1)
  const readyMs = performance.now() - start
  report({
    size,
    engine: 'savoir',
    indexedPerSecond: Math.round((size / readyMs) * 1000),
    readyMs: Math.round(readyMs),
    indexMB: memory() - before,
  })
  const engines: Engine[] = [
    {
      name: 'savoir ask',
      ask: async (question) => answer(store, (await search.items(question, READER, NOW, 3)).items),
    },
    { name: 'savoir who', ask: (topic) => search.people(topic, READER, NOW, 3) },
    { name: 'fts5 bm25', ask: (question) => fullText.search(question) },
    ...(mini ? [{ name: 'minisearch', ask: (question: string) => mini.search(question).slice(0, 3) }] : []),
  ]
  for (const engine of engines) for (const words of WORDS) await time(size, engine, words, talk)
  await store.close()
}

function answer(store: Store, items: readonly { readonly item: number }[]) {
  return store.items(
    items.map(({ item }) => item),
    READER,
  )
}

async function time(size: number, engine: Engine, words: number, talk: Talk): Promise<void> {
  const times: number[] = []
  const before = process.cpuUsage()
  for (let i = 0; i < QUERIES; i++) {
    const question = talk.say(words)
    const start = performance.now()
    await engine.ask(question)
    times.push(performance.now() - start)
  }
  const { user, system } = process.cpuUsage(before)
  const cpuMs = round((user + system) / 1000 / QUERIES)
  report({
    size,
    engine: engine.name,
    words,
    cpuMs,
    p50ms: round(percentile(times, 0.5)),
    p99ms: round(percentile(times, 0.99)),
  })
}

function round(ms: number): number {
  return Math.round(ms * 100) / 100
}

function report(line: Record<string, string | number>): void {
  if (values.json) console.log(JSON.stringify(line))
  else
    console.log(
      Object.entries(line)
        .map(([name, value]) => `${name} ${value}`)
        .join('  '),
    )
}

function openFullText() {
  const db = new Database(':memory:')
  db.exec(`create virtual table item using fts5(title, answer, tokenize = 'porter unicode61')`)
  const insert = db.prepare('insert into item (rowid, title, answer) values (?, ?, ?)')
  const select = db.prepare('select rowid from item where item match ? order by bm25(item, 2, 1) limit 3')
  return {
    add: db.transaction((items: readonly NewItem[]) => {
      for (const { id, title, replies } of items) insert.run(id, title, replies[0]?.text ?? '')
    }),
    search: (question: string) =>
      select.all(
        question
          .split(' ')
          .map((word) => `"${word}"`)
          .join(' OR '),
      ),
  }
}

async function settle(store: Store, at: number, changes: readonly Change[]): Promise<void> {
  const asOf = await store.lastSeq()
  await store.settle({ event: `bench:${++events}`, by: null, at: new Date(at), asOf, changes, deliveries: [] })
}

function directory(): Change[] {
  const people = Array.from({ length: 500 }, (_, i): Change => {
    const person = { ref: personRef(`bench:p${i + 1}`), name: `P${i + 1}`, standing: 'member' as const, isBot: false }
    return { kind: 'personSeen', person: { ...person, locale: null, timeZone: null } }
  })
  const places = Array.from({ length: 40 }, (_, i): Change => {
    const place = { ref: placeRef(`bench:c${i + 1}`), name: `c${i + 1}`, external: false, archived: false }
    const members = i < 10 ? [personRef('bench:p1')] : []
    return { kind: 'placeSeen', place: { ...place, audience: 'everyone' }, members }
  })
  return [...people, ...places]
}

function moved(item: NewItem, by: number): NewItem {
  return {
    ...item,
    id: item.id + by,
    at: new Date(item.at.getTime() + by * 180_000),
    replies: item.replies.map((reply) => ({ ...reply, id: `${reply.id}/${by}` })),
  }
}

function memory(): number {
  globalThis.gc?.()
  const { heapUsed, arrayBuffers } = process.memoryUsage()
  return Math.round((heapUsed + arrayBuffers) / 1e6)
}
