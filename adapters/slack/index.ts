import type { Server } from 'node:http'
import type { HTTPReceiver } from '@slack/bolt'
import { App } from '@slack/bolt'
import type { Delivery } from '../../src/chat/delivery.ts'
import type { ChatHost, ChatPlatform, ThreadMessage } from '../../src/chat/platform.ts'
import type { MessageRef, PersonRef } from '../../src/chat/ref.ts'
import type { Workspace } from './client.ts'
import { openWorkspace, SILENT } from './client.ts'
import type { Health } from './http.ts'
import { httpReceiver, serveHealth } from './http.ts'
import { Intake } from './intake.ts'
import type { Marks } from './interactions.ts'
import { deliver } from './outbound.ts'
import { Receiving } from './receiving.ts'
import { PLATFORM, place, readMessage, readPerson } from './refs.ts'
import { FORM_CALLBACK } from './render.ts'
import { Replies } from './replies.ts'
import { respondTo } from './respond.ts'
import { Roster } from './roster.ts'
import { directChannel, type Sending } from './sending.ts'
import type { SlackSettings } from './settings.ts'
import { Sockets } from './sockets.ts'
import { messageAt, readThread } from './thread.ts'
import type { Trouble } from './trouble.ts'
import type { ActionBody, CommandBody, EventBody, ShortcutBody, ViewBody } from './wire.ts'

export type { Health } from './http.ts'
export { readSlackSettings } from './settings.ts'
export { Trouble } from './trouble.ts'

/** What the adapter is handed from outside. */
export interface SlackTools {
  readonly now: () => Date
  /** The emoji that the message menu stands for. */
  readonly marks: Marks
  /** Told what went wrong behind the scenes: a `Trouble`, with a code and nobody's words. */
  readonly failed: (trouble: Trouble) => void
  readonly pause?: (ms: number) => Promise<void>
}

/** Memberships are read anew this often, besides the events: an event can be missed. */
const READ_AGAIN_MS = 30 * 60_000
const DRAIN_MS = 10_000
/** Time for the last answers to leave before connections are cut. */
const LAST_ANSWERS_MS = 100
/** After so long without a socket the process should be started again. */
const DEAF_MS = 5 * 60_000

/** Slack, by a socket or over HTTP. */
export function slack(settings: SlackSettings, tools: SlackTools): SlackPlatform {
  return new SlackPlatform(settings, tools)
}

export class SlackPlatform implements ChatPlatform {
  readonly name = PLATFORM
  private readonly settings: SlackSettings
  private readonly tools: Required<SlackTools>
  private readonly roster = new Roster()
  private readonly receiving = new Receiving()
  private running: Running | null = null
  private stopped = false

  constructor(settings: SlackSettings, tools: SlackTools) {
    this.settings = settings
    this.tools = { pause, ...tools }
  }

  async start(host: ChatHost): Promise<void> {
    const workspace = await openWorkspace(this.settings.token, this.settings.apiUrl)
    this.roster.load(await host.directory())
    const sending = this.sendingWith(host, workspace)
    const intake = this.intakeFor(host, workspace, sending)
    const app = appFor(intake, workspace, this.settings)
    const line = this.openLine(app)
    const running = { host, workspace, sending, ...line, timer: setInterval(() => read(), READ_AGAIN_MS) }
    const read = (): void => void intake.readDirectory(workspace)
    running.timer.unref()
    this.running = running
    await line.start()
    read()
  }

  deliver(id: string, delivery: Delivery): Promise<void> {
    return deliver(id, delivery, this.alive().sending)
  }

  readThread(message: MessageRef): Promise<readonly ThreadMessage[] | null> {
    const { workspace } = this.alive()
    if (readMessage(message).team !== workspace.team) return Promise.resolve(null)
    return readThread(message, workspace, this.roster.reading(workspace), this.tools.pause)
  }

  messageAt(permalink: string): MessageRef | null {
    return this.running ? messageAt(permalink, this.running.workspace) : null
  }

  async stop(): Promise<void> {
    if (this.stopped || !this.running) return
    this.stopped = true
    clearInterval(this.running.timer)
    await this.running.stopIntake()
    await this.receiving.drained(DRAIN_MS, this.tools.pause)
    await this.running.close()
  }

  /** Whether Slack is connected and the store answers. */
  async health(): Promise<Health> {
    if (!this.running || this.stopped) return { live: true, ready: false, why: 'not started, or stopping' }
    const deaf = this.running.deafForMs()
    if (deaf > 0) return { live: deaf < DEAF_MS, ready: false, why: 'no socket to Slack' }
    try {
      await this.running.host.keep.get('health')
      return { live: true, ready: true, why: 'connected' }
    } catch {
      return { live: true, ready: false, why: 'the store does not answer' }
    }
  }

  private alive(): Running {
    if (!this.running) throw new Error('Slack is not started')
    return this.running
  }

