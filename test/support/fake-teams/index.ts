import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { type Connector, serve } from './connector.ts'
import { FakeGraph } from './graph.ts'
import { buttonsOf, type FakeChannel, type FakeMessage, type FakeUser, guid, teamOf, type World } from './state.ts'
import { type Claims, newKey, signed } from './tokens.ts'

export { buttonsOf, type FakeMessage, guid, wordsOf } from './state.ts'

/** An activity on its way to Savoir, and how it was taken. */
export interface Told {
  readonly status: number
  readonly body: unknown
  readonly text: string
}

export interface Telling {
  readonly claims?: Claims
  readonly token?: string | null
}

export interface Offer {
  readonly contentType: string
  readonly name: string
  readonly content: { readonly acceptContext: unknown }
}

type Json = Readonly<Record<string, unknown>>

const key = newKey('k1')
/** Teams sends again what was not taken. */
const RESENDS = 5
const RESEND_MS = 40

/** A small company in a stand-in for Teams: connector, token issuer and clients in one. */
export class FakeTeams {
  readonly world: World = {
    tenant: guid('tenant'),
    appId: guid('savoir'),
    users: new Map(),
    teams: new Map(),
    chats: new Map(),
    messages: [],
  }
  readonly connector: Connector
  /** Where Savoir listens. */
  botUrl = ''
  /** How often an activity is sent again when it was not taken. */
  resends = RESENDS
  private readonly server = createServer((request, response) => void serve(this.connector, request, response))
  private readonly running = new Set<Promise<unknown>>()
  private clock: number

  /** What is said gets moments from `start` on. */
  constructor(start = Date.now() - 10 * 60_000) {
    this.clock = start
    this.connector = {
      world: this.world,
      keys: [key],
      calls: [],
      faults: [],
      graph: new Map(),
      changes: new FakeGraph(this.world),
      uploads: [],
      targeted: true,
      nextId: () => this.nextId(),
      url: () => this.url,
    }
    this.graph.botUrl = () => this.botUrl
  }

  /** Graph, as far as it tells of changes. */
  get graph(): FakeGraph {
    return this.connector.changes
  }

  async open(): Promise<this> {
    await new Promise<void>((resolve) => this.server.listen(0, '127.0.0.1', resolve))
    return this
  }

  async close(): Promise<void> {
    this.server.closeAllConnections()
    await new Promise((resolve) => this.server.close(resolve))
  }

