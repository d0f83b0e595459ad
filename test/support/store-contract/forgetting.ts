import { expect, it } from 'vitest'
import { added, asPerson, opened, ref, reply, SAVOIR, seen, settling, spot } from '../store-fixtures.ts'
import type { OpenStore } from './open-store.ts'

export function forgettingContract(open: OpenStore): void {
  const setUp = async () => {
    const store = await open()
    const settle = settling(store)
    await settle(null, [seen('ana'), seen('bo'), opened('ops', ['ana', 'bo'])])
    await settle('ana', [
      added(1, { by: ref('bo') }),
      added(2, { by: ref('bo'), replies: [reply('r', 'ana')] }),
      added(3, { replies: [reply('s', 'bo')] }),
    ])
    await settle('ana', [{ kind: 'accepted', item: 3, reply: 's', byAsker: true }])
    await settle('bo', [
      { kind: 'accepted', item: 2, reply: 'r', byAsker: true },
      { kind: 'confirmed', item: 3 },
      { kind: 'topicDeclared', topic: 'kafka' },
      { kind: 'asked', ask: 'q', text: 'words', place: spot('ops') },
      { kind: 'itemEdited', item: 3, title: 'title of bo', body: 'body of bo' },
    ])
    return { store, settle }
  }

  it('erases their words and leaves what others wrote', async () => {
    const { store, settle } = await setUp()
    const before = await store.lastSeq()
    await settle('bo', [{ kind: 'forgotten' }], { event: 'forget' })
    const items = await store.items([1, 2, 3], SAVOIR)
    expect(items).toMatchObject([
      { id: 2, title: '', body: '', by: null, replies: [{ id: 'r' }], accepted: { reply: 'r', byAsker: true } },
      { id: 3, title: 'title 3', body: 'body 3', replies: [], accepted: null, confirmations: [] },
    ])
    expect(await store.changedSince(before, 9)).toMatchObject({ items: [{ id: 2 }, { id: 3 }], removed: [1] })
    expect(await store.forgottenSince(before)).toBe(true)
    expect(await store.forgottenSince(await store.lastSeq())).toBe(false)
    expect(await store.taken(1)).toBe(true)
    expect((await store.logOf('forget')).map((entry) => [entry.kind, entry.by])).toEqual([['forgotten', null]])
  })

  it('leaves no evidence, topic, question or name', async () => {
    const { store, settle } = await setUp()
    await settle('bo', [{ kind: 'forgotten' }])
    expect(await store.evidenceOf(ref('bo'), SAVOIR)).toEqual([])
    expect(await store.topicWords()).toEqual([])
    expect(await store.asked('q', ref('bo'))).toBeNull()
    expect(await store.person(ref('bo'))).toMatchObject({ name: '', standing: 'member' })
    expect(JSON.stringify(await store.logOf('e4'))).not.toContain(ref('bo'))
  })

  it('does not begin to learn again by itself, and lets them read on', async () => {
    const { store, settle } = await setUp()
    await settle('bo', [{ kind: 'forgotten' }])
    expect(await store.items([3], asPerson('bo'))).toHaveLength(1)
    expect(await store.members(spot('ops'))).toEqual([ref('ana'), ref('bo')])
    await settle(null, [seen('bo')])
    await settle('ana', [{ kind: 'replyAdded', item: 3, reply: reply('t', 'bo') }])
    expect(await store.person(ref('bo'))).toMatchObject({ name: '', standing: 'member' })
    expect(await store.evidenceOf(ref('bo'), SAVOIR)).toEqual([])
    await settle('bo', [{ kind: 'personSet', settings: { learnFromMe: true } }])
    await settle(null, [seen('bo')])
    expect(await store.person(ref('bo'))).toMatchObject({ name: 'Bo' })
  })

  it('exports all that is stored on a person, and only where they are once they are forgotten', async () => {
    const { store, settle } = await setUp()
    expect(await store.export(ref('bo'))).toMatchObject({
      person: { name: 'Bo' },
      topics: [{ topic: 'kafka' }],
      places: [{ place: spot('ops') }],
      items: [{ id: 1 }, { id: 2 }],
      replies: [{ id: 's' }],
      voices: [{ item: 3, kind: 'confirmed' }],
      corrections: [{ item: 3 }],
      asked: [{ text: 'words' }],
    })
    await settle('bo', [{ kind: 'forgotten' }])
    const { person, settings, places, ...rest } = await store.export(ref('bo'))
    expect(person).toMatchObject({ name: '' })
    expect(settings).toMatchObject({ learnFromMe: false })
    expect(places).toEqual([{ place: spot('ops') }])
    expect(Object.values(rest).flat()).toEqual([])
  })
}
