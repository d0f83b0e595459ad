import type { LeftOut } from '../chat/history.ts'
import type { ImportReport } from '../import/import-history.ts'

/** One line about how far an import is. */
export const stepLine = (name: string, percent: number, { messages, items }: ImportReport): string =>
  `${name}: ${percent} %, ${count(messages)} messages, ${count(items.added + items.updated)} items`

/** What came of an import, in a few lines; nothing is told that did not happen. */
export function reportLines(name: string, report: ImportReport, seconds: number): readonly string[] {
  const { items, people, places, interrupted } = report
  return [
    interrupted
      ? `Stopped while reading ${name}. What was read is kept; the same command goes on from there.`
      : `Imported ${name} in ${lasting(seconds)}. Nobody was sent anything.`,
    row('Read', [`${some(report.messages, 'message')} in ${some(report.threads, 'thread')}`]),
    row('Items', [
      `${count(items.added)} new`,
      ...told(items.updated, 'brought up to date'),
      ...told(items.unchanged, 'as they were'),
      ...told(items.removed, 'removed, because their message was deleted'),
    ]),
    row('People', [`${count(people.added)} new`, ...told(people.updated, 'brought up to date')]),
    row('Places', [`${count(places.added)} new`, ...told(places.updated, 'brought up to date')]),
    ...leftOut(report),
    ...unreadable(report),
  ]
}

const row = (label: string, parts: readonly string[]): string => `  ${label.padEnd(9)} ${parts.join(', ')}`

const told = (number: number, words: string): string[] => (number > 0 ? [`${count(number)} ${words}`] : [])

function leftOut({ small, leftOut: out }: ImportReport): string[] {
  const small_ = told(small, small === 1 ? 'thread that says too little' : 'threads that say too little')
  const others = (Object.keys(LEFT_OUT) as LeftOut[]).flatMap((what) => told(out[what], LEFT_OUT[what]))
  const all = [...small_, ...others]
  return all.map((line, index) => row(index === 0 ? 'Left out' : '', [line]))
}

const LEFT_OUT: Readonly<Record<LeftOut, string>> = {
  notices: 'notices of joining, renaming and the like',
  directMessages: 'direct conversations: these are never read',
  unlistedFolders: 'folders that no list of channels names: nobody knows who may read them',
}

const SHOWN = 20

function unreadable({ unreadable: named, unreadableCount }: ImportReport): string[] {
  if (unreadableCount === 0) return []
  const shown = named.slice(0, SHOWN).map(({ where, why }) => `    ${where}: ${why}`)
  const rest = unreadableCount - shown.length
  return ['  Could not be read; the rest was:', ...shown, ...(rest > 0 ? [`    and ${count(rest)} more`] : [])]
}

const count = (number: number): string => number.toLocaleString('en')
const some = (number: number, thing: string): string => `${count(number)} ${thing}${number === 1 ? '' : 's'}`
const lasting = (seconds: number): string =>
  seconds < 90 ? some(Math.max(1, Math.round(seconds)), 'second') : some(Math.round(seconds / 60), 'minute')
