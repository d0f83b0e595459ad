import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, it, onTestFinished } from 'vitest'
import type { ChatEvent } from '../../src/chat/event.ts'
import { RetryLater } from '../../src/chat/platform.ts'
import { type MessageRef, messageRef } from '../../src/chat/ref.ts'
import type { Search } from '../../src/search/search.ts'
import { MORNING, openTestBot, placeOf, ref, type TestBot } from '../support/bot.ts'
import { ANSWER, bot, QUESTION, savedThread } from '../support/talk.ts'
import { tempFolder } from '../support/temp-folder.ts'

const SAVOIR = { kind: 'savoir' } as const
const FAILS: Search = {
  items: () => Promise.reject(new Error('the ranking is broken')),
  people: () => Promise.reject(new Error('the ranking is broken')),
}

describe('an event that comes again', () => {
  it('has its effects once, however often and however late it comes', async () => {
    const ops = await bot()
    await ops.says('ana', 'note The gateway is restarted with restart-gw', { in: 'ops' })
    const { id } = await savedThread(ops)
    await ops.says('bo', `answer ${id} Ask the platform team.`)
    const before = await everything(ops)
    const sent = ops.sent().length
    for (const event of ops.events()) await ops.happens(event)
    await ops.wait(5)
    for (const event of ops.events()) await ops.happens(event)
    expect(await everything(ops)).toEqual(before)
    expect(ops.sent()).toHaveLength(sent)
  })

  it('under a new id brings the same message in once', async () => {
    const ops = await bot()
    await ops.says('di', 'on', { in: 'ops' })
    const root = await ops.talks('ana', QUESTION, { in: 'ops' })
    await ops.talks('bo', ANSWER, { in: 'ops', thread: root })
    const before = await everything(ops)
    for (const event of ops.events().filter((one) => one.kind === 'said'))
      await ops.happens({ ...event, id: `${event.id}-2` })
    expect(before).toHaveLength(1)
    expect(await everything(ops)).toEqual(before)
  })
})

describe('events in any order, and more than once', () => {
  it('end in the same state', { timeout: 60_000 }, async () => {
    const orders = fc.record({ on: fc.boolean(), seed: fc.infiniteStream(fc.nat()) })
    await fc.assert(
      fc.asyncProperty(orders, async ({ on, seed }) => {
        const draws = [...seed.take(40)]
        const inOrder = await stateAfter(on, (events) => events)
        const shuffled = await stateAfter(on, (events) => shuffle([...events, ...events.slice(0, 4)], draws))
        expect(shuffled).toEqual(inOrder)
      }),
      { numRuns: 25 },
    )
  })
})

