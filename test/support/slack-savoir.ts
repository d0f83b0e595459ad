import { randomInt } from 'node:crypto'
import { readSlackSettings, type SlackPlatform, slack } from '../../adapters/slack/index.ts'
import { placeRef } from '../../src/chat/ref.ts'
import { type Engine, openEngine } from '../../src/engine/engine.ts'
import { linguist } from '../../src/languages/linguist.ts'
import { openLog } from '../../src/log.ts'
import { openSearch } from '../../src/search/engine.ts'
import { openSqliteStore } from '../../src/store/sqlite/index.ts'
import type { Store } from '../../src/store/store.ts'
import { APP_TOKEN, type FakeMessage, type FakeSlack, openFakeSlack, SIGNING_SECRET } from './fake-slack/index.ts'
import { granted, type TransportKind, until } from './slack-bot.ts'

/** A whole Savoir, connected to the stand-in for Slack by unmodified Bolt. */
export interface SlackSavoir {
  readonly fake: FakeSlack
  readonly store: Store
  readonly engine: Engine
  readonly platform: SlackPlatform
  /** Resolves once everything was taken in, handled and sent. */
  quiet(): Promise<void>
  /** What the person sees of Savoir in private, newest last: whispered or in their own conversation. */
  privateTo(user: string): readonly string[]
  /** The newest message that the person sees bear a button with this label gets it pressed. */
  presses(user: string, channel: string, label: string): Promise<void>
  close(): Promise<void>
}

export interface SlackSavoirOptions {
  readonly transport?: TransportKind
  readonly path?: string
  readonly fake?: FakeSlack
}

/** People of a small company: Lea, Omar (who reads French), Iris and Gus, a guest. */
export async function companySlack(): Promise<FakeSlack> {
  const fake = await openFakeSlack({ granted })
  fake.user('ULEA', { real_name: 'Lea Martin', name: 'Lea Martin' })
  fake.user('UOMAR', { real_name: 'Omar Diallo', name: 'Omar Diallo', locale: 'fr-CH' })
  fake.user('UIRIS', { real_name: 'Iris Novak', name: 'Iris Novak' })
  fake.user('UGUS', { name: 'Gus', is_restricted: true })
  fake.channel('C1', ['ULEA', 'UOMAR', 'UIRIS', 'UGUS'], 'public', { name: 'ops' })
  fake.channel('C2', ['ULEA', 'UOMAR'], 'private', { name: 'board' })
  return fake
}

export async function openSlackSavoir(options: SlackSavoirOptions = {}): Promise<SlackSavoir> {
  const { transport = 'http', path = ':memory:', fake = await companySlack() } = options
  const { store, engine, platform } = await connect({
    transport,
    path,
    apiUrl: fake.apiUrl,
    token: fake.world.bot.token,
  })
  fake.wire.httpUrl = transport === 'http' ? `http://127.0.0.1:${platform.port}/slack/events` : null
  await untilKnown(store)
  const quiet = async (): Promise<void> => {
    // Sending may bring about events, and handling them messages.
    for (let round = 0; round < 3; round += 1) {
      await fake.wire.settled()
      await engine.drain()
    }
  }
  return {
    fake,
    store,
    engine,
    platform,
    quiet,
    privateTo: (user) =>
      [...fake.ephemerals(user), ...fake.directMessages(user)]
        .sort((a, b) => (a.ts < b.ts ? -1 : 1))
        .map(({ text }) => text),
    presses: async (user, channel, label) => {
      const seen = [...fake.ephemerals(user), ...fake.botMessages(channel)].sort((a, b) => (a.ts < b.ts ? -1 : 1))
      const message = seen.findLast(({ blocks }) => JSON.stringify(blocks ?? []).includes(JSON.stringify(label)))
      if (!message) throw new Error(`${user} sees no button "${label}"`)
      fake.press(user, channel, message as FakeMessage, label)
      await quiet()
    },
    close: async () => {
      await engine.stop()
      await store.close()
      await fake.close()
    },
  }
}

export interface Connection {
  readonly transport: TransportKind
  readonly path: string
  readonly apiUrl: string
  readonly token: string
}

/** Savoir alone, connected to a stand-in for Slack that may run elsewhere. */
export async function connect({ transport, path, apiUrl, token }: Connection) {
  const now = () => new Date()
  let ids = 0
  const newId = () => `n${++ids}x${process.pid}x${Math.floor(performance.now() * 1000)}`
  const line = {
    http: { SLACK_SIGNING_SECRET: SIGNING_SECRET, SLACK_PORT: '0' },
    socket: { SLACK_APP_TOKEN: APP_TOKEN },
  }
  const settings = readSlackSettings({
    SLACK_BOT_TOKEN: token,
    SLACK_API_URL: apiUrl,
    SLACK_ADDRESS: '127.0.0.1',
    ...line[transport],
  })
  if (!settings || 'problems' in settings) throw new Error('the settings of the test are wrong')
  const store = await openSqliteStore({ path, exclusive: true, now })
  const log = openLog('silent', now)
  const marks = { save: 'brain', accept: 'white_check_mark' }
  const platform = slack(settings, { now, marks, failed: (trouble) => log.error('Slack is in trouble', trouble) })
  const engine = openEngine({
    store,
    search: openSearch(store, linguist),
    linguist,
    now,
    newId,
    // None looks like a year.
    random: (below) => randomInt(Math.floor(below / 2), below),
    gestures: { save: ['brain'], accept: ['white_check_mark'] },
    log,
    platforms: [platform],
    sendsFor: { except: [] },
  })
  await engine.start()
  return { store, engine, platform }
}

async function untilKnown(store: Store): Promise<void> {
  let known = false
  const look = async (): Promise<void> => {
    known = (await store.members(placeRef('slack:T1/C2'))).length === 2
  }
  await until(() => {
    void look()
    return known
  })
}
