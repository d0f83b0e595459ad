import { SocketModeReceiver } from '@slack/bolt'
import { codeOf, SILENT } from './client.ts'
import { Trouble } from './trouble.ts'

/** Two sockets: while Slack renews one, events come in by the other. */
const SOCKETS = 2
/** Slack greets within moments; a socket that stays silent is given up. */
const HELLO_MS = 30_000
const PONG_MS = 20_000
const FIRST_WAIT_MS = 250
const LONGEST_WAIT_MS = 30_000
const CLOSE_MS = 2_000
/** With these no patience helps. */
const HOPELESS = new Set([
  'invalid_auth',
  'not_authed',
  'account_inactive',
  'token_revoked',
  'token_expired',
  'not_allowed_token_type',
  'missing_scope',
])

export interface SocketSettings {
  readonly appToken: string
  readonly apiUrl: string
  readonly pause: (ms: number) => Promise<void>
  /** Told each time that a socket cannot be opened. */
  readonly failed: (trouble: Trouble) => void
}

/** Keeps the sockets of Socket Mode open, whatever happens to them. */
export class Sockets {
  readonly receivers: readonly SocketModeReceiver[]
  private readonly settings: SocketSettings
  private readonly open = new Set<SocketModeReceiver>()
  private stopping = false

  constructor(settings: SocketSettings) {
    this.settings = settings
    this.receivers = Array.from({ length: SOCKETS }, () => receiverOf(settings))
    for (const receiver of this.receivers) listenWithCare(receiver, settings.failed)
  }

  /** Resolves once each socket is open or keeps trying. Throws when Slack refuses the token for good. */
  async start(): Promise<void> {
    await Promise.all(this.receivers.map((receiver) => this.keepOpen(receiver)))
  }

  /** Sockets that are open now. */
  get connected(): number {
    return this.open.size
  }

  async stop(): Promise<void> {
    this.stopping = true
    const closed = this.receivers.map((receiver) => receiver.client.disconnect().catch(() => {}))
    await Promise.race([Promise.all(closed), this.settings.pause(CLOSE_MS)])
    this.open.clear()
  }

  /** The client's own reconnection leaves a gap of seconds and gives up on errors: it is turned off, this stands in. */
  private async keepOpen(receiver: SocketModeReceiver): Promise<void> {
    const { client } = receiver
    client.on('connected', () => this.open.add(receiver))
    client.on('disconnected', () => this.lost(receiver))
    const failure = await this.connect(receiver)
    if (HOPELESS.has(failure ?? '')) throw new Error(`Slack refuses SLACK_APP_TOKEN: ${failure}`)
    if (failure !== null) void this.reconnect(receiver, 1)
  }

  private lost(receiver: SocketModeReceiver): void {
    // Before the first greeting, whoever connects sees the failure.
    if (this.open.delete(receiver)) void this.reconnect(receiver, 0)
  }

  private async reconnect(receiver: SocketModeReceiver, failures: number): Promise<void> {
    for (let failed = failures; !this.stopping; failed += 1) {
      if (failed > 0) await this.settings.pause(Math.min(FIRST_WAIT_MS * 2 ** (failed - 1), LONGEST_WAIT_MS))
      if (this.stopping) return
      const failure = await this.connect(receiver)
      if (failure === null) return
      this.settings.failed(new Trouble('no socket', failure))
    }
  }

  /** Null once Slack has greeted, else a word on what went wrong. */
  private async connect({ client }: SocketModeReceiver): Promise<string | null> {
    const silence = new AbortController()
    const silent = this.settings.pause(HELLO_MS).then(() => {
      if (!silence.signal.aborted) throw new Error('no greeting')
    })
    silent.catch(() => {})
    try {
      await Promise.race([client.start(), silent])
      return null
    } catch (error) {
      // A socket that never greeted is still there, half open.
      client.disconnect().catch(() => {})
      return codeOf(error) ?? (error instanceof Error ? error.name : 'closed')
    } finally {
      silence.abort()
    }
  }
}

/** The client throws, where nobody can catch it, on notices that are not events, such as of too many events. */
function listenWithCare({ client }: SocketModeReceiver, failed: (trouble: Trouble) => void): void {
  const listeners = client.listeners('ws_message')
  client.removeAllListeners('ws_message')
  client.on('ws_message', async (...message: unknown[]) => {
    try {
      for (const listen of listeners) await listen.apply(client, message)
    } catch {
      failed(new Trouble('not understood', 'ws_message'))
    }
  })
}

function receiverOf({ appToken, apiUrl }: SocketSettings): SocketModeReceiver {
  const clientOptions = {
    slackApiUrl: apiUrl,
    timeout: 10_000,
    retryConfig: { retries: 0 },
    rejectRateLimitedCalls: true,
  }
  return new SocketModeReceiver({
    appToken,
    logger: SILENT,
    autoReconnectEnabled: false,
    clientPingTimeout: PONG_MS,
    installerOptions: { clientOptions },
  })
}
