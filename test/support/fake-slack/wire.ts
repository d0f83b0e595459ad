import { createHmac } from 'node:crypto'
import type { WebSocket } from 'ws'

/** What reaches the app: an event, a slash command or a press, and how its acknowledgement ended. */
export interface Sent {
  readonly type: 'events_api' | 'slash_commands' | 'interactive'
  readonly payload: Record<string, unknown>
  /** Attempts so far. */
  tries: number
  /** What the app answered with its acknowledgement; undefined until then. */
  answer: unknown
  acked: boolean
  /** From sending to acknowledgement, of the attempt that was acknowledged. */
  ackMs: number
  /** HTTP statuses of the attempts, or `socket` for an envelope. */
  readonly outcomes: (number | string)[]
}

export interface WireOptions {
  readonly signingSecret: string
  /** Slack waits 3 seconds for an acknowledgement. */
  readonly ackMs: number
  /** Waits before an event is sent again. */
  readonly retryMs: readonly number[]
  /** How often each event is delivered. */
  copies: number
}

/** Brings payloads to the app, over HTTP or a socket, again and again until they are acknowledged. */
export class Wire {
  readonly sent: Sent[] = []
  readonly sockets = new Set<WebSocket>()
  readonly options: WireOptions
  httpUrl: string | null = null
  /** Sockets open and are never greeted. */
  mute = false
  private readonly waiting = new Map<string, (answer: unknown) => void>()
  private readonly running = new Set<Promise<void>>()
  private envelopes = 0
  private turn = 0

  constructor(options: WireOptions) {
    this.options = options
  }

  send(type: Sent['type'], payload: Record<string, unknown>): Sent {
    const sent: Sent = { type, payload, tries: 0, answer: undefined, acked: false, ackMs: 0, outcomes: [] }
    this.sent.push(sent)
    const work = this.deliver(sent).finally(() => this.running.delete(work))
    this.running.add(work)
    return sent
  }

  /** What is neither acknowledged nor given up. */
  get underWay(): number {
    return this.running.size
  }

  /** Resolves once nothing is under way. */
  async settled(): Promise<void> {
    while (this.running.size > 0) await Promise.all(this.running)
  }

  acknowledged(envelope: string, answer: unknown): void {
    this.waiting.get(envelope)?.(answer)
  }

  private async deliver(sent: Sent): Promise<void> {
    const copies = sent.type === 'events_api' ? this.options.copies : 1
    for (let copy = 0; copy < copies; copy += 1) await this.deliverUntilAcked(sent)
  }

  private async deliverUntilAcked(sent: Sent): Promise<void> {
    // Slash commands and presses are never sent twice.
    const waits = sent.type === 'events_api' ? [0, ...this.options.retryMs] : [0]
    for (const [attempt, wait] of waits.entries()) {
      await pause(wait)
      sent.tries += 1
      const startedAt = performance.now()
      if (await this.attempt(sent, attempt)) {
        sent.acked = true
        sent.ackMs = performance.now() - startedAt
        return
      }
    }
  }

  private attempt(sent: Sent, attempt: number): Promise<boolean> {
    return this.httpUrl === null ? this.overSocket(sent, attempt) : this.overHttp(this.httpUrl, sent, attempt)
  }

  private async overHttp(url: string, sent: Sent, attempt: number): Promise<boolean> {
    const { body, contentType } = asHttp(sent)
    const timestamp = String(Math.floor(Date.now() / 1000))
    const retry = attempt === 0 ? {} : { 'x-slack-retry-num': String(attempt), 'x-slack-retry-reason': 'http_error' }
    const headers = { ...signed(this.options.signingSecret, timestamp, body), 'content-type': contentType, ...retry }
    try {
      const response = await fetch(url, {
        method: 'POST',
        body,
        headers,
        signal: AbortSignal.timeout(this.options.ackMs),
      })
      const text = await response.text()
      sent.outcomes.push(response.status)
      sent.answer = text
      return response.status === 200
    } catch {
      sent.outcomes.push('no answer')
      return false
    }
  }

  private overSocket(sent: Sent, attempt: number): Promise<boolean> {
    const open = [...this.sockets].filter((socket) => socket.readyState === socket.OPEN)
    const socket = open[this.turn++ % Math.max(open.length, 1)]
    if (!socket) {
      sent.outcomes.push('no socket')
      return Promise.resolve(false)
    }
    const envelope = `e${++this.envelopes}`
    const retry = sent.type === 'events_api' ? { retry_attempt: attempt, retry_reason: attempt ? 'timeout' : '' } : {}
    const accepts = sent.type !== 'events_api'
    socket.setMaxListeners(0)
    const acked = new Promise<boolean>((resolve) => {
      const timer = setTimeout(() => finish(false), this.options.ackMs)
      const lost = (): void => finish(false)
      const finish = (ok: boolean): void => {
        clearTimeout(timer)
        socket.off('close', lost)
        this.waiting.delete(envelope)
        resolve(ok)
      }
      socket.once('close', lost)
      this.waiting.set(envelope, (answer) => {
        sent.answer = answer
        sent.outcomes.push('socket')
        finish(true)
      })
    })
    const { type, payload } = sent
    socket.send(JSON.stringify({ envelope_id: envelope, type, payload, accepts_response_payload: accepts, ...retry }))
    return acked
  }
}

/** The headers with which Slack proves that a request is its own. */
export function signed(secret: string, timestamp: string, body: string): Record<string, string> {
  const digest = createHmac('sha256', secret).update(`v0:${timestamp}:${body}`).digest('hex')
  return { 'x-slack-request-timestamp': timestamp, 'x-slack-signature': `v0=${digest}` }
}

export function asHttp(sent: Pick<Sent, 'type' | 'payload'>): { body: string; contentType: string } {
  const form = 'application/x-www-form-urlencoded'
  switch (sent.type) {
    case 'events_api':
      return { body: JSON.stringify(sent.payload), contentType: 'application/json' }
    case 'slash_commands':
      return { body: new URLSearchParams(sent.payload as Record<string, string>).toString(), contentType: form }
    case 'interactive':
      return { body: new URLSearchParams({ payload: JSON.stringify(sent.payload) }).toString(), contentType: form }
  }
}

const pause = (ms: number): Promise<void> | undefined =>
  ms === 0 ? undefined : new Promise((resolve) => setTimeout(resolve, ms))
