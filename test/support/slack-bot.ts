import { type SlackPlatform, slack, type Trouble } from '../../adapters/slack/index.ts'
import { BOT_EVENTS, BOT_SCOPES, manifest } from '../../adapters/slack/manifest.ts'
import type { SlackSettings } from '../../adapters/slack/settings.ts'
import type { ChatEvent } from '../../src/chat/event.ts'
import type { ChatHost, Directory, Keep } from '../../src/chat/platform.ts'
import { APP_TOKEN, type FakeSlack, type FakeSlackOptions, openFakeSlack, SIGNING_SECRET } from './fake-slack/index.ts'

export type TransportKind = 'socket' | 'http'

/** What the app's own manifest asks for is all that it gets. */
export const granted = {
  scopes: BOT_SCOPES,
  events: BOT_EVENTS,
  commands: manifest({ kind: 'socket' }).features.slash_commands.map(({ command }) => command),
  shortcuts: manifest({ kind: 'socket' }).features.shortcuts.map(({ callback_id }) => callback_id),
}

/** A core that keeps events once and shows them. */
export interface FakeHost extends ChatHost {
  readonly events: ChatEvent[]
  readonly drawer: Map<string, string>
  /** Set to make the store fail or hesitate. */
  before: (event: ChatEvent) => Promise<void>
  /** Events of one kind, in the order in which they came. */
  heard<Kind extends ChatEvent['kind']>(kind: Kind): Extract<ChatEvent, { kind: Kind }>[]
}

export function openFakeHost(drawer = new Map<string, string>(), kept: readonly ChatEvent[] = []): FakeHost {
  const events: ChatEvent[] = [...kept]
  const keep: Keep = {
    get: async (key) => drawer.get(key) ?? null,
    put: async (key, value) => void drawer.set(key, value),
    list: async (prefix) =>
      [...drawer].filter(([key]) => key.startsWith(prefix)).map(([key, value]) => ({ key, value })),
    remove: async (key) => void drawer.delete(key),
  }
  const host: FakeHost = {
    events,
    drawer,
    keep,
    before: async () => {},
    receive: async (event) => {
      await host.before(event)
      if (!events.some(({ id }) => id === event.id)) events.push(event)
    },
    directory: async () => directoryOf(events),
    mailKey: async (address) => `key of ${address.toLowerCase()}`,
    heard: (kind) => events.filter((event) => event.kind === kind) as never,
  }
  return host
}

function directoryOf(events: readonly ChatEvent[]): Directory {
  const people = new Map<string, Directory['people'][number]>()
  const places = new Map<string, Directory['places'][number]>()
  for (const event of events) {
    if (event.kind === 'personChanged') people.set(event.person.ref, event.person)
    if (event.kind === 'placeChanged') {
      const members = event.members ?? places.get(event.place.ref)?.members ?? []
      places.set(event.place.ref, { place: event.place, members })
    }
    const known = places.get(event.in)
    if (event.kind === 'membersChanged' && known) {
      const stay = known.members.filter((member) => !event.left.includes(member) && !event.joined.includes(member))
      places.set(event.in, { ...known, members: [...stay, ...event.joined] })
    }
  }
  return { people: [...people.values()], places: [...places.values()] }
}

export interface SlackBot {
  readonly fake: FakeSlack
  readonly host: FakeHost
  readonly platform: SlackPlatform
  /** What went wrong behind the scenes. */
  readonly troubles: Trouble[]
  /** Resolves once everything sent was acknowledged or given up. */
  settled(): Promise<void>
  /** Resolves once the directory has been read. */
  ready(): Promise<void>
  /** Starts the adapter again on the same store, as after a crash. */
  restart(): Promise<SlackBot>
  close(): Promise<void>
}

export interface SlackBotOptions extends Partial<Omit<FakeSlackOptions, 'granted'>> {
  readonly transport?: TransportKind
  readonly granted?: FakeSlackOptions['granted']
  readonly people?: (fake: FakeSlack) => void
  readonly now?: () => Date
  /** Waits go by so many times faster. */
  readonly hurry?: number
}

/** Lea, Omar and Iris in #ops and a private #board, and the adapter connected to them. */
export async function openSlackBot(options: SlackBotOptions = {}): Promise<SlackBot> {
  const fake = await openFakeSlack({ granted, ...options })
  fake.user('ULEA', { real_name: 'Lea Martin', name: 'lea', locale: 'en-GB' })
  fake.user('UOMAR', { real_name: 'Omar Diallo', name: 'omar', locale: 'fr-CH' })
  fake.user('UIRIS', { real_name: 'Iris Novak', name: 'iris' })
  fake.channel('C1', ['ULEA', 'UOMAR', 'UIRIS'], 'public', { name: 'ops' })
  fake.channel('C2', ['ULEA', 'UOMAR'], 'private', { name: 'board' })
  options.people?.(fake)
  return startOn(fake, options.transport ?? 'http', openFakeHost(), options)
}

async function startOn(
  fake: FakeSlack,
  transport: TransportKind,
  host: FakeHost,
  { hurry = 1, now = () => new Date() }: Pick<SlackBotOptions, 'hurry' | 'now'> = {},
): Promise<SlackBot> {
  const troubles: Trouble[] = []
  const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms / hurry).unref())
  const marks = { save: 'brain', accept: 'white_check_mark' }
  const tools = { now, marks, failed: (trouble: Trouble) => void troubles.push(trouble), pause }
  const platform = slack(settingsFor(fake, transport), tools)
  await platform.start(host)
  fake.wire.httpUrl = transport === 'http' ? `http://127.0.0.1:${platform.port}/slack/events` : null
  return {
    fake,
    host,
    platform,
    troubles,
    settled: () => fake.wire.settled(),
    ready: () => until(() => host.heard('placeChanged').some(({ place }) => place.name === 'board')),
    restart: async () => {
      await platform.stop()
      return startOn(fake, transport, openFakeHost(host.drawer, host.events))
    },
    close: async () => {
      await platform.stop()
      await fake.close()
    },
  }
}

export function settingsFor(fake: FakeSlack, transport: TransportKind): SlackSettings {
  const common = { access: { kind: 'token', token: fake.world.bot.token }, apiUrl: fake.apiUrl } as const
  const host = '127.0.0.1'
  return transport === 'http'
    ? { ...common, transport: { kind: 'http', signingSecret: SIGNING_SECRET, port: 0, host } }
    : { ...common, transport: { kind: 'socket', appToken: APP_TOKEN, healthPort: 0, host } }
}

/** Waits until something is so; fails after `maxMs`. */
export async function until(isSo: () => boolean, maxMs = 3_000): Promise<void> {
  const end = performance.now() + maxMs
  while (!isSo()) {
    if (performance.now() > end) throw new Error('it did not come about')
    await new Promise((resolve) => setTimeout(resolve, 5))
  }
}
