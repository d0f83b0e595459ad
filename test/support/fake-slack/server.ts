import type { IncomingMessage, Server, ServerResponse } from 'node:http'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { WebSocketServer } from 'ws'
import { z } from 'zod'
import { Fault } from './fault.ts'
import { type Context, checkContent } from './method.ts'
import { methods } from './methods.ts'
import type { Wire } from './wire.ts'

/** Makes the next calls of a method fail. */
export interface Trouble {
  readonly method: string
  /** Only calls for this channel. */
  readonly channel?: string
  times: number
  readonly how:
    | { readonly kind: 'limited'; readonly retryAfter: number | null }
    | { readonly kind: 'error'; readonly code: string }
    | { readonly kind: 'status'; readonly status: number }
    /** The call takes effect, and its answer is lost. */
    | { readonly kind: 'answerLost' }
    | { readonly kind: 'reset' }
    | { readonly kind: 'hangs' }
}

export interface Call {
  readonly method: string
  readonly args: Record<string, string>
  /** How it ended: `ok`, an error code, or the name of the trouble. */
  outcome: string
}

export interface FakeServer {
  readonly url: string
  /** One for each workspace. */
  readonly contexts: Context[]
  readonly calls: Call[]
  readonly troubles: Trouble[]
  /** Nothing answers while true. */
  down: boolean
  close(): Promise<void>
}

const APP_TOKEN = 'xapp-1'

/** The Web API, the response URLs and the sockets, on one port of this machine. */
export async function openServer(contexts: Context[], wire: Wire): Promise<FakeServer> {
  const calls: Call[] = []
  const troubles: Trouble[] = []
  const server = createServer((request, response) => {
    if (fake.down) request.socket.destroy()
    else answer(request, response).catch(() => response.destroy())
  })
  const answer = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const path = new URL(request.url ?? '/', 'http://localhost').pathname
    const body = await bodyOf(request)
    const call = /^\/api\/(?<method>[\w.]+)$/.exec(path)?.groups?.method
    const upload = /^\/upload\/(?<file>\w+)$/.exec(path)?.groups?.file ?? ''
    const file = contexts.map(({ world }) => world.files.get(upload)).find(Boolean)
    const id = /^\/respond\/(?<id>\w+)$/.exec(path)?.groups?.id
    if (call) answerCall(call, request, body, response)
    else if (id) respond(contexts, id, body, response)
    else if (file) {
      file.content = body
      response.writeHead(file.length === Buffer.byteLength(body) ? 200 : 400).end()
    } else reply(response, 404, { ok: false, error: 'not_found' })
  }
  const answerCall = (name: string, request: IncomingMessage, body: string, response: ServerResponse): void => {
    const args = Object.fromEntries(new URLSearchParams(body))
    const call: Call = { method: name, args, outcome: 'ok' }
    calls.push(call)
    const trouble = takeTrouble(troubles, name, args)
    if (trouble && trouble.kind !== 'answerLost') {
      makeTrouble(trouble, call, request, response)
      return
    }
    const context = contextOf(contexts, request.headers.authorization ?? '', args)
    const result = run(context, name, args, request.headers.authorization ?? '', fake.url)
    call.outcome = result.ok === true ? 'ok' : String(result.error)
    response.setHeader('x-oauth-scopes', [...context.scopes].join(','))
    if (trouble) request.socket.destroy()
    else reply(response, 200, result)
  }
  const sockets = socketsOn(server, wire, () => fake.down)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const fake: FakeServer = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    contexts,
    calls,
    troubles,
    down: false,
    close: async () => {
      for (const socket of wire.sockets) socket.terminate()
      sockets.close()
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
  return fake
}

function socketsOn(server: Server, wire: Wire, isDown: () => boolean): WebSocketServer {
  const sockets = new WebSocketServer({ noServer: true })
  server.on('upgrade', (request, raw, head) => {
    if (isDown() || !request.url?.startsWith('/link')) {
      raw.destroy()
      return
    }
    sockets.handleUpgrade(request, raw, head, (socket) => {
      wire.sockets.add(socket)
      socket.on('close', () => wire.sockets.delete(socket))
      socket.on('message', (data) => {
        const { envelope_id, payload } = JSON.parse(String(data)) as { envelope_id: string; payload?: unknown }
        wire.acknowledged(envelope_id, payload)
      })
      if (wire.mute) return
      const connections = wire.sockets.size
      socket.send(JSON.stringify({ type: 'hello', num_connections: connections, connection_info: { app_id: 'A1' } }))
    })
  })
  return sockets
}

function takeTrouble(troubles: Trouble[], method: string, args: Record<string, string>): Trouble['how'] | null {
  const found = troubles.find(
    (it) => it.method === method && it.times > 0 && (!it.channel || it.channel === args.channel),
  )
  if (!found) return null
  found.times -= 1
  return found.how
}

