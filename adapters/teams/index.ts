import type { Server } from 'node:http'
import type { Delivery } from '../../src/chat/delivery.ts'
import type { ChatEvent } from '../../src/chat/event.ts'
import type { ChatHost, ChatPlatform, ThreadMessage } from '../../src/chat/platform.ts'
import type { MessageRef } from '../../src/chat/ref.ts'
import { admit } from './admission.ts'
import { Connector } from './connector.ts'
import { Contacts } from './contacts.ts'
import { Files } from './files.ts'
import { readThread } from './graph.ts'
import { GraphClient } from './graph-client.ts'
import { type Health, type Line, listen } from './http.ts'
import { Intake } from './intake.ts'
import type { Marks } from './invokes.ts'
import { messageAt } from './links.ts'
import { deliver } from './outbound.ts'
import { Pace } from './pace.ts'
import { Pages } from './pages.ts'
import { Watch } from './reactions/index.ts'
import { PLATFORM, placeOfMessage } from './refs.ts'
import { Repeats } from './repeats.ts'
import { Roster } from './roster.ts'
import type { Sending } from './sending.ts'
import { SentCards } from './sent-cards.ts'
import type { TeamsSettings } from './settings.ts'
import { Talk } from './talk.ts'
import type { TeamsTransport } from './transport.ts'
import { Trouble } from './trouble.ts'
import { Waiting } from './waiting.ts'
import { Whispers } from './whispers.ts'

export { readTeamsSettings } from './settings.ts'
export { Trouble } from './trouble.ts'

/** What the adapter is handed from outside. */
export interface TeamsTools {
  readonly now: () => Date
  /** The emoji that the message actions stand for. */
  readonly marks: Marks
  /** Told what went wrong behind the scenes: a `Trouble`, with a code and nobody's words. */
  readonly failed: (trouble: Trouble) => void
  readonly pause?: (ms: number) => Promise<void>
  /** Does something again and again; resolves to a way to stop. */
  readonly every?: (ms: number, act: () => void) => () => void
}

/** Memberships are read anew this often, besides the events: an event can be missed. */
const READ_AGAIN_MS = 60 * 60_000
/** A place that is new is watched, and a subscription that is about to end renewed, after so long at most. */
const WATCH_MS = 60_000
const DRAIN_MS = 10_000

/** Microsoft Teams, over HTTP. The SDK is loaded when the platform starts. */
export function teams(settings: TeamsSettings, tools: TeamsTools): TeamsPlatform {
  return new TeamsPlatform(settings, tools)
}

export class TeamsPlatform implements ChatPlatform {
  readonly name = PLATFORM
  private readonly settings: TeamsSettings
  private readonly tools: Required<TeamsTools>
  private readonly roster = new Roster()
  private readonly inHand = new Set<Promise<unknown>>()
  private running: Running | null = null
  private stopped = false

  constructor(settings: TeamsSettings, tools: TeamsTools) {
    this.settings = settings
    this.tools = { pause, every, ...tools }
  }

  async start(host: ChatHost): Promise<void> {
    const { settings, tools, roster } = this
    const transport = (await import('./sdk/transport.ts')).openTransport(settings)
    roster.load(await host.directory())
    const contacts = new Contacts(host.keep)
    await contacts.load()
    const waiting = new Waiting(tools.pause, (ref) => roster.place(ref)?.audience === 'direct')
    const sending: Sending = {
      settings,
      contacts,
      connector: new Connector(settings, transport, new Pace(tools.pause)),
      sentCards: new SentCards(),
      files: new Files(host.keep, settings.standIn),
      talk: new Talk(host.keep),
      whispers: new Whispers(host.keep),
      pages: new Pages(host.keep),
      localeOf: (ref) => roster.person(ref)?.locale ?? null,
    }
    const graph = new GraphClient(settings, transport)
    const intake: Intake = this.intakeFor(host, sending, waiting, () => watch)
    const { keep } = host
    const tell = (event: ChatEvent) => intake.told(event)
    const watch = new Watch({ settings, keep, contacts, client: graph, talk: sending.talk, ...tools, tell })
    await watch.load()
    const server = await listen(this.lineFor(intake, transport, watch), settings.port, settings.address)
    const read = (): void => void this.tracked(intake.readDirectory()).catch(this.notKept)
    const tick = (): void => void this.tracked(watch.tick()).catch(this.notKept)
    const timers = [tools.every(READ_AGAIN_MS, read), tools.every(WATCH_MS, tick)]
    this.running = { host, graph, sending, waiting, watch, server, timers }
    read()
    await watch.start()
  }

