import { withMail } from '../chat/directory.ts'
import type { History, HistoryRecord, HistoryThread } from '../chat/history.ts'
import type { PersonRef, PlaceRef } from '../chat/ref.ts'
import type { World } from '../world.ts'
import { type DirectoryImport, openDirectory } from './directory.ts'
import { gonePlaceItems, type PlaceVisit, visit } from './gone.ts'
import { type ImportMemory, openMemory } from './memory.ts'
import { type OpenTalk, openTalk } from './open-talk.ts'
import { addUnreadable, emptyReport, type ImportReport } from './report.ts'
import { type PlaceImport, type ThreadTools, takeIn } from './threads.ts'

export type { ImportReport } from './report.ts'

export interface ImportOptions {
  readonly onProgress?: (report: ImportReport) => void
  /** Stops between two batches; started again, the import goes on. */
  readonly signal?: AbortSignal
}

/** Messages taken in at once: few enough for others to be served in between, enough to wait little for the disk. */
const BATCH_MESSAGES = 2000

/**
 * Takes an archive of past talk into the store. It sends nothing to anybody. Done twice it changes nothing; stopped and
 * started again it goes on; a newer archive brings what came, changed or went since.
 */
export async function importHistory(
  history: History,
  world: World,
  options: ImportOptions = {},
): Promise<ImportReport> {
  const run = await begin(history, world)
  for await (const record of history.records()) {
    await take(run, record)
    if (record.kind === 'progress') {
      options.onProgress?.(run.report)
      await otherWork()
    }
    run.report.interrupted = options.signal?.aborted ?? false
    if (run.report.interrupted) break
  }
  if (!run.report.interrupted) await finish(run)
  return run.report
}

/** Lets signals, timers and people who ask have their turn. */
const otherWork = (): Promise<void> => new Promise((resolve) => setImmediate(resolve))

interface Run extends ThreadTools {
  readonly upTo: Date
  readonly memory: ImportMemory
  readonly report: ImportReport
  readonly directory: DirectoryImport
  /** Messages of the place that stand alone. */
  readonly open: OpenTalk
  waiting: HistoryThread[]
  waitingMessages: number
  visit: PlaceVisit | null
  place: PlaceImport | null
}

async function begin(history: History, world: World): Promise<Run> {
  const report = emptyReport()
  const memory = await openMemory(world)
  const directory = await openDirectory(world, history.upTo, memory, report)
  return {
    world,
    report,
    memory,
    upTo: history.upTo,
    directory,
    open: openTalk(world, directory.nameOf),
    silent: await silentPeople(world),
    waiting: [],
    waitingMessages: 0,
    visit: null,
    place: null,
  }
}

/** Who does not want their words saved, and who asked to be forgotten: their name is gone, and learning is off. */
async function silentPeople({ store }: World): Promise<ReadonlySet<PersonRef>> {
  const settings = await store.allPersonSettings()
  const nameless = new Set((await store.people()).filter(({ name }) => name === '').map(({ ref }) => ref))
  const silent = [...settings]
    .filter(
      ([person, { refused, learnFromMe }]) => refused.includes('saving') || (!learnFromMe && nameless.has(person)),
    )
    .map(([person]) => person)
  // An archive knows accounts.
  const accounts = await Promise.all(silent.map((person) => store.accountsOf(person)))
  return new Set([...silent, ...accounts.flat().map(({ ref }) => ref)])
}

async function take(run: Run, record: HistoryRecord): Promise<void> {
  switch (record.kind) {
    case 'person':
      return run.directory.person(await withMail(record.person, record.mail ?? null, run.world.store.mailKey))
    case 'place':
      return run.directory.place(record.place, record.members)
    case 'thread':
      return takeThread(run, record)
    case 'unreadable':
      return addUnreadable(run.report, record.where, record.why)
    case 'leftOut':
      run.report.leftOut[record.what] += record.count
      return
    case 'progress':
      run.report.done = record.done
      run.report.total = record.total
  }
}

async function takeThread(run: Run, thread: HistoryThread): Promise<void> {
  if (run.visit?.place !== thread.place) await enter(run, thread.place)
  run.visit?.see(thread)
  run.report.threads++
  run.report.messages += thread.messages.length
  const [only, ...more] = thread.messages
  const standsAlone = only !== undefined && more.length === 0 && only.message === thread.root
  await queue(run, standsAlone ? await run.open.add(only) : [thread])
}

async function queue(run: Run, threads: readonly HistoryThread[]): Promise<void> {
  run.waiting.push(...threads)
  run.waitingMessages += threads.reduce((sum, { messages }) => sum + messages.length, 0)
  if (run.waitingMessages >= BATCH_MESSAGES) await settleThreads(run)
}

async function enter(run: Run, place: PlaceRef): Promise<void> {
  await leave(run)
  await run.directory.flush()
  run.visit = await visit(place, run.world)
  const done = run.memory.done(place)
  run.place = {
    place,
    outdated: done !== null && run.upTo < done,
    editsSince: done,
    completeUpTo: run.upTo,
  }
}

async function settleThreads(run: Run): Promise<void> {
  const threads = run.waiting
  run.waiting = []
  run.waitingMessages = 0
  if (!run.place || threads.length === 0) return
  await run.directory.flush()
  await takeIn(threads, hasGaps(run) ? { ...run.place, completeUpTo: null } : run.place, run)
}

/** What could not be read may have held anything: then nothing counts as deleted. */
const hasGaps = ({ report }: Run): boolean => report.unreadableCount > 0

/** The whole of a place was seen: what the store has and the archive has not was deleted. */
async function leave(run: Run): Promise<void> {
  await queue(run, await run.open.end())
  await settleThreads(run)
  const { visit: visited, memory, upTo, report, world } = run
  if (!visited) return
  const done = memory.done(visited.place)
  if (!hasGaps(run) && (done === null || done <= upTo)) {
    report.items.removed += await gonePlaceItems(visited, upTo, world)
  }
  await memory.finish(visited.place, upTo)
}

async function finish(run: Run): Promise<void> {
  await run.directory.flush()
  await leave(run)
}
