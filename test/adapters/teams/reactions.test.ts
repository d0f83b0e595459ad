import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { personRef } from '../../../src/chat/ref.ts'
import { type FakeMessage, guid } from '../../support/fake-teams/index.ts'
import { BOARD, CHAT, companyTeams, OPS, openTeamsSavoir, refOf, type TeamsSavoir } from '../../support/teams-savoir.ts'

const SETTINGS = { TEAMS_REACTIONS: 'graph', TEAMS_URL: 'https://savoir.example.com/' }
const PATH = '/api/notices'
const MINUTE_MS = 60_000
const DAY_MS = 86_400_000

let savoir: TeamsSavoir
let now = Date.now()
const graph = () => savoir.fake.graph
const keep = () => savoir.engine.hostFor(savoir.platform).keep

beforeEach(async () => {
  now = Date.now()
  savoir = await opened([OPS, CHAT])
  await watched(OPS)
})
afterEach(() => savoir.close())

/** Savoir in a company whose people agreed in these places. */
async function opened(agreed: readonly string[]): Promise<TeamsSavoir> {
  const fake = await companyTeams()
  fake.graph.now = () => now
  for (const one of agreed) fake.graph.agreed.add(one)
  return openTeamsSavoir({ fake, settings: SETTINGS, now: () => new Date(now) })
}

async function watched(conversation: string): Promise<void> {
  savoir.passes()
  const known = async () => JSON.stringify(await keep().list('subscription/'))
  await expect.poll(async () => (await known()).includes(`${graph().subscriptionOf(conversation)?.id}`)).toBe(true)
}

/** Everything that Graph told is read, handled and sent. */
async function quiet(): Promise<void> {
  await expect.poll(async () => (await keep().list('errand/')).length).toBe(0)
  await savoir.quiet()
}

async function thread(conversation = OPS): Promise<{ root: FakeMessage; reply: FakeMessage }> {
  const root = savoir.fake.says('lea', conversation, 'How do we rotate the signing key of the gateway?')
  const reply = savoir.fake.says(
    'omar',
    conversation,
    'Run keyctl rotate, then redeploy the gateway.',
    conversation === OPS ? root : null,
  )
  await savoir.quiet()
  return { root, reply }
}

async function reacts(user: string, message: FakeMessage, emoji: string, on = true): Promise<void> {
  expect(await graph().reacts(user, message, emoji, on)).toEqual([202])
  await quiet()
}

async function finds(words: string, user = 'lea'): Promise<string> {
  const before = savoir.privateTo(user).length
  savoir.fake.writes(user, `find ${words}`)
  await savoir.quiet()
  return savoir.privateTo(user).slice(before).join('\n')
}

const savedLines = (user: string) => savoir.privateTo(user).filter((said) => /Saved:|saved already/.test(said))

async function asks(question: string): Promise<string> {
  const before = savoir.privateTo('iris').length
  savoir.fake.writes('iris', `ask ${question}`)
  await savoir.quiet()
  return savoir.privateTo('iris').slice(before).join('\n')
}

async function action(user: string, message: FakeMessage, command: string): Promise<string> {
  const told = await savoir.fake.messageAction(user, message, command)
  await savoir.quiet()
  return told.text
}

