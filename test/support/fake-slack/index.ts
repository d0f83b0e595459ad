import type { Happenings } from './happenings.ts'
import { type FakeSlackOptions, type Granted, type Held, openPart, type Part } from './part.ts'
import { buttonsOf } from './payload.ts'
import type { FakeServer, Trouble } from './server.ts'
import { openServer } from './server.ts'
import type { ChannelKind, FakeChannel, FakeEphemeral, FakeMessage, FakeUser, FakeView, Workspace } from './state.ts'
import { addChannel, addUser, directChannel } from './state.ts'
import type { Sent } from './wire.ts'
import { Wire } from './wire.ts'

export type { FakeSlackOptions } from './part.ts'
export type { FakeMessage, FakeView } from './state.ts'
export { asHttp, type Sent, signed } from './wire.ts'

export const SIGNING_SECRET = 'signing-secret-of-the-stand-in'
export const APP_TOKEN = 'xapp-1'

/** A strict stand-in for Slack, written from its documentation: what Slack refuses, it refuses. */
export async function openFakeSlack(options: FakeSlackOptions): Promise<FakeSlack> {
  const { ackMs = 3000, retryMs = [0, 50, 200] } = options
  const wire = new Wire({ signingSecret: SIGNING_SECRET, ackMs, retryMs, copies: 1 })
  const part = openPart('T1', wire, options)
  return new FakeSlack(part, wire, await openServer([part.context], wire), options)
}

const TRIGGER_MS = 3_000
const RESPONSE_MS = 30 * 60_000

/** What people do in the stand-in, and what they see. */
export class FakeSlack {
  readonly world: Workspace
  readonly wire: Wire
  readonly happenings: Happenings
  readonly server: FakeServer
  private readonly options: FakeSlackOptions
  private readonly granted: Granted
  private readonly held: Held

  constructor({ world, happenings, held }: Part, wire: Wire, server: FakeServer, options: FakeSlackOptions) {
    this.world = world
    this.wire = wire
    this.happenings = happenings
    this.server = server
    this.options = options
    this.granted = options.granted
    this.held = held
    world.ownUrl = server.url
  }

  /** Another workspace where the same app can be installed, behind the same address. */
  neighbour(team: string): FakeSlack {
    const part = openPart(team, this.wire, this.options)
    this.server.contexts.push(part.context)
    return new FakeSlack(part, this.wire, this.server, this.options)
  }

  get apiUrl(): string {
    return `${this.server.url}/api/`
  }

  user(id: string, more: Partial<FakeUser> = {}): FakeUser {
    return addUser(this.world, { id, ...more })
  }

  channel(
    id: string,
    members: readonly string[],
    kind: ChannelKind = 'public',
    more: { name?: string } = {},
  ): FakeChannel {
    return addChannel(this.world, { id, kind, members: [...members, this.world.bot.user], ...more })
  }

  /** Someone says something; in `thread` when given. */
  says(
    user: string,
    channel: string,
    text: string,
    thread?: FakeMessage,
    more: Partial<FakeMessage> = {},
  ): FakeMessage {
    return this.happenings.says(user, this.at(channel), text, { ...(thread ? { thread_ts: thread.ts } : {}), ...more })
  }

  writesTo(user: string, text: string, thread?: FakeMessage): FakeMessage {
    return this.says(user, directChannel(this.world, user).id, text, thread)
  }

  command(user: string, channel: string, command: string, text: string): Sent {
    if (!this.granted.commands.includes(command)) throw new Error(`the manifest has no command ${command}`)
    const kind = this.at(channel).kind
    const shownName = kind === 'private' ? 'privategroup' : kind === 'im' ? 'directmessage' : this.at(channel).name
    return this.wire.send('slash_commands', {
      token: 'verification',
      team_id: this.world.team,
      team_domain: 'fake',
      channel_id: channel,
      channel_name: shownName,
      user_id: user,
      user_name: user.toLowerCase(),
      command,
      text,
      api_app_id: this.world.app,
      is_enterprise_install: 'false',
      response_url: this.responseUrl({ user, channel }),
      trigger_id: this.trigger(user),
    })
  }

  /** Presses a button of a message that the person sees. */
  press(user: string, channel: string, message: FakeMessage | FakeEphemeral, label: string): Sent {
    const button = buttonsOf(message.blocks).find((it) => it.text.text === label)
    if (!button) throw new Error(`no button "${label}"`)
    const ephemeral = this.world.ephemerals.includes(message as FakeEphemeral)
    const where = ephemeral ? { ephemeral: message.ts } : { message: message.ts }
    const thread = message.thread_ts ? { thread_ts: message.thread_ts } : {}
    return this.interact(user, {
      type: 'block_actions',
      container: { type: 'message', message_ts: message.ts, channel_id: channel, is_ephemeral: ephemeral, ...thread },
      channel: { id: channel, name: this.at(channel).name },
      ...(ephemeral ? {} : { message: { type: 'message', ts: message.ts, text: message.text, ...thread } }),
      response_url: this.responseUrl({ user, channel, ...where }),
      actions: [{ type: 'button', action_ts: this.world.nextTs(), ...button }],
      state: { values: {} },
    })
  }