  async deliver(id: string, delivery: Delivery): Promise<MessageRef | null> {
    const { waiting, sending, watch } = this.alive()
    if (delivery.kind === 'erase') await watch.erase(delivery.to)
    return waiting.take(id, delivery) ? null : deliver(id, delivery, sending)
  }

  async readThread(ref: MessageRef): Promise<readonly ThreadMessage[] | null> {
    const { sending, graph } = this.alive()
    const { talk } = sending
    const contact = sending.contacts.place(placeOfMessage(ref))
    const root = await talk.rootOf(ref)
    const told = this.settings.graph && contact ? await readThread(root, contact, this.settings, graph) : null
    return told ?? talk.thread(ref)
  }

  readAround(ref: MessageRef): Promise<readonly ThreadMessage[] | null> {
    return this.alive().sending.talk.around(ref)
  }

  messageAt(permalink: string): MessageRef | null {
    return messageAt(permalink, this.settings)
  }

  async stop(): Promise<void> {
    if (this.stopped || !this.running) return
    this.stopped = true
    const { timers, server, watch } = this.running
    for (const stop of timers) stop()
    const closed = new Promise<void>((resolve) => server.close(() => resolve()))
    server.closeIdleConnections()
    await Promise.race([Promise.allSettled([...this.inHand, watch.stop()]), this.tools.pause(DRAIN_MS)])
    server.closeAllConnections()
    await closed
  }

  /** Whether Teams can be heard and the store answers. */
  async health(): Promise<Health> {
    if (!this.running || this.stopped) return { live: true, ready: false, why: 'not started, or stopping' }
    try {
      await this.running.host.keep.get('health')
      return { live: true, ready: true, why: 'listening' }
    } catch {
      return { live: true, ready: false, why: 'the store does not answer' }
    }
  }

  /** The port that is listened on; null when there is none. */
  get port(): number | null {
    const address = this.running?.server.address()
    return typeof address === 'object' && address ? address.port : null
  }

  private alive(): Running {
    if (!this.running) throw new Error('Teams is not started')
    return this.running
  }

  private lineFor(intake: Intake, transport: TeamsTransport, watch: Watch): Line {
    const { settings } = this
    const admission = { settings, transport, handle: intake.take.bind(intake), failed: this.notKept }
    const take = (authorization: string, body: unknown) => this.tracked(admit(authorization, body, admission))
    const notices = { hello: watch.hello.bind(watch), take: (body: unknown) => this.tracked(watch.take(body)) }
    return { take, health: () => this.health(), ...(settings.noticesUrl ? { notices } : {}) }
  }

  private readonly notKept = (error: unknown): void =>
    this.tools.failed(new Trouble('not kept', error instanceof Error ? error.name : ''))

  private tracked<T>(work: Promise<T>): Promise<T> {
    this.inHand.add(work)
    return work.finally(() => this.inHand.delete(work))
  }

  private intakeFor(host: ChatHost, sending: Sending, waiting: Waiting, watch: () => Watch): Intake {
    const { settings, tools, roster } = this
    const { contacts, connector, files, talk, whispers, pages, sentCards } = sending
    return new Intake({
      host,
      settings,
      contacts,
      roster,
      talk,
      whispers,
      pages,
      files,
      waiting,
      watch,
      sentCards,
      repeats: new Repeats(tools.now),
      ...tools,
      lookUpIn: (tenant, tell) => {
        const mailKey = (address: string) => host.mailKey(address)
        return { tenant, settings, connector, contacts, roster, now: tools.now, mailKey, tell }
      },
    })
  }
}

interface Running {
  readonly host: ChatHost
  readonly graph: GraphClient
  readonly sending: Sending
  readonly waiting: Waiting
  readonly watch: Watch
  readonly server: Server
  readonly timers: readonly (() => void)[]
}

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms).unref())

function every(ms: number, act: () => void): () => void {
  const timer = setInterval(act, ms).unref()
  return () => clearInterval(timer)
}