describe('a handler that throws', () => {
  it('says sorry with the id, sets the event aside, and the rest goes on', async () => {
    let broken = true
    const ops = await bot({ search: (real) => ({ ...real, items: (...all) => (broken ? FAILS : real).items(...all) }) })
    const said = await ops.says('ana', QUESTION)
    const event = ops.events().at(-1)?.id
    expect(said).toBe(`Sorry, something went wrong on my side. It is logged as ${event}.`)
    expect(await ops.store.setAside()).toMatchObject([{ event, reason: 'Error' }])
    expect(await ops.says('ana', 'help')).toMatch(/^Hello/)
    broken = false
    expect(await ops.says('ana', QUESTION)).toBe('I have no saved answer to that yet.')
  })

  it('says sorry in the language of the person, and to nobody else', async () => {
    const ops = await bot({ search: () => FAILS })
    expect(await ops.says('cy', 'qui connaît kafka ?', { in: 'ops' })).toMatch(
      /^Pardon, quelque chose n’a pas marché de mon côté\. C’est noté sous test:\d+\.$/,
    )
    expect(ops.hears('ana')).toBe('')
  })

  it('says sorry for a gesture that was meant for Savoir, and nothing for talk', async () => {
    const ops = await bot({
      readThread: () => {
        throw new Error('the platform is broken')
      },
    })
    const root = await ops.talks('ana', QUESTION, { in: 'ops' })
    expect(await ops.reacts('di', 'tada', root)).toBe('')
    expect(await ops.reacts('di', 'brain', root)).toMatch(/^Sorry, something went wrong/)
    await ops.says('ana', 'on', { in: 'ops' })
    await ops.talks('ana', QUESTION, { in: 'ops' })
    expect(ops.hears('ana')).toBe('')
  })

  it('is tried again, and then has one effect', async () => {
    let failures = 2
    const ops = await bot({
      search: (real) => ({
        ...real,
        items: async (...all) => {
          if (failures-- > 0) throw new Error('not yet')
          return real.items(...all)
        },
      }),
    })
    expect(await ops.says('ana', QUESTION)).toBe('I have no saved answer to that yet.')
    expect(await ops.store.setAside()).toEqual([])
  })

  it('has patience with a platform that asks for it, and the thread is saved in the end', async () => {
    let busy = 6
    const ops = await bot({
      readThread: (real) => {
        if (busy-- > 0) throw new RetryLater(1)
        return real
      },
    })
    const root = await ops.talks('ana', QUESTION, { in: 'ops' })
    expect(await ops.reacts('di', 'brain', root)).toContain(`Saved: “${QUESTION}”`)
    expect(await ops.store.setAside()).toEqual([])
  })

  it('leaves the event for later when it is time to stop', async () => {
    const ops = await openTestBot({
      readThread: () => {
        throw new RetryLater(3_600_000)
      },
    })
    onTestFinished(() => ops.store.close())
    const root = await ops.talks('ana', QUESTION, { in: 'ops' })
    const saved = ops.reacts('di', 'brain', root)
    await expect.poll(() => ops.events().at(-1)?.kind).toBe('reacted')
    await new Promise((resolve) => setTimeout(resolve, 50))
    await ops.engine.stop()
    await saved
    expect((await ops.store.waiting(9)).map((event) => event.kind)).toEqual(['reacted'])
  })
})

describe('a restart', () => {
  it('takes up what waited on disk before what comes in, place by place', async () => {
    const path = join(tempFolder(), 'savoir.db')
    const before = await openTestBot({ path })
    const base = { at: MORNING, by: ref('ana'), in: placeOf('ops'), permalink: null, thread: null } as const
    const on: ChatEvent = { ...base, kind: 'said', id: 'before', message: null, text: 'on', addressed: 'command' }
    await before.store.receive(on)
    await before.close()
    const ops = await bot({ path })
    const message = messageRef('test:ops/777')
    const host = ops.engine.hostFor(ops.platform)
    await host.receive({ ...base, kind: 'said', id: 'after', message, text: QUESTION, addressed: 'no' })
    await ops.engine.drain()
    expect(await everything(ops)).toMatchObject([{ body: QUESTION }])
  })
})

describe('a store that fails for a while', () => {
  it('loses no event: it is handled once the store is well again', async () => {
    const ops = await openTestBot()
    onTestFinished(() => ops.close())
    const { settle, failed } = ops.store
    const full = () => Promise.reject(new Error('the disk is full'))
    Object.assign(ops.store, { settle: full, failed: full })
    expect(await ops.says('ana', 'note The gateway is restarted with restart-gw', { in: 'ops' })).toBe('')
    Object.assign(ops.store, { settle, failed })
    expect(await ops.says('bo', 'help')).toMatch(/^Hello/)
    await ops.engine.drain()
    await expect.poll(() => everything(ops), { timeout: 10_000 }).toHaveLength(1)
    expect(ops.hears('ana')).toContain('Noted:')
  })
})

