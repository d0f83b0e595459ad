import { expect, it } from 'vitest'
import type { Delivery } from '../../../src/chat/delivery.ts'
import { heading } from '../../../src/chat/doc.ts'
import type { ChatEvent } from '../../../src/chat/event.ts'
import { messageRef, personRef, placeRef } from '../../../src/chat/ref.ts'
import { Stale } from '../../../src/store/store.ts'
import { added, message, ref, SAVOIR, START, settling, spot } from '../store-fixtures.ts'
import type { OpenStore } from './open-store.ts'

const ALL = { except: [] }

const said = (id: string, by = 'ana'): ChatEvent => ({
  kind: 'said',
  id,
  at: START,
  by: ref(by),
  in: spot('ops'),
  message: message(id),
  thread: null,
  text: `words ${id}`,
  addressed: 'no',
  permalink: null,
})

const post = (to: string): Delivery => ({ kind: 'post', to: placeRef(to), thread: null, doc: [heading('hello')] })
const direct = (to: string): Delivery => ({ kind: 'direct', to: personRef(to), doc: [] })
const react = (to: string): Delivery => ({ kind: 'react', to: messageRef(to), emoji: 'ok' })

export function queuesContract(open: OpenStore): void {
  const setUp = async () => {
    const store = await open()
    const claimed = async (limit = 10, now = START): Promise<string[]> =>
      (await store.claim(ALL, now, limit)).map((outgoing) => outgoing.id)
    return { store, settle: settling(store), claimed }
  }

  it('keeps each event once, in the order of arrival, until it is handled', async () => {
    const { store, settle } = await setUp()
    expect(await Promise.all(['b', 'a', 'b'].map((id) => store.receive(said(id))))).toEqual([true, true, false])
    expect(await store.waiting(9)).toEqual([said('b'), said('a')])
    expect(await store.waiting(1)).toEqual([said('b')])
    await settle('ana', [added(1)], { event: 'b' })
    expect(await store.waiting(9)).toEqual([said('a')])
    expect(await store.receive(said('b'))).toBe(false)
  })

  it('remembers events that were settled without having been received', async () => {
    const { store, settle } = await setUp()
    await settle('ana', [added(1)], { event: 'import:1' })
    expect(await store.receive(said('import:1'))).toBe(false)
    expect(await store.waiting(9)).toEqual([])
  })

  it('settles several events as one, or none of them', async () => {
    const { store, settle } = await setUp()
    await settle('ana', [added(1)])
    const asOf = await store.lastSeq()
    const one = (event: string, item: number) =>
      ({ event, by: ref('bo'), at: START, asOf, changes: [{ kind: 'endorsed', item }], deliveries: [] }) as const
    const add = { ...one('a', 2), changes: [added(2)] }
    await settle('cy', [{ kind: 'tagged', item: 1, tag: 'x' }])
    await expect(store.settleAll([add, one('b', 1)])).rejects.toThrow(Stale)
    expect(await store.taken(2)).toBe(false)
    await store.settleAll([add, { ...one('b', 1), asOf: asOf + 1 }])
    const endorsers = (await store.items([1, 2], SAVOIR)).map(({ endorsedBy }) => endorsedBy.map((act) => act.by))
    expect(endorsers).toEqual([[ref('bo')], []])
    expect(await store.settled(['a', 'b', 'c'])).toEqual(new Set(['a', 'b']))
  })

  it('sets an event aside after it failed too often', async () => {
    const { store } = await setUp()
    await store.receive(said('a'))
    expect(await store.failed('a', 'broken', false)).toBe(1)
    expect(await store.waiting(9)).toHaveLength(1)
    expect(await store.failed('a', 'still broken', true)).toBe(2)
    expect(await store.waiting(9)).toEqual([])
    expect(await store.setAside()).toEqual([{ event: 'a', reason: 'still broken', at: START }])
  })

  it('knows which events were begun and not heard of again', async () => {
    const { store, settle } = await setUp()
    for (const id of ['a', 'b', 'c', 'd']) await store.receive(said(id))
    for (const id of ['b', 'a', 'c', 'b']) await store.begin(id)
    await settle('ana', [added(1)], { event: 'a' })
    await store.failed('c', 'Error', false)
    expect(await store.unended()).toEqual(new Map([['b', 2]]))
    expect((await store.waiting(9)).map(({ id }) => id)).toEqual(['b', 'c', 'd'])
  })

  it('gives the first delivery of each conversation only, and the next once that is done', async () => {
    const { settle, store, claimed } = await setUp()
    await settle('ana', [], {
      event: 'x',
      deliveries: [post('web:#a'), post('web:#a'), post('web:#b'), direct('web:bo')],
    })
    expect(await claimed(2)).toEqual(['x#0', 'x#2'])
    expect(await claimed()).toEqual(['x#3'])
    await store.sent('x#0')
    expect(await claimed()).toEqual(['x#1'])
    await store.dropped('x#2', 'no such place')
    expect((await store.unreported(ALL)).map((outgoing) => outgoing.id)).toEqual(['x#1', 'x#3'])
  })

  it('gives at once what answers somebody whose clock is ahead', async () => {
    const { settle, claimed } = await setUp()
    const at = new Date(START.getTime() + 60_000)
    await settle('ana', [], { event: 'x', at, deliveries: [post('web:#a')] })
    expect(await claimed()).toEqual(['x#0'])
  })

  it('gives what somebody waits for before any nudge', async () => {
    const { settle, claimed } = await setUp()
    const digest = (to: string): Delivery => ({ kind: 'direct', to: personRef(to), doc: [], nudge: 'digest' })
    await settle('ana', [], { event: 'monday', deliveries: [digest('web:bo'), digest('web:cy'), post('web:#a')] })
    await settle('ana', [], { event: 'asked', deliveries: [direct('web:bo')] })
    expect(await claimed(3)).toEqual(['monday#2', 'asked#0', 'monday#0'])
  })

  it('waits for a postponed delivery before what comes behind it', async () => {
    const { settle, store, claimed } = await setUp()
    await settle('ana', [], { event: 'x', deliveries: [post('web:#a'), post('web:#a')] })
    await claimed()
    const due = new Date(START.getTime() + 1000)
    await store.postpone('x#0', due)
    expect(await claimed()).toEqual([])
    const [again] = await store.claim(ALL, due, 9)
    expect(again).toEqual({ id: 'x#0', platform: 'web', delivery: post('web:#a'), tries: 2 })
  })

  it('keeps a reaction in the lane of the place where the message stands', async () => {
    const { store, settle, claimed } = await setUp()
    await settle('ana', [added(1)])
    await store.receive(said('e'))
    await settle('ana', [], {
      event: 'e',
      deliveries: [post(spot('ops')), react(message('e')), react(message('i1')), react('web:m/?')],
    })
    expect(await claimed()).toEqual(['e#0', 'e#3'])
    await store.sent('e#0')
    expect(await claimed()).toEqual(['e#1'])
  })

  it('hands each process the deliveries of its own platforms', async () => {
    const { store, settle } = await setUp()
    await settle('ana', [], { event: 'x', deliveries: [post('web:#a'), post('slack:T/C')] })
    expect((await store.claim({ only: ['web'] }, START, 9)).map((outgoing) => outgoing.platform)).toEqual(['web'])
    expect((await store.unreported({ except: ['web'] })).length).toBe(0)
    expect((await store.claim({ except: ['web'] }, START, 9)).map((outgoing) => outgoing.platform)).toEqual(['slack'])
  })
}
