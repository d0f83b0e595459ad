import { randomInt } from 'node:crypto'
import { describe, expect, it, onTestFinished } from 'vitest'
import { readSlackSettings, slack } from '../../adapters/slack/index.ts'
import { teams } from '../../adapters/teams/index.ts'
import { personRef, placeRef } from '../../src/chat/ref.ts'
import { openEngine } from '../../src/engine/engine.ts'
import { joinByMail } from '../../src/jobs/accounts.ts'
import { linguist } from '../../src/languages/linguist.ts'
import { openLog } from '../../src/log.ts'
import { openSearch } from '../../src/search/engine.ts'
import { openSqliteStore } from '../../src/store/sqlite/index.ts'
import { type FakeSlack, SIGNING_SECRET } from '../support/fake-slack/index.ts'
import type { FakeTeams } from '../support/fake-teams/index.ts'
import { guid, wordsOf } from '../support/fake-teams/index.ts'
import { companySlack } from '../support/slack-savoir.ts'
import { BOARD, companyTeams, OPS, refOf, settingsFor, untilKnown } from '../support/teams-savoir.ts'

/** One Savoir in the Slack and the Teams of the same company. */
async function openBoth(prepare: (slackSide: FakeSlack, teamsSide: FakeTeams) => void = () => {}) {
  const [slackSide, teamsSide] = [await companySlack(), await companyTeams()]
  prepare(slackSide, teamsSide)
  const now = () => new Date()
  const log = openLog('silent', now)
  const tools = { now, marks: { save: 'brain', accept: 'white_check_mark' }, failed: () => {} }
  const store = await openSqliteStore({ path: ':memory:', exclusive: true, now })
  const settings = readSlackSettings({
    SLACK_BOT_TOKEN: slackSide.world.bot.token,
    SLACK_API_URL: slackSide.apiUrl,
    SLACK_ADDRESS: '127.0.0.1',
    SLACK_SIGNING_SECRET: SIGNING_SECRET,
    SLACK_PORT: '0',
  })
  if (!settings || 'problems' in settings) throw new Error('the settings of the test are wrong')
  const inSlack = slack(settings, tools)
  const inTeams = teams(settingsFor(teamsSide, { TEAMS_OPEN_TEAMS: guid('ops') }), tools)
  let ids = 0
  const engine = openEngine({
    store,
    search: openSearch(store, linguist),
    linguist,
    now,
    newId: () => `n${++ids}x${Math.floor(performance.now() * 1000)}`,
    random: randomInt,
    gestures: { save: ['brain'], accept: ['white_check_mark'] },
    log,
    platforms: [inSlack, inTeams],
    sendsFor: { except: [] },
  })
  await engine.start()
  onTestFinished(async () => {
    await engine.stop()
    await store.close()
    await Promise.all([slackSide.close(), teamsSide.close()])
  })
  slackSide.wire.httpUrl = `http://127.0.0.1:${inSlack.port}/slack/events`
  teamsSide.botUrl = `http://127.0.0.1:${inTeams.port}`
  teamsSide.installs('lea', OPS, 'add')
  await teamsSide.settled()
  await untilKnown(store, placeRef(`teams:${teamsSide.world.tenant}/${BOARD}`), 2)
  await untilKnown(store, placeRef('slack:T1/C2'), 2)
  const quiet = async (): Promise<void> => {
    for (let round = 0; round < 3; round += 1) {
      await Promise.all([slackSide.wire.settled(), teamsSide.settled()])
      await engine.drain()
    }
  }
  return { slackSide, teamsSide, store, engine, quiet }
}

type Both = Awaited<ReturnType<typeof openBoth>>

const toldInSlack = ({ slackSide }: Both, user: string): string =>
  [...slackSide.ephemerals(user), ...slackSide.directMessages(user)]
    .sort((a, b) => (a.ts < b.ts ? -1 : 1))
    .map(({ text }) => text)
    .join('\n')

const toldInTeams = ({ teamsSide }: Both, user: string): string =>
  teamsSide
    .privateTo(user)
    .map(({ card, text }) => wordsOf(card) || text)
    .join('\n')

/** Omar's accounts, once both directories were read. */
async function joinedBySignInName({ store, engine }: Both): Promise<readonly string[]> {
  for (let tries = 0; tries < 600; tries += 1) {
    await joinByMail(engine.world)
    const accounts = await store.accountsOf(personRef('slack:T1/UOMAR'))
    if (accounts.length) return accounts.map(({ ref }) => ref)
    await new Promise((resolve) => setTimeout(resolve, 5))
  }
  return []
}

describe('a company in Slack and in Teams', () => {
  it('has one Lea, once she said the code of Slack in Teams', async () => {
    const both = await openBoth()
    const { slackSide, teamsSide, store, quiet } = both
    slackSide.says('ULEA', 'C1', '<@UBOT> note Kafka lag: first look at the consumer group')
    await teamsSide.says('lea', OPS, '<at>Savoir</at> note Kafka brokers restart in pairs')
    slackSide.writesTo('ULEA', 'me link')
    await quiet()
    const code = /[A-Z2-9]{4}-[A-Z2-9]{4}/.exec(toldInSlack(both, 'ULEA'))?.[0]
    await teamsSide.writes('lea', `me link ${code}`)
    await quiet()
    expect(toldInTeams(both, 'lea')).toContain('I gave that code to Lea Martin in Slack. Is that you?')
    const asked = teamsSide.privateTo('lea').at(-1)
    if (!asked) throw new Error('Lea was not asked')
    await teamsSide.press('lea', asked, 'Yes, that is me')
    await quiet()
    expect(toldInSlack(both, 'ULEA')).toContain('you are one person to me in Slack and Teams')
    slackSide.writesTo('UIRIS', 'who knows kafka?')
    await quiet()
    const answer = toldInSlack(both, 'UIRIS')
    expect(answer.match(/Lea Martin/g)).toHaveLength(1)
    expect(answer).toContain('consumer group')
    expect(answer).toContain('restart in pairs')
    // Iris was not joined: she is two people still.
    expect((await store.people()).filter(({ name }) => name === 'Iris Novak')).toHaveLength(2)
    expect((await store.people()).filter(({ name }) => name === 'Lea Martin')).toHaveLength(1)
  })

  it('has one Omar by his sign-in name, and two of the guest who bears one address', async () => {
    const both = await openBoth(({ world }, teamsSide) => {
      const give = (user: string, email: string, confirmed = true) =>
        Object.assign(world.users.get(user) ?? {}, { email, is_email_confirmed: confirmed })
      give('UOMAR', 'Omar.Diallo@Example.com')
      give('UGUS', 'gus@example.com')
      give('UIRIS', 'iris.novak@example.com', false)
      teamsSide.user('gus', { name: 'Gus', role: 'guest' })
    })
    const { teamsSide, store } = both
    const omar = await joinedBySignInName(both)
    const accounts = async (ref: string) => (await store.accountsOf(personRef(ref))).map((account) => account.ref)
    expect(omar).toEqual(['slack:T1/UOMAR', refOf(teamsSide, 'omar')])
    expect(await accounts('slack:T1/UGUS')).toEqual([])
    expect(await accounts('slack:T1/UIRIS')).toEqual([])
    expect(JSON.stringify(await store.accounts()).toLowerCase()).not.toContain('example.com')
  })
})
