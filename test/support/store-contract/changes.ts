import { expect, it } from 'vitest'
import type { Item } from '../../../src/knowledge/item.ts'
import { Stale } from '../../../src/store/store.ts'
import { added, item, message, ref, reply, SAVOIR, START, settling, spot } from '../store-fixtures.ts'
import type { OpenStore } from './open-store.ts'

export function changesContract(open: OpenStore): void {
  const setUp = async () => {
    const store = await open()
    const only = async (id: number): Promise<Item | undefined> => (await store.items([id], SAVOIR))[0]
    return { store, settle: settling(store), only }
  }

  it('gives back what was kept, with its replies and tags', async () => {
    const { settle, only } = await setUp()
    const kept = item(7, {
      tags: ['keys', 'gateway'],
      replies: [
        reply('b', 'bo', { at: new Date(START.getTime() + 2) }),
        reply('a', 'cy', { at: new Date(START.getTime() + 1) }),
      ],
      accepted: { reply: 'a', by: ref('ana'), at: START, byAsker: true },
    })
    await settle('ana', [{ kind: 'itemAdded', item: kept }])
    expect(await only(7)).toEqual({
      ...kept,
      tags: ['gateway', 'keys'],
      replies: [kept.replies[1], kept.replies[0]],
      supersededBy: null,
      endorsedBy: [],
      confirmations: [],
      wrong: [],
      helped: [],
      version: 1,
    })
  })

  it('settles an event once', async () => {
    const { store, settle } = await setUp()
    await settle('ana', [added(1)], { event: 'x' })
    await settle('ana', [added(2)], { event: 'x' })
    expect(await store.items([1, 2], SAVOIR)).toHaveLength(1)
    expect(await store.logOf('x')).toHaveLength(1)
  })

  it('changes nothing at all when one change fails', async () => {
    const { store, settle } = await setUp()
    await settle('ana', [added(1)])
    await expect(settle('ana', [added(2), added(1)])).rejects.toThrow()
    expect(await store.items([1, 2], SAVOIR)).toHaveLength(1)
    expect(await store.lastSeq()).toBe(1)
  })

  it('refuses a decision about an item that moved on', async () => {
    const { store, settle } = await setUp()
    await settle('ana', [added(1)])
    const asOf = await store.lastSeq()
    await settle('bo', [{ kind: 'tagged', item: 1, tag: 'keys' }])
    await expect(settle('ana', [{ kind: 'confirmed', item: 1 }], { asOf, event: 'late' })).rejects.toThrow(Stale)
    await settle('ana', [{ kind: 'confirmed', item: 1 }], { event: 'late' })
    expect((await store.items([1], SAVOIR))[0]?.confirmations).toEqual([{ by: ref('ana'), at: START }])
  })

  it('lets one event change an item several times', async () => {
    const { settle, only } = await setUp()
    await settle('ana', [added(1), { kind: 'tagged', item: 1, tag: 'a' }, { kind: 'confirmed', item: 1 }])
    expect(await only(1)).toMatchObject({ tags: ['a'], version: 3 })
  })

  it('refuses to keep a message twice when two people save it at once', async () => {
    const { store, settle } = await setUp()
    const asOf = await store.lastSeq()
    await settle('ana', [added(1)])
    const again = { ...item(2), source: item(1).source }
    await expect(settle('bo', [{ kind: 'itemAdded', item: again }], { asOf })).rejects.toThrow(Stale)
  })

  it('writes each change in the log, with what stood there before and without words', async () => {
    const { store, settle } = await setUp()
    await settle('ana', [added(1, { title: 'old', body: 'b', replies: [reply('r', 'bo')] })])
    await settle('bo', [
      { kind: 'itemEdited', item: 1, title: 'new', body: 'b' },
      { kind: 'accepted', item: 1, reply: 'r', byAsker: false },
      { kind: 'tagged', item: 1, tag: 'keys' },
      { kind: 'tagged', item: 1, tag: 'keys' },
      { kind: 'itemSuperseded', item: 1, by: 9 },
    ])
    const log = await store.logOf('e2')
    expect(log.map(({ seq, kind, item: id, reply: answer, by }) => [seq, kind, id, answer, by])).toEqual([
      [2, 'itemEdited', 1, null, ref('bo')],
      [3, 'accepted', 1, 'r', ref('bo')],
      [4, 'tagged', 1, null, ref('bo')],
      [5, 'itemSuperseded', 1, null, ref('bo')],
    ])
    expect(log[0]?.before).toEqual({ title: 'old', body: 'b' })
    expect(log[1]?.before).toEqual({ reply: null, byAsker: false })
    expect(log[3]?.before).toEqual({ by: null })
    expect((await store.logOf('e1'))[0]).toMatchObject({ kind: 'itemAdded', item: 1, place: spot('ops'), detail: {} })
  })

  it('removes an item with all that hangs on it, and restores it', async () => {
    const { store, settle, only } = await setUp()
    await settle('ana', [added(1, { tags: ['a'], replies: [reply('r', 'bo')] })])
    const before = await only(1)
    await settle('ana', [{ kind: 'itemRemoved', item: 1 }])
    expect(await only(1)).toBeUndefined()
    expect(await store.origin(message('i1'), SAVOIR)).toBeNull()
    expect(await store.origin(message('rr'), SAVOIR)).toBeNull()
    expect(await store.tags(SAVOIR)).toEqual([])
    expect(await store.taken(1)).toBe(true)
    await settle('ana', [{ kind: 'itemRestored', item: 1 }])
    expect(await only(1)).toEqual({ ...before, version: 3 })
  })

  it('keeps the mark of the asker against everybody else', async () => {
    const { store, settle, only } = await setUp()
    await settle('ana', [added(1, { replies: [reply('r', 'bo'), reply('s', 'cy')] })])
    await settle('bo', [{ kind: 'accepted', item: 1, reply: 'r', byAsker: false }])
    await settle('ana', [{ kind: 'accepted', item: 1, reply: 's', byAsker: true }])
    await settle('bo', [{ kind: 'accepted', item: 1, reply: 'r', byAsker: false }], { event: 'over' })
    await settle('bo', [{ kind: 'accepted', item: 1, reply: null, byAsker: false }], { event: 'away' })
    expect((await only(1))?.accepted).toEqual({ reply: 's', by: ref('ana'), at: START, byAsker: true })
    expect([...(await store.logOf('over')), ...(await store.logOf('away'))]).toEqual([])
    // Undoing their own mark, the asker is the asker whatever the change says.
    await settle('ana', [{ kind: 'accepted', item: 1, reply: null, byAsker: false }])
    expect((await only(1))?.accepted).toBeNull()
  })

  it('opens a question whose accepted answer was removed, and closes it when it comes back', async () => {
    const { store, settle, only } = await setUp()
    await settle('ana', [added(1, { replies: [reply('r', 'bo')] })])
    await settle('ana', [{ kind: 'accepted', item: 1, reply: 'r', byAsker: true }])
    await settle('bo', [{ kind: 'replyRemoved', item: 1, reply: 'r' }])
    expect(await only(1)).toMatchObject({ accepted: null, replies: [] })
    expect(await store.itemsWhere({ open: true }, SAVOIR, { limit: 5 })).toHaveLength(1)
    await settle('bo', [{ kind: 'replyRestored', item: 1, reply: 'r' }])
    expect((await only(1))?.accepted?.reply).toBe('r')
    expect(await store.itemsWhere({ open: true }, SAVOIR, { limit: 5 })).toEqual([])
  })

  it('counts each voice once a person, and lets it be taken back', async () => {
    const { settle, only } = await setUp()
    const later = new Date(START.getTime() + 5)
    await settle('ana', [added(1)])
    await settle('bo', [
      { kind: 'helped', item: 1 },
      { kind: 'endorsed', item: 1 },
    ])
    await settle('bo', [{ kind: 'helped', item: 1 }], { at: later })
    expect(await only(1)).toMatchObject({
      helped: [{ by: ref('bo'), at: later }],
      endorsedBy: [{ by: ref('bo') }],
    })
    await settle('bo', [{ kind: 'voiceTaken', item: 1, voice: 'helped' }])
    expect((await only(1))?.helped).toEqual([])
  })

  it('forgets who found it wrong once it was edited, or confirmed by them', async () => {
    const { settle, only } = await setUp()
    await settle('ana', [added(1)])
    await settle('bo', [{ kind: 'foundWrong', item: 1 }])
    await settle('cy', [{ kind: 'foundWrong', item: 1 }])
    await settle('bo', [{ kind: 'confirmed', item: 1 }])
    expect((await only(1))?.wrong.map((act) => act.by)).toEqual([ref('cy')])
    await settle('ana', [{ kind: 'itemEdited', item: 1, title: 't', body: 'better' }])
    expect((await only(1))?.wrong).toEqual([])
    await settle('bo', [{ kind: 'foundWrong', item: 1 }])
    expect(await only(1)).toMatchObject({ wrong: [{ by: ref('bo') }], confirmations: [] })
  })

  it('shows merged tags under one name, through chains and circles, until they are split', async () => {
    const { store, settle, only } = await setUp()
    await settle('ana', [added(1, { tags: ['k8s', 'kube', 'zeta'] }), added(2, { tags: ['kubernetes'] })])
    await settle('bo', [{ kind: 'tagsMerged', tag: 'k8s', into: 'kube' }])
    await settle('bo', [{ kind: 'tagsMerged', tag: 'kube', into: 'kubernetes' }])
    expect((await only(1))?.tags).toEqual(['kubernetes', 'zeta'])
    expect(await store.tags(SAVOIR)).toEqual([
      { tag: 'kubernetes', items: 2 },
      { tag: 'zeta', items: 1 },
    ])
    expect(await store.itemsWhere({ tag: 'k8s' }, SAVOIR, { limit: 5 })).toHaveLength(2)
    await settle('bo', [{ kind: 'tagsMerged', tag: 'kubernetes', into: 'k8s' }])
    expect((await only(2))?.tags).toEqual(['k8s'])
    expect((await only(1))?.tags).toEqual(['k8s', 'zeta'])
    await settle('bo', [
      { kind: 'tagsSplit', tag: 'kubernetes' },
      { kind: 'tagsSplit', tag: 'kube' },
    ])
    expect((await only(1))?.tags).toEqual(['k8s', 'kube', 'zeta'])
    expect((await only(2))?.tags).toEqual(['kubernetes'])
    expect((await store.mergedTags()).size).toBe(0)
  })

  it('tags an item once, whatever name the tag goes by', async () => {
    const { store, settle, only } = await setUp()
    await settle('ana', [added(1, { tags: ['kubernetes'] }), { kind: 'tagsMerged', tag: 'k8s', into: 'kubernetes' }])
    await settle('bo', [{ kind: 'tagged', item: 1, tag: 'k8s' }], { event: 'again' })
    expect(await store.logOf('again')).toEqual([])
    await settle('bo', [{ kind: 'untagged', item: 1, tag: 'k8s' }])
    expect((await only(1))?.tags).toEqual([])
  })
}
