import type { ThreadMessage } from '../../src/chat/platform.ts'
import type { MessageRef } from '../../src/chat/ref.ts'
import { pages, patiently, type Workspace } from './client.ts'
import { readMessage } from './refs.ts'
import type { Reading } from './text.ts'
import { nullWhereClosed, PATIENCE_MS, saidBy, threadMessage } from './thread.ts'
import type { WireMessage } from './wire.ts'

/** So much talk is read before a message, and as much after it. */
const EACH_WAY = 40
/** Talk of another day is another talk. */
const HOURS_EACH_WAY = 12
const PAGE = 100
/** Where a busy hour holds more than this, its end is left unread. */
const PAGES_MAX = 10

/** What was said in the open around a message, oldest first, the message among it; null when it cannot be read. */
export function readAround(
  ref: MessageRef,
  workspace: Workspace,
  reading: Reading,
  pause: (ms: number) => Promise<void>,
): Promise<readonly ThreadMessage[] | null> {
  return nullWhereClosed(async () => {
    const { team, channel, ts } = readMessage(ref)
    const window = HOURS_EACH_WAY * 3600
    const before = { latest: ts, oldest: shifted(ts, -window), inclusive: true }
    const after = { oldest: ts, latest: shifted(ts, window) }
    const said = (found: readonly WireMessage[]) => saidBy(found, workspace).filter(isInTheOpen)
    const earlier = said(await history(channel, before, EACH_WAY + 1, workspace, pause)).slice(-EACH_WAY - 1)
    const later = said(await history(channel, after, Number.POSITIVE_INFINITY, workspace, pause)).slice(0, EACH_WAY)
    if (earlier.at(-1)?.ts !== ts) return null
    return [...earlier, ...later].map((one) => threadMessage(one, team, channel, workspace, reading))
  })
}

const isInTheOpen = ({ thread_ts, ts }: WireMessage): boolean => !thread_ts || thread_ts === ts

const shifted = (ts: string, seconds: number): string => (Number(ts) + seconds).toFixed(6)

/** Messages of a stretch of time, oldest first; Slack gives the newest first and stops being asked at `enough`. */
async function history(
  channel: string,
  stretch: { readonly oldest: string; readonly latest: string; readonly inclusive?: boolean },
  enough: number,
  { client }: Workspace,
  pause: (ms: number) => Promise<void>,
): Promise<readonly WireMessage[]> {
  const found: WireMessage[] = []
  let read = 0
  const call = (cursor: object) =>
    patiently(() => client.conversations.history({ channel, limit: PAGE, ...stretch, ...cursor }), pause, PATIENCE_MS)
  for await (const page of pages(call)) {
    found.push(...((page.messages ?? []) as WireMessage[]))
    read += 1
    if (found.length >= enough || read >= PAGES_MAX) break
  }
  return found.sort((a, b) => Number(a.ts) - Number(b.ts))
}
