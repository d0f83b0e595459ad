import type { ThreadMessage } from '../../src/chat/platform.ts'
import type { Channel, SlackDirectory } from './directory.ts'
import { type Fields, fieldsOf, idOf, listOf, textOf } from './fields.ts'
import { plainText } from './text.ts'

/** A record of a day file. */
export type Said =
  | {
      readonly kind: 'said'
      readonly user: string
      readonly message: ThreadMessage
      /** The `ts` of the first message of its thread; null for a message that nobody answered. */
      readonly thread: string | null
      readonly ts: string
      /** On the first message: how many replies there are, and the latest of them. */
      readonly replies: { readonly count: number; readonly latest: string }
    }
  /** The first message of a thread was deleted; its replies are not. */
  | { readonly kind: 'deleted'; readonly ts: string }
  /** Joined, renamed, pinned: nothing that anybody said. */
  | { readonly kind: 'notice' }
  | { readonly kind: 'broken'; readonly why: string }

/** What people say, among all that Slack writes into a channel. */
const SAID = new Set([undefined, '', 'file_share', 'thread_broadcast', 'me_message', 'bot_message'])

export function readMessage(
  raw: unknown,
  channel: Channel,
  workspaceUrl: string | null,
  directory: SlackDirectory,
): Said {
  const fields = fieldsOf(raw)
  const ts = tsOf(fields.ts)
  if (!ts) return { kind: 'broken', why: 'a message without a time' }
  if (fields.subtype === 'tombstone') return { kind: 'deleted', ts }
  const user = speakerOf(fields, directory)
  if (!SAID.has(fields.subtype as string | undefined) || !user) return { kind: 'notice' }
  const thread = tsOf(fields.thread_ts)
  const count = typeof fields.reply_count === 'number' ? fields.reply_count : 0
  return {
    kind: 'said',
    user,
    ts,
    thread: thread !== ts || count > 0 ? thread : null,
    replies: { count, latest: tsOf(fields.latest_reply) ?? ts },
    message: toMessage(fields, { ts, thread, user }, channel, workspaceUrl, directory),
  }
}

/** `1767603600.000200`; early exports hold numbers. */
function tsOf(value: unknown): string | null {
  const text = typeof value === 'number' && value > 0 ? value.toFixed(6) : textOf(value)
  return text && /^\d{1,12}\.\d{1,10}$/.test(text) ? text : null
}

function speakerOf(fields: Fields, directory: SlackDirectory): string | null {
  const bot = idOf(fields.bot_id)
  return idOf(fields.user) ?? (bot ? (directory.botUser(bot) ?? bot) : null)
}

function toMessage(
  fields: Fields,
  { ts, thread, user }: { ts: string; thread: string | null; user: string },
  channel: Channel,
  workspaceUrl: string | null,
  { refs, names }: SlackDirectory,
): ThreadMessage {
  const edited = tsOf(fieldsOf(fields.edited).ts)
  return {
    message: refs.message(channel.id, ts),
    place: channel.place.ref,
    by: refs.person(user),
    at: dateOf(ts),
    text: plainText(fields, names),
    permalink: workspaceUrl && permalink(workspaceUrl, channel.id, ts, thread),
    reactions: reactionsOf(fields).map(({ emoji, by }) => ({ emoji, by: by.map(refs.person) })),
    ...(edited ? { editedAt: dateOf(edited) } : {}),
  }
}

/** The time that a `ts` stands for. */
export const dateOf = (ts: string): Date => new Date(Math.round(Number(ts) * 1000))

function permalink(workspaceUrl: string, channel: string, ts: string, thread: string | null): string {
  const link = `${workspaceUrl.replace(/\/+$/, '')}/archives/${channel}/p${ts.replace('.', '')}`
  return thread && thread !== ts ? `${link}?thread_ts=${thread}&cid=${channel}` : link
}

function reactionsOf(fields: Fields): readonly { readonly emoji: string; readonly by: readonly string[] }[] {
  const people = new Map<string, Set<string>>()
  for (const reaction of listOf(fields.reactions).map(fieldsOf)) {
    const emoji = textOf(reaction.name)?.replace(/::skin-tone-\d$/, '')
    if (!emoji) continue
    const by = people.get(emoji) ?? new Set()
    for (const user of listOf(reaction.users)) by.add(idOf(user) ?? '')
    people.set(emoji, by)
  }
  return [...people].map(([emoji, by]) => ({ emoji, by: [...by].filter((user) => user !== '') }))
}
