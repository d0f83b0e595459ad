import { existsSync, mkdirSync } from 'node:fs'
import { dirname } from 'node:path'
import type { LanguageCode } from '../../knowledge/item.ts'
import type { Accounts } from '../accounts.ts'
import type { Directories, Records, Settlement, Store } from '../store.ts'
import { joinCode, joinedAccounts, missedCodes, peopleBehind } from './accounts.ts'
import { unwritable } from './cannot-open.ts'
import { openDrawers } from './drawers.ts'
import { evidenceBy, evidenceOn } from './evidence.ts'
import { exportOf } from './export.ts'
import { openInbox, prune } from './inbox.ts'
import { changedSince, forgottenSince, itemsById, itemsWhere, lastSeq, origin, taken } from './items.ts'
import { openJobs } from './jobs.ts'
import { lock } from './lock.ts'
import { logOf } from './log.ts'
import { mailKey, mailTwins, untoldJoins } from './mail.ts'
import { openFile } from './open-file.ts'
import { openOutbox } from './outbox.ts'
import {
  accountsIn,
  allPersonSettings,
  askedBy,
  languageOf,
  membersOf,
  peopleIn,
  personOf,
  personSettingsOf,
  placeOf,
  placeSettingsOf,
  placesIn,
  topicWords,
} from './people.ts'
import { postedFor } from './posts.ts'
import { readableBy } from './readers.ts'
import { requestsFor, requestsTo } from './requests.ts'
import { settle, wasSettled } from './settle.ts'
import { openSql, type Sql } from './sql.ts'
import { mergedTags, tagsFor, tagsOf, tagVerdicts } from './tags.ts'
import { useOf, usesIn } from './uses.ts'

export interface SqliteOptions {
  /** A file, or `:memory:`. */
  readonly path: string
  /** True for the server: a second one is refused. The command line opens the file beside it. */
  readonly exclusive: boolean
  /** Its pages were checked a moment ago, by another thread of this process. */
  readonly checked?: boolean
  readonly now: () => Date
  /** Spoken to people whose language is not known. English when it is not given. */
  readonly language?: LanguageCode
}

/** Opens the store in a SQLite file, made when it is not there. Throws `CannotOpen` with what to do about it. */
export async function openSqliteStore(options: SqliteOptions): Promise<Store> {
  const { path, exclusive, checked = false, now, language = 'en' } = options
  const inFile = path !== ':memory:'
  if (inFile) makeFolder(dirname(path))
  const held = inFile && exclusive ? lock(path, now) : null
  try {
    const sql = openSql(openFile(path, checked ? 'none' : exclusive ? 'full' : 'quick', now))
    return storeOf(sql, now, language, () => held?.release())
  } catch (error) {
    held?.release()
    throw error
  }
}

// Step by step: asked to make the whole way at once, Node 20 never comes back from a place like /proc.
function makeFolder(folder: string): void {
  if (existsSync(folder)) return
  makeFolder(dirname(folder))
  try {
    mkdirSync(folder)
  } catch (error) {
    if (!existsSync(folder))
      throw unwritable(folder, error instanceof Error && 'code' in error ? String(error.code) : '')
  }
}

function storeOf(sql: Sql, now: () => Date, language: LanguageCode, release: () => void): Store {
  const { flush, ...inbox } = openInbox(sql, now)
  const { flushIdle, ...settling } = openSettling(sql, now)
  return {
    ...records(sql),
    ...directories(sql, language),
    ...accounts(sql),
    ...inbox,
    ...settling,
    waiting: async (limit) => {
      flushIdle()
      return inbox.waiting(limit)
    },
    settled: async (events) => {
      flushIdle()
      return new Set(events.filter((event) => wasSettled(sql, event)))
    },
    ...openOutbox(sql, now),
    ...openJobs(sql, now),
    ...openDrawers(sql),
    close: async () => {
      if (!sql.db.open) return
      flush()
      flushIdle()
      sql.db.close()
      release()
    },
  }
}

const DAY_MS = 86_400_000

/** Most talk brings about nothing: that it was handled is written down together, once in this time. */
const IDLE_MS = 20

