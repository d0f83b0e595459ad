import { App } from '@slack/bolt'
import type { Delivery } from '../../src/chat/delivery.ts'
import type { ChatHost, ChatPlatform, ThreadMessage } from '../../src/chat/platform.ts'
import type { MessageRef, PersonRef } from '../../src/chat/ref.ts'
import { readAround } from './around.ts'
import { openWorkspace, SILENT } from './client.ts'
import type { Health, Installing } from './http.ts'
import { Installations } from './installations.ts'
import { Intake } from './intake.ts'
import type { Marks } from './interactions.ts'
import { type Line, openLine } from './line.ts'
import { deliver } from './outbound.ts'
import { Receiving } from './receiving.ts'
import { PLATFORM, place, readMessage, readPerson } from './refs.ts'
import { FORM_CALLBACK } from './render.ts'
import { Replies } from './replies.ts'
import { respondTo } from './respond.ts'
import { Roster } from './roster.ts'
import { directChannel, type Sending } from './sending.ts'
import type { SlackSettings } from './settings.ts'
import { messageAt, readThread } from './thread.ts'
import type { Trouble } from './trouble.ts'
import type { ActionBody, CommandBody, EventBody, ShortcutBody, ViewBody } from './wire.ts'
import { Working } from './working.ts'
import { InstalledWorkspaces, oneWorkspace, type Workspaces } from './workspaces.ts'

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
  private readonly working: Working
  private running: Running | null = null
  private stopped = false

  constructor(settings: SlackSettings, tools: SlackTools) {
    this.settings = settings
    this.tools = { pause, ...tools }
    this.working = new Working(this.tools.pause)
  }

  async start(host: ChatHost): Promise<void> {
    const { workspaces, installing } = await this.workspacesOf(host)
    this.roster.load(await host.directory())
    const sending = this.sendingWith(host, workspaces)
    const intake = this.intakeFor(host, workspaces, sending)
    const { settings, receiving, tools } = this
    const app = appFor(intake, workspaces, settings)
    const line = openLine({ settings, app, receiving, installing, ...tools, health: () => this.health() })
    const read = (): void => void intake.readDirectories()
    const timer = setInterval(read, READ_AGAIN_MS)
    timer.unref()
    this.running = { host, workspaces, sending, intake, line, timer }
    await line.start()
    read()
  }

  async deliver(id: string, delivery: Delivery): Promise<MessageRef | null> {
    const message = await deliver(id, delivery, this.alive().sending)
    this.working.sent(delivery)
    return message
  }

  readThread(message: MessageRef): Promise<readonly ThreadMessage[] | null> {
    return this.reading(message, readThread)
  }

  readAround(message: MessageRef): Promise<readonly ThreadMessage[] | null> {
    return this.reading(message, readAround)
  }

  private async reading(message: MessageRef, read: typeof readThread): Promise<readonly ThreadMessage[] | null> {
    const { workspaces } = this.alive()
    const { team } = readMessage(message)
    if (!(await workspaces.teams()).includes(team)) return null
    const workspace = await workspaces.of(team)
    return read(message, workspace, this.roster.reading(workspace), this.tools.pause)
  }

  messageAt(permalink: string): MessageRef | null {
    for (const workspace of this.running?.workspaces.known ?? []) {
      const found = messageAt(permalink, workspace)
      if (found) return found
    }
    return null
  }

  async stop(): Promise<void> {
    if (this.stopped || !this.running) return
    this.stopped = true
    clearInterval(this.running.timer)
    await this.running.line.stopIntake()
    await this.receiving.drained(DRAIN_MS, this.tools.pause)
    await this.running.line.close()
  }

  /** Whether Slack is connected and the store answers. */
  async health(): Promise<Health> {
    if (!this.running || this.stopped) return { live: true, ready: false, why: 'not started, or stopping' }
    const deaf = this.running.line.deafForMs()
    if (deaf > 0) return { live: deaf < DEAF_MS, ready: false, why: 'no socket to Slack' }
    try {
      await this.running.host.keep.get('health')
      return { live: true, ready: true, why: 'connected' }
    } catch {
      return { live: true, ready: false, why: 'the store does not answer' }
    }
  }

  /** The port that is listened on; null when there is none. */
  get port(): number | null {
    return this.running?.line.port() ?? null
  }

  private alive(): Running {
    if (!this.running) throw new Error('Slack is not started')
    return this.running
  }

  private async workspacesOf(host: ChatHost): Promise<{ workspaces: Workspaces; installing: Installing | null }> {
    const { access, apiUrl } = this.settings
    if (access.kind === 'token')
      return { workspaces: oneWorkspace(await openWorkspace(access.token, apiUrl)), installing: null }
    const installed = (team: string): void => void this.running?.intake.readDirectory(team)
    const installations = new Installations(host.keep, access, installed)
    const workspaces = new InstalledWorkspaces(installations, access, apiUrl, this.tools.now)
    return { workspaces, installing: { oauth: access, installations } }
  }

  private sendingWith(host: ChatHost, workspaces: Workspaces): Sending {
    return {
      workspaceOf: (team) => workspaces.of(team),
      replies: new Replies(host.keep, this.tools.now),
      direct: new Map(),
      keep: host.keep,
      localeOf: (ref) => this.roster.person(ref)?.locale ?? null,
      now: this.tools.now,
      respond: respondTo(this.settings.apiUrl),
      ownOrigin: new URL(this.settings.apiUrl).origin,
    }
  }

  private intakeFor(host: ChatHost, workspaces: Workspaces, sending: Sending): Intake {
    const directPlaceOf = async (ref: PersonRef) => place(readPerson(ref).team, await directChannel(ref, sending))
    const { replies } = sending
    const { roster, working, tools } = this
    return new Intake({ host, roster, replies, working, ...tools, workspaces, directPlaceOf })
  }
}

interface Running {
  readonly host: ChatHost
  readonly workspaces: Workspaces
  readonly sending: Sending
  readonly intake: Intake
  readonly line: Line
  readonly timer: NodeJS.Timeout
}

/** Bolt, with one listener for each kind of thing that Slack sends. */
function appFor(intake: Intake, workspaces: Workspaces, { apiUrl }: SlackSettings): App {
  const nowhere = { init: () => {}, start: async () => {}, stop: async () => {} }
  const app = new App({
    // Of a shared channel the payload names the other workspace: the listeners find out for themselves.
    authorize: async ({ teamId }) => {
      const [only] = workspaces.known
      const { token, botId, self, team } =
        workspaces.known.length === 1 && only ? only : await workspaces.of(teamId ?? '')
      return { botToken: token, botId, botUserId: self, teamId: team }
    },
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

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms).unref())
