import { once } from 'node:events'
import { type AddressInfo, createServer } from 'node:net'
import { describe, expect, it, onTestFinished } from 'vitest'
import { settingsReaders } from '../../adapters/index.ts'
import { runCli } from '../../src/cli/index.ts'
import type { Surroundings } from '../../src/cli/surroundings.ts'
import { readConfig } from '../../src/config.ts'
import { SEARCH_SCRIPT } from '../support/built.ts'
import { APP_TOKEN, type FakeSlack, openFakeSlack, SIGNING_SECRET } from '../support/fake-slack/index.ts'
import { until } from '../support/slack-bot.ts'
import { tempFolder } from '../support/temp-folder.ts'

/** The command line with these settings; `stop` is what a person does who has had enough. */
function commandLine(env: Record<string, string>) {
  const said: string[] = []
  let stop = (): void => {}
  const stopped = new Promise<void>((resolve) => {
    stop = resolve
  })
  const config = () =>
    readConfig(
      { SAVOIR_DATA: folder, SAVOIR_PORT: '0', SAVOIR_COMPANY: 'none', SAVOIR_LOG: 'silent', ...env },
      { file: `${folder}/none`, adapters: settingsReaders },
    )
  const folder = tempFolder()
  let ids = 0
  const around: Surroundings = {
    config,
    now: () => new Date(),
    newId: () => `n${++ids}`,
    random: (below) => (ids++ * 7919) % below,
    out: {
      line: (text) => said.push(text),
      aside: (text) => said.push(text),
      colour: false,
      width: 80,
      interactive: false,
    },
    searchScript: SEARCH_SCRIPT,
    untilStopped: () => stopped,
  }
  return { said, stop: () => stop(), runs: (...args: string[]) => runCli(args, around) }
}

/** The app that Slack makes of a pasted manifest, with Lea in #ops. */
async function appFrom(text: string): Promise<FakeSlack> {
  const { features, oauth_config, settings } = JSON.parse(text)
  const fake = await openFakeSlack({
    granted: {
      scopes: oauth_config.scopes.bot,
      events: settings.event_subscriptions.bot_events,
      commands: features.slash_commands.map((one: { command: string }) => one.command),
      shortcuts: features.shortcuts.map((one: { callback_id: string }) => one.callback_id),
    },
  })
  onTestFinished(() => fake.close())
  fake.user('ULEA', { real_name: 'Lea Martin' })
  fake.channel('C1', ['ULEA'], 'public', { name: 'ops' })
  return fake
}

describe('Slack from the command line', () => {
  it.each([
    ['Socket Mode', [], { SLACK_APP_TOKEN: APP_TOKEN }],
    ['HTTP', ['--url', 'https://savoir.example'], { SLACK_SIGNING_SECRET: SIGNING_SECRET }],
  ])('is set up as its page says: %s', async (_, options, line) => {
    const { said, runs } = commandLine({})
    expect(await runs('manifest', 'slack', ...options)).toBe(0)
    const fake = await appFrom(said.join('\n'))
    const port = 'SLACK_SIGNING_SECRET' in line ? { SLACK_PORT: await freePort() } : {}
    const tokens = { SLACK_BOT_TOKEN: fake.world.bot.token, SLACK_API_URL: fake.apiUrl, SLACK_ADDRESS: '127.0.0.1' }
    const savoir = commandLine({ ...tokens, ...line, ...port })
    expect(await savoir.runs('doctor')).toBe(0)
    expect(savoir.said.filter((text) => text.startsWith('✗'))).toEqual([])
    const served = savoir.runs('serve')
    await until(() => savoir.said.some((text) => text.startsWith('Savoir is connected')))
    if ('SLACK_PORT' in port) fake.wire.httpUrl = `http://127.0.0.1:${port.SLACK_PORT}/slack/events`
    fake.command('ULEA', 'C1', '/savoir', 'help')
    await until(() => fake.ephemerals('ULEA').length > 0)
    savoir.stop()
    expect(await served).toBe(0)
  })

  it('names what is wrong, and ends with a code that says so', async () => {
    const fake = await appFrom(await printed())
    const savoir = commandLine({
      SLACK_BOT_TOKEN: 'xoxb-wrong',
      SLACK_APP_TOKEN: APP_TOKEN,
      SLACK_API_URL: fake.apiUrl,
    })
    expect(await savoir.runs('doctor')).toBe(2)
    expect(savoir.said.join('\n')).toMatch(/✗ .*SLACK_BOT_TOKEN/)
  })

  it('is off without settings', async () => {
    const savoir = commandLine({})
    expect(await savoir.runs('doctor')).toBe(0)
    expect(savoir.said.join('\n')).toContain('no platform is connected')
  })

  it('prints no manifest for what it does not know, nor for an address that Slack would not call', async () => {
    const savoir = commandLine({})
    expect(await savoir.runs('manifest', 'irc')).toBe(2)
    expect(await savoir.runs('manifest', 'slack', '--url', 'http://savoir.example')).toBe(2)
  })
})

async function freePort(): Promise<string> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  server.close()
  return String(port)
}

async function printed(): Promise<string> {
  const { said, runs } = commandLine({})
  await runs('manifest', 'slack')
  return said.join('\n')
}
