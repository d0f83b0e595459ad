import { z } from 'zod'
import { faultOfMessageBlocks } from './blocks.ts'
import { Fault } from './fault.ts'
import type { Happenings } from './happenings.ts'
import type { FakeChannel, FakeMessage, FakeUser, Workspace } from './state.ts'

/** One method of the Web API: the scopes of which it needs one, its arguments, and what it does. */
export interface Method {
  readonly scopes: readonly string[]
  readonly args: z.ZodObject
  // biome-ignore lint/suspicious/noExplicitAny: each method reads the arguments of its own schema
  readonly run: (args: any, context: Context) => Record<string, unknown>
}

export interface Context {
  readonly world: Workspace
  readonly happenings: Happenings
  readonly now: () => number
  readonly scopes: ReadonlySet<string>
  /** Slack gives new commercial apps outside its marketplace 15 messages a page. */
  readonly historyPage: number
}

export const method = <Args extends z.ZodObject>(
  scopes: readonly string[],
  args: Args,
  run: (args: z.infer<Args>, context: Context) => Record<string, unknown>,
): Method => ({ scopes, args, run })

// The Web API takes forms: every value arrives as text, structures as JSON.
export const text = z.string()
export const flag = z.enum(['true', 'false']).transform((value) => value === 'true')
export const count = z.coerce.number().int()
export const json = z.string().transform((value, issues) => {
  try {
    return JSON.parse(value) as unknown
  } catch {
    issues.addIssue({ code: 'custom', message: 'not JSON' })
    return z.NEVER
  }
})
export const timestamp = z.string().regex(/^\d+\.\d{6}$/)
export const message = {
  channel: text,
  text: text.optional(),
  blocks: json.optional(),
  thread_ts: timestamp.optional(),
  parse: z.enum(['none', 'full', 'client']).optional(),
  link_names: flag.optional(),
}

export const scopeOfType: Readonly<Record<string, string>> = {
  public_channel: 'channels:read',
  private_channel: 'groups:read',
  mpim: 'mpim:read',
  im: 'im:read',
}

export const typeOf = (channel: FakeChannel): string =>
  ({ public: 'public_channel', private: 'private_channel', mpim: 'mpim', im: 'im' })[channel.kind]

const historyScope = { public: 'channels', private: 'groups', mpim: 'mpim', im: 'im' } as const

export const permalink = (channel: string, ts: string): string =>
  `https://fake.slack.com/archives/${channel}/p${ts.replace('.', '')}`

export function needScope(context: Context, scope: string): void {
  if (!context.scopes.has(scope)) {
    throw new Fault('missing_scope', { needed: scope, provided: [...context.scopes].join(',') })
  }
}

export const isVisible = (channel: FakeChannel, world: Workspace): boolean =>
  channel.kind === 'public' || channel.members.has(world.bot.user)

export function visibleChannel(id: string, context: Context): FakeChannel {
  const channel = context.world.channels.get(id)
  if (!channel || !isVisible(channel, context.world)) throw new Fault('channel_not_found')
  needScope(context, `${historyScope[channel.kind]}:read`)
  return channel
}

export function readableChannel(id: string, context: Context): FakeChannel {
  const channel = visibleChannel(id, context)
  if (!channel.members.has(context.world.bot.user)) throw new Fault('not_in_channel')
  needScope(context, `${historyScope[channel.kind]}:history`)
  return channel
}

export function writableChannel(id: string, context: Context): FakeChannel {
  const channel = visibleChannel(id, context)
  if (!channel.members.has(context.world.bot.user)) throw new Fault('not_in_channel')
  if (channel.is_archived) throw new Fault('is_archived')
  return channel
}

export function messageIn(channel: FakeChannel, ts: string, fault: string): FakeMessage {
  const found = channel.messages.find((one) => one.ts === ts)
  if (!found) throw new Fault(fault)
  return found
}

export function knownUser(world: Workspace, id: string): FakeUser {
  const user = world.users.get(id)
  if (!user) throw new Fault('user_not_found')
  return user
}

export function checkContent(args: { text?: string | undefined; blocks?: unknown }, textMax: number): void {
  if (!args.text && args.blocks === undefined) throw new Fault('no_text')
  if ((args.text ?? '').length > textMax) throw new Fault('msg_too_long')
  const fault = args.blocks === undefined ? null : faultOfMessageBlocks(args.blocks)
  if (fault) throw new Fault(fault.error, { response_metadata: { messages: [fault.why] } })
}

export function page(
  name: string,
  rows: readonly unknown[],
  args: { limit?: number | undefined; cursor?: string | undefined },
): Record<string, unknown> {
  const from = args.cursor ? Number(args.cursor.replace('next:', '')) : 0
  if (!Number.isInteger(from)) throw new Fault('invalid_cursor')
  const limit = args.limit ?? 100
  const more = from + limit < rows.length
  return {
    [name]: rows.slice(from, from + limit),
    has_more: more,
    response_metadata: { next_cursor: more ? `next:${from + limit}` : '' },
  }
}
