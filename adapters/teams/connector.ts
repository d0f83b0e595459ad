import { RetryLater } from '../../src/chat/platform.ts'
import { isService } from './door.ts'
import { ALL, type Lane, MARKING, NUDGING, type Pace, READING, SENDING } from './pace.ts'
import type { TeamsSettings } from './settings.ts'
import type { TeamsTransport } from './transport.ts'
import type { Member } from './wire.ts'

/** A call of the connector that was answered otherwise than hoped. */
export class ConnectorError extends Error {
  readonly status: number
  readonly code: string
  /** How long Teams asks to wait; null when it does not. */
  readonly afterMs: number | null

  constructor(status: number, code: string, afterMs: number | null) {
    super(`Teams answered ${status} ${code}`)
    this.name = 'ConnectorError'
    this.status = status
    this.code = code
    this.afterMs = afterMs
  }
}

const TIMEOUT_MS = 15_000
const PATIENCE_MS = 30_000
/** Another call changed the same conversation: Teams asks to try again soon. */
const CONFLICT_MS = 2_000
const PAGE = 500

/** What an activity is to those who read it. */
export interface How {
  /** Only its recipient sees it. */
  readonly targeted?: boolean
  /** Nobody waits for it. */
  readonly nudge?: boolean
}

export type Method = 'GET' | 'POST' | 'PUT' | 'DELETE'

/**
 * The REST interface of the connector. Nothing is tried twice in here: the SDK's own client repeats a message whose
 * fate is unknown, and people read it two or three times.
 */
export class Connector {
  private readonly settings: TeamsSettings
  private readonly transport: TeamsTransport
  private readonly pace: Pace
  private readonly lanes = new Map<string, Promise<unknown>>()

  constructor(settings: TeamsSettings, transport: TeamsTransport, pace: Pace) {
    this.settings = settings
    this.transport = transport
    this.pace = pace
  }

  /** Sends an activity into a conversation, or into a thread of it. Resolves to its id. */
  async send(service: string, conversation: string, activity: object, how: How = {}): Promise<string> {
    const path = `v3/conversations/${id(conversation)}/activities${how.targeted ? TARGETED : ''}`
    const sent = await this.inTurn(conversation, how, () => this.call('POST', service, path, activity))
    return String(sent.id ?? '')
  }

  async update(service: string, conversation: string, message: string, activity: object, targeted = false) {
    const path = `v3/conversations/${id(conversation)}/activities/${id(message)}${targeted ? TARGETED : ''}`
    await this.inTurn(conversation, {}, () => this.call('PUT', service, path, activity))
  }

  async react(service: string, conversation: string, message: string, reaction: string, on: boolean): Promise<void> {
    const path = `v3/conversations/${id(conversation)}/activities/${id(message)}/reactions/${id(reaction)}`
    await this.pace.turn([['marks', MARKING], EVERYTHING])
    await this.call(on ? 'PUT' : 'DELETE', service, path)
  }

  /** Opens the conversation of a person with Savoir. Doing it twice opens it once. */
  async openDirect(service: string, tenant: string, user: string): Promise<string> {
    const bot = { id: `28:${this.settings.appId}` }
    const body = {
      isGroup: false,
      bot,
      members: [{ id: user }],
      tenantId: tenant,
      channelData: { tenant: { id: tenant } },
    }
    await this.pace.turn([[`open ${user}`, SENDING], EVERYTHING])
    return String((await this.call('POST', service, 'v3/conversations', body)).id ?? '')
  }

  /** Everybody in a conversation. */
  async *members(service: string, conversation: string): AsyncGenerator<Member> {
    for (let token = ''; ; ) {
      const more = token ? `&continuationToken=${encodeURIComponent(token)}` : ''
      const path = `v3/conversations/${id(conversation)}/pagedmembers?pageSize=${PAGE}${more}`
      const page = (await this.read(conversation, service, path)) as { members?: Member[]; continuationToken?: string }
      yield* page.members ?? []
      token = page.continuationToken ?? ''
      if (!token) return
    }
  }

  async member(service: string, conversation: string, user: string): Promise<Member> {
    return this.read(conversation, service, `v3/conversations/${id(conversation)}/members/${id(user)}`)
  }

  async team(service: string, team: string): Promise<{ readonly name?: string; readonly aadGroupId?: string }> {
    return this.read(team, service, `v3/teams/${id(team)}`)
  }

  async channels(service: string, team: string) {
    const { conversations } = await this.read(team, service, `v3/teams/${id(team)}/conversations`)
    return (conversations ?? []) as { readonly id: string; readonly name?: string | null; readonly type?: string }[]
  }

