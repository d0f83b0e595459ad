import { describe, expect, it, onTestFinished } from 'vitest'
import type { Delivery, NudgeKind } from '../../src/chat/delivery.ts'
import { text } from '../../src/chat/doc.ts'
import { type ChatPlatform, RetryLater } from '../../src/chat/platform.ts'
import { openSender, recover } from '../../src/engine/sender.ts'
import { openLog } from '../../src/log.ts'
import { openSqliteStore } from '../../src/store/sqlite/index.ts'
import { opened, ref, seen, settling, spot } from '../support/store-fixtures.ts'

const EVERY = { except: [] }
const NOON = new Date('2026-03-04T12:00:00Z')

const said = (words: string, more: Partial<Extract<Delivery, { kind: 'direct' }>> = {}): Delivery => ({
  kind: 'direct',
  to: ref('ana'),
  doc: [text(words)],
  ...more,
})
const posted = (place: string, words: string, nudge?: NudgeKind): Delivery => ({
  kind: 'post',
  to: spot(place),
  thread: null,
  doc: [text(words)],
  onlyFor: ref('ana'),
  ...(nudge ? { nudge } : {}),
})
const wordsOf = (delivery: Delivery): string => JSON.stringify(delivery).match(/"text":"([^"]*)"\}\]/)?.[1] ?? ''

async function setUp(deliver: (words: string, id: string) => Promise<void> = async () => {}) {
  let now = NOON
  const store = await openSqliteStore({ path: ':memory:', exclusive: false, now: () => now })
  const settle = settling(store)
  await settle(null, [seen('ana', { timeZone: 'UTC' }), seen('bo'), opened('ops', ['ana']), opened('data', ['ana'])])
  const out: string[] = []
  const platform: ChatPlatform = {
    name: 'web',
    start: async () => {},
    stop: async () => {},
    readThread: async () => null,
    messageAt: () => null,
    deliver: async (id, delivery) => {
      await deliver(wordsOf(delivery), id)
      out.push(wordsOf(delivery))
      return null
    },
  }
  const of = (name: string) => (name === 'web' ? platform : undefined)
  const sender = openSender(
    store,
    { of, platforms: EVERY },
    () => now,
    openLog('silent', () => now),
  )
  onTestFinished(async () => {
    await sender.stop()
    await store.close()
  })
  const queue = (...deliveries: Delivery[]) => settle('bo', [], { deliveries, at: now })
  const wait = (hours: number) => {
    now = new Date(now.getTime() + hours * 3_600_000)
  }
  return { store, sender, out, queue, wait, now: () => now }
}

