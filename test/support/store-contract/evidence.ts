import { expect, it } from 'vitest'
import { added, ref, reply, SAVOIR, settling } from '../store-fixtures.ts'
import type { OpenStore } from './open-store.ts'

export function evidenceContract(open: OpenStore): void {
  const setUp = async () => {
    const store = await open()
    const acts = async (...items: number[]): Promise<string[]> =>
      (await store.evidence(items, SAVOIR))
        .map((act) => `${act.person.slice(4)} ${act.kind} ${act.item}${act.reply ? `/${act.reply}` : ''}`)
        .sort()
    return { store, settle: settling(store), acts }
  }

  it('credits what people did', async () => {
    const { settle, acts } = await setUp()
    await settle('ana', [
      added(1, {
        replies: [reply('r', 'bo'), reply('s', 'cy', { role: 'remark' }), reply('t', 'ana', { role: 'remark' })],
      }),
      added(2, { kind: 'note', by: ref('di') }),
    ])
    await settle('ana', [
      { kind: 'accepted', item: 1, reply: 'r', byAsker: true },
      { kind: 'helped', item: 1 },
      { kind: 'helped', item: 2 },
    ])
    await settle('eve', [
      { kind: 'confirmed', item: 2 },
      { kind: 'itemEdited', item: 2, title: 'better', body: 'words' },
      { kind: 'replyEdited', item: 1, reply: 'r', text: 'better answer' },
    ])
    expect(await acts(1, 2)).toEqual([
      'ana asked 1',
      'bo accepted 1/r',
      'bo answered 1/r',
      'bo thanked 1/r',
      'cy remarked 1/s',
      'di thanked 2',
      'di wrote 2',
      'eve confirmed 2',
      'eve corrected 1/r',
      'eve corrected 2',
    ])
  })

  it('credits the only answer when nobody marked one', async () => {
    const { settle, acts } = await setUp()
    await settle('ana', [added(1, { replies: [reply('r', 'bo')] })])
    await settle('ana', [{ kind: 'helped', item: 1 }])
    expect(await acts(1)).toContain('bo thanked 1/r')
    await settle('cy', [{ kind: 'replyAdded', item: 1, reply: reply('s', 'cy') }])
    expect((await acts(1)).filter((act) => act.includes('thanked'))).toEqual([])
  })

  it('follows undone edits, deletions and marks', async () => {
    const { settle, acts } = await setUp()
    await settle('ana', [added(1, { title: 'a', body: 'b', replies: [reply('r', 'bo')] })])
    await settle('cy', [
      { kind: 'itemEdited', item: 1, title: 'x', body: 'b' },
      { kind: 'accepted', item: 1, reply: 'r', byAsker: false },
    ])
    expect(await acts(1)).toContain('cy corrected 1')
    await settle('cy', [{ kind: 'itemEdited', item: 1, title: 'a', body: 'b' }])
    expect(await acts(1)).toEqual(['ana asked 1', 'bo accepted 1/r', 'bo answered 1/r'])
    await settle('cy', [{ kind: 'itemEdited', item: 1, title: 'x', body: 'b' }])
    expect(await acts(1)).toContain('cy corrected 1')
    await settle('ana', [{ kind: 'itemEdited', item: 1, title: 'a', body: 'b' }])
    expect(await acts(1)).not.toContain('cy corrected 1')
    await settle('bo', [{ kind: 'replyRemoved', item: 1, reply: 'r' }])
    expect(await acts(1)).toEqual(['ana asked 1'])
    await settle('ana', [{ kind: 'itemRemoved', item: 1 }])
    expect(await acts(1)).toEqual([])
  })

  it('learns nothing from those who do not want it, and keeps what they said', async () => {
    const { store, settle, acts } = await setUp()
    await settle('ana', [added(1, { replies: [reply('r', 'bo')] })])
    await settle('bo', [{ kind: 'personSet', settings: { learnFromMe: false } }])
    expect(await acts(1)).toEqual(['ana asked 1'])
    expect(await store.evidenceOf(ref('bo'), SAVOIR)).toEqual([])
    expect((await store.items([1], SAVOIR))[0]?.replies).toHaveLength(1)
  })

  it('lists what one person did, newest first', async () => {
    const { store, settle } = await setUp()
    await settle('ana', [added(1, { replies: [reply('r', 'bo')] }), added(2, { by: ref('bo') })])
    expect((await store.evidenceOf(ref('bo'), SAVOIR)).map((act) => act.kind)).toEqual(['answered', 'asked'])
  })
}
