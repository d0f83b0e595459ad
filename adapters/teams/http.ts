import type { IncomingMessage, RequestListener, Server, ServerResponse } from 'node:http'
import { createServer } from 'node:http'
import { NOTICES_PATH } from './settings.ts'
import type { InvokeAnswer } from './wire.ts'

/** What the adapter tells about itself. */
export interface Health {
  /** The process does its work; false: it should be started again. */
  readonly live: boolean
  /** Teams can be answered and the store answers. */
  readonly ready: boolean
  readonly why: string
}

export interface Line {
  /** Decides on a call: the status says whether it was believed, and kept. */
  readonly take: (authorization: string, body: unknown) => Promise<InvokeAnswer>
  readonly health: () => Promise<Health>
  /** Absent: Graph is not asked to call. */
  readonly notices?: Notices
}

/** What Graph calls for. */
export interface Notices {
  /** It tries whether it is heard. */
  readonly hello: (token: string) => Answer
  readonly take: (body: unknown) => Promise<Answer>
}

/** A `body` is told as JSON, a `text` as it is. */
export interface Answer extends InvokeAnswer {
  readonly text?: string
}

/** Teams' messages stay below 100 KB, an activity with its attachments below this. */
const BODY_MAX = 512 * 1024
const REQUEST_MS = 20_000
const HEADERS_MAX = 16 * 1024

/** Takes calls of the Bot Framework and of Graph, each on a path of its own, and tells about the adapter's health. */
export async function listen(line: Line, port: number, address: string): Promise<Server> {
  const server = createServer({ requestTimeout: REQUEST_MS, maxHeaderSize: HEADERS_MAX }, listener(line))
  await new Promise<void>((resolve, reject) => server.once('error', reject).listen(port, address, resolve))
  return server
}

function listener(line: Line): RequestListener {
  return (request, response) => {
    // Whatever happens, the caller is told a status and nothing else.
    answer(request, response, line).catch(() => end(response, { status: 500 }))
  }
}

async function answer(request: IncomingMessage, response: ServerResponse, line: Line): Promise<void> {
  const [path = '', query] = (request.url ?? '').split('?')
  if (path === '/healthz' || path === '/readyz') return answerHealth(path, request, response, line)
  const { notices } = path === NOTICES_PATH ? line : {}
  if (path !== '/api/messages' && !notices) return end(response, { status: 404 })
  if (request.method !== 'POST') return end(response, { status: 405 })
  const token = new URLSearchParams(query).get('validationToken')
  if (notices && token !== null) return end(response, notices.hello(token))
  const { authorization } = request.headers
  const text = await bodyOf(request)
  if (text === null) return end(response.setHeader('connection', 'close'), { status: 413 })
  const body = parsed(text)
  if (body === undefined) return end(response, { status: 400 })
  end(response, await (notices ? notices.take(body) : line.take(authorization ?? '', body)))
}

async function answerHealth(path: string, request: IncomingMessage, response: ServerResponse, line: Line) {
  if (request.method !== 'GET') return end(response, { status: 405 })
  const told = await line.health()
  const ok = path === '/healthz' ? told.live : told.ready
  end(response, { status: ok ? 200 : 503, body: { ok, why: told.why } })
}

/** The body; null when it is too long. */
async function bodyOf(request: IncomingMessage): Promise<string | null> {
  if (Number(request.headers['content-length'] ?? 0) > BODY_MAX) return null
  const parts: Buffer[] = []
  let size = 0
  for await (const part of request as AsyncIterable<Buffer>) {
    size += part.length
    if (size > BODY_MAX) return null
    parts.push(part)
  }
  return Buffer.concat(parts).toString('utf8')
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

function end(response: ServerResponse, { status, body, text }: Answer): void {
  if (response.headersSent) return void response.end()
  // A caller chose these words: no browser is to take them for a page.
  if (text !== undefined) return void response.writeHead(status, PLAIN).end(text)
  if (body === undefined) return void response.writeHead(status).end()
  response.writeHead(status, { 'content-type': 'application/json; charset=utf-8' }).end(JSON.stringify(body))
}

const PLAIN = { 'content-type': 'text/plain; charset=utf-8', 'x-content-type-options': 'nosniff' }
