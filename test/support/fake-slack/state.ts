/** What the stand-in for Slack remembers of one workspace. */
export interface Workspace {
  readonly team: string
  readonly app: string
  readonly bot: { readonly user: string; readonly id: string; readonly token: string }
  readonly users: Map<string, FakeUser>
  readonly channels: Map<string, FakeChannel>
  readonly homes: Map<string, FakeView>
  readonly views: Map<string, FakeView>
  readonly triggers: Map<string, { user: string; until: number }>
  readonly responses: Map<string, ResponseUrl>
  readonly ephemerals: FakeEphemeral[]
  /** What the app said it was doing; an empty text takes it away. */
  readonly statuses: { channel: string; status: string }[]
  /** Bot tokens that are good. */
  readonly tokens: Set<string>
  /** Codes that `oauth.v2.access` takes, with the workspace that gave its consent. */
  readonly codes: Map<string, string>
  /** Seconds that a token issued by OAuth lives; 0: for ever. */
  tokenLife: number
  readonly prompts: Map<string, unknown>
  readonly files: Map<string, FakeFile>
  /** Where this stand-in answers, once it does. */
  ownUrl: string
  readonly nextTs: () => string
  readonly nextId: (prefix: string) => string
}

export interface FakeUser {
  readonly id: string
  team_id: string
  name: string
  real_name: string
  deleted: boolean
  is_bot: boolean
  is_restricted: boolean
  is_ultra_restricted: boolean
  locale: string
  tz: string
  /** Shown as if the scope users:read.email was granted. */
  email?: string
  is_email_confirmed?: boolean
}

export type ChannelKind = 'public' | 'private' | 'mpim' | 'im'

export interface FakeChannel {
  readonly id: string
  name: string
  kind: ChannelKind
  is_archived: boolean
  is_ext_shared: boolean
  readonly members: Set<string>
  readonly messages: FakeMessage[]
}

export interface FakeMessage {
  readonly ts: string
  readonly user: string
  readonly bot_id?: string
  readonly subtype?: string
  text: string
  blocks?: unknown[] | undefined
  metadata?: unknown
  readonly thread_ts?: string
  edited?: { user: string; ts: string }
  readonly reactions: { name: string; users: string[] }[]
}

export interface FakeEphemeral {
  readonly ts: string
  readonly channel: string
  readonly user: string
  readonly thread_ts?: string
  text: string
  blocks: unknown[] | undefined
  deleted: boolean
}

export interface FakeView {
  readonly id: string
  readonly user: string
  readonly view: { callback_id?: string; private_metadata?: string; type: string; blocks: unknown[] }
}

export interface FakeFile {
  readonly name: string
  readonly length: number
  content: string | null
  channel: string | null
}

export interface ResponseUrl {
  readonly user: string
  readonly channel: string
  /** The ephemeral message that bears the button; absent for a slash command. */
  readonly ephemeral?: string
  /** The public message that bears the button. */
  readonly message?: string
  uses: number
  until: number
}

/** An empty workspace with the app installed. */
export function openWorkspace(team = 'T1'): Workspace {
  let ts = BigInt(Date.now()) * 1_000n
  const counts = new Map<string, number>()
  // What one workspace hands out is of no use in another.
  const mark = team === 'T1' ? '' : team
  const bot = { user: 'UBOT', id: 'BBOT', token: `xoxb-${team}` }
  const world: Workspace = {
    team,
    app: 'A1',
    bot,
    users: new Map(),
    channels: new Map(),
    homes: new Map(),
    views: new Map(),
    triggers: new Map(),
    responses: new Map(),
    ephemerals: [],
    statuses: [],
    tokens: new Set([bot.token]),
    codes: new Map(),
    tokenLife: 0,
    prompts: new Map(),
    files: new Map(),
    ownUrl: '',
    nextTs: () => {
      ts += 100n
      return `${ts / 1_000_000n}.${String(ts % 1_000_000n).padStart(6, '0')}`
    },
    nextId: (prefix) => {
      counts.set(prefix, (counts.get(prefix) ?? 0) + 1)
      return `${prefix}${counts.get(prefix)}${mark}`
    },
  }
  addUser(world, { id: bot.user, name: 'savoir', is_bot: true })
  return world
}

