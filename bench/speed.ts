import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { parseArgs } from 'node:util'
import Database from 'better-sqlite3'
import MiniSearch from 'minisearch'
import { personRef, placeRef } from '../src/chat/ref.ts'
import type { Change } from '../src/knowledge/change.ts'
import type { NewItem } from '../src/knowledge/item.ts'
import { openSqliteStore } from '../src/store/sqlite/index.ts'
import type { Store } from '../src/store/store.ts'
import { questionsOf, timesOf } from './speed-times.ts'
import { tempFolder } from './temp-folder.ts'
import { makeItems, makeTalk } from './texts.ts'

// How fast an answer comes, by the number of items and of words, beside SQLite's full-text search and MiniSearch; how long a
// server takes to be ready, from nothing and from the index that it kept; and how long its event loop stands still meanwhile.

const { values } = parseArgs({
  options: {
    sizes: { type: 'string', default: '10000,100000,1000000' },
    queries: { type: 'string', default: '100' },
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

let events = 0

for (const size of SIZES) await measureSize(size)

async function measureSize(size: number): Promise<void> {
  const folder = tempFolder()
  const { fullText, mini } = await fill(folder, size)
  for (const line of await served(folder, [])) report({ size, start: 'made anew', ...line })
  for (const line of await served(folder, WORDS)) report({ size, start: 'from the file', ...line })
  for (const words of WORDS) {
    const questions = questionsOf(words, QUERIES)
    report({ size, engine: 'fts5 bm25', words, ...(await timesOf(questions, fullText.search)) })
    if (mini) report({ size, engine: 'minisearch', words, ...(await timesOf(questions, (one) => mini.search(one))) })
  }
}

async function fill(folder: string, size: number) {
  const talk = makeTalk(7)
  const store = await openSqliteStore({ path: join(folder, 'savoir.db'), exclusive: true, now: () => NOW })
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
  await store.close()
  return { fullText, mini }
}

/** What a server on the folder says of itself and of questions with so many words. */
async function served(folder: string, words: readonly number[]): Promise<Record<string, string | number>[]> {
  const script = join(import.meta.dirname, 'speed-server.js')
  const child = spawn(process.execPath, [script, folder, String(QUERIES), ...words.map(String)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const lines: Record<string, string | number>[] = []
  for await (const line of createInterface({ input: child.stdout })) lines.push(JSON.parse(line))
  return lines
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
