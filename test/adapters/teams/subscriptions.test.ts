import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { examine } from '../../../adapters/teams/doctor.ts'
import { readTeamsSettings } from '../../../adapters/teams/index.ts'
import type { FakeMessage, FakeTeams } from '../../support/fake-teams/index.ts'
import {
  BOARD,
  CHAT,
  companyTeams,
  environmentFor,
  OPS,
  openTeamsSavoir,
  settingsFor,
  type TeamsSavoir,
} from '../../support/teams-savoir.ts'

const SETTINGS = { TEAMS_REACTIONS: 'graph', TEAMS_URL: 'https://savoir.example.com' }
const MINUTE_MS = 60_000
const HOUR_MS = 60 * MINUTE_MS
const DAY_MS = 24 * HOUR_MS

let savoir: TeamsSavoir
let now = Date.now()
const graph = () => savoir.fake.graph
const keep = () => savoir.engine.hostFor(savoir.platform).keep

beforeEach(async () => {
  now = Date.now()
  savoir = await opened([OPS])
  await watched(OPS)
})
afterEach(() => savoir.close())

async function opened(agreed: readonly string[]): Promise<TeamsSavoir> {
  const fake = await companyTeams()
  fake.graph.now = () => now
  for (const one of agreed) fake.graph.agreed.add(one)
  return openTeamsSavoir({ fake, settings: SETTINGS, now: () => new Date(now) })
}

/** Graph tells of the place, and Savoir knows by which id. */
async function watched(conversation: string): Promise<void> {
  savoir.passes()
  const known = async () => JSON.stringify(await keep().list('subscription/'))
  await expect.poll(async () => (await known()).includes(`${graph().subscriptionOf(conversation)?.id}`)).toBe(true)
}

const kept = (words: string) =>
  expect.poll(async () => JSON.stringify(await keep().list('subscription/'))).toContain(words)

async function quiet(): Promise<void> {
  await expect.poll(async () => (await keep().list('errand/')).length).toBe(0)
  await savoir.quiet()
}

const asked = (line: RegExp) => savoir.fake.connector.calls.filter((call) => line.test(call.line)).length
const asks = () => asked(/^POST \/graph\/subscriptions/)
const isSaved = async (message: FakeMessage): Promise<boolean> => {
  await quiet()
  return message.reactions.size > 0
}

async function question(): Promise<FakeMessage> {
  const root = savoir.fake.says('lea', OPS, 'How do we rotate the signing key of the gateway?')
  await savoir.quiet()
  return root
}

/** Somebody puts the emoji, and the notice of it is lost. */
async function unnoticed(message: FakeMessage, user = 'iris'): Promise<void> {
  graph().deaf = true
  await graph().reacts(user, message, '🧠')
  graph().deaf = false
}

