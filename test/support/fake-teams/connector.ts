import type { IncomingMessage, ServerResponse } from 'node:http'
import type { FakeGraph } from './graph.ts'
import { type Card, type FakeMessage, membersOf, type World } from './state.ts'
import type { Key } from './tokens.ts'

/** What goes wrong with a call, once. `applied`: it had its effect all the same. */
export interface Fault {
  readonly when: RegExp
  readonly status?: number
  readonly code?: string
  readonly retryAfter?: number
  readonly reset?: boolean
  readonly applied?: boolean
}

export interface Call {
  readonly line: string
  readonly body: Readonly<Record<string, unknown>>
}

export interface Connector {
  readonly world: World
  readonly keys: Key[]
  readonly calls: Call[]
  readonly faults: Fault[]
  /** Graph, where the company agreed to it: the messages of a thread by its root. */
  readonly graph: Map<string, readonly Readonly<Record<string, unknown>>[]>
  /** The same by message, with who may be told of changes. */
  readonly changes: FakeGraph
  readonly uploads: string[]
  targeted: boolean
  nextId: () => string
  url: () => string
}

interface Asked {
  readonly method: string
  readonly path: readonly string[]
  readonly query: URLSearchParams
  readonly body: Readonly<Record<string, unknown>>
}

interface Answered {
  readonly status: number
  readonly body?: unknown
}

const TOKEN = 'token-of-the-connector'
const CARD_MAX = 28 * 1024
const PAGE = 2

/** Answers as the services of Microsoft that Savoir calls: keys, tokens, the connector, and Graph. */
export async function serve(connector: Connector, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const url = new URL(request.url ?? '/', connector.url())
  const line = `${request.method} ${url.pathname}${url.search}`
  const text = await read(request)
  const path = url.pathname.slice(1).split('/').map(decodeURIComponent)
  const isJson = request.headers['content-type']?.includes('json') ?? false
  const body = isJson ? JSON.parse(text || '{}') : Object.fromEntries(new URLSearchParams(text))
  connector.calls.push({ line, body })
  if (path[0] === 'drive') {
    connector.uploads.push(text)
    return void response.writeHead(201).end()
  }
  const fault = takeFault(connector, line)
  const authorized = request.headers.authorization === `Bearer ${TOKEN}`
  const asked = { method: request.method ?? '', path, query: url.searchParams, body }
  const answered =
    fault && !fault.applied
      ? null
      : (open(connector, asked) ?? (authorized ? await closed(connector, asked) : failure(401)))
  if (fault?.reset) return void request.socket.destroy()
  const told = fault ? failure(fault.status ?? 500, fault.code ?? 'Fault') : (answered ?? failure(404))
  const wait = fault?.retryAfter === undefined ? {} : { 'retry-after': String(fault.retryAfter) }
  response.writeHead(told.status, { 'content-type': 'application/json', ...wait })
  response.end(told.body === undefined ? '' : JSON.stringify(told.body))
}

async function read(request: IncomingMessage): Promise<string> {
  let text = ''
  for await (const part of request) text += part
  return text
}

function takeFault(connector: Connector, line: string): Fault | null {
  const index = connector.faults.findIndex(({ when }) => when.test(line))
  return index < 0 ? null : (connector.faults.splice(index, 1)[0] ?? null)
}

const failure = (status: number, code = 'Refused'): Answered => ({ status, body: { error: { code, message: code } } })

/** What is answered to anybody. */
function open({ keys, url }: Connector, { path }: Asked): Answered | null {
  switch (path[0]) {
    case 'openid':
      return { status: 200, body: { issuer: 'https://api.botframework.com', jwks_uri: `${url()}/keys` } }
    case 'keys':
      return { status: 200, body: { keys: keys.map(({ jwk }) => jwk) } }
    case 'token':
      return { status: 200, body: { access_token: TOKEN, token_type: 'Bearer', expires_in: 3600 } }
    default:
      return null
  }
}

async function closed(connector: Connector, asked: Asked): Promise<Answered | null> {
  const { path, method } = asked
  if (path[0] === 'graph') return (await connector.changes.answer(asked)) ?? graph(connector, asked)
  if (path[0] !== 'v3') return null
  if (path[1] === 'teams') return teams(connector, asked)
  if (path[1] !== 'conversations') return null
  if (path.length === 2 && method === 'POST') return create(connector, asked)
  const [conversation = '', root] = (path[2] ?? '').split(';messageid=')
  if (membersOf(connector.world, conversation) === null) return failure(404, 'ConversationNotFound')
  if (path[3] === 'pagedmembers') return paged(connector, conversation, asked)
  if (path[3] === 'members') return oneMember(connector, conversation, path[4] ?? '')
  if (path[5] === 'reactions') return reacts(connector, conversation, asked)
  if (path[3] === 'activities') return activities(connector, conversation, root ?? null, asked)
  return null
}

function teams({ world }: Connector, { path }: Asked): Answered {
  const team = world.teams.get(path[2] ?? '')
  if (!team) return failure(404)
  if (path[3] !== 'conversations')
    return { status: 200, body: { id: team.id, name: team.name, aadGroupId: team.group } }
  const shown = team.channels.map(({ id, name, type }) => ({ id, name: id === team.id ? null : name, type }))
  return { status: 200, body: { conversations: shown } }
}

