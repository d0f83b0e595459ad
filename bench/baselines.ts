import Database from 'better-sqlite3'
import type { Case, Thread } from './sets.ts'

/** SQLite's own full-text search: porter stems, BM25, the title weighs most. */
export interface FullText {
  put(number: number, thread: Thread, moment: Date): void
  search(question: string, limit: number): number[]
}

export function openFullText(): FullText {
  const db = new Database(':memory:')
  db.exec(`create virtual table item using fts5(title, body, answers, tags, tokenize = 'porter unicode61')`)
  const remove = db.prepare('delete from item where rowid = ?')
  const insert = db.prepare('insert into item (rowid, title, body, answers, tags) values (?, ?, ?, ?, ?)')
  const select = db.prepare('select rowid as id from item where item match ? order by bm25(item, 4, 1, 2, 2) limit ?')
  return {
    put(number, thread, moment) {
      const answers = thread.answers.filter(({ at }) => at < moment).map(({ text }) => text)
      const body = thread.body === thread.title ? '' : thread.body
      remove.run(number)
      insert.run(number, thread.title, body, answers.join('\n'), thread.tags.join(' '))
    },
    search(question, limit) {
      const words = [...new Set(question.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [])]
      if (words.length === 0) return []
      const match = words.map((word) => `"${word}"`).join(' OR ')
      return (select.all(match, limit) as { id: number }[]).map(({ id }) => id)
    },
  }
}

/** Who answered most, and who answered last, before a moment that only moves on. */
export interface Answerers {
  before(one: Case): { most: string[]; latest: string[] }
}

/** `threads` holds whatever the cases may know. */
export function openAnswerers(threads: readonly Thread[]): Answerers {
  const answers = threads
    .flatMap(({ asker, answers }) => answers.filter(({ user }) => user !== asker))
    .sort((a, b) => a.at.getTime() - b.at.getTime())
  const counts = new Map<string, number>()
  const last = new Map<string, number>()
  let next = 0
  return {
    before(one) {
      for (let answer = answers[next]; answer && answer.at < one.at; answer = answers[++next]) {
        if (answer.user === null) continue
        counts.set(answer.user, (counts.get(answer.user) ?? 0) + 1)
        last.set(answer.user, answer.at.getTime())
      }
      const best = (map: ReadonlyMap<string, number>): string[] => bestOf(map).filter((user) => user !== one.asker)
      return { most: best(counts), latest: best(last) }
    },
  }
}

const SHOWN = 12

const bestOf = (map: ReadonlyMap<string, number>): string[] =>
  [...map]
    .sort((a, b) => b[1] - a[1])
    .slice(0, SHOWN)
    .map(([user]) => user)
