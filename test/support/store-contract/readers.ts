import { expect, it } from 'vitest'
import type { Reader } from '../../../src/store/store.ts'
import { Stale } from '../../../src/store/store.ts'
import {
  added,
  asPerson,
  asPlace,
  from,
  message,
  opened,
  ref,
  SAVOIR,
  seen,
  settling,
  spot,
} from '../store-fixtures.ts'
import type { OpenStore } from './open-store.ts'

/** 1 is public in #ops, 2 private in #board, 3 in Ana's own conversation, 4 public in the shared #partner. */
export function readersContract(open: OpenStore): void {
  const setUp = async () => {
    const store = await open()
    const settle = settling(store)
    await settle(null, [
      ...['ana', 'bo', 'cy'].map((name) => seen(name)),
      seen('gil', { standing: 'guest' }),
      seen('out', { standing: 'outsider' }),
      seen('lou', { standing: 'left' }),
      opened('ops', ['ana', 'bo', 'cy']),
      opened('board', ['ana', 'bo', 'lou'], { audience: 'members' }),
      opened('dm-ana', ['ana'], { audience: 'direct' }),
      opened('partner', ['ana', 'out'], { external: true }),
      opened('mixed', ['ana', 'gil'], { audience: 'members' }),
      opened('lobby', ['ana', 'gil']),
    ])
    await settle('ana', [
      added(1),
      added(2, { source: from('board', 2), audience: 'members', tags: ['merger'] }),
      added(3, { source: from('dm-ana', 3), audience: 'members' }),
      added(4, { source: from('partner', 4) }),
      added(5, { source: from('mixed', 5), audience: 'members' }),
      added(6, { source: from('lobby', 6) }),
    ])
    const reads = async (reader: Reader): Promise<number[]> =>
      (await store.items([1, 2, 3, 4, 5, 6], reader)).map((item) => item.id)
    return { store, settle, reads }
  }

  it('shows a member what is public and what is said in their places', async () => {
    const { reads } = await setUp()
    expect(await reads(asPerson('ana'))).toEqual([1, 2, 3, 4, 5, 6])
    expect(await reads(asPerson('bo'))).toEqual([1, 2, 4, 6])
    expect(await reads(asPerson('cy'))).toEqual([1, 4, 6])
  })

  it('shows guests and outsiders their own places alone, leavers and strangers nothing', async () => {
    const { reads } = await setUp()
    expect(await reads(asPerson('gil'))).toEqual([5, 6])
    expect(await reads(asPerson('out'))).toEqual([4])
    expect(await reads(asPerson('lou'))).toEqual([])
    expect(await reads(asPerson('nobody'))).toEqual([])
  })

  it('shows in a place only what each of those who are there may read', async () => {
    const { reads } = await setUp()
    expect(await reads(asPlace('ops'))).toEqual([1, 4, 6])
    expect(await reads(asPlace('board'))).toEqual([1, 2, 4, 6])
    expect(await reads(asPlace('dm-ana'))).toEqual([1, 2, 3, 4, 5, 6])
    expect(await reads(asPlace('partner'))).toEqual([4])
    expect(await reads(asPlace('mixed'))).toEqual([5])
    expect(await reads(asPlace('lobby'))).toEqual([6])
    expect(await reads(asPlace('unheard-of'))).toEqual([])
    expect(await reads(SAVOIR)).toEqual([1, 2, 3, 4, 5, 6])
  })

  it('answers about what is hidden as about what is not there', async () => {
    const { store } = await setUp()
    const cy = asPerson('cy')
    expect(await store.items([2, 99], cy)).toEqual([])
    expect(await store.origin(message('i2'), cy)).toEqual(await store.origin(message('none'), cy))
    expect(await store.evidence([2], cy)).toEqual([])
    expect((await store.evidenceOf(ref('ana'), cy)).map((act) => act.item)).not.toContain(2)
    expect(await store.tags(cy)).toEqual([])
    expect(await store.itemsWhere({ place: spot('board') }, cy, { limit: 9 })).toEqual([])
    expect(await store.itemsWhere({}, cy, { limit: 9, after: 2 })).toEqual([])
    expect(await store.itemsWhere({}, cy, { limit: 9, after: 99 })).toEqual([])
  })

  it('narrows at once what was said in a place that goes private, and never widens it again', async () => {
    const { store, settle, reads } = await setUp()
    await settle(null, [opened('ops', ['ana', 'bo'], { audience: 'members' })])
    expect(await reads(asPerson('cy'))).toEqual([4, 6])
    expect(await reads(asPerson('bo'))).toEqual([1, 2, 4, 6])
    await settle(null, [opened('ops', ['ana', 'bo'])])
    expect(await reads(asPerson('cy'))).toEqual([4, 6])
    expect(await reads(asPlace('ops'))).toEqual([4, 6])
    expect((await store.items([1], SAVOIR))[0]?.audience).toBe('members')
  })

  it('does not keep as public what was decided before its place went private', async () => {
    const { store, settle } = await setUp()
    const asOf = await store.lastSeq()
    await settle(null, [opened('ops', null, { audience: 'members' })])
    await expect(settle('ana', [added(7)], { asOf })).rejects.toThrow(Stale)
  })

  it('follows people who join and leave', async () => {
    const { settle, reads } = await setUp()
    await settle(null, [{ kind: 'membersChanged', place: spot('board'), joined: [ref('cy')], left: [ref('bo')] }])
    expect(await reads(asPerson('cy'))).toEqual([1, 2, 4, 6])
    expect(await reads(asPerson('bo'))).toEqual([1, 4, 6])
    await settle(null, [seen('bo', { standing: 'left' })])
    expect(await reads(asPerson('bo'))).toEqual([])
  })

  it('lets what one may not read supersede nothing that one may', async () => {
    const { store, settle } = await setUp()
    await settle('ana', [{ kind: 'itemSuperseded', item: 1, by: 2 }])
    expect((await store.items([1], asPerson('cy')))[0]?.supersededBy).toBeNull()
    expect((await store.items([1], asPerson('bo')))[0]?.supersededBy).toBe(2)
    expect((await store.itemsWhere({ open: true }, asPerson('cy'), { limit: 9 })).map((item) => item.id)).toContain(1)
  })

  it('gives a question back to its asker alone', async () => {
    const { store, settle } = await setUp()
    await settle('ana', [{ kind: 'asked', ask: 'q1', text: 'how?', place: spot('ops') }])
    expect(await store.asked('q1', ref('ana'))).toEqual({ text: 'how?', place: spot('ops') })
    expect(await store.asked('q1', ref('bo'))).toBeNull()
  })
}
