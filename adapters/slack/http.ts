import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http'
import { createServer } from 'node:http'
import { HTTPReceiver, type HTTPReceiverOptions } from '@slack/bolt'
import { SILENT } from './client.ts'
import type { Installations } from './installations.ts'
import { BOT_SCOPES } from './manifest.ts'
import type { OAuth } from './settings.ts'

/** What the adapter tells about itself. */
export interface Health {
  /** The process does its work; false: it should be started again. */
  readonly live: boolean
  /** Slack is connected and the store answers. */
  readonly ready: boolean
  readonly why: string
}

/** What lets people install the app in their own workspace, at `/slack/install`. */
export interface Installing {
  readonly oauth: OAuth
  readonly installations: Installations
}

export interface HttpSettings {
  readonly signingSecret: string
  readonly apiUrl: string
  readonly installing: Installing | null
  readonly now: () => Date
  readonly health: () => Promise<Health>
}

/** Slack's own payloads stay far below. */
const BODY_LIMIT = '1mb'
/** Bolt refuses old requests; one from the future is as suspicious. */
const AHEAD_S = 300

/** Takes signed calls of Slack on `/slack/events`, and tells about the adapter's health. */
export function httpReceiver({ signingSecret, now, health, installing, apiUrl }: HttpSettings): HTTPReceiver {
  const receiver = new HTTPReceiver({
    signingSecret,
    logger: SILENT,
    bodyLimit: BODY_LIMIT,
    ...(installing ? installerOf(installing, apiUrl) : {}),
    customRoutes: [
      { path: '/healthz', method: 'GET', handler: (_, response) => void answerHealth('live', health, response) },
      { path: '/readyz', method: 'GET', handler: (_, response) => void answerHealth('ready', health, response) },
    ],
  })
  const listen = receiver.requestListener
  receiver.requestListener = (request, response) => {
    if (isAhead(request, now())) response.writeHead(401).end()
    else listen(request, response)
  }
  return receiver
}

const REDIRECT = '/slack/oauth_redirect'

function installerOf({ oauth, installations }: Installing, slackApiUrl: string): Partial<HTTPReceiverOptions> {
  const { clientId, clientSecret, key, url } = oauth
  const clientOptions = { slackApiUrl, timeout: 10_000, retryConfig: { retries: 2, maxTimeout: 5_000 }, logger: SILENT }
  return {
    clientId,
    clientSecret,
    stateSecret: `state of ${key}`,
    scopes: [...BOT_SCOPES],
    redirectUri: `${url}${REDIRECT}`,
    installationStore: installations,
    installerOptions: {
      directInstall: true,
      redirectUriPath: REDIRECT,
      clientOptions,
    },
  }
}

/** A small server for health alone, where Slack comes by a socket. */
export async function serveHealth(health: () => Promise<Health>, port: number, host: string) {
  const listener: RequestListener = (request, response) => {
    const kind = { '/healthz': 'live', '/readyz': 'ready' }[request.url ?? ''] as 'live' | 'ready' | undefined
    if (kind && request.method === 'GET') void answerHealth(kind, health, response)
    else response.writeHead(404).end()
  }
  const server = createServer(listener)
  await new Promise<void>((resolve, reject) => server.once('error', reject).listen(port, host, resolve))
  return server
}

async function answerHealth(kind: 'live' | 'ready', health: () => Promise<Health>, response: ServerResponse) {
  const told = await health()
  response.writeHead(told[kind] ? 200 : 503, { 'content-type': 'application/json' })
  response.end(JSON.stringify({ ok: told[kind], why: told.why }))
}

function isAhead(request: IncomingMessage, now: Date): boolean {
  const sentAt = Number(request.headers['x-slack-request-timestamp'])
  return sentAt > now.getTime() / 1000 + AHEAD_S
}
