import type { History, HistoryRecord } from '../../../src/chat/history.ts'
import type { ThreadMessage } from '../../../src/chat/platform.ts'
import { type PersonRef, personRef, placeRef } from '../../../src/chat/ref.ts'
import { linkTo } from '../links.ts'
import { messageIn } from '../refs.ts'
import { pastStamp } from '../stamps.ts'
import { DATA } from './data.ts'
import { FINANCE } from './finance.ts'
import { GENERAL } from './general.ts'
import { OPS } from './ops.ts'
import { PEOPLE } from './people.ts'
import { PLACES } from './places.ts'
import { PRIVATE } from './private.ts'
import { PRODUIT } from './produit.ts'
import { SUPPORT } from './support.ts'
import type { Told, ToldReply } from './told.ts'

const DAY_MS = 86_400_000
const MINUTE_MS = 60_000

/**
 * Eighteen months of talk at a company that does not exist, up to yesterday. Twice on the same day gives the same
 * refs and dates, so that the page and the store agree. `url` is where the page is, for the permalinks.
 */
export function company(now: Date, url: string | null = null): History {
  return { upTo: now, records: () => records(now, url) }
}

async function* records(now: Date, url: string | null): AsyncGenerator<HistoryRecord> {
  for (const person of PEOPLE) yield { kind: 'person', person }
  for (const { place, members } of PLACES) yield { kind: 'place', place, members }
  for (const messages of threads(now, url)) {
    const first = messages[0]
    if (first) yield { kind: 'thread', place: first.place, root: first.message, messages }
  }
}

const TALK: readonly Told[] = [OPS, DATA, SUPPORT, FINANCE, PRODUIT, GENERAL, PRIVATE].flat()

/** One line of a thread, at its time. */
interface Line {
  readonly thread: number
  readonly in: string
  readonly by: string
  readonly at: Date
  readonly says: string
  readonly reactions: ThreadMessage['reactions']
}

function threads(now: Date, url: string | null): readonly (readonly ThreadMessage[])[] {
  const lines = TALK.flatMap((told, thread) => linesOf(told, thread, now)).sort(byTime)
  const inOrder = new Map<number, ThreadMessage[]>()
  for (const [position, line] of lines.entries()) {
    const thread = inOrder.get(line.thread) ?? []
    inOrder.set(line.thread, thread)
    thread.push(toMessage(line, position, url))
  }
  return [...inOrder.values()]
}

const byTime = (a: Line, b: Line): number => a.at.getTime() - b.at.getTime() || a.thread - b.thread

function linesOf(told: Told, thread: number, now: Date): readonly Line[] {
  const at = workday(now, told)
  const first: Line = { thread, in: told.in, by: told.by, at, says: told.says, reactions: reactionsOf(told) }
  const replies = (told.replies ?? []).map((reply) => ({
    ...first,
    by: reply.by,
    at: new Date(at.getTime() + reply.after * MINUTE_MS),
    says: reply.says,
    reactions: reactionsOf(reply),
  }))
  return [first, ...replies]
}

function workday(now: Date, { daysAgo, at }: Told): Date {
  const day = new Date(now.getTime() - daysAgo * DAY_MS)
  const weekday = day.getUTCDay()
  const back = weekday === 6 ? 1 : weekday === 0 ? 2 : 0
  return new Date(`${new Date(day.getTime() - back * DAY_MS).toISOString().slice(0, 10)}T${at}:00Z`)
}

function reactionsOf(said: Pick<Told, 'brain' | 'thumbs'> & Pick<ToldReply, 'check'>): ThreadMessage['reactions'] {
  const put = { brain: said.brain, white_check_mark: said.check, '+1': said.thumbs }
  return Object.entries(put).flatMap(([emoji, by]) => (by ? [{ emoji, by: by.map(refOf) }] : []))
}

function toMessage(line: Line, position: number, url: string | null): ThreadMessage {
  const place = placeRef(`web:${line.in}`)
  const message = messageIn(place, pastStamp(position))
  const permalink = url && linkTo(url, message)
  return { message, place, by: refOf(line.by), at: line.at, text: line.says, permalink, reactions: line.reactions }
}

const refOf = (id: string): PersonRef => personRef(`web:${id}`)
