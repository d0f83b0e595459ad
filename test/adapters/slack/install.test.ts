import { afterEach, describe, expect, it } from 'vitest'
import { examine } from '../../../adapters/slack/doctor.ts'
import { slack } from '../../../adapters/slack/index.ts'
import { BOT_EVENTS, BOT_SCOPES, manifest } from '../../../adapters/slack/manifest.ts'
import { readSlackSettings } from '../../../adapters/slack/settings.ts'
import {
  granted,
  openFakeHost,
  openSlackBot,
  type SlackBot,
  type SlackBotOptions,
  settingsFor,
} from '../../support/slack-bot.ts'

const WRONG = { kind: 'token', token: 'xoxb-wrong' } as const

describe('the settings of Slack', () => {
  const bot = 'xoxb-1'
  const app = 'xapp-1'
  const secret = '0123456789abcdef0123456789abcdef'
  const read = (env: Record<string, string>) => readSlackSettings(env)

  it('leave Slack off when there are none', () => {
    expect(read({})).toBeNull()
  })

  it('choose a socket where there is an app token, else HTTP', () => {
    expect(read({ SLACK_BOT_TOKEN: bot, SLACK_APP_TOKEN: app, SLACK_SIGNING_SECRET: secret })).toMatchObject({
      apiUrl: 'https://slack.com/api/',
      transport: { kind: 'socket', appToken: app, healthPort: null },
    })
    expect(read({ SLACK_BOT_TOKEN: bot, SLACK_SIGNING_SECRET: secret, SLACK_PORT: '8080' })).toMatchObject({
      transport: { kind: 'http', signingSecret: secret, port: 8080, host: '0.0.0.0' },
    })
  })

  it('name everything that is missing, at once', () => {
    expect(read({ SLACK_APP_TOKEN: app })).toEqual({ problems: [expect.stringContaining('SLACK_BOT_TOKEN')] })
    expect(read({ SLACK_BOT_TOKEN: bot })).toEqual({ problems: [expect.stringContaining('SLACK_APP_TOKEN')] })
    expect(read({ SLACK_BOT_TOKEN: 'xoxp-1', SLACK_APP_TOKEN: 'nonsense', SLACK_PORT: '99999' })).toEqual({
      problems: [
        expect.stringMatching(/^SLACK_BOT_TOKEN: .*xoxb-/),
        expect.stringMatching(/^SLACK_APP_TOKEN: .*xapp-/),
        expect.stringMatching(/^SLACK_PORT: /),
      ],
    })
  })
})

describe('the manifest for Slack', () => {
  const socket = manifest({ kind: 'socket' })
  const http = manifest({ kind: 'http', url: 'https://savoir.example/' })

  it('keeps to the limits of Slack', () => {
    const { name, description, long_description: long } = socket.display_information
    expect(name.length).toBeLessThanOrEqual(35)
    expect(description.length).toBeLessThanOrEqual(140)
    expect(long.length).toBeGreaterThanOrEqual(175)
    expect(long.length).toBeLessThanOrEqual(4000)
    for (const shortcut of socket.features.shortcuts) expect(shortcut.name.length).toBeLessThanOrEqual(24)
    expect(socket.features.agent_view.agent_description.length).toBeLessThanOrEqual(300)
  })

  it('uses a socket, or one address for everything', () => {
    expect(socket.settings.socket_mode_enabled).toBe(true)
    expect(JSON.stringify(socket)).not.toContain('http')
    expect(http.settings.socket_mode_enabled).toBe(false)
    const address = 'https://savoir.example/slack/events'
    expect(http.settings.event_subscriptions).toMatchObject({ request_url: address })
    expect(http.settings.interactivity).toMatchObject({ request_url: address })
    expect(http.features.slash_commands.map((command) => 'url' in command && command.url)).toEqual([
      address,
      address,
      address,
    ])
  })

  it('asks for each thing once', () => {
    expect(new Set(BOT_SCOPES).size).toBe(BOT_SCOPES.length)
    expect(new Set(BOT_EVENTS).size).toBe(BOT_EVENTS.length)
  })
})

describe('the doctor for Slack', () => {
  let bot: SlackBot
  const open = async (options: SlackBotOptions = {}): Promise<void> => {
    bot = await openSlackBot(options)
  }
  afterEach(() => bot.close())
  const complaints = async (now = new Date(), settings = settingsFor(bot.fake, 'socket')): Promise<string[]> =>
    (await examine(settings, () => now)).filter(({ ok }) => !ok).map(({ text }) => text)

  it('finds nothing to complain of when all is well', async () => {
    await open()
    expect(await complaints()).toEqual([])
    expect(await examine(settingsFor(bot.fake, 'socket'), () => new Date())).toHaveLength(5)
  })

  it('names missing scopes, and what to do', async () => {
    await open({ granted: { ...granted, scopes: granted.scopes.filter((scope) => scope !== 'reactions:write') } })
    expect(await complaints()).toEqual([
      expect.stringMatching(/scopes are missing: reactions:write;.*install the app again/),
    ])
  })

  it('names a token that Slack does not know', async () => {
    await open()
    const settings = { ...settingsFor(bot.fake, 'socket'), access: WRONG }
    expect(await complaints(new Date(), settings)).toEqual([expect.stringContaining('SLACK_BOT_TOKEN')])
  })

  it('names an app token that opens no socket', async () => {
    await open()
    const transport = { kind: 'socket', appToken: 'xapp-wrong', healthPort: null, host: '127.0.0.1' } as const
    const settings = { ...settingsFor(bot.fake, 'socket'), transport }
    expect(await complaints(new Date(), settings)).toEqual([expect.stringContaining('connections:write')])
  })

  it('says that it is in no channel', async () => {
    await open()
    for (const channel of bot.fake.world.channels.values()) channel.members.delete('UBOT')
    expect(await complaints()).toEqual([expect.stringContaining('/invite @savoir')])
  })

  it('says that the clock is wrong', async () => {
    await open()
    expect(await complaints(new Date(Date.now() + 400_000))).toEqual([expect.stringContaining('NTP')])
  })

  it('says that Slack cannot be reached, without a secret', async () => {
    await open()
    bot.fake.goesDown()
    const said = await complaints()
    expect(said).toEqual([expect.stringContaining('cannot be reached'), expect.stringContaining('cannot be reached')])
    expect(said.join()).not.toMatch(/xoxb|xapp/)
    bot.fake.comesBack()
  })
})

describe('a start that cannot be', () => {
  it.each([
    ['a wrong token', { access: WRONG }, /invalid_auth/],
    [
      'a wrong app token',
      { transport: { kind: 'socket', appToken: 'xapp-wrong', healthPort: null, host: '127.0.0.1' } as const },
      /SLACK_APP_TOKEN: invalid_auth/,
    ],
  ])('says why: %s', async (_, wrong, why) => {
    const bot = await openSlackBot()
    const tools = { now: () => new Date(), marks: { save: 'brain', accept: 'ok' }, failed: () => {} }
    const platform = slack({ ...settingsFor(bot.fake, 'socket'), ...wrong }, tools)
    await expect(platform.start(openFakeHost())).rejects.toThrow(why)
    await platform.stop()
    await bot.close()
  })
})
