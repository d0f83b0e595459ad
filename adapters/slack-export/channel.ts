import type { HistoryRecord } from '../../src/chat/history.ts'
import type { SlackDirectory } from './directory.ts'
import { fieldsOf } from './fields.ts'
import type { ChannelDays, Day } from './files.ts'
import { type Element, elementsOf } from './json.ts'
import { readMessage, type Said } from './messages.ts'
import { type Thread, Threads } from './threads.ts'
import { Damaged, type Zip } from './zip.ts'

/** What the reading of one channel needs and keeps. */
export interface Reading {
  readonly zip: Zip
  readonly directory: SlackDirectory
  readonly workspaceUrl: string | null
  /** People who are not listed and were already told of. */
  readonly strangers: Set<string>
  readonly progress: { done: number; readonly total: number }
}

/** The threads of one channel, day by day, and whoever speaks in them without being listed. */
export async function* readChannel({ channel, days }: ChannelDays, reading: Reading): AsyncIterable<HistoryRecord> {
  const threads = new Threads()
  const { refs } = reading.directory
  const record = ({ root, messages }: Thread): HistoryRecord => ({
    kind: 'thread',
    place: channel.place.ref,
    root: refs.message(channel.id, root),
    messages,
  })
  let notices = 0
  for (const day of days) {
    for await (const elements of readDay(day, reading.zip)) {
      for (const element of elements) {
        const said = readElement(element)
        if (said.kind === 'notice') notices++
        else if (said.kind === 'broken') yield unreadable(day, element, said.why)
        else {
          if (said.kind === 'said') yield* introduce(said, element, reading)
          const alone = threads.add(said)
          if (alone) yield record(alone)
        }
      }
    }
    yield* threads.endOfDay(day.day).map(record)
    reading.progress.done += day.entry.packedBytes
    yield { kind: 'progress', ...reading.progress }
  }
  yield* threads.end().map(record)
  if (notices > 0) yield { kind: 'leftOut', what: 'notices', count: notices }

  function readElement(element: Element): Said {
    if (element.kind === 'broken') return element
    return readMessage(element.value, channel, reading.workspaceUrl, reading.directory)
  }
}

/** The elements of a day; a file that is damaged ends with a broken one. */
async function* readDay({ entry }: Day, zip: Zip): AsyncIterable<readonly Element[]> {
  try {
    yield* elementsOf(zip.read(entry))
  } catch (error) {
    if (!(error instanceof Damaged)) throw error
    yield [{ kind: 'broken', line: 0, why: error.message }]
  }
}

function unreadable({ entry }: Day, element: Element, why: string): HistoryRecord {
  const line = element.kind === 'broken' && element.line > 0 ? ` line ${element.line}` : ''
  return { kind: 'unreadable', where: `${entry.name}${line}`, why }
}

function* introduce(
  { user }: Extract<Said, { kind: 'said' }>,
  element: Element,
  reading: Reading,
): Iterable<HistoryRecord> {
  const { directory, strangers } = reading
  if (directory.knows(user) || strangers.has(user)) return
  strangers.add(user)
  yield { kind: 'person', person: directory.stranger(user, element.kind === 'value' ? fieldsOf(element.value) : {}) }
}