export function addUser(world: Workspace, user: Partial<FakeUser> & { id: string }): FakeUser {
  const name = user.name ?? user.id.toLowerCase()
  const full: FakeUser = {
    team_id: world.team,
    name,
    real_name: name,
    deleted: false,
    is_bot: false,
    is_restricted: false,
    is_ultra_restricted: false,
    locale: 'en-US',
    tz: 'Europe/Zurich',
    ...user,
  }
  world.users.set(full.id, full)
  return full
}

export function addChannel(
  world: Workspace,
  channel: { id: string; name?: string; kind?: ChannelKind; members?: readonly string[]; is_ext_shared?: boolean },
): FakeChannel {
  const full: FakeChannel = {
    id: channel.id,
    name: channel.name ?? channel.id.toLowerCase(),
    kind: channel.kind ?? 'public',
    is_archived: false,
    is_ext_shared: channel.is_ext_shared ?? false,
    members: new Set(channel.members ?? []),
    messages: [],
  }
  world.channels.set(full.id, full)
  return full
}

/** The direct conversation between the app and this person, opened if need be. */
export function directChannel(world: Workspace, user: string): FakeChannel {
  const open = [...world.channels.values()].find((channel) => channel.kind === 'im' && channel.members.has(user))
  return open ?? addChannel(world, { id: `D${user}`, name: '', kind: 'im', members: [user, world.bot.user] })
}

/** A channel as `conversations.info` describes it. */
export function describeChannel(world: Workspace, channel: FakeChannel): Record<string, unknown> {
  const other = [...channel.members].find((member) => member !== world.bot.user)
  const common = { id: channel.id, is_archived: channel.is_archived, context_team_id: world.team, created: 1767600000 }
  if (channel.kind === 'im') return { ...common, is_im: true, user: other, is_user_deleted: false }
  return {
    ...common,
    name: channel.name,
    name_normalized: channel.name,
    is_channel: channel.kind === 'public',
    is_group: channel.kind === 'private',
    is_im: false,
    is_mpim: channel.kind === 'mpim',
    is_private: channel.kind !== 'public',
    is_ext_shared: channel.is_ext_shared,
    is_shared: channel.is_ext_shared,
    is_org_shared: false,
    is_member: channel.members.has(world.bot.user),
  }
}

/** A user as `users.info` describes them; the language only when asked for. */
export function describeUser(world: Workspace, user: FakeUser, withLocale: boolean): Record<string, unknown> {
  const { locale, email, ...rest } = user
  const stranger = user.team_id === world.team ? {} : { is_stranger: true }
  const profile = {
    real_name: user.real_name,
    display_name: user.name,
    ...(email ? { email } : {}),
    ...(user.is_bot ? { bot_id: world.bot.id } : {}),
  }
  return { ...rest, ...stranger, profile, ...(withLocale ? { locale } : {}) }
}

/** A message as events and `conversations.replies` show it. */
export function describeMessage(channel: FakeChannel, message: FakeMessage): Record<string, unknown> {
  const replies = channel.messages.filter((other) => other.thread_ts === message.ts && other.ts !== message.ts)
  const { reactions, blocks, edited, metadata, ...rest } = message
  return {
    type: 'message',
    ...rest,
    ...(blocks ? { blocks } : {}),
    ...(edited ? { edited } : {}),
    ...(metadata ? { metadata } : {}),
    ...(replies.length ? { thread_ts: message.ts, reply_count: replies.length } : {}),
    ...(reactions.length ? { reactions: reactions.map((it) => ({ ...it, count: it.users.length })) } : {}),
  }
}
