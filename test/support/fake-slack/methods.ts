import { z } from 'zod'
import { faultOfMessageBlocks, faultOfView } from './blocks.ts'
import { Fault } from './fault.ts'
import type { Happenings } from './happenings.ts'
import type { FakeChannel, FakeMessage, FakeUser, Workspace } from './state.ts'
import { describeChannel, describeMessage, describeUser, directChannel } from './state.ts'

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

const method = <Args extends z.ZodObject>(
  scopes: readonly string[],
  args: Args,
  run: (args: z.infer<Args>, context: Context) => Record<string, unknown>,
): Method => ({ scopes, args, run })

// The Web API takes forms: every value arrives as text, structures as JSON.
const text = z.string()
const flag = z.enum(['true', 'false']).transform((value) => value === 'true')
const count = z.coerce.number().int()
const json = z.string().transform((value, issues) => {
  try {
    return JSON.parse(value) as unknown
  } catch {
    issues.addIssue({ code: 'custom', message: 'not JSON' })
    return z.NEVER
  }
})
const timestamp = z.string().regex(/^\d+\.\d{6}$/)
const message = {
  channel: text,
  text: text.optional(),
  blocks: json.optional(),
  thread_ts: timestamp.optional(),
  parse: z.enum(['none', 'full', 'client']).optional(),
  link_names: flag.optional(),
}