/** Settles, and cleans up: old event numbers go once a day, what was forgotten leaves the log of recent writes. */
function openSettling(sql: Sql, now: () => Date): Pick<Store, 'settle' | 'settleAll'> & { flushIdle(): void } {
  let idle: Settlement[] = []
  let pruned = 0
  let erasing = false
  const flushIdle = (): void => {
    const group = idle
    idle = []
    if (group.length > 0) sql.write(() => group.map((settlement) => settle(sql, settlement)))
  }
  const cleanUp = (): void => {
    if (now().getTime() - pruned <= DAY_MS) return
    flushIdle()
    prune(sql, now())
    pruned = now().getTime()
  }
  const settleAll = async (settlements: readonly Settlement[]): Promise<void> => {
    cleanUp()
    const settled = sql.write(() => settlements.filter((settlement) => settle(sql, settlement)))
    if (settled.flatMap(({ changes }) => changes).some(({ kind }) => kind === 'forgotten')) erasing = true
    if (erasing) erasing = !emptied(sql)
  }
  // After a crash the event is decided again; it had no effect to be doubled.
  const settleIdle = async (settlement: Settlement): Promise<void> => {
    cleanUp()
    if (idle.length === 0) setTimeout(() => quietly(sql, flushIdle), IDLE_MS)
    idle.push(settlement)
  }
  const isIdle = ({ changes, deliveries, later = [] }: Settlement): boolean =>
    changes.length + deliveries.length + later.length === 0
  return {
    settle: (settlement) => (isIdle(settlement) ? settleIdle(settlement) : settleAll([settlement])),
    settleAll,
    flushIdle,
  }
}

/** What cannot be written now stays waiting in the inbox. */
function quietly(sql: Sql, write: () => void): void {
  try {
    if (sql.db.open) write()
  } catch {
    // The next write meets the same trouble, and somebody who is told of it.
  }
}

/** False when somebody who reads just now keeps it from being emptied: then the next settlement does it. */
function emptied(sql: Sql): boolean {
  try {
    return sql.db.pragma('wal_checkpoint(truncate)', { simple: true }) === 0
  } catch {
    // What was settled is settled.
    return false
  }
}

function records(sql: Sql): Records {
  return {
    readable: async (reader) => sql.read(() => readableBy(sql, reader)),
    items: async (ids, reader) => sql.read(() => itemsById(sql, ids, reader)),
    itemsWhere: async (filter, reader, page) => sql.read(() => itemsWhere(sql, filter, reader, page)),
    origin: async (message, reader) => sql.read(() => origin(sql, message, reader)),
    evidence: async (items, reader) => sql.read(() => evidenceOn(sql, items, reader)),
    tagsOf: async (person, reader) => sql.read(() => tagsOf(sql, person, reader)),
    evidenceOf: async (person, reader) => sql.read(() => evidenceBy(sql, person, reader)),
    topicWords: async () => topicWords(sql),
    tags: async (reader) => sql.read(() => tagsFor(sql, reader)),
    tagVerdicts: async () => tagVerdicts(sql),
    mergedTags: async () => mergedTags(sql),
    changedSince: async (seq, limit) => sql.read(() => changedSince(sql, seq, limit)),
    forgottenSince: async (seq) => forgottenSince(sql, seq),
    taken: async (id) => taken(sql, id),
    asked: async (ask, by) => askedBy(sql, ask, by),
    logOf: async (event) => logOf(sql, event),
    lastSeq: async () => lastSeq(sql),
    postedFor: async (person) => postedFor(sql, person),
    export: async (person) => sql.read(() => exportOf(sql, person)),
  }
}

function accounts(sql: Sql): Accounts {
  return {
    accounts: async () => accountsIn(sql),
    accountsOf: async (person) => joinedAccounts(sql, person),
    behind: async (refs) => peopleBehind(sql, refs),
    mailKey: async (address) => mailKey(sql, address),
    mailTwins: async () => sql.read(() => mailTwins(sql)),
    untoldJoins: async () => untoldJoins(sql),
    joinCode: async (code) => joinCode(sql, code),
    missedCodes: async (person, since) => missedCodes(sql, person, since),
  }
}

function directories(sql: Sql, language: LanguageCode): Directories {
  return {
    uses: async () => usesIn(sql),
    use: async (person) => useOf(sql, person),
    requestsFor: async (items) => requestsFor(sql, items),
    requestsTo: async (person, since) => requestsTo(sql, person, since),
    person: async (ref) => personOf(sql, ref),
    people: async () => peopleIn(sql),
    place: async (ref) => placeOf(sql, ref),
    places: async () => placesIn(sql),
    members: async (place) => membersOf(sql, place),
    personSettings: async (person) => personSettingsOf(sql, person),
    allPersonSettings: async () => allPersonSettings(sql),
    placeSettings: async (place) => placeSettingsOf(sql, place),
    languageOf: async (person) => languageOf(sql, person, language),
  }
}