describe('the subscriptions', () => {
  it('ask for a place no more than they need, and never for what was said', () => {
    const { body } = savoir.fake.connector.calls.find(({ line }) => line.includes('POST /graph/subscriptions')) ?? {}
    expect(body).toMatchObject({
      changeType: 'updated,deleted',
      notificationUrl: 'https://savoir.example.com/api/notices',
    })
    expect(body).not.toHaveProperty('includeResourceData')
    expect(body).toHaveProperty('lifecycleNotificationUrl', 'https://savoir.example.com/api/notices')
  })

  it('have a secret each, which no log and no answer holds', async () => {
    graph().agreed.add(BOARD)
    savoir.fake.installs('lea', OPS, 'add')
    await watched(BOARD)
    const [first, second] = [graph().subscriptionOf(OPS)?.clientState, graph().subscriptionOf(BOARD)?.clientState]
    expect([first?.length, second?.length]).toEqual([43, 43])
    expect(first).not.toBe(second)
    expect(JSON.stringify(savoir.troubles)).not.toContain(first)
  })

  it('are renewed before they end, and not sooner', async () => {
    const { id, until } = { ...graph().subscriptionOf(OPS) }
    now += 20 * HOUR_MS
    savoir.passes()
    await savoir.quiet()
    expect(asked(/^PATCH/)).toBe(0)
    now += 5 * HOUR_MS
    savoir.passes()
    await expect.poll(() => graph().subscriptionOf(OPS)?.until).toBeGreaterThan(until ?? 0)
    expect(graph().subscriptionOf(OPS)?.id).toBe(id)
    expect(asks()).toBe(2)
  })

  it('are asked for anew once they ended, and what was missed is read', async () => {
    const root = await question()
    savoir.fake.connector.faults.push(...Array.from({ length: 3 }, () => ({ when: /^PATCH/, status: 503 })))
    now += DAY_MS + HOUR_MS
    savoir.passes()
    await expect.poll(() => asked(/^PATCH/)).toBe(1)
    now += DAY_MS
    graph().subscriptions.clear()
    await unnoticed(root)
    now += HOUR_MS
    await watched(OPS)
    expect(await isSaved(root)).toBe(true)
  })

  it('are asked for anew when Graph removes them', async () => {
    const root = await question()
    const before = graph().subscriptionOf(OPS)
    await unnoticed(root)
    expect(await notified('subscriptionRemoved')).toEqual([202])
    await watched(OPS)
    expect(graph().subscriptionOf(OPS)?.clientState).not.toBe(before?.clientState)
    expect(await isSaved(root)).toBe(true)
  })

  it('are renewed at once when Graph asks for it', async () => {
    expect(await notified('reauthorizationRequired')).toEqual([202])
    await expect.poll(() => asked(/^PATCH/)).toBe(1)
  })

  it('make good what Graph could not tell, replies and pages of them too', async () => {
    const roots = [await question(), await question(), await question()]
    const reply = savoir.fake.says('omar', OPS, 'Run keyctl rotate.', roots[0] ?? null)
    await savoir.quiet()
    now += HOUR_MS
    await unnoticed(reply)
    await unnoticed(roots[2] as FakeMessage)
    expect(await notified('missed')).toEqual([202])
    expect(await isSaved(reply)).toBe(true)
    expect(await isSaved(roots[2] as FakeMessage)).toBe(true)
  })

  it('make good what was done in a chat while Graph could not tell', async () => {
    savoir.fake.says('lea', CHAT, '<at>Savoir</at> help')
    await savoir.quiet()
    graph().agreed.add(CHAT)
    now += DAY_MS
    await watched(CHAT)
    const said = savoir.fake.says('lea', CHAT, 'The falcon is fed at nine, with two mice.')
    await savoir.quiet()
    await unnoticed(said, 'omar')
    expect(await graph().lifecycle(CHAT, 'missed')).toEqual([202])
    expect(await isSaved(said)).toBe(true)
  })

  it('wait for the consent of a place, and are asked for once it is installed anew', async () => {
    await kept('refused')
    const before = asks()
    savoir.passes()
    await savoir.quiet()
    expect(asks()).toBe(before)
    graph().agreed.add(BOARD)
    savoir.fake.installs('lea', OPS, 'add')
    await watched(BOARD)
    expect(asks()).toBe(before + 1)
  })

  it('ask a place that did not agree again the next day', async () => {
    await kept('refused')
    graph().agreed.add(BOARD)
    now += DAY_MS
    await watched(BOARD)
  })

  it('stop where the consent is taken back', async () => {
    graph().agreed.delete(OPS)
    await notified('reauthorizationRequired')
    await expect
      .poll(async () => (await keep().list('subscription/')).filter(({ value }) => value.includes('refused')).length)
      .toBe(2)
  })

  it('end where Savoir is taken out', async () => {
    savoir.fake.installs('lea', OPS, 'remove')
    await savoir.quiet()
    await expect.poll(() => graph().subscriptions.size).toBe(0)
    await expect.poll(() => keep().list('subscription/')).toEqual([])
  })

  it('end, with what was seen, when the setting is taken out', async () => {
    const root = await question()
    await graph().reacts('iris', root, '🧠')
    await quiet()
    savoir = await savoir.restart({ given: {} })
    await expect.poll(() => graph().subscriptions.size).toBe(0)
    expect([...(await keep().list('seen/')), ...(await keep().list('subscription/'))]).toEqual([])
  })

  it('outlive a restart', async () => {
    const { id } = { ...graph().subscriptionOf(OPS) }
    const root = await question()
    const before = asks()
    savoir = await savoir.restart()
    await graph().reacts('iris', root, '🧠')
    expect(await isSaved(root)).toBe(true)
    expect([graph().subscriptionOf(OPS)?.id, asks()]).toEqual([id, before])
  })

  it('make good what was done while Savoir did not run', async () => {
    const root = await question()
    await savoir.engine.stop()
    now += 8 * HOUR_MS
    await unnoticed(root)
    savoir = await savoir.restart()
    expect(await isSaved(root)).toBe(true)
  })

  it('leave no second one behind when the answer to the first was lost', async () => {
    graph().agreed.add(BOARD)
    savoir.fake.connector.faults.push({ when: /^POST \/graph\/subscriptions/, reset: true, applied: true })
    savoir.fake.installs('lea', OPS, 'add')
    await expect.poll(() => graph().subscriptionOf(BOARD)).toBeDefined()
    await expect.poll(() => savoir.troubles.length).toBeGreaterThan(0)
    now += 2 * MINUTE_MS
    await watched(BOARD)
    expect(graph().subscriptions.size).toBe(2)
  })

  it('wait as long as Graph asks', async () => {
    graph().agreed.add(BOARD)
    savoir.fake.connector.faults.push({ when: /^POST \/graph\/subscriptions/, status: 429, retryAfter: 600 })
    savoir.fake.installs('lea', OPS, 'add')
    await expect.poll(() => savoir.troubles.length).toBeGreaterThan(0)
    const before = asks()
    now += 9 * MINUTE_MS
    savoir.passes()
    await savoir.quiet()
    expect(asks()).toBe(before)
    now += 2 * MINUTE_MS
    await watched(BOARD)
  })

  const notified = (event: string) => graph().lifecycle(OPS, event)
})

