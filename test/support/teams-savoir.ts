import { randomInt } from 'node:crypto'
import { readTeamsSettings, type TeamsPlatform, teams } from '../../adapters/teams/index.ts'
import { type PlaceRef, placeRef } from '../../src/chat/ref.ts'
import { type Engine, openEngine } from '../../src/engine/engine.ts'
import { linguist } from '../../src/languages/linguist.ts'
import { openLog } from '../../src/log.ts'
import { openSearch } from '../../src/search/engine.ts'
import { openSqliteStore } from '../../src/store/sqlite/index.ts'
import type { Store } from '../../src/store/store.ts'
import { buttonsOf, type FakeMessage, FakeTeams, guid, wordsOf } from './fake-teams/index.ts'

/** A whole Savoir, connected to the stand-in for Teams by the SDK as it is. */
export interface TeamsSavoir {
  readonly fake: FakeTeams
  readonly store: Store
  readonly engine: Engine
  readonly platform: TeamsPlatform
  /** What went wrong behind the scenes. */
  readonly troubles: unknown[]
  /** Resolves once everything was taken in, handled and sent. */
  quiet(): Promise<void>
  /** What the person sees of Savoir in private, newest last. */
  privateTo(user: string): readonly string[]
  /** The newest message in private that bears a button with this title. */
  withButton(user: string, title: string): FakeMessage
  /** Lets hours pass, and everything happen that is due then. */
  wait(hours: number): Promise<void>
  /** Does what is done every minute. */
  passes(): void
  /** Starts Savoir again on the same store, as after a crash. */
  restart(changed?: { readonly given?: Readonly<Record<string, string>> }): Promise<TeamsSavoir>
  close(): Promise<void>
}

export interface TeamsSavoirOptions {
  readonly path?: string
  readonly fake?: FakeTeams
  readonly settings?: Readonly<Record<string, string>>
  /** When it is at the beginning; the present, unless told otherwise. */
  readonly from?: Date
  /** Instead of a clock that goes by itself. */
  readonly now?: () => Date
}

const MINUTE_MS = 60_000
export const OPS = '19:ops@thread.tacv2'
export const BOARD = '19:board@thread.tacv2'
export const CHAT = '19:chat@thread.v2'

/** People of a small company: Lea, Omar (who reads French), Iris, and Gus, a guest; a team with two channels, and a group chat. */
export async function companyTeams(from?: Date): Promise<FakeTeams> {
  const fake = await new FakeTeams(from && from.getTime() - 10 * 60_000).open()
  fake.user('lea', { name: 'Lea Martin' })
  fake.user('omar', { name: 'Omar Diallo', locale: 'fr-CH' })
  fake.user('iris', { name: 'Iris Novak' })
  fake.user('gus', { name: 'Gus', role: 'guest' })
  const team = fake.team('ops', 'Ops', ['lea', 'omar', 'iris', 'gus'])
  fake.channel(team, 'board', 'Board', 'private', ['lea', 'omar'])
  fake.groupChat('chat', ['lea', 'omar'])
  return fake
}

export async function openTeamsSavoir(options: TeamsSavoirOptions = {}): Promise<TeamsSavoir> {
  const { path = ':memory:', from, fake = await companyTeams(from), settings = {}, now } = options
  const clock = { ...clockFrom(from), ...(now ? { now } : {}) }
  const store = await openSqliteStore({ path, exclusive: true, now: clock.now })
  return connect({ fake, store, given: settings, clock }, true)
}

/** Goes as time goes, but for what is skipped. */
function clockFrom(from = new Date()) {
  let ahead = from.getTime() - Date.now()
  return {
    now: () => new Date(Date.now() + ahead),
    skip: (ms: number): void => {
      ahead += ms
    },
  }
}

interface Parts {
  readonly fake: FakeTeams
  readonly store: Store
  readonly given: Readonly<Record<string, string>>
  readonly clock: ReturnType<typeof clockFrom>
}

async function connect(parts: Parts, first: boolean): Promise<TeamsSavoir> {
  const { fake, store, given, clock } = parts
  const { now } = clock
  let ids = 0
  const newId = () => `n${++ids}x${Math.floor(performance.now() * 1000)}`
  const log = openLog('silent', now)
  const troubles: unknown[] = []
  const marks = { save: 'brain', accept: 'white_check_mark' }
  const regular: { readonly ms: number; readonly act: () => void }[] = []
  const every = (ms: number, act: () => void) => {
    regular.push({ ms, act })
    return () => {}
  }
  const failed = (trouble: unknown) => void troubles.push(trouble)
  const platform = teams(settingsFor(fake, given), { now, marks, failed, every })
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
  fake.botUrl = `http://127.0.0.1:${platform.port}`
  if (first) {
    fake.installs('lea', OPS, 'add')
    await fake.settled()
    await untilKnown(store, placeRef(`teams:${fake.world.tenant}/${BOARD}`), 2)
  }
  const quiet = async (): Promise<void> => {
    // Sending may bring about events, and handling them messages.
    for (let round = 0; round < 3; round += 1) {
      await fake.settled()
      await engine.drain()
    }
  }
  return {
    fake,
    store,
    engine,
    platform,
    troubles,
    quiet,
    passes: () => {
      for (const { ms, act } of regular) if (ms <= MINUTE_MS) act()
    },
    privateTo: (user) => fake.privateTo(user).map(({ card, text }) => wordsOf(card) || text),
    withButton: (user, title) => {
      const seen = fake.privateTo(user).findLast(({ card }) => buttonsOf(card).some((one) => one.title === title))
      if (!seen) throw new Error(`${user} sees no button "${title}"`)
      return seen
    },
    wait: async (hours) => {
      fake.skip(hours * 3_600_000)
      clock.skip(hours * 3_600_000)
      await quiet()
    },
    restart: async (changed = {}) => {
      await engine.stop()
      return connect({ ...parts, ...changed }, false)
    },
    close: async () => {
      await engine.stop()
      await store.close()
      await fake.close()
    },
  }
}

/** The settings as the environment holds them. */
export const environmentFor = ({ world, url }: FakeTeams): Record<string, string> => ({
  TEAMS_APP_ID: world.appId,
  TEAMS_APP_PASSWORD: 'a-secret-of-the-app',
  TEAMS_TENANT_ID: world.tenant,
  TEAMS_ADDRESS: '127.0.0.1',
  TEAMS_PORT: '0',
  TEAMS_STAND_IN: url,
})

export function settingsFor(fake: FakeTeams, given: Readonly<Record<string, string>> = {}) {
  const read = readTeamsSettings({ ...environmentFor(fake), ...given })
  if (!read || 'problems' in read) throw new Error(`the settings of the test are wrong: ${read?.problems}`)
  return read
}

/** Waits until a place has so many members. */
export async function untilKnown(store: Store, place: PlaceRef, members: number): Promise<void> {
  for (let tries = 0; tries < 600; tries += 1) {
    if ((await store.members(place)).length === members) return
    await new Promise((resolve) => setTimeout(resolve, 5))
  }
  throw new Error(`the members of a place did not become ${members}`)
}

export const refOf = (fake: FakeTeams, user: string) => `teams:${fake.world.tenant}/${guid(user)}`
