import type { ThreadMessage } from '../../src/chat/platform.ts'
import type { MessageRef } from '../../src/chat/ref.ts'
import type { Workspace } from './client.ts'
import { codeOf, pages, patiently } from './client.ts'
import { permalinkOf, withoutSkin } from './inbound.ts'
import { message, momentOf, person, place, readMessage } from './refs.ts'
import type { Reading } from './text.ts'
import { plainText } from './text.ts'
import type { WireMessage } from './wire.ts'

/** Slack gives fewer where it limits the history of an app. */
const PAGE = 200
/** A thread of thousands is read as far as this; the rest of it is talk. */
const MESSAGES_MAX = 2_000
/** Waited for each page. */
export const PATIENCE_MS = 90_000
/** Slack answers so when there is nothing that Savoir may read. */
const CLOSED = new Set([
  'channel_not_found',
  'not_in_channel',
  'thread_not_found',
  'message_not_found',
  'missing_scope',
])
const SAID = new Set([undefined, 'file_share', 'thread_broadcast', 'me_message', 'bot_message'])

/** The whole thread of a message; null when Slack does not let Savoir read it. */
export async function readThread(
  ref: MessageRef,
  workspace: Workspace,
  reading: Reading,
  pause: (ms: number) => Promise<void>,
): Promise<readonly ThreadMessage[] | null> {
  const { team, channel, ts } = readMessage(ref)
  return nullWhereClosed(async () => {
    const found = await repliesTo(channel, ts, workspace, pause)
    const root = found[0]?.thread_ts ?? ts
    // Asked for a reply, Slack gives the reply alone.
    const thread = root === ts ? found : await repliesTo(channel, root, workspace, pause)
    const said = saidBy(thread, workspace)
    return said.length > 0 ? said.map((one) => threadMessage(one, team, channel, workspace, reading)) : null
  })
}

/** What people said; notices of Slack and Savoir's own words are left out. */
export const saidBy = (found: readonly WireMessage[], { self }: Workspace): readonly WireMessage[] =>
  found.filter((one) => SAID.has(one.subtype) && one.user && one.user !== self)

/** Null where Slack does not let Savoir read. */
export async function nullWhereClosed<T>(read: () => Promise<T>): Promise<T | null> {
  try {
    return await read()
  } catch (error) {
    if (CLOSED.has(codeOf(error) ?? '')) return null
    throw error
  }
}

async function repliesTo(
  channel: string,
  ts: string,
  { client }: Workspace,
  pause: (ms: number) => Promise<void>,
): Promise<WireMessage[]> {
  const found = new Map<string, WireMessage>()
  const call = (cursor: { cursor?: string }) =>
    patiently(() => client.conversations.replies({ channel, ts, limit: PAGE, ...cursor }), pause, PATIENCE_MS)
  for await (const page of pages(call)) {
    // The first message may come again on each page.
    for (const one of (page.messages ?? []) as WireMessage[]) found.set(one.ts, one)
    if (found.size >= MESSAGES_MAX) break
  }
  return [...found.values()].sort((a, b) => Number(a.ts) - Number(b.ts))
}

/** A message as the core takes it. */
export function threadMessage(
  wire: WireMessage,
  team: string,
  channel: string,
  workspace: Workspace,
  reading: Reading,
): ThreadMessage {
  return {
    message: message(team, channel, wire.ts),
    place: place(team, channel),
    by: person(team, wire.user ?? ''),
    at: momentOf(wire.ts),
    text: plainText(wire, reading),
    permalink: permalinkOf(workspace.url, channel, wire.ts, wire.thread_ts),
    ...(wire.edited ? { editedAt: momentOf(wire.edited.ts) } : {}),
    reactions: (wire.reactions ?? []).map(({ name, users }) => ({
      emoji: withoutSkin(name),
      by: (users ?? []).filter((user) => user !== workspace.self).map((user) => person(team, user)),
    })),
  }
}

/** The message that a permalink of this workspace points to; null when it is none. */
export function messageAt(permalink: string, workspace: Workspace): MessageRef | null {
  const link = URL.canParse(permalink) ? new URL(permalink) : null
  const path = /^\/archives\/(?<channel>[A-Z0-9]+)\/p(?<seconds>\d{10})(?<micros>\d{6})$/.exec(link?.pathname ?? '')
  if (!link || !path?.groups || link.host !== new URL(workspace.url).host) return null
  const { channel = '', seconds = '', micros = '' } = path.groups
  return message(workspace.team, channel, `${seconds}.${micros}`)
}