describe('the doctor for reactions', () => {
  const told = async () => {
    const findings = await examine(settingsFor(savoir.fake, SETTINGS), () => new Date(now), keep())
    return findings
      .filter(({ text }) => text.startsWith('reactions'))
      .map(({ ok, text }) => `${ok ? '✓' : '✗'} ${text}`)
  }

  it('says where Graph tells of them, and where nobody agreed', async () => {
    await kept('refused')
    expect(await told()).toEqual(['✓ reactions: Graph tells of those in 1 place; 1 more did not agree'])
  })

  it('says where Graph should, and does not', async () => {
    await kept('refused')
    graph().subscriptions.clear()
    expect(await told()).toEqual([expect.stringContaining('✗ reactions: Graph does not tell of those in 1 of 1 place')])
    savoir.fake.connector.faults.push({ when: /^GET .*subscriptions/, status: 500 })
    expect(await told()).toEqual([expect.stringContaining('Graph does not say of which places it tells (500)')])
  })

  it('says when there is nothing to tell of yet', async () => {
    await kept('refused')
    for (const { key } of await keep().list('subscription/')) await keep().remove(key)
    expect(await told()).toEqual([expect.stringContaining('no place is watched yet')])
  })
})

describe('the settings of reactions', () => {
  const problemsOf = (fake: FakeTeams, given: Record<string, string>) => {
    const read = readTeamsSettings({ ...environmentFor(fake), ...given })
    return read && 'problems' in read ? read.problems.map((problem) => problem.split(':')[0]) : []
  }

  it.each([
    [{ TEAMS_REACTIONS: 'graph' }, ['TEAMS_URL']],
    [{ TEAMS_REACTIONS: 'graph', TEAMS_URL: 'http://savoir.example.com' }, ['TEAMS_URL']],
    [{ TEAMS_REACTIONS: 'graph', TEAMS_URL: 'savoir' }, ['TEAMS_URL']],
    [{ TEAMS_REACTIONS: 'yes' }, ['TEAMS_REACTIONS']],
    [{ ...SETTINGS, TEAMS_GRAPH: 'no' }, ['TEAMS_GRAPH']],
    [{ ...SETTINGS, TEAMS_NO_AUTHENTICATION: 'yes' }, ['TEAMS_REACTIONS']],
    [{ TEAMS_REACTIONS: 'own' }, []],
    [SETTINGS, []],
  ])('name what is wrong with %o', (given, problems) => {
    expect(problemsOf(savoir.fake, given as Record<string, string>)).toEqual(problems)
  })
})
