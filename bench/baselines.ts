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

/** Whoever gave most answers so far, and whoever answered last, without the asker. `threads` holds whatever the case may know. */
export function answerersBefore(threads: readonly Thread[], one: Case): { most: string[]; latest: string[] } {
  const counts = new Map<string, number>()
  const last = new Map<string, number>()
  for (const thread of threads) {
    for (const { user, at } of thread.answers) {
      if (user === null || at >= one.at || user === thread.asker || user === one.asker) continue
      counts.set(user, (counts.get(user) ?? 0) + 1)
      last.set(user, Math.max(last.get(user) ?? 0, at.getTime()))
    }
  }
  const byValue = (map: Map<string, number>): string[] => [...map].sort((a, b) => b[1] - a[1]).map(([user]) => user)
  return { most: byValue(counts), latest: byValue(last) }
}
