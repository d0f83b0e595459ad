import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Search } from '../../src/search/search.ts'
import type { Store } from '../../src/store/store.ts'
import { added, asPerson, asPlace, from, opened, ref, reply, START, seen, settling } from './store-fixtures.ts'

export interface SearchedStore {
  readonly store: Store
  readonly search: Search
  readonly close: () => Promise<void>
}

/** What every search over a store promises, wherever it works. */
export function searchContract(name: string, open: () => Promise<SearchedStore>): void {
  describe(name, () => {
    let store: Store
    let search: Search
    let close: () => Promise<void>
    let settles: ReturnType<typeof settling>

    beforeEach(async () => {
      ;({ store, search, close } = await open())
      settles = settling(store)
      await settles('ana', [
        ...['ana', 'bo', 'cy'].map((one) => seen(one)),
        seen('gus', { standing: 'guest' }),
        opened('ops', ['ana', 'bo', 'cy']),
        opened('hr', ['ana', 'bo'], { audience: 'members' }),
      ])
    })

    afterEach(() => close())

    it('finds what was just said', async () => {
      await settles('ana', [added(1, { title: 'How do we rotate the signing key?' })])
      expect(await found('rotate signing key', 'cy')).toEqual([1])
      await settles('ana', [added(2, { title: 'Where is the Kafka runbook?' })])
      expect(await found('kafka', 'cy')).toEqual([2])
    })

    it('forgets what was removed and finds it again once restored', async () => {
      await settles('ana', [added(1, { title: 'Kafka lag' })])
      await settles('ana', [{ kind: 'itemRemoved', item: 1 }])
      expect(await found('kafka', 'cy')).toEqual([])
      await settles('ana', [{ kind: 'itemRestored', item: 1 }])
      expect(await found('kafka', 'cy')).toEqual([1])
    })

    it('shows what was said in a private place to its members alone', async () => {
      await settles('ana', [added(1, { title: 'Salary bands', audience: 'members', source: from('hr', 1) })])
      expect(await found('salary', 'bo')).toEqual([1])
      expect(await found('salary', 'cy')).toEqual([])
      expect((await search.items('salary', asPlace('ops'), START, 3)).items).toEqual([])
    })

    it('leaves out what was replaced, but for those who may not read what replaced it', async () => {
      await settles('ana', [
        added(1, { title: 'Salary bands' }),
        added(2, { title: 'Salary bands anew', audience: 'members', source: from('hr', 1) }),
        { kind: 'itemSuperseded', item: 1, by: 2 },
      ])
      expect(await found('salary bands', 'bo')).toEqual([2])
      expect(await found('salary bands', 'cy')).toEqual([1])
    })

    it('finds what colleagues wrote in the other language, whatever the language of the reader', async () => {
      await settles('ana', [
        seen('lea', { locale: 'fr-CH' }),
        added(1, { title: 'The certificate of the pricing API', language: 'en' }),
        added(2, { title: 'Le certificat de la passerelle', language: 'fr' }),
      ])
      expect(await found('pricing-api', 'lea')).toEqual([1])
      expect((await found('certificate', 'cy')).sort()).toEqual([1, 2])
    })

    it('knows a declared topic however its words are joined', async () => {
      await settles('cy', [{ kind: 'topicDeclared', topic: 'swiss-vat' }])
      expect(await search.people('who knows swiss vat?', asPerson('ana'), START, 3)).toMatchObject([
        { person: ref('cy') },
      ])
    })

    it('names who answered, with the act that shows it', async () => {
      await settles('ana', [added(1, { title: 'Kafka lag', replies: [reply('r1', 'bo')] })])
      const [first, ...others] = await search.people('kafka', asPerson('cy'), START, 3)
      expect(first).toMatchObject({ person: ref('bo'), saysSo: false, because: [{ kind: 'answered', item: 1 }] })
      expect(others).toEqual([])
    })

    it('names who declared the topic, and not who hid it', async () => {
      await settles('ana', [added(1, { title: 'Kafka lag', replies: [reply('r1', 'bo')] })])
      await settles('cy', [{ kind: 'topicDeclared', topic: 'Kafka' }])
      await settles('bo', [{ kind: 'topicHidden', topic: 'kafka' }])
      const people = await search.people('who knows about kafka lag?', asPerson('ana'), START, 3)
      expect(people).toMatchObject([{ person: ref('cy'), because: [], saysSo: true }])
    })

    it('answers many at once while others write', async () => {
      const writes = Array.from({ length: 20 }, (_, i) => settles('ana', [added(i + 1, { title: `Kafka topic ${i}` })]))
      const reads = Array.from({ length: 20 }, () => found('kafka', 'cy'))
      await Promise.all([...writes, ...reads])
      expect((await search.items('kafka', asPerson('cy'), START, 50)).items).toHaveLength(20)
    })

    const found = async (question: string, by: string): Promise<number[]> =>
      (await search.items(question, asPerson(by), START, 10)).items.map(({ item }) => item)
  })
}