function create({ world }: Connector, { body }: Asked): Answered {
  const [member] = (body.members ?? []) as { id?: string }[]
  const user = [...world.users.values()].find(({ mri, aad }) => member?.id === mri || member?.id === aad)
  if (!user) return failure(400, 'BadSyntax')
  if (!user.reachable) return failure(403, 'BotNotInConversationRoster')
  const id = `a:${user.aad}`
  world.chats.set(id, { id, kind: 'personal', members: [user.aad] })
  return { status: 201, body: { id } }
}

function paged({ world }: Connector, conversation: string, { query }: Asked): Answered {
  const all = membersOf(world, conversation) ?? []
  const from = Number(query.get('continuationToken') ?? 0)
  const members = all.slice(from, from + PAGE).map(memberOf)
  const next = from + PAGE < all.length ? { continuationToken: String(from + PAGE) } : {}
  return { status: 200, body: { members, ...next } }
}

const memberOf = (user: NonNullable<ReturnType<typeof membersOf>>[number]) => ({
  id: user.mri,
  name: user.name,
  aadObjectId: user.aad,
  objectId: user.aad,
  tenantId: user.tenant,
  userRole: user.role,
  userPrincipalName: `${user.name.toLowerCase().replaceAll(' ', '.')}@example.com`,
})

function oneMember({ world }: Connector, conversation: string, id: string): Answered {
  const found = membersOf(world, conversation)?.find(({ mri, aad }) => id === mri || id === aad)
  return found ? { status: 200, body: memberOf(found) } : failure(404, 'MemberNotFoundInConversation')
}

function reacts({ world }: Connector, conversation: string, { path, method }: Asked): Answered {
  const message = world.messages.find(({ id, conversation: of }) => id === path[4] && of === conversation)
  if (!message) return failure(404)
  if (method === 'PUT') message.reactions.add(path[6] ?? '')
  else message.reactions.delete(path[6] ?? '')
  return { status: 200 }
}

function activities(connector: Connector, conversation: string, root: string | null, asked: Asked): Answered {
  const { world, nextId } = connector
  const { path, method, query, body } = asked
  const targeted = query.get('isTargetedActivity') === 'true'
  if (targeted && !connector.targeted) return failure(400, 'BadSyntax')
  const wrong = method === 'DELETE' ? null : wrongWith(body)
  if (wrong) return wrong
  const card = cardOf(body)
  if (method === 'POST') {
    const to = (body.recipient as { id?: string } | undefined)?.id
    const onlyFor = targeted ? [...world.users.values()].find(({ mri }) => mri === to)?.aad : null
    if (onlyFor === undefined) return failure(400, 'BadSyntax')
    const id = nextId()
    const said = { id, conversation, root, from: 'bot', text: String(body.text ?? body.summary ?? ''), card, onlyFor }
    world.messages.push({ ...said, reactions: new Set(), deleted: false })
    return { status: 201, body: { id } }
  }
  const message = world.messages.find((one) => one.id === path[4] && one.conversation === conversation)
  const isThere = message && !message.deleted && message.from === 'bot' && (message.onlyFor !== null) === targeted
  if (!isThere) return failure(404, 'ActivityNotFoundInConversation')
  return method === 'PUT' ? changed(message, card, body) : deleted(message)
}

function changed(message: FakeMessage, card: Card | null, body: Asked['body']): Answered {
  message.card = card
  message.text = String(body.text ?? body.summary ?? '')
  return { status: 200, body: { id: message.id } }
}

function deleted(message: FakeMessage): Answered {
  message.deleted = true
  return { status: 200 }
}

const attachmentsOf = (body: Asked['body']) => (body.attachments ?? []) as { contentType: string; content: Card }[]
const cardOf = (body: Asked['body']): Card | null => attachmentsOf(body)[0]?.content ?? null

/** What Teams refuses, or shows otherwise than meant. */
function wrongWith(body: Asked['body']): Answered | null {
  if (JSON.stringify(body).length > CARD_MAX) return failure(413, 'MessageSizeTooBig')
  if (body.type !== 'message') return failure(400, 'BadSyntax')
  const [attachment] = attachmentsOf(body)
  if (attachment && body.text) return failure(400, 'TextAndCard')
  if (!attachment && !body.text) return failure(400, 'Empty')
  if (!attachment) return null
  const isCard = attachment.contentType === 'application/vnd.microsoft.card.adaptive'
  return isCard && attachment.content.version === '1.5' ? null : failure(400, 'BadSyntax')
}

/** A thread, where the company agreed to it: the first message by itself, the replies page by page. */
function graph({ graph: threads, world }: Connector, { path, query }: Asked): Answered {
  const [, , group, , channel, , root, kind] = path
  const team = [...world.teams.values()].find((one) => one.group === group)
  if (!team?.channels.some(({ id }) => id === channel)) return failure(404, 'NotFound')
  const thread = threads.get(root ?? '')
  if (!thread) return failure(403, 'Forbidden')
  if (kind !== 'replies') return { status: 200, body: thread[0] }
  const from = Number(query.get('$skiptoken') ?? 0)
  const value = thread.slice(1 + from, 1 + from + PAGE)
  const more = 1 + from + PAGE < thread.length
  const next = `/graph/teams/${group}/channels/${channel}/messages/${root}/replies?$skiptoken=${from + PAGE}`
  return { status: 200, body: { value, ...(more ? { '@odata.nextLink': next } : {}) } }
}
