import type { Workspace } from './state.ts'

/** The envelope in which an event reaches the app. */
export function eventPayload(world: Workspace, event: Record<string, unknown>): Record<string, unknown> {
  return {
    token: 'verification',
    team_id: world.team,
    context_team_id: world.team,
    context_enterprise_id: null,
    api_app_id: world.app,
    type: 'event_callback',
    event_id: world.nextId('Ev'),
    event_time: Math.floor(Number(event.event_ts)),
    authorizations: [{ enterprise_id: null, team_id: world.team, user_id: world.bot.user, is_bot: true }],
    is_ext_shared_channel: false,
    event,
  }
}

interface FakeButton {
  readonly text: { readonly text: string }
  readonly action_id: string
  readonly value?: string
}

/** The buttons in a tree of blocks. */
export function buttonsOf(blocks: unknown): FakeButton[] {
  if (Array.isArray(blocks)) return blocks.flatMap(buttonsOf)
  if (typeof blocks !== 'object' || blocks === null) return []
  const node = blocks as { type?: string; elements?: unknown; accessory?: unknown }
  if (node.type === 'button') return [node as unknown as FakeButton]
  return [...buttonsOf(node.elements), ...buttonsOf(node.accessory)]
}
