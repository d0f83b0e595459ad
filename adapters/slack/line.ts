import type { Server } from 'node:http'
import type { App } from '@slack/bolt'
import type { Health, Installing } from './http.ts'
import { httpReceiver, serveHealth } from './http.ts'
import type { Receiving } from './receiving.ts'
import type { SlackSettings, Transport } from './settings.ts'
import { Sockets } from './sockets.ts'
import type { Trouble } from './trouble.ts'

/** How Slack reaches the app, whichever way. */
export interface Line {
  start(): Promise<void>
  /** Nothing new comes in; what is under way goes on. */
  stopIntake(): Promise<void>
  close(): Promise<void>
  /** The port that is listened on; null when there is none. */
  port(): number | null
  /** Milliseconds since Slack could last reach Savoir; 0 while it can. */
  deafForMs(): number
}

/** What a line is made of. */
export interface LineParts {
  readonly settings: SlackSettings
  readonly app: App
  readonly receiving: Receiving
  readonly health: () => Promise<Health>
  /** Lets people install the app in their workspace; null with a token of its own. */
  readonly installing: Installing | null
  readonly now: () => Date
  readonly pause: (ms: number) => Promise<void>
  readonly failed: (trouble: Trouble) => void
}

/** Time for the last answers to leave before connections are cut. */
const LAST_ANSWERS_MS = 100

export function openLine(parts: LineParts): Line {
  const { transport } = parts.settings
  switch (transport.kind) {
    case 'socket':
      return socketLine(parts, transport)
    case 'http':
      return httpLine(parts, transport)
  }
}

function socketLine(parts: LineParts, transport: Extract<Transport, { kind: 'socket' }>): Line {
  const { settings, app, receiving, health, now, pause, failed } = parts
  const sockets = new Sockets({ appToken: transport.appToken, apiUrl: settings.apiUrl, pause, failed })
  for (const receiver of sockets.receivers) receiving.connect(receiver, app)
  let server: Server | null = null
  let heardAt = now().getTime()
  return {
    start: async () => {
      await sockets.start()
      if (transport.healthPort !== null) server = await serveHealth(health, transport.healthPort, transport.host)
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

function httpLine(parts: LineParts, transport: Extract<Transport, { kind: 'http' }>): Line {
  const { settings, app, receiving, health, installing, now, pause } = parts
  const { signingSecret, port, host } = transport
  const receiver = httpReceiver({ signingSecret, now, health, installing, apiUrl: settings.apiUrl })
  receiving.connect(receiver, app)
  let server: Server | null = null
  let closed: Promise<void> = Promise.resolve()
  return {
    start: async () => {
      server = (await receiver.start({ port, host })) as Server
    },
    stopIntake: async () => {
      closed = receiver.stop().then(nothing, nothing)
      server?.closeIdleConnections()
    },
    close: async () => {
      server?.closeIdleConnections()
      await Promise.race([closed, pause(LAST_ANSWERS_MS)])
      server?.closeAllConnections()
      await closed
    },
    port: () => portOf(server),
    deafForMs: () => 0,
  }
}

const portOf = (server: Server | null): number | null => {
  const address = server?.address()
  return typeof address === 'object' && address ? address.port : null
}

const nothing = (): void => {}