  get url(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`
  }

  /** Lets time pass. */
  skip(ms: number): void {
    this.clock += ms
  }

  /** Ids are moments, as those of Teams. */
  nextId(): string {
    this.clock += 1_000
    return String(this.clock)
  }

  user(ref: string, more: Partial<FakeUser> = {}): FakeUser {
    const fresh: FakeUser = {
      aad: guid(ref),
      mri: `29:${ref}`,
      name: ref,
      locale: 'en-GB',
      timeZone: 'Europe/Zurich',
      tenant: this.world.tenant,
      role: 'user',
      reachable: true,
      ...more,
    }
    this.world.users.set(fresh.aad, fresh)
    return fresh
  }

  team(ref: string, name: string, members: readonly string[]): string {
    const id = `19:${ref}@thread.tacv2`
    const general: FakeChannel = { id, name: 'General', type: 'standard', members: null }
    this.world.teams.set(id, { id, group: guid(ref), name, members: members.map(guid), channels: [general] })
    return id
  }

  channel(team: string, ref: string, name: string, type: FakeChannel['type'] = 'standard', members?: string[]): string {
    const id = `19:${ref}@thread.tacv2`
    this.world.teams.get(team)?.channels.push({ id, name, type, members: members?.map(guid) ?? null })
    return id
  }

  groupChat(ref: string, members: readonly string[]): string {
    const id = `19:${ref}@thread.v2`
    this.world.chats.set(id, { id, kind: 'groupChat', members: members.map(guid) })
    return id
  }

  personal(ref: string): string {
    const id = `a:${guid(ref)}`
    this.world.chats.set(id, { id, kind: 'personal', members: [guid(ref)] })
    return id
  }

  /** Everything that Teams writes on any activity of this person in this conversation. */
  envelope(ref: string, conversation: string, root: string | null = null): Json {
    const { tenant, appId, users, chats } = this.world
    const user = users.get(guid(ref))
    const within = teamOf(this.world, conversation)
    const kind = within ? 'channel' : (chats.get(conversation)?.kind ?? 'personal')
    const { team, channel } = within ?? {}
    return {
      channelId: 'msteams',
      serviceUrl: this.url,
      timestamp: new Date(this.clock).toISOString(),
      from: { id: user?.mri ?? `29:${ref}`, name: user?.name, aadObjectId: user?.aad },
      recipient: { id: `28:${appId}`, name: 'Savoir' },
      conversation: {
        id: root ? `${conversation};messageid=${root}` : conversation,
        conversationType: kind,
        tenantId: tenant,
        ...(kind === 'personal' ? {} : { isGroup: true }),
      },
      channelData: {
        tenant: { id: tenant },
        ...(team ? { team: { id: team.id, name: team.name, aadGroupId: team.group } } : {}),
        ...(channel ? { channel: { id: channel.id, name: channel.name, type: channel.type } } : {}),
      },
      locale: user?.locale,
      localTimezone: user?.timeZone,
    }
  }

  /** Somebody writes. `<at>Savoir</at>` in the text mentions Savoir. In a channel a message without root starts a thread. */
  says(ref: string, conversation: string, text: string, root: FakeMessage | null = null, more: Json = {}): FakeMessage {
    const id = this.nextId()
    const message: FakeMessage = {
      id,
      conversation,
      root: root ? (root.root ?? root.id) : null,
      from: guid(ref),
      text,
      card: null,
      onlyFor: null,
      reactions: new Set(),
      deleted: false,
    }
    this.world.messages.push(message)
    const isChannel = teamOf(this.world, conversation) !== null
    const envelope = this.envelope(ref, conversation, isChannel ? (message.root ?? id) : null)
    const mention = { type: 'mention', text: '<at>Savoir</at>', mentioned: envelope.recipient }
    const entities = text.includes('<at>Savoir</at>') ? [mention] : []
    this.send({ ...envelope, type: 'message', id, text, textFormat: 'plain', entities, ...more })
    return message
  }

  writes(ref: string, text: string): FakeMessage {
    return this.says(ref, this.personal(ref), text)
  }

  edits(message: FakeMessage, text: string): void {
    message.text = text
    const envelope = this.envelopeOf(message)
    const channelData = { ...(envelope.channelData as object), eventType: 'editMessage' }
    this.send({ ...envelope, type: 'messageUpdate', id: message.id, text, timestamp: this.later(), channelData })
  }

  deletes(message: FakeMessage): void {
    message.deleted = true
    const envelope = this.envelopeOf(message)
    const channelData = { ...(envelope.channelData as object), eventType: 'softDeleteMessage' }
    this.send({ ...envelope, type: 'messageDelete', id: message.id, channelData })
  }

  reacts(ref: string, message: FakeMessage, emoji: string, change: 'Added' | 'Removed' = 'Added'): void {
    const envelope = this.envelope(ref, message.conversation, message.root ?? message.id)
    const reactions = { [`reactions${change}`]: [{ type: emoji }] }
    this.send({ ...envelope, type: 'messageReaction', id: this.nextId(), replyToId: message.id, ...reactions })
  }

  /** An event of the roster or of a channel. */
  updates(ref: string, conversation: string, eventType: string, more: Json = {}, data: Json = {}): void {
    const envelope = this.envelope(ref, conversation)
    const channelData = { ...(envelope.channelData as object), eventType, ...data }
    this.send({ ...envelope, type: 'conversationUpdate', id: this.nextId(), ...more, channelData })
  }

  installs(ref: string, conversation: string, action: 'add' | 'remove'): void {
    this.send({ ...this.envelope(ref, conversation), type: 'installationUpdate', id: this.nextId(), action })
  }

  invoke(ref: string, conversation: string, name: string, value: unknown, more: Json = {}): Promise<Told> {
    const id = `f:${this.nextId()}`
    const root = (more.root as string | undefined) ?? null
    const { root: _, ...rest } = more
    return this.tracked(
      this.tell({ ...this.envelope(ref, conversation, root), type: 'invoke', id, name, value, ...rest }),
    )
  }

  /** The button of a card that bears this title gets pressed. */
  press(ref: string, message: FakeMessage, title: string, inputs: Json = {}): Promise<Told> {
    const button = buttonsOf(message.card).find((one) => one.title === title)
    if (!button) throw new Error(`the message bears no button "${title}"`)
    return this.execute(ref, message, { ...button.data, ...inputs }, button.verb ?? '')
  }

  execute(ref: string, message: FakeMessage, data: Json, verb = 'savoir'): Promise<Told> {
    const value = { action: { type: 'Action.Execute', verb, data }, trigger: 'manual' }
    const isChannel = teamOf(this.world, message.conversation) !== null
    const root = isChannel ? (message.root ?? message.id) : undefined
    return this.invoke(ref, message.conversation, 'adaptiveCard/action', value, { root, replyToId: message.id })
  }

  /** A command in the menu of a message. */
  messageAction(
    ref: string,
    message: FakeMessage,
    commandId: string,
    name = 'composeExtension/fetchTask',
  ): Promise<Told> {
    const author = this.world.users.get(message.from)
    const messagePayload = {
      id: message.id,
      replyToId: message.root,
      createdDateTime: new Date(Number(message.id)).toISOString(),
      from: { user: { id: message.from, displayName: author?.name, userIdentityType: 'aadUser' } },
      body: { contentType: 'text', content: message.text },
      attachments: [],
      mentions: [],
      reactions: [],
    }
    const isChannel = teamOf(this.world, message.conversation) !== null
    const root = isChannel ? (message.root ?? message.id) : undefined
    const value = { commandId, commandContext: 'message', messagePayload }
    return this.invoke(ref, message.conversation, name, value, { root })
  }

  /** Sends until it is taken, as Teams does; after that, never again. */
  send(activity: Json): void {
    void this.tracked(this.untilTaken(activity))
  }

  /** Hands one activity over, with a good token but for what is asked otherwise. */
  async tell(activity: unknown, telling: Telling = {}): Promise<Told> {
    const token = telling.token === undefined ? this.token(telling.claims) : telling.token
    const response = await fetch(`${this.botUrl}/api/messages`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...(token ? { authorization: `Bearer ${token}` } : {}) },
      body: typeof activity === 'string' ? activity : JSON.stringify(activity),
    })
    const text = await response.text()
    return { status: response.status, text, body: text.startsWith('{') ? JSON.parse(text) : null }
  }

  token(claims: Claims = {}, by = key, algorithm = 'RS256'): string {
    const now = Math.floor(Date.now() / 1000)
    const good = { iss: 'https://api.botframework.com', aud: this.world.appId, serviceurl: this.url }
    return signed({ ...good, nbf: now - 60, exp: now + 3_600, ...claims }, by, algorithm)
  }

  /** Resolves once everything sent was taken or given up. */
  async settled(): Promise<void> {
    while (this.running.size > 0) await Promise.all(this.running)
  }

  /** The files that Savoir offered to a person. */
  offers(ref: string): readonly Offer[] {
    const bodies = this.connector.calls.filter(({ line }) => line.includes(encodeURIComponent(`a:${guid(ref)}`)))
    const attachments = bodies.flatMap(({ body }) => (body.attachments ?? []) as Offer[])
    return attachments.filter(({ contentType }) => contentType.endsWith('file.consent'))
  }

  /** What was put into drives. */
  get uploads(): readonly string[] {
    return this.connector.uploads
  }

  takesFile(ref: string, offer: Offer | undefined, uploadUrl = `${this.url}/drive/file`): Promise<Told> {
    const value = {
      type: 'fileUpload',
      action: 'accept',
      context: offer?.content.acceptContext,
      uploadInfo: { uploadUrl },
    }
    return this.invoke(ref, `a:${guid(ref)}`, 'fileConsent/invoke', value)
  }

  /** What Savoir said in a conversation, oldest first. */
  botMessages(conversation: string): readonly FakeMessage[] {
    return this.world.messages.filter((one) => one.from === 'bot' && one.conversation === conversation && !one.onlyFor)
  }

  /** What Savoir said to one person alone, oldest first: in the channel, or in their own conversation. */
  privateTo(ref: string): readonly FakeMessage[] {
    const own = `a:${guid(ref)}`
    const isTheirs = (one: FakeMessage) => one.onlyFor === guid(ref) || one.conversation === own
    return this.world.messages.filter((one) => one.from === 'bot' && isTheirs(one))
  }

  private envelopeOf(message: FakeMessage): Json {
    const ref = [...this.world.users.values()].find(({ aad }) => aad === message.from)?.mri.slice(3) ?? ''
    const isChannel = teamOf(this.world, message.conversation) !== null
    return this.envelope(ref, message.conversation, isChannel ? (message.root ?? message.id) : null)
  }

  private later(): string {
    this.clock += 1_000
    return new Date(this.clock).toISOString()
  }

  private async untilTaken(activity: Json): Promise<void> {
    for (let tries = 0; tries <= this.resends; tries += 1) {
      const told = await this.tell(activity).catch(() => null)
      if (told && told.status < 500) return
      await new Promise((resolve) => setTimeout(resolve, RESEND_MS))
    }
  }

  private tracked<T>(work: Promise<T>): Promise<T> {
    const done = work.catch(() => {}).finally(() => this.running.delete(done))
    this.running.add(done)
    return work
  }
}
