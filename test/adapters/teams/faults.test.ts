import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Delivery } from '../../../src/chat/delivery.ts'
import { RetryLater } from '../../../src/chat/platform.ts'
import { messageRef, personRef, placeRef } from '../../../src/chat/ref.ts'
import { guid } from '../../support/fake-teams/index.ts'
import { CHAT, OPS, openTeamsSavoir, refOf, type TeamsSavoir } from '../../support/teams-savoir.ts'

let savoir: TeamsSavoir
beforeEach(async () => {
  savoir = await openTeamsSavoir()
})
afterEach(() => savoir.close())

const doc = [{ kind: 'quote', text: 'use keyctl' }] as const
const lea = () => personRef(refOf(savoir.fake, 'lea'))
const ops = () => placeRef(`teams:${savoir.fake.world.tenant}/${OPS}`)
const direct = (): Delivery => ({ kind: 'direct', to: lea(), doc })
const post = (): Delivery => ({ kind: 'post', to: ops(), thread: null, doc })
const deliver = (delivery: Delivery) => savoir.platform.deliver('e#0', delivery)
const posts = () => savoir.fake.connector.calls.filter(({ line }) => /^POST .*activities/.test(line)).length

async function afterOf(delivery: Delivery): Promise<number | null> {
  const error = await deliver(delivery).then(
    () => null,
    (thrown) => thrown,
  )
  return error instanceof RetryLater ? error.afterMs : null
}

describe('sending in Teams', () => {
  it.each([
    ['429 with a time', { status: 429, retryAfter: 7 }, 7_000],
    ['429 without one', { status: 429 }, 30_000],
    ['412', { status: 412 }, 2_000],
  ])('waits as long as it is told: %s', async (_, fault, afterMs) => {
    savoir.fake.connector.faults.push({ when: /^POST .*activities/, ...fault })
    expect(await afterOf(post())).toBe(afterMs)
    await deliver(post())
    expect(savoir.fake.botMessages(OPS)).toHaveLength(1)
  })

  it('keeps the order where it has to wait, and goes on elsewhere', async () => {
    await deliver(direct())
    const own = encodeURIComponent(`a:${guid('lea')}`)
    savoir.fake.connector.faults.push({ when: new RegExp(`^POST .*${own}/activities`), status: 429, retryAfter: 1 })
    for (const text of ['help', 'noise']) savoir.fake.writes('lea', text)
    savoir.fake.writes('iris', 'help')
    await savoir.quiet()
    expect(savoir.privateTo('iris')).toHaveLength(1)
    await expect.poll(() => savoir.privateTo('lea').length, { timeout: 10_000 }).toBe(3)
    expect(savoir.privateTo('lea').slice(1)).toEqual([
      expect.stringContaining('I am Savoir'),
      expect.stringContaining('What I may say'),
    ])
  })

  it.each([
    ['500', { status: 500 }],
    ['502', { status: 502 }],
    ['503', { status: 503 }],
    ['504', { status: 504 }],
    ['a reset', { reset: true }],
  ])('never says again what may have been heard: %s', async (_, fault) => {
    savoir.fake.connector.faults.push({ when: /^POST .*activities/, applied: true, ...fault })
    await expect(deliver(post())).rejects.not.toBeInstanceOf(RetryLater)
    expect(posts()).toBe(1)
    expect(savoir.fake.botMessages(OPS)).toHaveLength(1)
  })

  it('says less where Teams takes less, rather than nothing', async () => {
    const story = { kind: 'quote', text: 'a long story. '.repeat(280) } as const
    const long = [...doc, story, story, { kind: 'quote', text: 'the end' }] as const
    for (const _ of [1, 2]) savoir.fake.connector.faults.push({ when: /^POST .*activities/, status: 413 })
    await deliver({ kind: 'direct', to: lea(), doc: long })
    expect(posts()).toBe(3)
    expect(savoir.privateTo('lea').at(-1)).toMatch(/^use keyctl\na long story.*story.{0,20}…$/s)
  })

  it('gives up on what Teams finds too big at any size', async () => {
    for (const _ of [1, 2, 3, 4, 5, 6]) savoir.fake.connector.faults.push({ when: /^POST .*activities/, status: 413 })
    await expect(deliver(post())).rejects.toThrow('413')
    expect(posts()).toBeLessThan(6)
  })

  it('is patient with the conversation of a person, which may be opened twice', async () => {
    savoir.fake.connector.faults.push({ when: /^POST \/v3\/conversations$/, status: 503 })
    expect(await afterOf(direct())).toBe(5_000)
    await deliver(direct())
    expect(savoir.fake.privateTo('lea')).toHaveLength(1)
  })

  it('writes to a person who never wrote to it', async () => {
    await deliver(direct())
    await deliver(direct())
    expect(savoir.fake.privateTo('lea')).toHaveLength(2)
    expect(savoir.fake.connector.calls.filter(({ line }) => line === 'POST /v3/conversations')).toHaveLength(1)
  })

  it('is silent where it was blocked, until somebody speaks to it again', async () => {
    savoir.fake.connector.faults.push({ when: /^POST .*activities/, status: 403, code: 'ConversationBlockedByUser' })
    savoir.fake.writes('lea', 'help')
    await savoir.quiet()
    const nudge: Delivery = { ...direct(), nudge: 'digest' } as Delivery
    const before = posts()
    await expect(deliver(nudge)).rejects.toThrow('does not want')
    expect(posts()).toBe(before)
    savoir.fake.writes('lea', 'help')
    await savoir.quiet()
    await deliver(nudge)
    expect(savoir.fake.privateTo('lea')).toHaveLength(2)
  })

  it('says nothing any more where it was taken out', async () => {
    savoir.fake.installs('lea', OPS, 'remove')
    await savoir.quiet()
    const before = posts()
    await expect(deliver(post())).rejects.toThrow('not in that place')
    expect(posts()).toBe(before)
    expect(await savoir.store.members(ops())).toEqual([])
  })

  it('opens the conversation anew when it is gone', async () => {
    await deliver(direct())
    savoir.fake.connector.faults.push({ when: /^POST .*activities/, status: 404, code: 'ConversationNotFound' })
    expect(await afterOf(direct())).toBe(1_000)
    await deliver(direct())
    expect(savoir.fake.privateTo('lea')).toHaveLength(2)
  })

  it('replies in the thread', async () => {
    const root = savoir.fake.says('lea', OPS, 'a question')
    await savoir.quiet()
    const thread = messageRef(`${ops()}/${root.id}`)
    await deliver({ kind: 'post', to: ops(), thread, doc })
    expect(savoir.fake.botMessages(OPS)).toMatchObject([{ root: root.id }])
  })

  it('does without marks where Teams knows no reactions of bots', async () => {
    const root = savoir.fake.says('lea', OPS, 'a question')
    await savoir.quiet()
    savoir.fake.connector.faults.push({ when: /reactions/, status: 405 })
    await deliver({ kind: 'react', to: messageRef(`${ops()}/${root.id}`), emoji: 'white_check_mark' })
    expect(root.reactions.size).toBe(0)
  })

  it('never tells its token to another service', async () => {
    const keep = savoir.engine.hostFor(savoir.platform).keep
    const evil = JSON.stringify({ service: 'http://127.0.0.1:9/', kind: 'channel' })
    await keep.put(`place/${ops()}`, evil)
    const again = await savoir.restart()
    await expect(again.platform.deliver('e#0', post())).rejects.toThrow('UnknownService')
    savoir = again
  })
})