describe('the emoji on any message', () => {
  it('saves, and unsaves within ten minutes', async () => {
    const { root } = await thread()
    await reacts('iris', root, '🧠')
    expect(savoir.privateTo('iris').join()).toContain('How do we rotate the signing key')
    expect(root.reactions).toContain('2705_whiteheavycheckmark')
    expect(await finds('gateway')).toContain('rotate')
    now += 9 * MINUTE_MS
    await reacts('iris', root, '🧠', false)
    expect(await finds('gateway')).not.toContain('rotate')
  })

  it('leaves what was saved when it is taken away later', async () => {
    const { root } = await thread()
    await reacts('iris', root, '🧠')
    now += 11 * MINUTE_MS
    await reacts('iris', root, '🧠', false)
    expect(await finds('gateway')).toContain('rotate')
  })

  it('accepts the reply, on a thread that nobody saved', async () => {
    const { reply } = await thread()
    await reacts('lea', reply, '✅')
    expect(await finds('gateway')).toContain('1 answer')
  })

  it('saves in a group chat what was said before Savoir listened', async () => {
    savoir.fake.says('lea', CHAT, '<at>Savoir</at> help')
    await savoir.quiet()
    await watched(CHAT)
    const old = unheard('lea', CHAT, 'The falcon is fed at nine, with two mice.')
    await reacts('omar', old, '🧠')
    expect(await finds('falcon')).toContain('falcon')
  })

  it('counts once, also where Teams tells of it by itself', async () => {
    const { root } = await thread()
    savoir.fake.reacts('iris', root, '1f9e0_brain')
    await reacts('iris', root, '🧠')
    savoir.fake.reacts('iris', root, '1f9e0_brain')
    await quiet()
    expect(savedLines('iris')).toHaveLength(1)
  })

  it('follows what is edited and deleted', async () => {
    const { root, reply } = await thread()
    await reacts('iris', root, '🧠')
    await graph().edits(reply, 'Run keyctl renew instead.')
    await quiet()
    expect(await asks('how do we rotate the signing key of the gateway?')).toContain('keyctl renew')
    await graph().deletes(reply)
    await graph().deletes(root, true)
    await quiet()
    expect(await asks('how do we rotate the signing key of the gateway?')).not.toContain('keyctl')
    expect(JSON.stringify(await keep().list('said/'))).not.toContain('keyctl')
  })

  it('is not taken for new where it was put before Savoir came', async () => {
    const { root } = await thread()
    now -= DAY_MS
    await graph().reacts('omar', root, '🧠')
    now += DAY_MS
    await reacts('iris', root, '👍')
    expect(savoir.privateTo('omar')).toEqual([])
    expect(await finds('gateway')).not.toContain('rotate')
  })

  it('of somebody who asked to be forgotten does not count anew', async () => {
    const { root } = await thread()
    await reacts('iris', root, '🧠')
    await savoir.platform.deliver('e#0', { kind: 'erase', to: personRef(refOf(savoir.fake, 'iris')) })
    expect(JSON.stringify(await keep().list('seen/'))).not.toContain(guid('iris'))
    const before = savoir.privateTo('iris').length
    await reacts('omar', root, '👍')
    await reacts('iris', root, '🧠', false)
    expect(savoir.privateTo('iris')).toHaveLength(before)
  })
})