describe('one slow place', () => {
  it('does not hold up the others', async () => {
    let letGo = (): void => {}
    const slow = new Promise<void>((resolve) => {
      letGo = resolve
    })
    const ops = await bot({
      search: (real) => ({
        ...real,
        items: (...all) => (all[0] === 'slow?' ? slow : Promise.resolve()).then(() => real.items(...all)),
      }),
    })
    const host = ops.engine.hostFor(ops.platform)
    const ask = (id: string, place: string, words: string): ChatEvent => ({
      kind: 'said',
      id,
      at: MORNING,
      by: ref('ana'),
      in: placeOf(place),
      message: null,
      thread: null,
      text: words,
      addressed: 'command',
      permalink: null,
    })
    await host.receive(ask('1', 'ops', 'slow?'))
    await host.receive(ask('2', 'ops', 'help'))
    await host.receive(ask('3', 'data', 'help'))
    await expect.poll(async () => (await ops.store.settled(['3'])).size).toBe(1)
    expect((await ops.store.settled(['1', '2'])).size).toBe(0)
    letGo()
    await ops.engine.drain()
    expect((await ops.store.settled(['1', '2', '3'])).size).toBe(3)
  })
})

/** What the same talk leaves behind, when its events come as `order` has them. */
async function stateAfter(on: boolean, order: (events: readonly ChatEvent[]) => readonly ChatEvent[]) {
  const ops = await openTestBot()
  if (on) await ops.says('di', 'on', { in: 'ops' })
  const from = ops.events().length
  const events = (await conversation(ops, on)).slice(from)
  const again = await openTestBot({ threadsOf: ops.platform })
  if (on) await again.says('di', 'on', { in: 'ops' })
  await again.wait(1)
  for (const event of order(events)) await again.happens(event)
  const state = await everything(again)
  await ops.close()
  await again.close()
  return state
}

async function conversation(ops: TestBot, on: boolean): Promise<readonly ChatEvent[]> {
  const root = await ops.talks('ana', 'How do I renew the TLS certificate?', { in: 'ops' })
  const reply = await ops.talks('bo', 'Run certbot on gw-2 and reload nginx.', { in: 'ops', thread: root })
  const wrong = await ops.talks('di', 'You could buy a new one from the shop.', { in: 'ops', thread: root })
  await ops.edits('ana', root, QUESTION)
  await ops.edits('bo', reply, ANSWER)
  await ops.deletes('di', wrong)
  await ops.reacts('ana', 'white_check_mark', reply)
  if (!on) await ops.reacts('di', 'brain', root)
  await ops.talks('cy', 'Since May the platform team does it every month.', { in: 'ops', thread: root })
  const gone = await ops.talks('di', 'Where is the manual of the old printer?', { in: 'ops' })
  await ops.deletes('di', gone)
  return ops.events()
}

/** Everything that is known, but for numbers, ids and moments, which depend on the order. */
async function everything({ store }: TestBot): Promise<unknown[]> {
  const items = await store.itemsWhere({}, SAVOIR, { limit: 99 })
  return items
    .map((item) => ({
      kind: item.kind,
      title: item.title,
      body: item.body,
      by: item.by,
      tags: item.tags,
      accepted: item.replies.find((reply) => reply.id === item.accepted?.reply)?.text ?? null,
      byAsker: item.accepted?.byAsker ?? null,
      endorsedBy: item.endorsedBy.map((act) => act.by).toSorted(),
      replies: item.replies.map(({ text, by, message, role }) => ({ text, by, message, role })).toSorted(byMessage),
    }))
    .toSorted((a, b) => (a.body < b.body ? -1 : 1))
}

const byMessage = (a: { message: MessageRef | null }, b: { message: MessageRef | null }): number =>
  `${a.message}` < `${b.message}` ? -1 : 1

function shuffle(events: readonly ChatEvent[], draws: readonly number[]): ChatEvent[] {
  const left = [...events]
  return events.map((_, index) => left.splice((draws[index % draws.length] ?? 0) % left.length, 1)[0] as ChatEvent)
}