describe('private answers in a channel', () => {
  const opened = async (settings: Record<string, string>) => {
    await savoir.close()
    savoir = await openTeamsSavoir({ settings })
  }

  it('are seen by one person there, where that is switched on', async () => {
    await opened({ TEAMS_TARGETED_MESSAGES: 'yes' })
    savoir.fake.says('lea', OPS, '<at>Savoir</at> help')
    await savoir.quiet()
    expect(savoir.fake.privateTo('lea')).toMatchObject([{ conversation: OPS, onlyFor: guid('lea') }])
    expect(savoir.fake.botMessages(OPS)).toEqual([])
  })

  it('go to the chat with the person where Teams does not know them', async () => {
    await opened({ TEAMS_TARGETED_MESSAGES: 'yes' })
    savoir.fake.connector.targeted = false
    savoir.fake.says('lea', CHAT, '<at>Savoir</at> help')
    await savoir.quiet()
    expect(savoir.fake.privateTo('lea')).toMatchObject([{ conversation: `a:${guid('lea')}` }])
    expect(savoir.fake.botMessages(CHAT)).toEqual([])
  })
})

describe('what Teams sends again', () => {
  it('has one effect, under the same id', async () => {
    const activity = {
      ...savoir.fake.envelope('iris', `a:${guid('iris')}`),
      type: 'message',
      id: '1767600900000',
      text: 'note Kafka lag: look',
    }
    savoir.fake.personal('iris')
    await Promise.all([savoir.fake.tell(activity), savoir.fake.tell(activity), savoir.fake.tell(activity)])
    await savoir.quiet()
    expect(savoir.privateTo('iris')).toHaveLength(1)
  })

  it('has one effect, when a press comes again under another id', async () => {
    savoir.fake.writes('iris', 'note Kafka lag: look')
    await savoir.quiet()
    const message = savoir.withButton('iris', 'Undo')
    const calls = () => savoir.fake.connector.calls.filter(({ line }) => line.startsWith('PUT')).length
    await Promise.all([1, 2, 3].map(() => savoir.fake.press('iris', message, 'Undo')))
    await savoir.quiet()
    expect(calls()).toBe(1)
  })

  it('is kept once after a restart, and goes on where it was', async () => {
    const root = savoir.fake.says('lea', OPS, 'How do we rotate the signing key of the gateway?')
    savoir.fake.says('omar', OPS, 'Run keyctl rotate, then redeploy the gateway.', root)
    await savoir.quiet()
    savoir = await savoir.restart()
    await savoir.fake.messageAction('iris', root, 'save')
    await savoir.quiet()
    savoir.fake.writes('lea', 'find gateway')
    await savoir.quiet()
    expect(savoir.privateTo('lea').at(-1)).toContain('1 answer')
  })

  it('is taken later when the store fails', async () => {
    const { store } = savoir
    const receive = store.receive.bind(store)
    let failures = 2
    Object.assign(store, {
      receive: async (event: never) => {
        if (failures-- > 0) throw new Error('the disk is full')
        return receive(event)
      },
    })
    savoir.fake.writes('iris', 'help')
    await savoir.quiet()
    expect(savoir.privateTo('iris')).toHaveLength(1)
    expect(JSON.stringify(savoir.troubles)).not.toContain('help')
  })
})
