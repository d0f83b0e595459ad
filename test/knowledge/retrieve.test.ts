import fc from 'fast-check'
import { expect, it } from 'vitest'
import type { Document } from '../../src/knowledge/matching/document.ts'
import { type Access, MatchingIndex } from '../../src/knowledge/matching/index.ts'
import { factsOf, fieldTerms } from '../../src/knowledge/matching/segment.ts'

const word = fc.constantFrom(...'abcdefghijkl')
const document = fc.record({
  id: fc.integer({ min: 1, max: 60 }),
  at: fc.integer({ min: 0, max: 3 }),
  kind: fc.constant('note' as const),
  language: fc.constant('en' as const),
  place: fc.constantFrom('p1', 'p2', 'p3'),
  open: fc.boolean(),
  wrong: fc.integer({ min: 0, max: 3 }),
  uses: fc.integer({ min: 0, max: 9 }),
  liveliness: fc.constantFrom(Number.NEGATIVE_INFINITY, 500, 501),
  answered: fc.boolean(),
  fields: fc.tuple(...Array.from({ length: 5 }, () => fc.array(word, { maxLength: 6 }))),
})
const step = fc.oneof({ weight: 9, arbitrary: document }, fc.integer({ min: 1, max: 60 }))
const access = fc.record({
  everyone: fc.boolean(),
  everyoneIn: fc.subarray(['p1', 'p2']).map((places) => new Set(places)),
  places: fc.subarray(['p1', 'p2']).map((places) => new Set(places)),
  all: fc.constant(false),
})
const everything: Access = { everyone: true, everyoneIn: new Set(), places: new Set(), all: true }

it('finds the same best documents as scoring every single one, whatever came, changed and went', () => {
  fc.assert(
    fc.property(fc.array(step, { maxLength: 120 }), fc.array(word), access, (steps, words, reader) => {
      const { index, living } = play(steps)
      const sought = [...new Set(words)].flatMap((term, i) => {
        const id = index.lexicon.idOf(term)
        return id === undefined ? [] : [{ term: id, weight: 7 + 13 * i }]
      })
      const all = index.retrieve(sought, reader, 1000)
      const ids = all.map((hit) => hit.id)
      expect(index.retrieve(sought, reader, 5).map((hit) => hit.id)).toEqual(ids.slice(0, 5))
      const readable = [...living.values()].filter(
        (one) => one.fields.flat().some((term) => words.includes(term)) && mayRead(reader, one),
      )
      expect([...ids].sort()).toEqual(readable.map((one) => one.id).sort())
    }),
    { numRuns: 300 },
  )
})

it('counts in how many public documents each term stands', () => {
  fc.assert(
    fc.property(fc.array(step, { maxLength: 120 }), word, (steps, term) => {
      const { index, living } = play(steps)
      const open = [...living.values()].filter((one) => one.open)
      expect(index.lexicon.publicCount).toBe(open.length)
      const id = index.lexicon.idOf(term)
      const having = open.filter((one) => one.fields.flat().includes(term)).length
      expect(id === undefined ? 0 : index.lexicon.publicItemsWith(id)).toBe(having)
    }),
    { numRuns: 200 },
  )
})

it('keeps the words and the facts of a document through every merge', () => {
  fc.assert(
    fc.property(fc.array(step, { maxLength: 60 }), (steps) => {
      const { index, living } = play(steps, true)
      const sought = [...'abcdefghijkl'].flatMap((term) => {
        const id = index.lexicon.idOf(term)
        return id === undefined ? [] : [{ term: id, weight: 1 }]
      })
      for (const { id, segment, row } of index.retrieve(sought, everything, 1000)) {
        const expected = living.get(id)
        const terms = [0, 1, 2, 3, 4].map((field) =>
          [...fieldTerms(segment, row, field)].map((term) => index.lexicon.termOf(term)),
        )
        expect(terms).toEqual(expected?.fields)
        const { wrong, uses, answered } = factsOf(segment, row)
        expect({ wrong, uses, answered }).toEqual({
          wrong: expected?.wrong,
          uses: expected?.uses,
          answered: expected?.answered,
        })
      }
    }),
    { numRuns: 100 },
  )
})

function play(steps: readonly (Document | number)[], settleEach = false) {
  const index = new MatchingIndex()
  const living = new Map<number, Document>()
  for (const one of steps) {
    if (typeof one === 'number') {
      index.remove(one)
      living.delete(one)
    } else {
      index.put(one)
      living.set(one.id, one)
    }
    if (settleEach || living.size % 3 === 0) index.retrieve([], everything, 1)
  }
  return { index, living }
}

const mayRead = (reader: Access, { place, open }: Document): boolean =>
  reader.places.has(place) || (open && (reader.everyone || reader.everyoneIn.has(place)))