  /** Presses a button of the person's Home. */
  pressHome(user: string, label: string): Sent {
    const home = this.world.homes.get(user)
    const button = buttonsOf(home?.view.blocks).find((it) => it.text.text === label)
    if (!home || !button) throw new Error(`no button "${label}"`)
    const view = { id: home.id, team_id: this.world.team, ...home.view }
    const container = { type: 'view', view_id: home.id }
    const actions = [{ type: 'button', action_ts: this.world.nextTs(), ...button }]
    return this.interact(user, { type: 'block_actions', container, view, actions })
  }

  messageShortcut(user: string, channel: string, callback: string, message: FakeMessage): Sent {
    if (!this.granted.shortcuts.includes(callback)) throw new Error(`the manifest has no shortcut ${callback}`)
    const { reactions: _, ...shown } = message
    return this.interact(user, {
      type: 'message_action',
      callback_id: callback,
      action_ts: this.world.nextTs(),
      channel: { id: channel, name: this.at(channel).name },
      message_ts: message.ts,
      message: { type: 'message', ...shown },
      response_url: this.responseUrl({ user, channel, message: message.ts }),
    })
  }

  globalShortcut(user: string, callback: string): Sent {
    if (!this.granted.shortcuts.includes(callback)) throw new Error(`the manifest has no shortcut ${callback}`)
    return this.interact(user, { type: 'shortcut', callback_id: callback, action_ts: this.world.nextTs() })
  }

  /** Fills the form that the person sees, by block id. It stays open when the app finds errors. */
  async submit(user: string, values: Readonly<Record<string, string>>): Promise<Sent> {
    const open = this.openView(user)
    if (!open) throw new Error(`${user} sees no form`)
    const inputs = open.view.blocks.filter((block) => (block as { type: string }).type === 'input')
    const state: Record<string, unknown> = {}
    for (const input of inputs as { block_id: string; element: { action_id: string; initial_value?: string } }[]) {
      const value = values[input.block_id] ?? input.element.initial_value ?? null
      state[input.block_id] = { [input.element.action_id]: { type: 'plain_text_input', value } }
    }
    const view = { id: open.id, team_id: this.world.team, hash: `1.${open.id}`, state: { values: state }, ...open.view }
    const sent = this.interact(user, { type: 'view_submission', view, response_urls: [] })
    await this.wire.settled()
    if (sent.acked && !JSON.stringify(sent.answer ?? '').includes('errors')) this.world.views.delete(open.id)
    return sent
  }

  openView(user: string): FakeView | undefined {
    return [...this.world.views.values()].findLast((view) => view.user === user)
  }

  /** Everything said in a channel by the app. */
  botMessages(channel: string): FakeMessage[] {
    return this.at(channel).messages.filter((message) => message.bot_id !== undefined)
  }

  /** Private messages of the app to this person, newest last, deleted ones left out. */
  ephemerals(user: string): FakeEphemeral[] {
    return this.world.ephemerals.filter((message) => message.user === user && !message.deleted)
  }

  directMessages(user: string): FakeMessage[] {
    return this.botMessages(directChannel(this.world, user).id)
  }

  trouble(method: string, how: Trouble['how'], times = 1, channel?: string): void {
    this.server.troubles.push({ method, how, times, ...(channel ? { channel } : {}) })
  }

  /** Slack renews one of the sockets: the app must connect again. */
  refresh(reason = 'refresh_requested'): void {
    const [socket] = this.wire.sockets
    socket?.send(JSON.stringify({ type: 'disconnect', reason, debug_info: { host: 'fake' } }))
  }

  /** Cuts every connection and answers nothing until `comesBack`. */
  goesDown(): void {
    this.server.down = true
    for (const socket of this.wire.sockets) socket.terminate()
  }

  comesBack(): void {
    this.server.down = false
  }

  /** Keeps events back; `release` sends them in the order that `order` makes of them. */
  hold(): void {
    this.held.on = true
  }

  async release(order: (payloads: Record<string, unknown>[]) => Record<string, unknown>[] = (it) => it): Promise<void> {
    this.held.on = false
    for (const payload of order(this.held.payloads.splice(0))) {
      this.wire.send('events_api', payload)
      await this.wire.settled()
    }
  }

  at(channel: string): FakeChannel {
    const found = this.world.channels.get(channel)
    if (!found) throw new Error(`no channel ${channel}`)
    return found
  }

  async close(): Promise<void> {
    await this.server.close()
  }

  private interact(user: string, payload: Record<string, unknown>): Sent {
    const team = { id: this.world.team, domain: 'fake' }
    const common = {
      user: { id: user, username: user.toLowerCase(), team_id: this.world.team },
      team,
      token: 'verification',
    }
    return this.wire.send('interactive', {
      ...payload,
      ...common,
      api_app_id: this.world.app,
      trigger_id: this.trigger(user),
      is_enterprise_install: false,
      enterprise: null,
    })
  }

  private trigger(user: string): string {
    const id = this.world.nextId('trigger')
    this.world.triggers.set(id, { user, until: Date.now() + TRIGGER_MS })
    return id
  }

  private responseUrl(where: { user: string; channel: string; ephemeral?: string; message?: string }): string {
    const id = this.world.nextId('R')
    this.world.responses.set(id, { ...where, uses: 5, until: Date.now() + RESPONSE_MS })
    return `${this.server.url}/respond/${id}`
  }
}
