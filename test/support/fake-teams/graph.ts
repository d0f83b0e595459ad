import { randomUUID } from 'node:crypto'
import { type FakeMessage, guid, teamOf, type World } from './state.ts'

export interface FakeSubscription {
  readonly id: string
  readonly resource: string
  readonly notificationUrl: string
  readonly lifecycleNotificationUrl: string
  readonly clientState: string
  until: number
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

interface Touched {
  readonly reactions: { readonly emoji: string; readonly user: string; readonly at: number }[]
  edited: number
  deleted: number
  modified: number
}

type Json = Readonly<Record<string, unknown>>

/** What Graph takes at most. */
const LIFETIME_MAX_MS = 4_320 * 60_000
const PAGE = 2

/** Graph's subscriptions, and messages as Graph shows them. */
export class FakeGraph {
  /** The conversations whose people agreed to it. */
  readonly agreed = new Set<string>()
  readonly subscriptions = new Map<string, FakeSubscription>()
  /** Notices on their way are lost. */
  deaf = false
  now: () => number = Date.now
  /** Happens once a message was read, before Savoir has the answer. */
  whenRead: () => Promise<unknown> = async () => {}
  /** Happens while Savoir waits for a subscription. */
  whenAsked: () => Promise<void> = async () => {}
  /** Where Savoir listens, whatever public address it gave. */
  botUrl: () => string = () => ''
  private readonly world: World
  private readonly touched = new Map<string, Touched>()

  constructor(world: World) {
    this.world = world
  }

  async reacts(ref: string, message: FakeMessage, emoji: string, on = true): Promise<number[]> {
    const { reactions } = this.touch(message)
    const before = reactions.findIndex((one) => one.user === guid(ref) && one.emoji === emoji)
    if (before >= 0) reactions.splice(before, 1)
    if (on) reactions.push({ emoji, user: guid(ref), at: this.now() })
    return this.tells(message, 'updated')
  }

  async edits(message: FakeMessage, text: string): Promise<number[]> {
    message.text = text
    this.touch(message).edited = this.now()
    return this.tells(message, 'updated')
  }

  /** `hard`: nothing is left of it. */
  async deletes(message: FakeMessage, hard = false): Promise<number[]> {
    message.deleted = true
    this.touch(message).deleted = this.now()
    if (hard) this.world.messages.splice(this.world.messages.indexOf(message), 1)
    return this.tells(message, 'deleted')
  }

  /** Tells every subscriber that the message changed. Resolves to the answers. */
  async tells(message: FakeMessage, changeType: string, more: Json = {}): Promise<number[]> {
    const of = [...this.subscriptions.values()].filter(
      ({ resource }) => resource === this.resourceOf(message.conversation),
    )
    return Promise.all(of.map((one) => this.notify(one, { changeType, resource: this.nameOf(message), ...more })))
  }

  async lifecycle(conversation: string, lifecycleEvent: string, more: Json = {}): Promise<number[]> {
    const of = [...this.subscriptions.values()].filter(({ resource }) => resource === this.resourceOf(conversation))
    if (lifecycleEvent === 'subscriptionRemoved') for (const { id } of of) this.subscriptions.delete(id)
    return Promise.all(of.map((one) => this.notify(one, { lifecycleEvent, ...more })))
  }

  subscriptionOf(conversation: string): FakeSubscription | undefined {
    return [...this.subscriptions.values()].find(({ resource }) => resource === this.resourceOf(conversation))
  }

  /** The notice as it travels. */
  noticeOf({ id, clientState, until }: FakeSubscription, more: Json): Json {
    const told = { subscriptionId: id, clientState, tenantId: this.world.tenant }
    return { ...told, subscriptionExpirationDateTime: new Date(until).toISOString(), ...more }
  }

  nameOf({ conversation, root, id }: FakeMessage): string {
    const within = teamOf(this.world, conversation)
    if (!within) return `chats('${conversation}')/messages('${id}')`
    const channel = `teams('${within.team.group}')/channels('${conversation}')`
    return root ? `${channel}/messages('${root}')/replies('${id}')` : `${channel}/messages('${id}')`
  }

  async post(path: string, body: unknown): Promise<number> {
    const headers = { 'content-type': 'application/json' }
    const response = await fetch(`${this.botUrl()}${path}`, { method: 'POST', headers, body: JSON.stringify(body) })
    return response.status
  }

  /** Null: what is asked is none of these. */
  async answer(asked: Asked): Promise<Answered | null> {
    const [, kind] = asked.path
    if (kind === 'subscriptions') return this.subscription(asked)
    const conversation = (kind === 'teams' ? asked.path[4] : asked.path[2]) ?? ''
    if (!this.agreed.has(conversation)) return kind === 'chats' ? { status: 403 } : null
    const [first, replies, reply] = asked.path.slice(kind === 'teams' ? 6 : 4)
    if (first && replies && !reply) return { status: 200, body: { value: this.repliesTo(conversation, first) } }
    return first ? this.one(conversation, reply ?? first) : this.list(conversation, asked.query)
  }

  private async subscription({ method, path, body }: Asked): Promise<Answered> {
    const known = this.subscriptions.get(path[2] ?? '')
    if (method === 'POST') return this.subscribe(body)
    if (!path[2]) return { status: 200, body: { value: [...this.subscriptions.values()].map(shown) } }
    if (!known || known.until <= this.now()) return { status: 404 }
    if (method === 'DELETE') {
      this.subscriptions.delete(known.id)
      return { status: 204 }
    }
    if (!this.agreed.has(conversationIn(known.resource))) return { status: 403 }
    known.until = Date.parse(String(body.expirationDateTime))
    return { status: 200, body: shown(known) }
  }

