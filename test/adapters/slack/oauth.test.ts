import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type SlackPlatform, slack } from '../../../adapters/slack/index.ts'
import { Secrets } from '../../../adapters/slack/secrets.ts'
import { readSlackSettings } from '../../../adapters/slack/settings.ts'
import { placeRef } from '../../../src/chat/ref.ts'
import { SIGNING_SECRET } from '../../support/fake-slack/index.ts'
import { type FakeHost, openFakeHost, until } from '../../support/slack-bot.ts'
import { companySlack } from '../../support/slack-savoir.ts'

const KEY = 'a passphrase of more than thirty-two characters'
const env = (apiUrl: string, key = KEY) => ({
  SLACK_CLIENT_ID: 'c1',
  SLACK_CLIENT_SECRET: 's1',
  SLACK_TOKEN_KEY: key,
  SLACK_URL: 'https://savoir.example/',
  SLACK_TEAMS: 'T1,T3',
  SLACK_SIGNING_SECRET: SIGNING_SECRET,
  SLACK_PORT: '0',
  SLACK_ADDRESS: '127.0.0.1',
  SLACK_API_URL: apiUrl,
})

describe('installing Savoir in a workspace', () => {
  let fake: Awaited<ReturnType<typeof companySlack>>
  let host: FakeHost
  let platform: SlackPlatform
  const start = async (key = KEY): Promise<void> => {
    const settings = readSlackSettings(env(fake.apiUrl, key))
    if (!settings || 'problems' in settings) throw new Error('the settings of the test are wrong')
    const marks = { save: 'brain', accept: 'white_check_mark' }
    platform = slack(settings, { now: () => new Date(), marks, failed: () => {} })
    await platform.start(host)
    fake.wire.httpUrl = `http://127.0.0.1:${platform.port}/slack/events`
  }
  beforeEach(async () => {
    fake = await companySlack()
    host = openFakeHost()
    await start()
  })
  afterEach(async () => {
    await platform.stop()
    await fake.close()
  })

  /** Somebody of the workspace presses "Allow". */
  const installs = async (team: string, { world } = fake): Promise<number> => {
    const code = `code${team}`
    world.codes.set(code, team)
    const base = `http://127.0.0.1:${platform.port}`
    const asked = await fetch(`${base}/slack/install`, { redirect: 'manual' })
    const consent = new URL(asked.headers.get('location') ?? '')
    expect(consent.searchParams.get('redirect_uri')).toBe('https://savoir.example/slack/oauth_redirect')
    const cookie = asked.headers.get('set-cookie')?.split(';')[0] ?? ''
    const back = `${base}/slack/oauth_redirect?code=${code}&state=${consent.searchParams.get('state')}`
    return (await fetch(back, { headers: { cookie }, redirect: 'manual' })).status
  }
  const ready = () => until(() => host.heard('placeChanged').some(({ place }) => place.name === 'board'))
  const post = (id: string) =>
    platform.deliver(id, {
      kind: 'post',
      to: placeRef('slack:T1/C1'),
      thread: null,
      doc: [{ kind: 'quote', text: id }],
    })
  const postTo = (team: string, words: string) => {
    const text = `${words} in ${team}`
    const doc = [{ kind: 'quote', text } as const]
    return platform.deliver(text, { kind: 'post', to: placeRef(`slack:${team}/C1`), thread: null, doc })
  }
  const grants = (): number => fake.server.calls.filter(({ method }) => method === 'oauth.v2.access').length

  it('reads, hears and speaks from then on, with the token under lock', async () => {
    await expect(post('before')).rejects.toThrow('not installed')
    expect(await installs('T1')).toBe(200)
    await ready()
    fake.says('ULEA', 'C1', 'hello')
    await fake.wire.settled()
    expect(host.heard('said').map(({ text }) => text)).toEqual(['hello'])
    await post('after')
    expect(fake.botMessages('C1').map(({ text }) => text)).toEqual(['after'])
    expect(JSON.stringify([...host.drawer])).not.toContain('xoxb')
  })

  it('is kept over a restart, and of no use with another key', async () => {
    await installs('T1')
    await ready()
    await platform.stop()
    await start()
    await post('again')
    await platform.stop()
    await start('another passphrase of more than thirty-two characters')
    await expect(post('never')).rejects.toThrow()
    expect(fake.botMessages('C1').map(({ text }) => text)).toEqual(['again'])
  })

  it('is refused to workspaces that are not of the company', async () => {
    expect(await installs('T2')).toBe(500)
    expect([...host.drawer.keys()].filter((key) => key.startsWith('install/'))).toEqual([])
  })

  it('renews a token that is about to end, once for all who need it', async () => {
    fake.world.tokenLife = 3_600
    await installs('T1')
    await ready()
    const before = grants()
    fake.world.tokenLife = 43_200
    await Promise.all([1, 2, 3, 4, 5].map((number) => post(`d${number}`)))
    expect(grants() - before).toBeLessThanOrEqual(1)
    expect(fake.botMessages('C1')).toHaveLength(5)
    await post('later')
    expect(grants() - before).toBeLessThanOrEqual(1)
    expect(fake.server.calls.some(({ args }) => args.grant_type === 'refresh_token')).toBe(true)
  })

  it('ends with the app: the token goes, and private places are closed', async () => {
    await installs('T1')
    await ready()
    fake.happenings.removesApp()
    await fake.wire.settled()
    expect([...host.drawer.keys()].filter((key) => key.startsWith('install/'))).toEqual([])
    const { places } = await host.directory()
    expect(places.find(({ place }) => place.ref === 'slack:T1/C2')?.members).toEqual([])
    await expect(post('after')).rejects.toThrow('not installed')
  })

  it('serves two workspaces side by side, each with its own token, and goes on when one takes it out', async () => {
    const north = fake.neighbour('T3')
    north.user('UKIM', { name: 'Kim Berg' })
    north.channel('C1', ['UKIM'], 'public', { name: 'north' })
    north.channel('C2', ['UKIM'], 'private', { name: 'north-board' })
    expect([await installs('T1'), await installs('T3', north)]).toEqual([200, 200])
    await ready()
    await until(() => host.heard('placeChanged').some(({ place }) => place.name === 'north-board'))
    const says = async (id: string): Promise<void> => {
      await Promise.all(['T1', 'T3'].flatMap((team) => [1, 2, 3].map((turn) => postTo(team, `${id} ${turn}`))))
    }
    const told = (of: typeof fake) => of.botMessages('C1').map(({ text }) => text)
    await says('first')
    fake.says('ULEA', 'C1', 'from the south')
    north.says('UKIM', 'C1', 'from the north')
    await fake.wire.settled()
    expect(host.heard('said').map(({ text, by, in: where }) => [text, by, where])).toEqual([
      ['from the south', 'slack:T1/ULEA', 'slack:T1/C1'],
      ['from the north', 'slack:T3/UKIM', 'slack:T3/C1'],
    ])
    for (const [of, team] of [
      [fake, 'T1'],
      [north, 'T3'],
    ] as const)
      expect(told(of).sort()).toEqual([1, 2, 3].map((turn) => `first ${turn} in ${team}`))
    north.happenings.removesApp()
    north.world.tokens.clear()
    await fake.wire.settled()
    await expect(postTo('T3', 'after')).rejects.toThrow('not installed')
    await postTo('T1', 'after')
    fake.says('ULEA', 'C1', 'still here')
    await fake.wire.settled()
    expect(told(fake).at(-1)).toBe('after in T1')
    expect(host.heard('said').at(-1)?.text).toBe('still here')
    const { places } = await host.directory()
    const membersOf = (ref: string) => places.find(({ place }) => place.ref === ref)?.members
    expect([membersOf('slack:T1/C2')?.length, membersOf('slack:T3/C2')?.length]).toEqual([2, 0])
    expect(fake.server.calls.filter(({ outcome }) => outcome === 'invalid_auth')).toEqual([])
  })

  it('cannot be forged: without the state that Savoir gave, nothing is installed', async () => {
    fake.world.codes.set('code1', 'T1')
    const back = `http://127.0.0.1:${platform.port}/slack/oauth_redirect?code=code1&state=forged`
    expect((await fetch(back)).status).toBe(400)
    expect(fake.world.codes.has('code1')).toBe(true)
  })
})