function makeTrouble(how: Trouble['how'], call: Call, request: IncomingMessage, response: ServerResponse): void {
  call.outcome = how.kind
  switch (how.kind) {
    case 'limited':
      if (how.retryAfter !== null) response.setHeader('retry-after', String(how.retryAfter))
      reply(response, 429, { ok: false, error: 'ratelimited' })
      break
    case 'error':
      reply(response, 200, { ok: false, error: how.code })
      break
    case 'status':
      response.writeHead(how.status).end('upstream')
      break
    case 'answerLost':
    case 'reset':
      request.socket.destroy()
      break
    case 'hangs':
      break
  }
}

/** The workspace that a call is for: whose token it bears, or whose code or renewal it hands in. */
function contextOf(contexts: readonly Context[], authorization: string, args: Record<string, string>): Context {
  const token = authorization.replace('Bearer ', '')
  const [first, ...others] = contexts
  if (!first) throw new Error('no workspace')
  const isIts = ({ world: { tokens, codes, team } }: Context): boolean =>
    tokens.has(token) || codes.has(args.code ?? '') || args.refresh_token?.endsWith(team) === true
  return others.find(isIts) ?? first
}

function run(
  context: Context,
  name: string,
  args: Record<string, string>,
  authorization: string,
  url: string,
): Record<string, unknown> {
  try {
    if (name === 'apps.connections.open') return openConnection(authorization, url)
    const method = methods[name]
    if (!method) throw new Fault('unknown_method')
    const free = name === 'oauth.v2.access'
    if (!free && !context.world.tokens.has(authorization.replace('Bearer ', ''))) throw new Fault('invalid_auth')
    if (method.scopes.length > 0 && !method.scopes.some((scope) => context.scopes.has(scope))) {
      throw new Fault('missing_scope', { needed: method.scopes.join(','), provided: [...context.scopes].join(',') })
    }
    const { team_id: _, token: __, ...own } = args
    const parsed = method.args.safeParse(own)
    if (!parsed.success) {
      throw new Fault('invalid_arguments', { response_metadata: { messages: [z.prettifyError(parsed.error)] } })
    }
    return { ok: true, ...method.run(parsed.data, context) }
  } catch (error) {
    if (error instanceof Fault) return { ok: false, error: error.code, ...error.more }
    throw error
  }
}

function openConnection(authorization: string, url: string): Record<string, unknown> {
  if (authorization !== `Bearer ${APP_TOKEN}`) throw new Fault('invalid_auth')
  return { ok: true, url: `${url.replace('http', 'ws')}/link?ticket=1` }
}

const responseBody = z.strictObject({
  text: z.string().optional(),
  blocks: z.array(z.unknown()).optional(),
  response_type: z.enum(['ephemeral', 'in_channel']).optional(),
  replace_original: z.boolean().optional(),
  delete_original: z.boolean().optional(),
  thread_ts: z.string().optional(),
  unfurl_links: z.boolean().optional(),
  unfurl_media: z.boolean().optional(),
  parse: z.string().optional(),
})

/** A response URL: five uses in thirty minutes. */
function respond(contexts: readonly Context[], id: string, body: string, response: ServerResponse): void {
  const context = contexts.find(({ world }) => world.responses.has(id))
  const url = context?.world.responses.get(id)
  const parsed = responseBody.safeParse(JSON.parse(body))
  try {
    if (!context || !url || url.uses <= 0 || url.until < context.now()) throw new Fault('used_url')
    if (!parsed.success) throw new Fault('invalid_payload')
    url.uses -= 1
    if (!parsed.data.delete_original) checkContent(parsed.data, 40_000)
    applyResponse(context, url, parsed.data)
    response.writeHead(200).end('ok')
  } catch (error) {
    if (!(error instanceof Fault)) throw error
    reply(response, error.code === 'used_url' ? 404 : 500, { ok: false, error: error.code })
  }
}

function applyResponse(
  { world, happenings }: Context,
  url: { user: string; channel: string; ephemeral?: string; message?: string },
  data: z.infer<typeof responseBody>,
): void {
  const original = world.ephemerals.find((it) => it.ts === url.ephemeral)
  if (data.delete_original || data.replace_original) {
    const channel = world.channels.get(url.channel)
    const message = channel?.messages.find((it) => it.ts === url.message)
    if (original) {
      original.text = data.text ?? ''
      original.blocks = data.blocks
      original.deleted = data.delete_original === true
    } else if (channel && message) happenings.botEdits(channel, message, data.text ?? '', data.blocks)
    return
  }
  const content = { text: data.text ?? '', blocks: data.blocks }
  if (data.response_type === 'in_channel') {
    const channel = world.channels.get(url.channel)
    if (channel) happenings.botPosts(channel, content)
    return
  }
  const thread = data.thread_ts ? { thread_ts: data.thread_ts } : {}
  const { user, channel } = url
  world.ephemerals.push({ ts: world.nextTs(), channel, user, deleted: false, ...content, ...thread })
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = []
  for await (const chunk of request) chunks.push(chunk as Buffer)
  return Buffer.concat(chunks).toString()
}

const reply = (response: ServerResponse, status: number, body: unknown): void =>
  void response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body))
