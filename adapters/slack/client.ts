import { webApi } from '@slack/bolt'
import { RetryLater } from '../../src/chat/platform.ts'

/** Savoir's door to the Web API of one workspace. */
export interface Workspace {
  readonly team: string
  /** Address of the workspace, such as `https://acme.slack.com/`. */
  readonly url: string
  /** Savoir's own user. */
  readonly self: string
  readonly botId: string
  readonly token: string
  readonly client: webApi.WebClient
}

const TIMEOUT_MS = 10_000
/** Waited when Slack asks for patience without saying how long. */
const PATIENCE_S = 30

/** A client that never waits by itself and never tries twice: whoever calls decides. */
export function openClient(token: string | undefined, apiUrl: string): webApi.WebClient {
  return new webApi.WebClient(token, {
    slackApiUrl: apiUrl,
    timeout: TIMEOUT_MS,
    retryConfig: { retries: 0 },
    rejectRateLimitedCalls: true,
    fetch: patientFetch,
    logger: SILENT,
  })
}

/** Finds out whose token it is. Throws what Slack says when it is none. */
export async function openWorkspace(token: string, apiUrl: string): Promise<Workspace> {
  const client = openClient(token, apiUrl)
  const told = await client.auth.test()
  const { team_id: team, user_id: self, bot_id: botId, url } = told
  if (!team || !self || !botId)
    throw new Error('Slack does not know this token as a bot: use the one that starts with xoxb-')
  return { team, url: url ?? 'https://slack.com/', self, botId, token, client }
}

/** The client fails in its own way when `Retry-After` is missing: it is put in. */
const patientFetch: typeof fetch = async (url, init) => {
  const response = await fetch(url, init)
  if (response.status !== 429 || /^\d+$/.test(response.headers.get('retry-after') ?? '')) return response
  return new Response(null, { status: 429, headers: { 'retry-after': String(PATIENCE_S) } })
}

/** The client's own log lines may hold what people said. */
export const SILENT = {
  debug: (): void => {},
  info: (): void => {},
  warn: (): void => {},
  error: (): void => {},
  setLevel: (): void => {},
  getLevel: (): LogLevel => 'error' as LogLevel,
  setName: (): void => {},
}
type LogLevel = ReturnType<NonNullable<webApi.WebClientOptions['logger']>['getLevel']>

/** The error code that Slack answered with; null when it did not answer so. */
export const codeOf = (error: unknown): string | null =>
  error instanceof webApi.WebAPIPlatformError ? error.data.error : null

/** How a failed call is to be taken. `unknown`: it may or may not have had its effect. */
export type Failure =
  | { readonly kind: 'refused'; readonly code: string }
  | { readonly kind: 'wait'; readonly afterMs: number }
  | { readonly kind: 'unsent' }
  | { readonly kind: 'unknown' }

const WAITING_CODES = new Set(['ratelimited', 'rate_limited', 'message_limit_exceeded'])
const UNKNOWN_CODES = new Set([
  'internal_error',
  'fatal_error',
  'request_timeout',
  'service_unavailable',
  'team_added_to_org',
])
/** Nothing reached Slack when the connection could not even be made. */
const UNSENT_CODES = new Set(['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'UND_ERR_CONNECT_TIMEOUT', 'EHOSTUNREACH'])

export function failureOf(error: unknown): Failure {
  if (error instanceof RetryLater) return { kind: 'wait', afterMs: error.afterMs }
  if (error instanceof webApi.WebAPIRateLimitedError) return { kind: 'wait', afterMs: error.retryAfter * 1000 }
  const code = codeOf(error)
  if (code !== null && WAITING_CODES.has(code)) return { kind: 'wait', afterMs: PATIENCE_S * 1000 }
  if (code !== null && !UNKNOWN_CODES.has(code)) return { kind: 'refused', code }
  return UNSENT_CODES.has(networkCode(error)) ? { kind: 'unsent' } : { kind: 'unknown' }
}

/** The code of the network, buried under the causes that each layer adds. */
function networkCode(error: unknown, depth = 0): string {
  if (typeof error !== 'object' || error === null || depth > 5) return ''
  const { code, cause, original } = error as { code?: unknown; cause?: unknown; original?: unknown }
  if (typeof code === 'string' && (UNSENT_CODES.has(code) || code.startsWith('ECONN'))) return code
  return networkCode(cause ?? original, depth + 1)
}

/** Calls again while Slack asks for patience, up to `maxMs` in all; then throws `RetryLater`. */
export async function patiently<T>(
  call: () => Promise<T>,
  pause: (ms: number) => Promise<void>,
  maxMs: number,
): Promise<T> {
  for (let left = maxMs; ; ) {
    try {
      return await call()
    } catch (error) {
      const failure = failureOf(error)
      if (failure.kind !== 'wait') throw error
      if (failure.afterMs > left) throw new RetryLater(failure.afterMs)
      left -= failure.afterMs
      await pause(failure.afterMs)
    }
  }
}

/** Every row of a paged method, page after page. */
export async function* pages<Page extends { response_metadata?: { next_cursor?: string } }>(
  call: (cursor: { cursor?: string }) => Promise<Page>,
): AsyncGenerator<Page> {
  for (let cursor = ''; ; ) {
    const page = await call(cursor ? { cursor } : {})
    yield page
    cursor = page.response_metadata?.next_cursor ?? ''
    if (!cursor) return
  }
}
