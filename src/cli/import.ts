import { basename } from 'node:path'
import { SingleBar } from 'cli-progress'
import { Damaged, openSlackExport } from '../../adapters/slack-export/index.ts'
import { type ImportReport, importHistory } from '../import/import-history.ts'
import { reportLines, stepLine } from './import-words.ts'
import { type Surroundings, type Terminal, UsageError } from './surroundings.ts'
import { openStore, searchIn, worldOf } from './workplace.ts'

export interface ImportCommand {
  readonly workspaceUrl?: string
}

/** Imports a Slack export zip, showing how far it is, and tells what came of it. */
export async function runImport(file: string, command: ImportCommand, around: Surroundings): Promise<void> {
  const history = await openExport(file, command)
  const store = await openStore(around, false)
  const name = basename(file)
  const started = around.now()
  const progress = showProgress(name, around.out)
  const stopping = new AbortController()
  void around.untilStopped().then(() => stopping.abort())
  try {
    const options = { signal: stopping.signal, onProgress: progress.show }
    const report = await importHistory(history, worldOf(store, searchIn(store, around), around), options)
    progress.end()
    const seconds = (around.now().getTime() - started.getTime()) / 1000
    for (const line of reportLines(name, report, seconds)) around.out.line(line)
  } finally {
    progress.end()
    await store.close()
  }
}

async function openExport(file: string, { workspaceUrl }: ImportCommand) {
  if (workspaceUrl && !URL.canParse(workspaceUrl)) {
    throw new UsageError('Give the address of the workspace in full, such as https://acme.slack.com.')
  }
  try {
    return await openSlackExport(file, workspaceUrl ? { workspaceUrl } : {})
  } catch (error) {
    if (error instanceof Damaged) throw new UsageError(`${file} cannot be imported: ${error.message}.`)
    if (isMissing(error)) throw new UsageError(`There is no file ${file}, or it may not be read.`)
    throw error
  }
}

const isMissing = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && ['ENOENT', 'EACCES', 'EISDIR', 'ENOTDIR'].includes(String(error.code))

interface Progress {
  readonly show: (report: ImportReport) => void
  readonly end: () => void
}

const showProgress = (name: string, out: Terminal): Progress => (out.interactive ? bar(name, out) : steps(name, out))

const FORMAT = '{name} [{bar}] {percentage}% · {messages} messages · {items} items'
const BAR_COLUMNS = 24

function bar(name: string, out: Terminal): Progress {
  const drawn = new SingleBar({
    format: FORMAT,
    barsize: Math.max(5, Math.min(BAR_COLUMNS, out.width - 60)),
    barCompleteChar: '█',
    barIncompleteChar: '░',
    hideCursor: true,
    clearOnComplete: true,
    linewrap: false,
  })
  drawn.start(1, 0, { name, messages: 0, items: 0 })
  return {
    show: ({ done, total, messages, items }) => {
      drawn.setTotal(Math.max(1, total))
      drawn.update(done, { messages, items: items.added + items.updated })
    },
    end: () => drawn.stop(),
  }
}

/** Where nobody watches, a line for every tenth. */
const STEPS = 10

function steps(name: string, out: Terminal): Progress {
  let last = 0
  return {
    show: (report) => {
      const step = Math.floor((STEPS * report.done) / Math.max(1, report.total))
      if (step <= last || step >= STEPS) return
      last = step
      out.aside(stepLine(name, (100 * step) / STEPS, report))
    },
    end: () => {},
  }
}
