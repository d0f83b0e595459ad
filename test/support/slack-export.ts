import { openSlackExport, type SlackExportOptions } from '../../adapters/slack-export/index.ts'
import type { HistoryRecord } from '../../src/chat/history.ts'

export const TEAM = 'T0EXAMPLE'

/** A user as `users.json` lists them. */
export const user = (id: string, name: string, more: object = {}) => ({
  id,
  team_id: TEAM,
  name: name.toLowerCase(),
  deleted: false,
  is_bot: false,
  tz: 'Europe/Zurich',
  profile: { display_name: name, real_name: `${name} Example` },
  ...more,
})

export const channel = (id: string, name: string, members: readonly string[], more: object = {}) => ({
  id,
  name,
  created: 1_700_000_000,
  creator: members[0],
  is_archived: false,
  is_general: false,
  members,
  ...more,
})

/** A message; `at` is its `ts`. */
export const said = (at: string, by: string, text: string, more: object = {}) => ({
  type: 'message',
  user: by,
  text,
  ts: at,
  ...more,
})

export const reply = (at: string, to: string, by: string, text: string, more: object = {}) =>
  said(at, by, text, { thread_ts: to, ...more })

export const root = (at: string, by: string, text: string, replies: readonly string[], more: object = {}) =>
  said(at, by, text, { thread_ts: at, reply_count: replies.length, latest_reply: replies.at(-1) ?? at, ...more })

/** 2026-03-02 at noon UTC, and so many seconds later. */
export const ts = (seconds: number): string => `${1_772_452_800 + seconds}.000100`

export const DAY = 86_400

/** Name of the file of the day that `ts` falls on. */
export const dayOf = (seconds: number): string => new Date((1_772_452_800 + seconds) * 1000).toISOString().slice(0, 10)

/** Everything that is read out of an export. */
export async function recordsOf(file: string, options: SlackExportOptions = {}): Promise<Records> {
  const history = await openSlackExport(file, options)
  const all: HistoryRecord[] = []
  for await (const record of history.records()) all.push(record)
  const of = <K extends HistoryRecord['kind']>(kind: K) =>
    all.filter((record): record is Extract<HistoryRecord, { kind: K }> => record.kind === kind)
  return {
    all,
    people: of('person').map(({ person }) => person),
    places: of('place'),
    threads: of('thread'),
    texts: of('thread').map(({ messages }) => messages.map(({ text }) => text)),
    unreadable: of('unreadable').map(({ where, why }) => `${where}: ${why}`),
    leftOut: Object.fromEntries(of('leftOut').map(({ what, count }) => [what, count])),
  }
}

export interface Records {
  readonly all: readonly HistoryRecord[]
  readonly people: readonly Extract<HistoryRecord, { kind: 'person' }>['person'][]
  readonly places: readonly Extract<HistoryRecord, { kind: 'place' }>[]
  readonly threads: readonly Extract<HistoryRecord, { kind: 'thread' }>[]
  readonly texts: readonly (readonly string[])[]
  readonly unreadable: readonly string[]
  readonly leftOut: Readonly<Record<string, number>>
}