  private async subscribe(body: Json): Promise<Answered> {
    const { resource, notificationUrl, lifecycleNotificationUrl, clientState, expirationDateTime } = body
    const until = Date.parse(String(expirationDateTime))
    const isWrong =
      body.includeResourceData === true || !(until <= this.now() + LIFETIME_MAX_MS) || String(clientState).length > 128
    if (isWrong) return { status: 400 }
    if (!this.agreed.has(conversationIn(String(resource)))) return { status: 403 }
    if ([...this.subscriptions.values()].some((one) => one.resource === resource)) return { status: 409 }
    await this.whenAsked()
    for (const url of [notificationUrl, lifecycleNotificationUrl]) {
      const token = `Validation: ${randomUUID()} & more`
      const told = await fetch(`${this.address(url)}?validationToken=${encodeURIComponent(token)}`, { method: 'POST' })
      const isPlain = told.headers.get('content-type')?.startsWith('text/plain')
      if (told.status !== 200 || !isPlain || (await told.text()) !== token) return { status: 400 }
    }
    const fresh = { id: randomUUID(), ...body, until } as unknown as FakeSubscription
    this.subscriptions.set(fresh.id, fresh)
    return { status: 201, body: shown(fresh) }
  }

  private async one(conversation: string, id: string): Promise<Answered> {
    const message = this.world.messages.find((one) => one.id === id && one.conversation === conversation)
    const told = message ? { status: 200, body: this.shownMessage(message) } : { status: 404 }
    await this.whenRead()
    return told
  }

  private list(conversation: string, query: URLSearchParams): Answered {
    const all = this.world.messages.filter((one) => one.conversation === conversation)
    const within = teamOf(this.world, conversation)
    const firsts = within ? all.filter(({ root }) => root === null) : all
    const told = firsts.map((first) => ({
      ...this.shownMessage(first),
      ...(within ? { replies: this.repliesTo(conversation, first.id) } : {}),
    }))
    told.sort((a, b) => latestIn(b).localeCompare(latestIn(a)))
    const after = /gt (\S+)/.exec(query.get('$filter') ?? '')?.[1]
    const shownNow = after ? told.filter((one) => one.lastModifiedDateTime > after) : told
    const from = Number(query.get('$skiptoken') ?? 0)
    const rest = new URLSearchParams([...query].filter(([name]) => name !== '$skiptoken'))
    rest.set('$skiptoken', String(from + PAGE))
    const path = within ? `teams/${within.team.group}/channels/${conversation}` : `chats/${conversation}`
    const next = from + PAGE < shownNow.length ? { '@odata.nextLink': `/graph/${path}/messages?${rest}` } : {}
    return { status: 200, body: { value: shownNow.slice(from, from + PAGE), ...next } }
  }

  private repliesTo(conversation: string, root: string) {
    const all = this.world.messages.filter((one) => one.conversation === conversation && one.root === root)
    return all.map((one) => this.shownMessage(one))
  }

  private shownMessage(message: FakeMessage) {
    const { reactions, edited, deleted, modified } = this.touched.get(message.id) ?? UNTOUCHED
    const time = (ms: number) => (ms ? new Date(ms).toISOString() : null)
    const author = this.world.users.get(message.from)
    return {
      id: message.id,
      replyToId: message.root,
      messageType: 'message',
      createdDateTime: time(Number(message.id)),
      lastModifiedDateTime: time(modified) ?? String(time(Number(message.id))),
      lastEditedDateTime: time(edited),
      deletedDateTime: time(deleted),
      from: author
        ? { user: { id: author.aad, displayName: author.name } }
        : { application: { id: 'app' }, user: null },
      body: { contentType: 'html', content: deleted ? '' : message.text },
      reactions: reactions.map(({ emoji, user, at }) => ({
        reactionType: emoji,
        createdDateTime: time(at),
        user: { user: { id: user } },
      })),
    }
  }

  private async notify(subscription: FakeSubscription, more: Json): Promise<number> {
    if (this.deaf) return 0
    const url = 'lifecycleEvent' in more ? subscription.lifecycleNotificationUrl : subscription.notificationUrl
    return this.post(new URL(url).pathname, { value: [this.noticeOf(subscription, more)] })
  }

  private touch({ id }: FakeMessage): Touched {
    const touched = this.touched.get(id) ?? { ...UNTOUCHED, reactions: [] }
    touched.modified = this.now()
    this.touched.set(id, touched)
    return touched
  }

  private resourceOf(conversation: string): string {
    const within = teamOf(this.world, conversation)
    return within ? `/teams/${within.team.group}/channels/${conversation}/messages` : `/chats/${conversation}/messages`
  }

  private address(url: unknown): string {
    const { protocol, pathname } = new URL(String(url))
    if (protocol !== 'https:') throw new Error('Graph calls by https alone')
    return `${this.botUrl()}${pathname}`
  }
}

const UNTOUCHED: Touched = { reactions: [], edited: 0, deleted: 0, modified: 0 }

const conversationIn = (resource: string): string => resource.split('/').at(-2) ?? ''

const shown = ({ id, resource, notificationUrl, until }: FakeSubscription) => ({
  id,
  resource,
  notificationUrl,
  expirationDateTime: new Date(until).toISOString(),
})

type Shown = { readonly lastModifiedDateTime: string; readonly replies?: readonly { lastModifiedDateTime: string }[] }
const latestIn = ({ lastModifiedDateTime, replies = [] }: Shown): string =>
  [lastModifiedDateTime, ...replies.map((one) => one.lastModifiedDateTime)].sort().at(-1) ?? ''