export const methods: Readonly<Record<string, Method>> = {
  'auth.test': method([], z.strictObject({}), (_, { world }) => ({
    url: 'https://fake.slack.com/',
    team: 'Fake',
    user: 'savoir',
    team_id: world.team,
    user_id: world.bot.user,
    bot_id: world.bot.id,
    is_enterprise_install: false,
  })),
  'chat.postMessage': method(
    ['chat:write'],
    z.strictObject({
      ...message,
      unfurl_links: flag.optional(),
      unfurl_media: flag.optional(),
      reply_broadcast: flag.optional(),
      metadata: json.optional(),
    }),
    (args, context) => {
      const channel = writableChannel(args.channel, context)
      checkContent(args, 40_000)
      const root = args.thread_ts ? messageIn(channel, args.thread_ts, 'thread_not_found') : null
      const posted = context.happenings.botPosts(channel, {
        text: args.text ?? '',
        blocks: args.blocks as unknown[] | undefined,
        metadata: args.metadata,
        ...(root ? { thread_ts: root.ts } : {}),
      })
      return { channel: channel.id, ts: posted.ts, message: describeMessage(channel, posted) }
    },
  ),
  'chat.postEphemeral': method(['chat:write'], z.strictObject({ ...message, user: text }), (args, context) => {
    const channel = writableChannel(args.channel, context)
    checkContent(args, 40_000)
    if (!channel.members.has(args.user)) throw new Fault('user_not_in_channel')
    const ts = context.world.nextTs()
    const thread = args.thread_ts ? { thread_ts: args.thread_ts } : {}
    const blocks = args.blocks as unknown[] | undefined
    context.world.ephemerals.push({
      ts,
      channel: channel.id,
      user: args.user,
      text: args.text ?? '',
      blocks,
      deleted: false,
      ...thread,
    })
    return { message_ts: ts }
  }),
  'chat.update': method(
    ['chat:write'],
    z.strictObject({ ...message, ts: timestamp, metadata: json.optional() }),
    (args, context) => {
      const channel = writableChannel(args.channel, context)
      const found = messageIn(channel, args.ts, 'message_not_found')
      if (found.bot_id !== context.world.bot.id) throw new Fault('cant_update_message')
      checkContent(args, 4_000)
      context.happenings.botEdits(channel, found, args.text ?? '', args.blocks as unknown[] | undefined)
      return { channel: channel.id, ts: found.ts, text: found.text }
    },
  ),
  'chat.getPermalink': method([], z.strictObject({ channel: text, message_ts: timestamp }), (args, context) => {
    const channel = visibleChannel(args.channel, context)
    messageIn(channel, args.message_ts, 'message_not_found')
    return { channel: channel.id, permalink: permalink(channel.id, args.message_ts) }
  }),
  'reactions.add': method(
    ['reactions:write'],
    z.strictObject({ channel: text, timestamp, name: z.string() }),
    (args, context) => {
      const channel = writableChannel(args.channel, context)
      if (!/^[a-z0-9_+'-]+(::skin-tone-[2-6])?$/.test(args.name)) throw new Fault('invalid_name')
      const found = messageIn(channel, args.timestamp, 'message_not_found')
      if (!context.happenings.reacts(context.world.bot.user, channel, found, args.name))
        throw new Fault('already_reacted')
      return {}
    },
  ),
  'reactions.remove': method(
    ['reactions:write'],
    z.strictObject({ channel: text, timestamp, name: z.string() }),
    (args, context) => {
      const channel = writableChannel(args.channel, context)
      const found = messageIn(channel, args.timestamp, 'message_not_found')
      if (!context.happenings.unreacts(context.world.bot.user, channel, found, args.name))
        throw new Fault('no_reaction')
      return {}
    },
  ),
  'conversations.info': method(
    ['channels:read', 'groups:read', 'im:read', 'mpim:read'],
    z.strictObject({ channel: text, include_locale: flag.optional(), include_num_members: flag.optional() }),
    (args, context) => ({ channel: describeChannel(context.world, visibleChannel(args.channel, context)) }),
  ),
  'conversations.list': method(
    ['channels:read', 'groups:read', 'im:read', 'mpim:read'],
    z.strictObject({
      types: text.optional(),
      exclude_archived: flag.optional(),
      limit: count.min(1).max(1000).optional(),
      cursor: text.optional(),
    }),
    (args, context) => {
      const types = (args.types ?? 'public_channel').split(',')
      for (const type of types) needScope(context, scopeOfType[type] ?? 'invalid')
      const found = [...context.world.channels.values()]
        .filter((channel) => types.includes(typeOf(channel)) && isVisible(channel, context.world))
        .map((channel) => describeChannel(context.world, channel))
      return page('channels', found, args)
    },
  ),
  'conversations.members': method(
    ['channels:read', 'groups:read', 'im:read', 'mpim:read'],
    z.strictObject({ channel: text, limit: count.min(1).max(1000).optional(), cursor: text.optional() }),
    (args, context) => page('members', [...visibleChannel(args.channel, context).members], args),
  ),
  'conversations.open': method(['im:write', 'mpim:write'], z.strictObject({ users: text }), (args, { world }) => {
    const user = world.users.get(args.users)
    if (!user) throw new Fault('user_not_found')
    if (user.deleted) throw new Fault('user_disabled')
    return { channel: { id: directChannel(world, user.id).id } }
  }),
  'conversations.replies': method(
    ['channels:history', 'groups:history', 'im:history', 'mpim:history'],
    z.strictObject({
      channel: text,
      ts: timestamp,
      oldest: text.optional(),
      limit: count.min(1).max(1000).optional(),
      cursor: text.optional(),
    }),
    (args, context) => {
      const channel = readableChannel(args.channel, context)
      if (!channel.messages.some((one) => one.ts === args.ts)) throw new Fault('thread_not_found')
      // Asked for a reply, Slack gives the reply alone.
      const thread = channel.messages.filter((one) => one.ts === args.ts || one.thread_ts === args.ts)
      const recent = thread.filter((one) => !args.oldest || one.ts > args.oldest || one.ts === args.ts)
      const shown = recent.map((one) => describeMessage(channel, one))
      return page('messages', shown, { ...args, limit: Math.min(args.limit ?? 1000, context.historyPage) })
    },
  ),
  'conversations.history': method(
    ['channels:history', 'groups:history', 'im:history', 'mpim:history'],
    z.strictObject({
      channel: text,
      latest: text.optional(),
      oldest: text.optional(),
      inclusive: flag.optional(),
      include_all_metadata: flag.optional(),
      limit: count.min(1).max(999).optional(),
      cursor: text.optional(),
    }),
    (args, context) => {
      const channel = readableChannel(args.channel, context)
      const inWindow = (ts: string): boolean =>
        (!args.oldest || ts > args.oldest || (args.inclusive === true && ts === args.oldest)) &&
        (!args.latest || ts < args.latest || (args.inclusive === true && ts === args.latest))
      const top = channel.messages.filter(
        (one) => inWindow(one.ts) && (!one.thread_ts || one.thread_ts === one.ts || one.subtype === 'thread_broadcast'),
      )
      const shown = top.reverse().map((one) => describeMessage(channel, one))
      return page('messages', shown, { ...args, limit: Math.min(args.limit ?? 100, context.historyPage) })
    },
  ),
  'users.info': method(
    ['users:read'],
    z.strictObject({ user: text, include_locale: flag.optional() }),
    (args, { world }) => ({ user: describeUser(world, knownUser(world, args.user), args.include_locale === true) }),
  ),
  'users.list': method(
    ['users:read'],
    z.strictObject({
      limit: count.min(1).max(1000).optional(),
      cursor: text.optional(),
      include_locale: flag.optional(),
    }),
    (args, { world }) => {
      const own = [...world.users.values()].filter((user) => user.team_id === world.team)
      return page(
        'members',
        own.map((user) => describeUser(world, user, args.include_locale === true)),
        args,
      )
    },
  ),
  'views.open': method([], z.strictObject({ trigger_id: text, view: json }), (args, context) => {
    const fault = faultOfView(args.view)
    if (fault) throw new Fault(fault.error, { response_metadata: { messages: [fault.why] } })
    const trigger = context.world.triggers.get(args.trigger_id)
    if (!trigger) throw new Fault('invalid_trigger_id')
    if (trigger.until === 0) throw new Fault('exchanged_trigger_id')
    if (trigger.until < context.now()) throw new Fault('expired_trigger_id')
    trigger.until = 0
    const view = { id: context.world.nextId('V'), user: trigger.user, view: args.view as never }
    context.world.views.set(view.id, view)
    return { view: { id: view.id, hash: `1.${view.id}` } }
  }),
  'views.publish': method(
    [],
    z.strictObject({ user_id: text, view: json, hash: text.optional() }),
    (args, { world }) => {
      const fault = faultOfView(args.view)
      if (fault) throw new Fault(fault.error, { response_metadata: { messages: [fault.why] } })
      const view = { id: world.nextId('V'), user: knownUser(world, args.user_id).id, view: args.view as never }
      world.homes.set(args.user_id, view)
      return { view: { id: view.id, hash: `1.${view.id}` } }
    },
  ),
  'assistant.threads.setStatus': method(
    ['chat:write', 'assistant:write'],
    z.strictObject({ channel_id: text, thread_ts: timestamp, status: z.string() }),
    (args, { world }) => {
      world.statuses.push({ channel: args.channel_id, status: args.status })
      return {}
    },
  ),
  'assistant.threads.setSuggestedPrompts': method(
    ['assistant:write'],
    z.strictObject({ channel_id: text, thread_ts: timestamp.optional(), title: text.optional(), prompts: json }),
    (args, { world }) => {
      const prompts = z
        .array(z.strictObject({ title: z.string(), message: z.string() }))
        .min(1)
        .max(4)
      if (!prompts.safeParse(args.prompts).success) throw new Fault('invalid_arguments')
      world.prompts.set(args.channel_id, args.prompts)
      return {}
    },
  ),
  'files.getUploadURLExternal': method(
    ['files:write'],
    z.strictObject({ filename: text, length: count.min(1) }),
    (args, { world }) => {
      const file_id = world.nextId('F')
      world.files.set(file_id, { name: args.filename, length: args.length, content: null, channel: null })
      return { upload_url: `${world.ownUrl}/upload/${file_id}`, file_id }
    },
  ),
  'files.completeUploadExternal': method(
    ['files:write'],
    z.strictObject({ files: json, channel_id: text.optional(), initial_comment: text.optional() }),
    (args, context) => {
      const listed = z
        .array(z.strictObject({ id: text, title: text.optional() }))
        .min(1)
        .safeParse(args.files)
      if (!listed.success) throw new Fault('invalid_arguments')
      for (const { id } of listed.data) {
        const file = context.world.files.get(id)
        if (!file || file.content === null) throw new Fault('file_not_found')
        file.channel = args.channel_id ?? null
        if (args.channel_id) {
          const channel = writableChannel(args.channel_id, context)
          context.happenings.botPosts(channel, { text: args.initial_comment ?? '', blocks: undefined })
        }
      }
      return { files: listed.data }
    },
  ),
  'team.info': method(['team:read'], z.strictObject({}), (_, { world }) => ({
    team: { id: world.team, name: 'Fake' },
  })),
}

const scopeOfType: Readonly<Record<string, string>> = {
  public_channel: 'channels:read',
  private_channel: 'groups:read',
  mpim: 'mpim:read',
  im: 'im:read',
}

const typeOf = (channel: FakeChannel): string =>
  ({ public: 'public_channel', private: 'private_channel', mpim: 'mpim', im: 'im' })[channel.kind]

const historyScope = { public: 'channels', private: 'groups', mpim: 'mpim', im: 'im' } as const

export const permalink = (channel: string, ts: string): string =>
  `https://fake.slack.com/archives/${channel}/p${ts.replace('.', '')}`

function needScope(context: Context, scope: string): void {
  if (!context.scopes.has(scope)) {
    throw new Fault('missing_scope', { needed: scope, provided: [...context.scopes].join(',') })
  }
}

const isVisible = (channel: FakeChannel, world: Workspace): boolean =>
  channel.kind === 'public' || channel.members.has(world.bot.user)

function visibleChannel(id: string, context: Context): FakeChannel {
  const channel = context.world.channels.get(id)
  if (!channel || !isVisible(channel, context.world)) throw new Fault('channel_not_found')
  needScope(context, `${historyScope[channel.kind]}:read`)
  return channel
}

function readableChannel(id: string, context: Context): FakeChannel {
  const channel = visibleChannel(id, context)
  if (!channel.members.has(context.world.bot.user)) throw new Fault('not_in_channel')
  needScope(context, `${historyScope[channel.kind]}:history`)
  return channel
}

function writableChannel(id: string, context: Context): FakeChannel {
  const channel = visibleChannel(id, context)
  if (!channel.members.has(context.world.bot.user)) throw new Fault('not_in_channel')
  if (channel.is_archived) throw new Fault('is_archived')
  return channel
}

function messageIn(channel: FakeChannel, ts: string, fault: string): FakeMessage {
  const found = channel.messages.find((one) => one.ts === ts)
  if (!found) throw new Fault(fault)
  return found
}

function knownUser(world: Workspace, id: string): FakeUser {
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

function page(
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