describe('what waits to go out', () => {
  it('goes out in the order of each conversation', async () => {
    const { sender, out, queue } = await setUp()
    for (let index = 0; index < 50; index += 1) await queue(said(`a${index}`), posted('ops', `o${index}`))
    await sender.drain()
    const numbers = (first: string) =>
      out.filter((words) => words.startsWith(first)).map((words) => Number(words.slice(1)))
    expect(numbers('a')).toEqual([...Array(50).keys()])
    expect(numbers('o')).toEqual([...Array(50).keys()])
  })

  it('waits as long as the platform asks, and all that comes behind it in that conversation, not the others', async () => {
    let busy = true
    const { sender, out, queue, wait } = await setUp(async (words) => {
      if (busy && words === 'first') throw new RetryLater(60_000)
    })
    await queue(said('first'), said('second'), posted('ops', 'elsewhere'))
    await sender.drain()
    expect(out).toEqual(['elsewhere'])
    busy = false
    await sender.drain()
    expect(out).toEqual(['elsewhere'])
    wait(1)
    await sender.drain()
    expect(out).toEqual(['elsewhere', 'first', 'second'])
  })

  it('is given up after a platform put it off twenty times, and what comes behind goes on', async () => {
    let tries = 0
    const { sender, out, queue, wait } = await setUp(async (words) => {
      if (words !== 'never') return
      tries += 1
      throw new RetryLater(1_000)
    })
    await queue(said('never'), said('next'))
    for (let round = 0; round < 25; round += 1) {
      await sender.drain()
      wait(1)
    }
    expect([tries, out]).toEqual([20, ['next']])
  })

  it('is set aside when the platform refuses it, and never sent again blindly', async () => {
    let tries = 0
    const { sender, out, queue } = await setUp(async (words) => {
      if (words !== 'bad') return
      tries += 1
      throw new Error('connection reset')
    })
    await queue(said('bad'), said('next'))
    await sender.drain()
    await sender.drain()
    expect([tries, out]).toEqual([1, ['next']])
  })

  it('does not wait for a conversation whose platform does not answer', async () => {
    let letGo = (): void => {}
    const stuck = new Promise<void>((resolve) => {
      letGo = resolve
    })
    const { sender, out, queue } = await setUp(async (words) => (words === 'stuck' ? stuck : undefined))
    await queue(said('stuck'))
    const drained = sender.drain()
    for (let index = 0; index < 40; index += 1) await queue(posted('ops', `o${index}`))
    sender.wake()
    await expect.poll(() => out.length).toBe(40)
    letGo()
    await drained
    expect(out).toHaveLength(41)
  })

  it('goes out once, however many look for it at once', async () => {
    const { sender, out, queue } = await setUp()
    await queue(said('one'), posted('ops', 'two'), posted('data', 'three'))
    await Promise.all([sender.drain(), sender.drain(), sender.drain()])
    sender.wake()
    await sender.drain()
    expect(out.toSorted()).toEqual(['one', 'three', 'two'])
  })

  it('is dropped where no platform carries it', async () => {
    const { store, sender } = await setUp()
    const to = { kind: 'direct', to: 'gone:ana' as never, doc: [text('x')] } as const
    await store.settle({ event: 'e', by: null, at: NOON, asOf: await store.lastSeq(), changes: [], deliveries: [to] })
    await sender.drain()
    expect(await store.claim(EVERY, NOON, 9)).toEqual([])
    expect(await store.unreported(EVERY)).toEqual([])
  })
})

describe('nudges', () => {
  it('are held to their limit even when two are due at once in two conversations', async () => {
    const { sender, out, queue } = await setUp(() => new Promise((resolve) => setTimeout(resolve, 5)))
    await queue(
      posted('ops', 'prompt', 'prompt'),
      posted('data', 'prompt', 'prompt'),
      said('prompt', { nudge: 'prompt' }),
    )
    await sender.drain()
    expect(out).toEqual(['prompt'])
  })

  it('wait for the end of the quiet hours, and answers do not', async () => {
    const { sender, out, queue, wait } = await setUp()
    wait(8)
    await queue(posted('ops', 'nudge', 'prompt'), said('answer'))
    await sender.drain()
    expect(out).toEqual(['answer'])
    wait(12.9)
    await sender.drain()
    expect(out).toEqual(['answer'])
    wait(0.2)
    await sender.drain()
    expect(out).toEqual(['answer', 'nudge'])
  })
})

describe('after a crash', () => {
  it('answers that may have gone out are sent again, and nudges count as sent', async () => {
    const { store, sender, out, queue, now } = await setUp()
    await queue(said('answer'), posted('ops', 'nudge', 'prompt'), said('behind'))
    expect(await store.claim(EVERY, now(), 9)).toHaveLength(2)
    await sender.drain()
    expect(out).toEqual([])
    await recover(store, EVERY, now())
    await sender.drain()
    expect(out).toEqual(['answer', 'behind'])
    expect(await store.nudgesTo(ref('ana'))).toHaveLength(1)
  })
})

describe('a store that fails for a while', () => {
  it('stops nothing for good', async () => {
    const { store, sender, out, queue } = await setUp()
    const claim = store.claim.bind(store)
    let broken = true
    Object.assign(store, {
      claim: (...all: Parameters<typeof claim>) => (broken ? Promise.reject(new Error('disk')) : claim(...all)),
    })
    await queue(said('one'))
    await sender.drain()
    expect(out).toEqual([])
    broken = false
    await sender.drain()
    expect(out).toEqual(['one'])
  })
})