describe('settings for installing', () => {
  it('name everything that is missing or does not go together', () => {
    expect(readSlackSettings({ SLACK_CLIENT_ID: 'c1' })).toEqual({
      problems: ['SLACK_CLIENT_SECRET', 'SLACK_TOKEN_KEY', 'SLACK_URL', 'SLACK_TEAMS', 'SLACK_APP_TOKEN'].map((name) =>
        expect.stringMatching(new RegExp(`^${name}: `)),
      ),
    })
    const both = { ...env('http://127.0.0.1:1/api/'), SLACK_BOT_TOKEN: 'xoxb-1' }
    expect(readSlackSettings(both)).toEqual({ problems: [expect.stringMatching(/^SLACK_BOT_TOKEN: Take it out/)] })
    expect(readSlackSettings({ ...env('http://127.0.0.1:1/api/'), SLACK_TEAMS: 'acme' })).toEqual({
      problems: [expect.stringMatching(/^SLACK_TEAMS: /)],
    })
  })
})

describe('secrets', () => {
  it('open with their key and their name alone', () => {
    const secrets = new Secrets(KEY)
    const locked = secrets.lock('T1', 'xoxb-1')
    expect(secrets.open('T1', locked)).toBe('xoxb-1')
    expect(() => secrets.open('T2', locked)).toThrow()
    expect(() => new Secrets(`${KEY}.`).open('T1', locked)).toThrow()
    expect(() => secrets.open('T1', `A${locked.slice(1)}`)).toThrow()
    expect(secrets.lock('T1', 'xoxb-1')).not.toBe(locked)
  })
})
