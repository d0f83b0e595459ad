import type { Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { connect } from 'node:net'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { admit } from '../../../adapters/teams/admission.ts'
import { listen } from '../../../adapters/teams/http.ts'
import { openTransport } from '../../../adapters/teams/sdk/transport.ts'
import { readTeamsSettings, type TeamsSettings } from '../../../adapters/teams/settings.ts'
import type { Activity } from '../../../adapters/teams/wire.ts'
import { FakeTeams, guid } from '../../support/fake-teams/index.ts'
import { newKey } from '../../support/fake-teams/tokens.ts'

const SECRET = 'a-secret-of-the-app'
const stranger = newKey('k1')
const unknownKey = newKey('k9')
const otherChannel = newKey('k2', ['webchat'])

let fake: FakeTeams
let server: Server
let taken: Activity[] = []
let failing = false
const good = (): Readonly<Record<string, unknown>> => ({
  ...fake.envelope('lea', `a:${guid('lea')}`),
  type: 'message',
  id: '1',
  text: 'help',
})
const seconds = () => Math.floor(Date.now() / 1000)

beforeAll(async () => {
  fake = await new FakeTeams().open()
  fake.user('lea')
  fake.connector.keys.push(otherChannel)
  server = await open(settingsFor(fake))
  fake.botUrl = urlOf(server)
})
afterAll(async () => {
  server.close()
  await fake.close()
})
beforeEach(() => {
  taken = []
  failing = false
})

async function open(settings: TeamsSettings): Promise<Server> {
  const transport = openTransport(settings)
  const handle = async (activity: Activity) => {
    if (failing) throw new Error('the disk is full of secrets')
    taken.push(activity)
    return null
  }
  const take = (authorization: string, body: unknown) =>
    admit(authorization, body, { settings, transport, handle, failed: () => {} })
  return listen({ take, health: async () => ({ live: true, ready: true, why: 'connected' }) }, 0, '127.0.0.1')
}

function settingsFor({ world, url }: FakeTeams): TeamsSettings {
  const read = readTeamsSettings({
    TEAMS_APP_ID: world.appId,
    TEAMS_APP_PASSWORD: SECRET,
    TEAMS_TENANT_ID: world.tenant,
    TEAMS_ADDRESS: '127.0.0.1',
    TEAMS_STAND_IN: url,
  })
  if (!read || 'problems' in read) throw new Error('the settings of the test are wrong')
  return read
}

const urlOf = (of: Server) => `http://127.0.0.1:${(of.address() as AddressInfo).port}`

describe('the door of Teams', () => {
  it('lets in what bears a good token, also a minute late', async () => {
    expect((await fake.tell(good())).status).toBe(200)
    expect((await fake.tell(good(), { claims: { exp: seconds() - 60 } })).status).toBe(200)
    expect(taken).toHaveLength(2)
  })

  it.each([
    ['no token', () => ({ token: null })],
    ['garbage', () => ({ token: 'garbage' })],
    ['a token for another app', () => ({ claims: { aud: guid('other') } })],
    ['another issuer', () => ({ claims: { iss: 'https://evil.example' } })],
    ['a token that ran out ten minutes ago', () => ({ claims: { exp: seconds() - 600 } })],
    ['a token that is not valid yet', () => ({ claims: { nbf: seconds() + 3_000 } })],
    ['another service address', () => ({ claims: { serviceurl: 'https://smba.trafficmanager.net/emea/' } })],
    ['no service address in the token', () => ({ claims: { serviceurl: undefined } })],
    ['an unknown key', () => ({ token: fake.token({}, unknownKey) })],
    ['a signature by another key', () => ({ token: fake.token({}, stranger) })],
    ['no signature', () => ({ token: fake.token({}, stranger, 'none') })],
    ['a key that does not speak for Teams', () => ({ token: fake.token({}, otherChannel) })],
    [
      'a token of the tenant that is not the bot’s own',
      () => ({ claims: { iss: `https://sts.windows.net/${fake.world.tenant}/`, appid: guid('other'), ver: '1.0' } }),
    ],
  ])('keeps out %s, without a word', async (_, telling) => {
    const told = await fake.tell(good(), telling())
    expect([told.status, told.text, taken]).toEqual([401, '', []])
  })

  it.each([
    ['of another tenant', () => ({ conversation: { id: 'a:1', tenantId: guid('evil') } })],
    ['of two tenants', () => ({ channelData: { tenant: { id: guid('evil') } } })],
    ['of no tenant', () => ({ conversation: { id: 'a:1' }, channelData: {} })],
    ['of another channel', () => ({ channelId: 'webchat' })],
    ['without a service address', () => ({ serviceUrl: undefined })],
    ['with a foreign service address', () => ({ serviceUrl: 'https://evil.example/' })],
    ['from nobody', () => ({ from: null })],
    ['from nowhere', () => ({ conversation: null })],
  ])('keeps out what is %s, though its token is good', async (_, change) => {
    const activity: Readonly<Record<string, unknown>> = { ...good(), ...change() }
    const serviceurl = typeof activity.serviceUrl === 'string' ? activity.serviceUrl : fake.url
    const told = await fake.tell(activity, { claims: { serviceurl } })
    expect([told.status, told.text, taken]).toEqual([403, '', []])
  })

  it.each([['{}'], ['[]'], ['null'], ['7'], [''], ['{"type":'], ['{"type":7}']])(
    'refuses the body %s',
    async (body) => {
      expect(await fake.tell(body, { token: null })).toMatchObject({ status: 400, text: '' })
    },
  )

  it('says nothing of what went wrong inside, and is sent it again', async () => {
    failing = true
    expect(await fake.tell(good())).toMatchObject({ status: 500, text: '' })
  })

  it('does not decide without the keys of Microsoft', async () => {
    const other = await new FakeTeams().open()
    const alone = await open(settingsFor(other))
    other.botUrl = urlOf(alone)
    other.connector.faults.push({ when: /openid/, status: 500 })
    const told = await other.tell({ ...good(), serviceUrl: other.url })
    expect([told.status, taken]).toEqual([503, []])
    expect((await other.tell({ ...good(), serviceUrl: other.url })).status).toBe(200)
    alone.close()
    await other.close()
  })

  it.each([
    ['GET', '/api/messages', 405],
    ['POST', '/', 404],
    ['POST', '/healthz', 405],
    ['GET', '/healthz', 200],
    ['GET', '/readyz', 200],
  ])('answers %s %s with %i', async (method, path, status) => {
    expect((await fetch(`${fake.botUrl}${path}`, { method })).status).toBe(status)
  })

  it('reads no more than half a megabyte, announced or not', async () => {
    expect((await fake.tell({ ...good(), text: 'x'.repeat(600_000) })).status).toBe(413)
    expect(await chunked(new URL(fake.botUrl).port, 20)).toContain('413')
    expect(taken).toEqual([])
  })

  it('believes anybody of this machine while it is tried out, and proves nothing', async () => {
    const read = readTeamsSettings({ TEAMS_NO_AUTHENTICATION: 'yes', TEAMS_ADDRESS: '127.0.0.1' })
    if (!read || 'problems' in read) throw new Error('the settings of the test are wrong')
    const trying = await open(read)
    const tell = (serviceUrl: string) =>
      fetch(`${urlOf(trying)}/api/messages`, { method: 'POST', body: JSON.stringify({ ...good(), serviceUrl }) })
    expect((await tell('http://localhost:56150/_connector')).status).toBe(200)
    expect((await tell('https://smba.trafficmanager.net/emea/')).status).toBe(403)
    expect(await openTransport(read).authorization()).toBe('')
    trying.close()
  })

  it('takes any JSON for what it is, and survives it', async () => {
    const odd = { ...good(), text: 7, entities: null, attachments: ['x', null, 3], membersAdded: { a: 1 }, value: null }
    expect((await fake.tell(odd)).status).toBe(200)
    expect(taken[0]).toMatchObject({ type: 'message', attachments: [] })
  })
})

/** Sends parts of 50 KB without saying how many there will be. */
function chunked(port: string, parts: number): Promise<string> {
  return new Promise((resolve, reject) => {
    let heard = ''
    const socket = connect(Number(port), '127.0.0.1', () => {
      socket.write('POST /api/messages HTTP/1.1\r\nhost: x\r\ntransfer-encoding: chunked\r\n\r\n')
      for (let part = 0; part < parts; part += 1) socket.write(`C350\r\n${'x'.repeat(50_000)}\r\n`)
    })
    socket.on('data', (data) => {
      heard += data
      socket.destroy()
    })
    socket.on('close', () => resolve(heard))
    socket.on('error', (error) => (heard ? resolve(heard) : reject(error)))
  })
}

describe('the settings of Teams', () => {
  const APP = { TEAMS_APP_ID: guid('savoir'), TEAMS_TENANT_ID: guid('tenant') }

  it('are off when there are none', () => {
    expect(readTeamsSettings({ SLACK_BOT_TOKEN: 'x' })).toBeNull()
  })

  it('believe nobody without an app id', () => {
    expect(readTeamsSettings({ TEAMS_APP_PASSWORD: SECRET })).toEqual({
      problems: [expect.stringMatching(/^TEAMS_APP_ID: /), expect.stringMatching(/^TEAMS_TENANT_ID: /)],
    })
  })

  it('want a secret, or else a managed identity, and not both', () => {
    const both = { ...APP, TEAMS_APP_PASSWORD: SECRET, TEAMS_MANAGED_IDENTITY: 'yes' }
    expect(readTeamsSettings(APP)).toEqual({ problems: [expect.stringMatching(/^TEAMS_APP_PASSWORD: It is missing/)] })
    expect(readTeamsSettings(both)).toEqual({ problems: [expect.stringMatching(/^TEAMS_APP_PASSWORD: Take it out/)] })
    expect(readTeamsSettings({ ...APP, TEAMS_MANAGED_IDENTITY: 'yes' })).toMatchObject({
      identity: { kind: 'managed' },
    })
  })

  it('believe everybody on this machine alone', () => {
    expect(readTeamsSettings({ TEAMS_NO_AUTHENTICATION: 'yes' })).toEqual({
      problems: [expect.stringMatching(/^TEAMS_NO_AUTHENTICATION: /)],
    })
    const open = { TEAMS_NO_AUTHENTICATION: 'yes', TEAMS_ADDRESS: '127.0.0.1' }
    expect(readTeamsSettings(open)).toMatchObject({ identity: { kind: 'nobody' } })
  })

  it('name every problem with its cure, without the value', () => {
    const read = readTeamsSettings({ TEAMS_APP_ID: 'hunter2', TEAMS_PORT: '99999', TEAMS_CLOUD: 'mars' })
    expect(read).toEqual({
      problems: [
        'TEAMS_APP_ID: Copy the Application (client) ID of the app registration.',
        'TEAMS_CLOUD: Give one of: public, usgov, china.',
        'TEAMS_PORT: Give a whole number from 0 to 65535, such as 3978.',
      ],
    })
  })
})
