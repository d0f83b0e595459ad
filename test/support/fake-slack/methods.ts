import { z } from 'zod'
import { faultOfView } from './blocks.ts'
import { conversations } from './conversations.ts'
import { Fault } from './fault.ts'
import {
  checkContent,
  count,
  flag,
  json,
  knownUser,
  type Method,
  message,
  messageIn,
  method,
  permalink,
  text,
  timestamp,
  visibleChannel,
  writableChannel,
} from './method.ts'
import { describeMessage } from './state.ts'

/** Every method that the stand-in knows. */
export const methods: Readonly<Record<string, Method>> = {
  ...conversations,
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
    z.strictObject({ channel_id: text, thread_ts: timestamp, status: z.string(), loading_messages: json.optional() }),
    (args, context) => {
      messageIn(writableChannel(args.channel_id, context), args.thread_ts, 'invalid_thread_ts')
      context.world.statuses.push({ channel: args.channel_id, status: args.status })
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
  'oauth.v2.access': method(
    [],
    z.strictObject({
      client_id: text,
      client_secret: text,
      code: text.optional(),
      redirect_uri: text.optional(),
      grant_type: z.enum(['refresh_token', 'authorization_code']).optional(),
      refresh_token: text.optional(),
    }),
    (args, { world, scopes }) => {
      const team = args.code
        ? world.codes.get(args.code)
        : args.refresh_token?.startsWith('xoxe-')
          ? world.team
          : undefined
      if (!team) throw new Fault(args.code ? 'invalid_code' : 'invalid_refresh_token')
      world.codes.delete(args.code ?? '')
      const access_token = world.nextId('xoxb-issued')
      world.tokens.add(access_token)
      const life = world.tokenLife ? { refresh_token: world.nextId('xoxe-'), expires_in: world.tokenLife } : {}
      return {
        access_token,
        token_type: 'bot',
        scope: [...scopes].join(','),
        bot_user_id: world.bot.user,
        app_id: world.app,
        team: { id: team, name: 'Fake' },
        enterprise: null,
        is_enterprise_install: false,
        authed_user: { id: 'ULEA' },
        ...life,
      }
    },
  ),
  'team.info': method(['team:read'], z.strictObject({}), (_, { world }) => ({
    team: { id: world.team, name: 'Fake' },
  })),
}
