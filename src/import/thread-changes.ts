import type { ThreadMessage } from '../chat/platform.ts'
import type { PersonRef } from '../chat/ref.ts'
import type { Captured } from '../knowledge/capture.ts'
import type { Change } from '../knowledge/change.ts'
import type { Item, NewItem, Reply } from '../knowledge/item.ts'

/** A change with its author; null is Savoir. */
export interface Authored {
  readonly by: PersonRef | null
  readonly at: Date
  readonly change: Change
}

/** A thread of the archive as an item that is not there yet. */
export function newItem(
  captured: Captured,
  thread: readonly ThreadMessage[],
  { id, audience }: Pick<NewItem, 'id' | 'audience'>,
): NewItem | null {
  const [first] = thread
  if (!first) return null
  const { accepted, ...said } = captured
  return {
    ...said,
    id,
    audience,
    source: { place: first.place, message: first.message, permalink: first.permalink },
    accepted: accepted && { ...accepted, byAsker: accepted.by === captured.by },
  }
}

/** What the archive knows that the item does not. */
export interface Newer {
  readonly captured: Captured
  readonly thread: readonly ThreadMessage[]
  /** Whether the thread is there from its first message on. */
  readonly whole: boolean
  /** Edits from before then were taken in by an earlier import; null when there was none. */
  readonly editsSince: Date | null
  /** Replies from before then that are missing were deleted; null when the archive has gaps. */
  readonly completeUpTo: Date | null
}

/** Brings an item up to date: replies that came, went or were edited, and a mark that was set. */
export function changesTo(item: Item, newer: Newer): readonly Authored[] {
  return [...rootEdit(item, newer), ...newReplies(item, newer), ...goneReplies(item, newer), ...mark(item, newer)]
}

function rootEdit(item: Item, newer: Newer): readonly Authored[] {
  const { title, body, by } = newer.captured
  if (!newer.whole || (item.title === title && item.body === body)) return []
  const latest = opening(newer)
    .filter((message) => wasEdited(message, newer.editsSince) || isLater(message, newer))
    .at(-1)
  if (!latest) return []
  return [{ by, at: latest.editedAt ?? latest.at, change: { kind: 'itemEdited', item: item.id, title, body } }]
}

/** The messages that make the question or topic: the first, and what its author added at once. */
function opening({ thread, captured }: Newer): readonly ThreadMessage[] {
  const replies = new Set(captured.replies.map(({ message }) => message))
  return thread.filter(({ by, message }) => by === captured.by && !replies.has(message))
}

const isLater = ({ at }: ThreadMessage, { editsSince }: Newer): boolean => editsSince !== null && at > editsSince

const wasEdited = ({ editedAt }: ThreadMessage, since: Date | null): boolean =>
  editedAt !== undefined && (since === null || editedAt > since)

function newReplies(item: Item, { captured, thread, editsSince }: Newer): readonly Authored[] {
  const known = new Map(item.replies.map((reply) => [reply.message, reply]))
  const messages = new Map(thread.map((message) => [message.message, message]))
  return captured.replies.flatMap((reply): readonly Authored[] => {
    const there = known.get(reply.message)
    if (!there) return [{ by: null, at: reply.at, change: { kind: 'replyAdded', item: item.id, reply } }]
    const message = reply.message ? messages.get(reply.message) : undefined
    if (!message || there.text === reply.text || !wasEdited(message, editsSince)) return []
    const change: Change = { kind: 'replyEdited', item: item.id, reply: there.id, text: reply.text }
    return [{ by: message.by, at: message.editedAt ?? message.at, change }]
  })
}

function goneReplies(item: Item, { thread, whole, completeUpTo }: Newer): readonly Authored[] {
  if (!whole || !completeUpTo) return []
  const there = new Set(thread.map(({ message }) => message))
  const gone = item.replies.filter(({ message, at }) => message && !there.has(message) && at < completeUpTo)
  return gone.map(({ id }) => ({
    by: null,
    at: completeUpTo,
    change: { kind: 'replyRemoved', item: item.id, reply: id },
  }))
}

/** A mark of the archive closes an open question; the asker's own overrules anybody else's. */
function mark(item: Item, { captured }: Newer): readonly Authored[] {
  if (!captured.accepted) return []
  const { by, at } = captured.accepted
  const byAsker = by === captured.by
  if (item.accepted && (item.accepted.byAsker || !byAsker)) return []
  const reply = markedReply(item, captured)
  return reply ? [{ by, at, change: { kind: 'accepted', item: item.id, reply, byAsker } }] : []
}

/** The marked reply by the name it has in the store, or will have once it is added. */
function markedReply(item: Item, { accepted, replies }: Captured): string | null {
  const marked = replies.find(({ id }) => id === accepted?.reply)
  return marked ? (item.replies.find(({ message }) => isSameMessage(message, marked)) ?? marked).id : null
}

const isSameMessage = (message: Reply['message'], reply: Reply): boolean =>
  message !== null && message === reply.message
