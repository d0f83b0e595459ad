import { expect, it } from 'vitest'
import {
  added,
  from,
  message,
  opened,
  person,
  place,
  ref,
  reply,
  SAVOIR,
  START,
  seen,
  settling,
  spot,
} from '../store-fixtures.ts'
import type { OpenStore } from './open-store.ts'

const minute = (n: number): Date => new Date(START.getTime() + n * 60_000)

export function readingContract(open: OpenStore): void {
  const setUp = async () => {
    const store = await open()
    return { store, settle: settling(store) }
  }

  it('gives items in the order asked for', async () => {
    const { store, settle } = await setUp()
    await settle('ana', [added(1), added(2), added(3)])
    expect((await store.items([3, 9, 1, 3], SAVOIR)).map((item) => item.id)).toEqual([3, 1])
  })

  it('finds by kind, person, place, tag, dates and openness, newest first, page by page', async () => {
    const { store, settle } = await setUp()
    await settle('ana', [
      added(1, { at: minute(1), tags: ['a'] }),
      added(2, { at: minute(2), kind: 'note', by: ref('bo') }),
      added(3, { at: minute(2), source: from('data', 3) }),
      added(4, { at: minute(4), replies: [reply('r', 'bo')] }),
    ])
    await settle('ana', [{ kind: 'accepted', item: 4, reply: 'r', byAsker: true }])
    const ids = async (...asked: Parameters<typeof store.itemsWhere>): Promise<number[]> =>
      (await store.itemsWhere(...asked)).map((item) => item.id)
    const all = { limit: 10 }
    expect(await ids({}, SAVOIR, all)).toEqual([4, 3, 2, 1])
    expect(await ids({ kind: 'note' }, SAVOIR, all)).toEqual([2])
    expect(await ids({ by: ref('bo') }, SAVOIR, all)).toEqual([2])
    expect(await ids({ author: ref('bo') }, SAVOIR, all)).toEqual([4, 2])
    expect(await ids({ place: spot('data') }, SAVOIR, all)).toEqual([3])
    expect(await ids({ tag: 'a' }, SAVOIR, all)).toEqual([1])
    expect(await ids({ since: minute(2), until: minute(3) }, SAVOIR, all)).toEqual([3, 2])
    expect(await ids({ open: true }, SAVOIR, all)).toEqual([3, 1])
    expect(await ids({}, SAVOIR, { limit: 2 })).toEqual([4, 3])
    expect(await ids({}, SAVOIR, { limit: 2, after: 3 })).toEqual([2, 1])
    await settle('ana', [{ kind: 'itemRemoved', item: 3 }])
    expect(await ids({}, SAVOIR, { limit: 2, after: 3 })).toEqual([2, 1])
  })

  it('knows where a message went', async () => {
    const { store, settle } = await setUp()
    await settle('ana', [added(1, { replies: [reply('r', 'bo')] })])
    expect(await store.origin(message('i1'), SAVOIR)).toEqual({ message: message('i1'), item: 1, reply: null })
    expect(await store.origin(message('rr'), SAVOIR)).toEqual({ message: message('rr'), item: 1, reply: 'r' })
  })

  it('tells what changed since, in pages, each item once', async () => {
    const { store, settle } = await setUp()
    await settle('ana', [added(1, { tags: ['x'] }), added(2, { tags: ['x'] }), added(3)])
    const first = await store.changedSince(0, 2)
    expect(first).toMatchObject({ items: [{ id: 1 }, { id: 2 }], removed: [], more: true })
    const second = await store.changedSince(first.seq, 2)
    expect(second).toMatchObject({ items: [{ id: 3 }], removed: [], more: false })
    await settle('bo', [
      { kind: 'tagsMerged', tag: 'x', into: 'y' },
      { kind: 'itemRemoved', item: 3 },
    ])
    const third = await store.changedSince(second.seq, 9)
    expect(third).toMatchObject({ items: [{ id: 1 }, { id: 2 }], removed: [3], more: false })
    expect(third.seq).toBe(await store.lastSeq())
    expect(await store.changedSince(third.seq, 9)).toMatchObject({ items: [], removed: [], more: false })
  })

  it('knows people, places, members and what they set', async () => {
    const { store, settle } = await setUp()
    await settle(null, [seen('ana', { locale: 'fr-CH' }), seen('bo'), opened('ops', ['bo', 'ana'])])
    await settle('ana', [
      { kind: 'personSet', settings: { showMe: false } },
      { kind: 'topicDeclared', topic: 'kafka' },
      { kind: 'placeSet', place: spot('ops'), settings: { on: true } },
    ])
    expect(await store.person(ref('bo'))).toEqual(person('bo'))
    expect(await store.place(spot('ops'))).toEqual(place('ops'))
    expect(await store.person(ref('zed'))).toBeNull()
    expect(await store.members(spot('ops'))).toEqual([ref('ana'), ref('bo')])
    expect(await store.personSettings(ref('ana'))).toMatchObject({ showMe: false, learnFromMe: true })
    expect([...(await store.allPersonSettings()).keys()]).toEqual([ref('ana')])
    expect(await store.placeSettings(spot('ops'))).toEqual({ on: true, limits: {} })
    expect(await store.placeSettings(spot('data'))).toEqual({ on: false, limits: {} })
    expect(await store.languageOf(ref('ana'))).toBe('fr')
    await settle('ana', [{ kind: 'personSet', settings: { language: 'en' } }])
    expect(await store.languageOf(ref('ana'))).toBe('en')
    expect(await store.topicWords()).toEqual([{ person: ref('ana'), topic: 'kafka', says: 'declared', at: START }])
    await settle('ana', [{ kind: 'topicFreed', topic: 'kafka' }])
    expect(await store.topicWords()).toEqual([])
  })

  it('keeps the small records of each platform apart', async () => {
    const { store } = await setUp()
    await store.keepPut('slack', 'a%1', 'one')
    await store.keepPut('slack', 'a%1', 'two')
    await store.keepPut('slack', 'ab', 'x')
    await store.keepPut('teams', 'a%1', 'other')
    expect(await store.keepGet('slack', 'a%1')).toBe('two')
    expect(await store.keepList('slack', 'a%')).toEqual([{ key: 'a%1', value: 'two' }])
    await store.keepRemove('slack', 'a%1')
    expect(await store.keepGet('slack', 'a%1')).toBeNull()
    expect(await store.keepGet('teams', 'a%1')).toBe('other')
  })
}