describe('a notice of Graph', () => {
  it('has one effect, however often and in whichever order it comes', async () => {
    const { root, reply } = await thread()
    graph().deaf = true
    await graph().reacts('iris', root, '🧠')
    await graph().reacts('lea', reply, '✅')
    graph().deaf = false
    const answers = [reply, root, reply, root, root].map((one) => graph().tells(one, 'updated'))
    expect((await Promise.all(answers)).flat()).toEqual([202, 202, 202, 202, 202])
    await quiet()
    await graph().tells(root, 'updated')
    await quiet()
    expect(savedLines('iris')).toHaveLength(1)
    expect(await finds('gateway')).toContain('1 answer')
  })

  it('is not lost when it comes while the message is being read', async () => {
    const { root } = await thread()
    graph().whenRead = async () => {
      graph().whenRead = async () => {}
      await graph().reacts('iris', root, '🧠')
    }
    await reacts('omar', root, '👍')
    expect(savedLines('iris')).toHaveLength(1)
  })

  it('introduces a person who was never met', async () => {
    const { root } = await thread()
    savoir.fake.user('zoe', { name: 'Zoe Arp' })
    savoir.fake.world.teams.get(OPS)?.members.push(guid('zoe'))
    await reacts('zoe', root, '🧠')
    expect(await savoir.store.person(personRef(refOf(savoir.fake, 'zoe')))).toMatchObject({ name: 'Zoe Arp' })
  })

  it('of an emoji by somebody who may not read the place saves nothing', async () => {
    const { root } = await thread()
    savoir.fake.user('eve', { name: 'Eve' })
    await reacts('eve', root, '🧠')
    expect(await finds('gateway')).not.toContain('rotate')
  })

  it('tells nothing by itself: what does not stand in Graph did not happen', async () => {
    const { root } = await thread()
    await graph().tells(root, 'deleted')
    await quiet()
    expect(await action('iris', root, 'save')).toContain('How do we rotate')
  })

  it.each([
    ['another secret', { clientState: 'x'.repeat(43) }],
    ['no secret', { clientState: null }],
    ['another tenant', { tenantId: guid('evil') }],
    ['another subscription', { subscriptionId: guid('evil') }],
    ['another place', { resource: `chats('${CHAT}')/messages('1767600000000')` }],
  ])('is not believed with %s', async (_, forged) => {
    const { root } = await thread()
    expect(await graph().tells(root, 'updated', forged)).toEqual([403])
    expect(await keep().list('errand/')).toEqual([])
  })

  it('is not believed about the subscription itself, either', async () => {
    expect(await graph().lifecycle(OPS, 'missed', { clientState: 'x' })).toEqual([403])
    expect(await graph().lifecycle(OPS, 'reauthorizationRequired', { tenantId: guid('evil') })).toEqual([403])
    expect(await keep().list('errand/')).toEqual([])
  })

  it('is told apart from its forged neighbour', async () => {
    const { root } = await thread()
    graph().deaf = true
    await graph().reacts('iris', root, '🧠')
    const subscription = graph().subscriptionOf(OPS)
    if (!subscription) throw new Error('nobody is told')
    const good = graph().noticeOf(subscription, { changeType: 'updated', resource: graph().nameOf(root) })
    expect(await graph().post(PATH, { value: [{ ...good, clientState: 'x' }, good, null, 7] })).toBe(202)
    await quiet()
    expect(savoir.privateTo('iris').join()).toContain('How do we rotate')
  })

  it.each([['{}'], ['[]'], ['null'], ['{"value":7}'], ['{"value":']])('is refused as %s', async (body) => {
    const response = await fetch(`${savoir.fake.botUrl}${PATH}`, { method: 'POST', body })
    expect([response.status, await response.text()]).toEqual([400, ''])
  })

  it('is told again when it could not be kept', async () => {
    const { root } = await thread()
    const { store } = savoir
    const put = store.keepPut.bind(store)
    Object.assign(store, { keepPut: () => Promise.reject(new Error('the disk is full')) })
    expect(await graph().reacts('iris', root, '🧠')).toEqual([500])
    Object.assign(store, { keepPut: put })
    await graph().tells(root, 'updated')
    await quiet()
    expect(savoir.privateTo('iris').join()).toContain('How do we rotate')
  })

  it.each([
    ['429', { status: 429, retryAfter: 1 }],
    ['503', { status: 503 }],
    ['a reset', { reset: true }],
  ])('is read later when Graph answers %s', async (_, fault) => {
    const { root } = await thread()
    savoir.fake.connector.faults.push({ when: /^GET \/graph\/teams.*messages\/\d+$/, ...fault })
    expect(await graph().reacts('iris', root, '🧠')).toEqual([202])
    await expect.poll(() => savoir.troubles.length).toBeGreaterThan(0)
    now += MINUTE_MS
    await expect.poll(async () => (await keep().list('errand/')).length, { timeout: 8_000 }).toBe(0)
    await savoir.quiet()
    expect(savoir.privateTo('iris').join()).toContain('How do we rotate')
  })
})

describe('the first call of Graph', () => {
  const hello = (query: string) => fetch(`${savoir.fake.botUrl}${PATH}?${query}`, { method: 'POST' })

  it('is answered only while Graph is asked', async () => {
    await expect.poll(async () => (await hello('validationToken=abc')).status).toBe(404)
  })

  it('is answered as it is, as plain text, and not at any length', async () => {
    const answers: [number, string | null, string][] = []
    const ask = async (token: string): Promise<void> => {
      const response = await hello(`validationToken=${encodeURIComponent(token)}`)
      answers.push([response.status, response.headers.get('content-type'), await response.text()])
    }
    graph().whenAsked = async () => {
      await ask('<b>a & b</b>')
      await ask('x'.repeat(3_000))
      await ask('')
    }
    graph().agreed.add(BOARD)
    await savoir.fake.installs('lea', OPS, 'add')
    await watched(BOARD)
    expect(answers.slice(0, 3)).toEqual([
      [200, 'text/plain; charset=utf-8', '<b>a & b</b>'],
      [400, null, ''],
      [400, null, ''],
    ])
  })

  it('finds nobody where reactions are not asked of Graph', async () => {
    savoir = await savoir.restart({ given: {} })
    expect((await hello('validationToken=abc')).status).toBe(404)
    expect(await graph().post(PATH, { value: [] })).toBe(404)
  })
})

/** A message that Savoir heard nothing of. */
function unheard(user: string, conversation: string, text: string): FakeMessage {
  const id = savoir.fake.nextId()
  const base = { id, conversation, root: null, from: guid(user), text, card: null, onlyFor: null }
  const message = { ...base, reactions: new Set<string>(), deleted: false }
  savoir.fake.world.messages.push(message)
  return message
}
