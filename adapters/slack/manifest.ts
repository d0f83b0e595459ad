import { SHORTCUTS } from './interactions.ts'

/** How Slack is to reach the app: by a socket, or at an https address. */
export type ManifestFor = { readonly kind: 'socket' } | { readonly kind: 'http'; readonly url: string }

/** The least that Savoir needs; `docs/slack.md` says what each is for. */
export const BOT_SCOPES = [
  'app_mentions:read',
  'assistant:write',
  'channels:history',
  'channels:read',
  'chat:write',
  'commands',
  'files:write',
  'groups:history',
  'groups:read',
  'im:history',
  'im:read',
  'im:write',
  'mpim:history',
  'mpim:read',
  'reactions:read',
  'reactions:write',
  'users:read',
] as const

/** Without it, accounts of one person are joined by their own word alone. */
const MAIL_SCOPE = 'users:read.email'

export const BOT_EVENTS = [
  'app_home_opened',
  'app_mention',
  'app_uninstalled',
  'channel_archive',
  'channel_created',
  'channel_deleted',
  'channel_left',
  'channel_rename',
  'channel_shared',
  'channel_unarchive',
  'channel_unshared',
  'group_archive',
  'group_deleted',
  'group_left',
  'group_rename',
  'group_unarchive',
  'member_joined_channel',
  'member_left_channel',
  'message.channels',
  'message.groups',
  'message.im',
  'message.mpim',
  'reaction_added',
  'reaction_removed',
  'team_join',
  'tokens_revoked',
  'user_change',
] as const

const COMMANDS = [
  { command: '/savoir', description: 'Ask, save and find what your company knows', usage_hint: 'ask … | who … | help' },
  { command: '/ask', description: 'Ask a question, privately', usage_hint: 'how do we rotate the signing key?' },
  { command: '/who', description: 'Find out who knows a subject', usage_hint: 'knows kafka lag?' },
]

const MENU = [
  { name: 'Save to Savoir', type: 'message', callback_id: SHORTCUTS.save, description: 'Save this thread' },
  { name: 'Mark as the answer', type: 'message', callback_id: SHORTCUTS.accept, description: 'This reply answers it' },
  { name: 'Ask Savoir about this', type: 'message', callback_id: SHORTCUTS.askThis, description: 'Look for an answer' },
  { name: 'Ask', type: 'global', callback_id: SHORTCUTS.ask, description: 'Ask a question, privately' },
]

const LONG_DESCRIPTION =
  'Savoir turns what is said in Slack into knowledge that can be found again, and shows who knows what. Put a brain emoji ' +
  'on a thread to save it, ask with /ask, find people with /who. It answers with the words of your colleagues, and only ' +
  'with what you may read. It is silent until somebody turns it on in a channel.'

/** The app as Slack's “Create from a manifest” takes it. */
export function manifest(how: ManifestFor) {
  const base = how.kind === 'http' ? how.url.replace(/\/+$/, '') : null
  const url = base === null ? null : `${base}/slack/events`
  const at = url ? { request_url: url } : {}
  return {
    _metadata: { major_version: 2, minor_version: 1 },
    display_information: {
      name: 'Savoir',
      description: 'What your company knows, and who knows it',
      long_description: LONG_DESCRIPTION,
      background_color: '#1d3557',
    },
    features: {
      app_home: { home_tab_enabled: true, messages_tab_enabled: true, messages_tab_read_only_enabled: false },
      agent_view: { agent_description: 'Ask a question, or ask who knows a subject.' },
      bot_user: { display_name: 'savoir', always_online: true },
      shortcuts: MENU,
      slash_commands: COMMANDS.map((one) => ({ ...one, should_escape: true, ...(url ? { url } : {}) })),
    },
    oauth_config: {
      ...(base === null ? {} : { redirect_urls: [`${base}/slack/oauth_redirect`] }),
      scopes: { bot: [...BOT_SCOPES], bot_optional: [MAIL_SCOPE] },
    },
    settings: {
      event_subscriptions: { ...at, bot_events: [...BOT_EVENTS] },
      interactivity: { is_enabled: true, ...at },
      org_deploy_enabled: false,
      socket_mode_enabled: url === null,
      token_rotation_enabled: false,
    },
  }
}
