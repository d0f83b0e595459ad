import type { LeftOut } from '../chat/history.ts'

/** What an import did so far; its numbers only grow. */
export interface ImportReport {
  readonly people: { added: number; updated: number }
  readonly places: { added: number; updated: number }
  messages: number
  threads: number
  readonly items: { added: number; updated: number; unchanged: number; removed: number }
  /** Threads that say too little to be kept. */
  small: number
  readonly leftOut: Record<LeftOut, number>
  /** The first of them by name, and how many there are. */
  readonly unreadable: { readonly where: string; readonly why: string }[]
  unreadableCount: number
  /** It was stopped before the end; started again, it goes on. */
  interrupted: boolean
  done: number
  total: number
}

export const emptyReport = (): ImportReport => ({
  people: { added: 0, updated: 0 },
  places: { added: 0, updated: 0 },
  messages: 0,
  threads: 0,
  items: { added: 0, updated: 0, unchanged: 0, removed: 0 },
  small: 0,
  leftOut: { directMessages: 0, unlistedFolders: 0, notices: 0 },
  unreadable: [],
  unreadableCount: 0,
  interrupted: false,
  done: 0,
  total: 0,
})

/** Of a wholly broken archive, so many lines tell enough. */
const NAMED_UNREADABLE = 100

export function addUnreadable(report: ImportReport, where: string, why: string): void {
  report.unreadableCount++
  if (report.unreadable.length < NAMED_UNREADABLE) report.unreadable.push({ where, why })
}
