import { z } from 'zod'
import { Fault } from './fault.ts'
import {
  count,
  flag,
  isVisible,
  knownUser,
  type Method,
  method,
  needScope,
  page,
  readableChannel,
  scopeOfType,
  text,
  timestamp,
  typeOf,
  visibleChannel,
} from './method.ts'
import { describeChannel, describeMessage, describeUser, directChannel } from './state.ts'

/** The methods that tell who and what is there, and what was said. */
export const conversations: Readonly<Record<string, Method>> = {
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
  'users.conversations': method(
    ['channels:read', 'groups:read', 'im:read', 'mpim:read'],
    z.strictObject({
      user: text.optional(),
      types: text.optional(),
      exclude_archived: flag.optional(),
      limit: count.min(1).max(1000).optional(),
      cursor: text.optional(),
    }),
    (args, context) => {
      const types = (args.types ?? 'public_channel').split(',')
      for (const type of types) needScope(context, scopeOfType[type] ?? 'invalid')
      const user = args.user ?? context.world.bot.user
      // Private conversations are shown only where the app is too.
      const found = [...context.world.channels.values()]
        .filter((channel) => types.includes(typeOf(channel)) && isVisible(channel, context.world))
        .filter((channel) => channel.members.has(user))
        .map((channel) => describeChannel(context.world, channel))
      return page('channels', found, args)
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
}