  private async call(method: Method, service: string, path: string, body?: object): Promise<Record<string, unknown>> {
    if (!isService(service, this.settings)) throw new ConnectorError(0, 'UnknownService', null)
    const authorization = await this.transport.authorization()
    const response = await fetch(new URL(path, service.endsWith('/') ? service : `${service}/`), {
      method,
      headers: { ...(body ? { 'content-type': 'application/json' } : {}), ...(authorization ? { authorization } : {}) },
      ...(body ? { body: JSON.stringify(body) } : {}),
      redirect: 'error',
      signal: AbortSignal.timeout(TIMEOUT_MS),
    })
    const told = await jsonOf(response)
    if (!response.ok) throw new ConnectorError(response.status, codeIn(told), patienceOf(response))
    return told
  }

  private async read(of: string, service: string, path: string): Promise<Record<string, unknown>> {
    await this.pace.turn([[`read ${of}`, READING], EVERYTHING])
    return this.call('GET', service, path)
  }

  /** One after the other within a conversation and its threads, not faster than Teams takes them. */
  private inTurn<T>(conversation: string, { nudge }: How, act: () => Promise<T>): Promise<T> {
    const [whole = conversation] = conversation.split(';')
    const lanes: Lane[] = [[whole, SENDING], ...(nudge ? [NUDGES] : []), EVERYTHING]
    const before = this.lanes.get(whole) ?? Promise.resolve()
    const done = before.then(() => this.pace.turn(lanes)).then(act)
    const turn = done.then(nothing, nothing)
    this.lanes.set(whole, turn)
    void turn.then(() => this.lanes.get(whole) === turn && this.lanes.delete(whole))
    return done
  }
}

const EVERYTHING: Lane = ['everything', ALL]
const NUDGES: Lane = ['nudges', NUDGING]
const TARGETED = '?isTargetedActivity=true'
const id = encodeURIComponent
const nothing = (): void => {}

async function jsonOf(response: Response): Promise<Record<string, unknown>> {
  try {
    const told: unknown = JSON.parse(await response.text())
    return typeof told === 'object' && told !== null ? (told as Record<string, unknown>) : {}
  } catch {
    return {}
  }
}

/** Only the code: a message of the connector may hold names. */
function codeIn({ error }: Record<string, unknown>): string {
  const code = typeof error === 'object' && error !== null && 'code' in error ? error.code : ''
  return /^\w{1,60}$/.test(String(code)) ? String(code) : ''
}

function patienceOf(response: Response): number | null {
  if (response.status === 412) return CONFLICT_MS
  if (response.status !== 429) return null
  const seconds = Number(response.headers.get('retry-after') ?? Number.NaN)
  return Number.isFinite(seconds) ? Math.max(seconds, 1) * 1000 : PATIENCE_MS
}

/** How a failed call is to be taken. `unknown`: it may or may not have had its effect. */
export type Failure =
  | { readonly kind: 'refused'; readonly status: number; readonly code: string }
  | { readonly kind: 'wait'; readonly afterMs: number }
  | { readonly kind: 'unsent' }
  | { readonly kind: 'unknown' }

/** Nothing reached Teams when the connection could not even be made. */
const UNSENT_CODES = new Set(['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'UND_ERR_CONNECT_TIMEOUT', 'EHOSTUNREACH'])

export function failureOf(error: unknown): Failure {
  if (error instanceof RetryLater) return { kind: 'wait', afterMs: error.afterMs }
  if (error instanceof ConnectorError) {
    if (error.afterMs !== null) return { kind: 'wait', afterMs: error.afterMs }
    if (error.status >= 500) return { kind: 'unknown' }
    return { kind: 'refused', status: error.status, code: error.code }
  }
  return UNSENT_CODES.has(networkCode(error)) ? { kind: 'unsent' } : { kind: 'unknown' }
}

/** The code of the network, buried under the causes that each layer adds. */
function networkCode(error: unknown, depth = 0): string {
  if (typeof error !== 'object' || error === null || depth > 5) return ''
  const { code, cause } = error as { code?: unknown; cause?: unknown }
  if (typeof code === 'string' && (UNSENT_CODES.has(code) || code.startsWith('ECONN'))) return code
  return networkCode(cause, depth + 1)
}

/** Waited before trying again what certainly did not reach Teams. */
const AGAIN_MS = 5_000

/** Calls Teams where trying again does no harm, also when nobody knows whether it went through. */
export const again = <T>(send: () => Promise<T>): Promise<T> => translated('again', send)

/** Calls Teams where it must not happen twice: an unknown outcome is thrown as it is. */
export const once = <T>(send: () => Promise<T>): Promise<T> => translated('once', send)

async function translated<T>(whenUnknown: 'again' | 'once', send: () => Promise<T>): Promise<T> {
  try {
    return await send()
  } catch (error) {
    const failure = failureOf(error)
    if (failure.kind === 'wait') throw new RetryLater(failure.afterMs)
    if (failure.kind === 'unsent') throw new RetryLater(AGAIN_MS)
    if (failure.kind === 'unknown' && whenUnknown === 'again') throw new RetryLater(AGAIN_MS)
    throw error
  }
}
