import type { WireWords } from './text.ts'

/** The parts of Slack's payloads that Savoir reads; the rest is nobody's business here. */

export interface EventBody {
  readonly team_id?: string
  /** The workspace that heard the event, where a shared channel makes `team_id` a foreign one. */
  readonly context_team_id?: string | null
  readonly authorizations?: readonly { readonly team_id?: string | null }[]
  readonly event_id: string
  readonly event_time?: number
  readonly event: WireEvent
}

export interface WireMessage extends WireWords {
  readonly type?: string
  readonly subtype?: string
  readonly user?: string
  readonly bot_id?: string
  readonly ts: string
  readonly thread_ts?: string
  readonly edited?: { readonly user: string; readonly ts: string }
  readonly reactions?: readonly { readonly name: string; readonly users?: readonly string[] }[]
}

/** Any event; each kind fills some of these. */
export interface WireEvent extends WireWords {
  readonly type: string
  readonly subtype?: string
  readonly user?: string | WireUser
  readonly bot_id?: string
  readonly channel?: string | WireChannel
  readonly channel_type?: string
  readonly ts?: string
  readonly thread_ts?: string
  readonly event_ts?: string
  readonly deleted_ts?: string
  readonly message?: WireMessage
  readonly previous_message?: WireMessage
  readonly reaction?: string
  readonly item?: { readonly type?: string; readonly channel?: string; readonly ts?: string }
  readonly tab?: string
}

export interface WireUser {
  readonly id: string
  readonly team_id?: string
  readonly name?: string
  readonly real_name?: string
  readonly deleted?: boolean
  readonly is_bot?: boolean
  readonly is_restricted?: boolean
  readonly is_ultra_restricted?: boolean
  readonly is_stranger?: boolean
  readonly locale?: string
  readonly tz?: string
  readonly enterprise_user?: unknown
  /** Absent where Slack does not tell: then it is taken for confirmed. */
  readonly is_email_confirmed?: boolean
  /** `email` comes with the scope users:read.email alone. */
  readonly profile?: { readonly display_name?: string; readonly real_name?: string; readonly email?: string }
}

export interface WireChannel {
  readonly id: string
  readonly name?: string
  readonly is_im?: boolean
  readonly is_mpim?: boolean
  readonly is_private?: boolean
  readonly is_group?: boolean
  readonly is_archived?: boolean
  readonly is_ext_shared?: boolean
  readonly is_member?: boolean
  readonly user?: string
}

export interface CommandBody {
  readonly command: string
  readonly text?: string
  readonly team_id: string
  readonly channel_id: string
  readonly channel_name?: string
  readonly user_id: string
  readonly trigger_id: string
  readonly response_url: string
}

interface Interactive {
  readonly user: { readonly id: string; readonly team_id?: string }
  readonly team?: { readonly id: string } | null
  readonly trigger_id: string
  readonly response_url?: string
}

export interface ActionBody extends Interactive {
  readonly type: 'block_actions'
  readonly container: {
    readonly message_ts?: string
    readonly thread_ts?: string
    readonly is_ephemeral?: boolean
    readonly view_id?: string
  }
  readonly channel?: { readonly id: string }
  readonly message?: { readonly ts?: string; readonly thread_ts?: string }
  readonly actions: readonly { readonly value?: string; readonly action_id: string }[]
}

export interface ViewBody extends Interactive {
  readonly type: 'view_submission'
  readonly view: {
    readonly id: string
    readonly private_metadata?: string
    readonly blocks?: readonly { readonly type?: string; readonly block_id?: string; readonly optional?: boolean }[]
    readonly state: {
      readonly values: Readonly<Record<string, Readonly<Record<string, { readonly value?: string | null }>>>>
    }
  }
}

export interface ShortcutBody extends Interactive {
  readonly type: 'message_action' | 'shortcut'
  readonly callback_id: string
  readonly channel?: { readonly id: string }
  readonly message?: WireMessage
}

/** The workspace in whose name an event was heard. */
export const workspaceOf = (body: EventBody): string =>
  body.context_team_id ?? body.authorizations?.[0]?.team_id ?? body.team_id ?? ''
