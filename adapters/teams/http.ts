import type { IncomingMessage, RequestListener, Server, ServerResponse } from 'node:http'
import { createServer } from 'node:http'
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
}

/** Teams' messages stay below 100 KB, an activity with its attachments below this. */
const BODY_MAX = 512 * 1024
const REQUEST_MS = 20_000
const HEADERS_MAX = 16 * 1024

/** Takes calls of the Bot Framework on `/api/messages`, and tells about the adapter's health. */
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
  const path = (request.url ?? '').split('?')[0]
  if (path === '/healthz' || path === '/readyz') return answerHealth(path, request, response, line)
  if (path !== '/api/messages') return end(response, { status: 404 })
  if (request.method !== 'POST') return end(response, { status: 405 })
  const { authorization } = request.headers
  const text = await bodyOf(request)
  if (text === null) return end(response.setHeader('connection', 'close'), { status: 413 })
  const body = parsed(text)
  end(response, body === undefined ? { status: 400 } : await line.take(authorization ?? '', body))
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

function end(response: ServerResponse, { status, body }: InvokeAnswer): void {
  if (response.headersSent) return void response.end()
  if (body === undefined) return void response.writeHead(status).end()
  response.writeHead(status, { 'content-type': 'application/json; charset=utf-8' }).end(JSON.stringify(body))
}