  private sendingWith(host: ChatHost, workspace: Workspace): Sending {
    return {
      workspaceOf: only(workspace),
      replies: new Replies(host.keep, this.tools.now),
      keep: host.keep,
      now: this.tools.now,
      respond: respondTo(this.settings.apiUrl),
      ownOrigin: new URL(this.settings.apiUrl).origin,
    }
  }

  private intakeFor(host: ChatHost, workspace: Workspace, sending: Sending): Intake {
    const directPlaceOf = async (ref: PersonRef) => place(readPerson(ref).team, await directChannel(ref, sending))
    const { replies } = sending
    const { roster, tools } = this
    return new Intake({ host, roster, replies, ...tools, workspaceOf: only(workspace), directPlaceOf })
  }

  private openLine(app: App): Line {
    const { transport } = this.settings
    switch (transport.kind) {
      case 'socket':
        return this.socketLine(app, transport)
      case 'http':
        return this.httpLine(app, transport)
    }
  }

  private socketLine(app: App, transport: Extract<SlackSettings['transport'], { kind: 'socket' }>): Line {
    const { pause, failed, now } = this.tools
    const sockets = new Sockets({ appToken: transport.appToken, apiUrl: this.settings.apiUrl, pause, failed })
    for (const receiver of sockets.receivers) this.receiving.connect(receiver, app)
    let server: Server | null = null
    let heardAt = now().getTime()
    return {
      start: async () => {
        await sockets.start()
        const { healthPort, host } = transport
        if (healthPort !== null) server = await serveHealth(() => this.health(), healthPort, host)
      },
      stopIntake: () => sockets.stop(),
      close: async () => void server?.close(),
      port: () => portOf(server),
      deafForMs: () => {
        if (sockets.connected > 0) heardAt = now().getTime()
        return sockets.connected > 0 ? 0 : Math.max(1, now().getTime() - heardAt)
      },
    }
  }

  private httpLine(app: App, transport: Extract<SlackSettings['transport'], { kind: 'http' }>): Line {
    const { signingSecret, port, host } = transport
    const receiver: HTTPReceiver = httpReceiver({ signingSecret, now: this.tools.now, health: () => this.health() })
    this.receiving.connect(receiver, app)
    let server: Server | null = null
    let closed: Promise<void> = Promise.resolve()
    return {
      start: async () => {
        server = (await receiver.start({ port, host })) as Server
      },
      // No new connection is let in; the calls under way go on.
      stopIntake: async () => {
        closed = receiver.stop().then(nothing, nothing)
        server?.closeIdleConnections()
      },
      close: async () => {
        server?.closeIdleConnections()
        await Promise.race([closed, this.tools.pause(LAST_ANSWERS_MS)])
        server?.closeAllConnections()
        await closed
      },
      port: () => portOf(server),
      deafForMs: () => 0,
    }
  }

  /** The port that is listened on; null when there is none. */
  get port(): number | null {
    return this.running?.port() ?? null
  }
}

/** How Slack reaches the app, whichever way. */
interface Line {
  readonly start: () => Promise<void>
  readonly stopIntake: () => Promise<void>
  readonly close: () => Promise<void>
  readonly port: () => number | null
  /** Milliseconds since Slack could last reach Savoir; 0 while it can. */
  readonly deafForMs: () => number
}

interface Running extends Line {
  readonly host: ChatHost
  readonly workspace: Workspace
  readonly sending: Sending
  readonly timer: NodeJS.Timeout
}

/** Bolt, with one listener for each kind of thing that Slack sends. */
function appFor(intake: Intake, { token, botId, self, team }: Workspace, { apiUrl }: SlackSettings): App {
  const nowhere = { init: () => {}, start: async () => {}, stop: async () => {} }
  const app = new App({
    authorize: async () => ({ botToken: token, botId, botUserId: self, teamId: team }),
    // The receivers are connected by `Receiving`, so that nothing is acknowledged before it is kept.
    receiver: nowhere,
    logger: SILENT,
    clientOptions: { slackApiUrl: apiUrl },
    convoStore: false,
  })
  app.event(/.+/, ({ body }) => intake.event(body as unknown as EventBody))
  app.command(/.+/, async ({ body, ack }) => {
    await intake.command(body as unknown as CommandBody)
    await ack()
  })
  app.action(/.+/, async ({ body, ack }) => {
    await intake.action(body as unknown as ActionBody)
    await ack()
  })
  app.view(FORM_CALLBACK, async ({ body, ack }) => {
    const errors = await intake.form(body as unknown as ViewBody)
    await (errors ? ack({ response_action: 'errors', errors }) : ack())
  })
  app.shortcut(/^savoir_/, async ({ body, ack }) => {
    await intake.shortcut(body as unknown as ShortcutBody)
    await ack()
  })
  return app
}

/** With a token of its own the adapter serves one workspace. */
const only =
  (workspace: Workspace) =>
  async (team: string): Promise<Workspace> => {
    if (team !== workspace.team) throw new Error(`Savoir is not installed in workspace ${team}`)
    return workspace
  }

const portOf = (server: Server | null): number | null => {
  const address = server?.address()
  return typeof address === 'object' && address ? address.port : null
}

const nothing = (): void => {}

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms).unref())
