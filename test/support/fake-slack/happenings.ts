import type { FakeChannel, FakeMessage, FakeUser, Workspace } from './state.ts'
import { describeChannel, describeMessage, describeUser } from './state.ts'

/** Changes the workspace and tells the app what it subscribed to, as the Events API does. */
export interface Happenings {
  says(user: string, channel: FakeChannel, words: string, more?: Partial<FakeMessage>): FakeMessage
  botPosts(channel: FakeChannel, content: Content): FakeMessage
  botEdits(channel: FakeChannel, message: FakeMessage, text: string, blocks: unknown[] | undefined): void
  edits(channel: FakeChannel, message: FakeMessage, text: string): void
  deletes(channel: FakeChannel, message: FakeMessage): void
  /** False when the person had put this reaction already. */
  reacts(user: string, channel: FakeChannel, message: FakeMessage, name: string): boolean
  unreacts(user: string, channel: FakeChannel, message: FakeMessage, name: string): boolean
  joins(user: string, channel: FakeChannel): void
  leaves(user: string, channel: FakeChannel): void
  changesUser(type: 'user_change' | 'team_join', user: FakeUser): void
  /** Events about a channel as a whole, such as `channel_rename`. */
  changesChannel(type: string, channel: FakeChannel): void
  opensHome(user: string, tab: 'home' | 'messages', channel: string): void
  removesApp(): void
}

export interface Content {
  readonly text: string
  readonly blocks: unknown[] | undefined
  readonly metadata?: unknown
  readonly thread_ts?: string
}

/** Sends one event to the app. `scope` is what the app must have been granted to hear it; null: nothing. */
export type Tell = (event: Record<string, unknown> & { type: string }, subscription: string) => void

const channelType = { public: 'channel', private: 'group', mpim: 'mpim', im: 'im' } as const
const messageSubscription = {
  public: 'message.channels',
  private: 'message.groups',
  mpim: 'message.mpim',
  im: 'message.im',
}

export function happeningsOf(world: Workspace, tell: Tell): Happenings {
  const heard = (channel: FakeChannel): boolean => channel.members.has(world.bot.user)
  const tellMessage = (channel: FakeChannel, event: Record<string, unknown>): void => {
    if (!heard(channel)) return
    const common = { type: 'message', channel: channel.id, channel_type: channelType[channel.kind] }
    tell({ event_ts: event.ts ?? world.nextTs(), ...event, ...common }, messageSubscription[channel.kind])
  }
  const tellMention = (channel: FakeChannel, message: FakeMessage): void => {
    if (channel.kind === 'im' || !message.text.includes(`<@${world.bot.user}>`)) return
    const { reactions: _, ...shown } = message
    tell({ ...shown, type: 'app_mention', channel: channel.id, event_ts: message.ts }, 'app_mention')
  }
  const tellReaction = (type: string, user: string, channel: FakeChannel, message: FakeMessage, name: string): void => {
    if (!heard(channel)) return
    const item = { type: 'message', channel: channel.id, ts: message.ts }
    tell({ type, user, reaction: name, item_user: message.user, item, event_ts: world.nextTs() }, type)
  }
  const change = (channel: FakeChannel, message: FakeMessage, previous: Record<string, unknown>): void => {
    const ts = world.nextTs()
    const now = describeMessage(channel, message)
    tellMessage(channel, { subtype: 'message_changed', hidden: true, ts, message: now, previous_message: previous })
  }
  const post = (channel: FakeChannel, message: FakeMessage): FakeMessage => {
    channel.messages.push(message)
    tellMessage(channel, describeMessage(channel, message))
    return message
  }
  return {
    says: (user, channel, text, more = {}) => {
      const message = { ts: world.nextTs(), user, text, blocks: richText(text), reactions: [], ...more }
      post(channel, message)
      tellMention(channel, message)
      return message
    },
    botPosts: (channel, content) =>
      post(channel, { ts: world.nextTs(), user: world.bot.user, bot_id: world.bot.id, reactions: [], ...content }),
    botEdits: (channel, message, text, blocks) => {
      const previous = describeMessage(channel, message)
      message.text = text
      message.blocks = blocks
      change(channel, message, previous)
    },
    edits: (channel, message, text) => {
      const previous = describeMessage(channel, message)
      message.text = text
      message.blocks = richText(text)
      message.edited = { user: message.user, ts: world.nextTs() }
      change(channel, message, previous)
    },
    deletes: (channel, message) => {
      channel.messages.splice(channel.messages.indexOf(message), 1)
      const previous = describeMessage(channel, message)
      const ts = world.nextTs()
      tellMessage(channel, {
        subtype: 'message_deleted',
        hidden: true,
        ts,
        deleted_ts: message.ts,
        previous_message: previous,
      })
    },
    reacts: (user, channel, message, name) => {
      const reaction = message.reactions.find((it) => it.name === name)
      if (reaction?.users.includes(user)) return false
      if (reaction) reaction.users.push(user)
      else message.reactions.push({ name, users: [user] })
      tellReaction('reaction_added', user, channel, message, name)
      return true
    },
    unreacts: (user, channel, message, name) => {
      const reaction = message.reactions.find((it) => it.name === name)
      if (!reaction?.users.includes(user)) return false
      reaction.users.splice(reaction.users.indexOf(user), 1)
      if (reaction.users.length === 0) message.reactions.splice(message.reactions.indexOf(reaction), 1)
      tellReaction('reaction_removed', user, channel, message, name)
      return true
    },
    joins: (user, channel) => {
      channel.members.add(user)
      if (heard(channel)) tell(membership(world, 'member_joined_channel', user, channel), 'member_joined_channel')
    },
    leaves: (user, channel) => {
      const was = heard(channel)
      channel.members.delete(user)
      if (was) tell(membership(world, 'member_left_channel', user, channel), 'member_left_channel')
    },
    changesUser: (type, user) =>
      tell({ type, user: describeUser(world, user, true), event_ts: world.nextTs(), cache_ts: 1 }, type),
    changesChannel: (type, channel) => {
      const whole = ['channel_rename', 'group_rename', 'channel_created'].includes(type)
      const told = whole ? describeChannel(world, channel) : channel.id
      tell({ type, channel: told, event_ts: world.nextTs() }, type)
    },
    opensHome: (user, tab, channel) =>
      tell({ type: 'app_home_opened', user, channel, tab, event_ts: world.nextTs() }, 'app_home_opened'),
    removesApp: () => tell({ type: 'app_uninstalled', event_ts: world.nextTs() }, 'app_uninstalled'),
  }
}

const membership = (world: Workspace, type: string, user: string, channel: FakeChannel) => ({
  type,
  user,
  channel: channel.id,
  channel_type: channel.kind === 'public' ? 'C' : 'G',
  team: world.team,
  event_ts: world.nextTs(),
})

/** Clients send their words as rich text too, with nothing escaped in it. */
function richText(text: string): unknown[] {
  const elements = text
    .split(/(<[^>]*>)/)
    .filter((part) => part !== '')
    .map((part) => {
      const person = /^<@(\w+)>$/.exec(part)
      if (person) return { type: 'user', user_id: person[1] }
      const link = /^<(https?:[^|>]+)(?:\|([^>]*))?>$/.exec(part)
      if (link) return { type: 'link', url: link[1], ...(link[2] ? { text: link[2] } : {}) }
      return { type: 'text', text: part.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&') }
    })
  return [{ type: 'rich_text', block_id: 'r1', elements: [{ type: 'rich_text_section', elements }] }]
}
