import fc from 'fast-check'
import { expect, it } from 'vitest'
import { personRef, placeRef } from '../../src/chat/ref.ts'
import type { Item } from '../../src/knowledge/item.ts'
import type { Access } from '../../src/knowledge/matching/index.ts'
import { Matcher } from '../../src/knowledge/matching/matcher.ts'
import { finished } from '../../src/knowledge/matching/steps.ts'
import { linguist } from '../../src/languages/linguist.ts'

const WORDS = [
  ...['how', 'do', 'we', 'the', 'rotate', 'rotates', 'signing', 'key', 'keys', 'kafka', 'lag', 'invoice', 'invoices'],
  ...['facture', 'clé', 'prod', 'production', 'password', 'passe', 'mot'],
  ...['congés', 'payés', 'comment', 'ERR_TLS', 'k8s', 'gateway', 'gatewya', 'deploy', 'deployment'],
]
const PLACES = ['p1', 'p2', 'p3']
const now = new Date('2026-06-01T00:00:00Z')

const text = fc.array(fc.constantFrom(...WORDS), { maxLength: 7 }).map((words) => words.join(' '))
const acts = fc
  .array(fc.constantFrom('a', 'b', 'c'), { maxLength: 3 })
  .map((names) => [...new Set(names)].map((name) => ({ by: personRef(`t:${name}`), at: now })))
const item = fc
  .record({
    kind: fc.constantFrom('question' as const, 'note' as const, 'status' as const),
    title: text,
    body: text,
    answer: text,
    days: fc.integer({ min: 0, max: 3 }),
    open: fc.boolean(),
    place: fc.constantFrom(...PLACES),
    tag: fc.constantFrom('kafka', 'keys', 'rh'),
    wrong: acts,
    helped: acts,
    supersededBy: fc.constantFrom(null, null, null, 1),
  })
  .map(toItem)
const viewer = fc
  .record({ everyone: fc.boolean(), everyoneIn: fc.subarray(PLACES), places: fc.subarray(PLACES) })
  .map(({ everyone, everyoneIn, places }): Access => {
    return { everyone, everyoneIn: new Set(everyoneIn), places: new Set(places), all: false }
  })

it('shows each viewer exactly what they would see if nothing else private had ever been said', () => {
  const questions = fc.array(text, { minLength: 8, maxLength: 8 })
  const stores = fc.array(item, { maxLength: 40 })
  fc.assert(
    fc.property(stores, fc.array(viewer, { minLength: 4, maxLength: 4 }), questions, (given, viewers, asked) => {
      const items = given.map((one, i) => ({ ...one, id: 1000 - 7 * i }))
      const whole = matcherOf(items)
      for (const access of viewers) {
        const own = matcherOf(items.filter((one) => one.audience === 'everyone' || access.places.has(one.source.place)))
        for (const question of asked) expect(answers(whole, question, access)).toBe(answers(own, question, access))
      }
    }),
    { numRuns: 320 },
  )
}, 60_000)

it('answers the same after it was turned into bytes and back', () => {
  fc.assert(
    fc.property(
      fc.array(item, { maxLength: 40 }),
      fc.array(viewer, { maxLength: 3 }),
      text,
      (given, viewers, asked) => {
        const matcher = matcherOf(given.map((one, i) => ({ ...one, id: i + 1 })))
        matcher.remove(3)
        const again = new Matcher(linguist)
        expect(again.restore(Buffer.concat(finished(matcher.packing(42)).pieces))).toBe(42)
        for (const access of viewers) expect(answers(again, asked, access)).toBe(answers(matcher, asked, access))
      },
    ),
    { numRuns: 200 },
  )
}, 60_000)

it('is packed as it was, whatever comes and goes between two steps, and loses nothing of that', () => {
  const stores = fc.array(item, { minLength: 4, maxLength: 30 })
  fc.assert(
    fc.property(stores, stores, text, (given, more, asked) => {
      const before = numbered(given, 1)
      const after = numbered(more, 3)
      const matcher = matcherOf(before)
      matcher.remove(1)
      const steps = matcher.packing(42)
      const coming = [...after]
      let step = steps.next()
      for (; !step.done; step = steps.next()) {
        const next = coming.shift()
        if (next) matcher.put(next)
        matcher.remove(2)
      }
      const packed = new Matcher(linguist)
      packed.restore(Buffer.concat(step.value.pieces))
      const then = matcherOf(before.filter(({ id }) => id !== 1))
      const now = matcherOf(before.filter(({ id }) => id > 2))
      for (const one of after.slice(0, after.length - coming.length)) now.put(one)
      const all = { ...NOBODY, all: true }
      expect(answers(packed, asked, all)).toBe(answers(then, asked, all))
      expect(answers(matcher, asked, all)).toBe(answers(now, asked, all))
    }),
    { numRuns: 200 },
  )
}, 60_000)

it('never shows an item that the viewer may not read', () => {
  fc.assert(
    fc.property(fc.array(item, { maxLength: 40 }), viewer, text, (given, access, question) => {
      const items = new Map(given.map((one, i) => [i + 1, { ...one, id: i + 1 }]))
      for (const { id } of matcherOf([...items.values()]).match(question, access, 'en', now, 50).items) {
        expect(mayRead(access, items.get(id))).toBe(true)
      }
    }),
    { numRuns: 500 },
  )
})

function toItem(given: {
  kind: Item['kind']
  title: string
  body: string
  answer: string
  days: number
  open: boolean
  place: string
  tag: string
  wrong: Item['wrong']
  helped: Item['helped']
  supersededBy: number | null
}): Item {
  const { answer, days, open, place, tag, ...same } = given
  const by = personRef('t:a')
  const reply = { id: 'r', by, at: now, text: answer, message: null, permalink: null, role: 'answer' as const }
  return {
    ...same,
    id: 0,
    by,
    at: new Date(now.getTime() - days * 86_400_000),
    language: linguist.languageOf(same.title),
    audience: open ? 'everyone' : 'members',
    source: { place: placeRef(place), message: null, permalink: null },
    tags: [tag],
    replies: answer === '' ? [] : [reply],
    accepted: answer.length > 10 ? { reply: 'r', by, at: now, byAsker: true } : null,
    endorsedBy: [],
    confirmations: [],
    version: 1,
  }
}

const numbered = (items: readonly Item[], first: number): Item[] => items.map((one, i) => ({ ...one, id: first + i }))

// Questions asked in between must leave no trace.
function matcherOf(items: readonly Item[]): Matcher {
  const matcher = new Matcher(linguist)
  items.forEach((one, i) => {
    matcher.put(one)
    if (i % 7 === 3) matcher.match('kafka', { ...NOBODY, all: true }, 'en', now, 3)
  })
  return matcher
}

const NOBODY: Access = { everyone: false, everyoneIn: new Set(), places: new Set(), all: false }

const answers = (matcher: Matcher, question: string, access: Access): string =>
  JSON.stringify(matcher.match(question, access, 'en', now, 10))

const mayRead = (access: Access, one: Item | undefined): boolean =>
  one !== undefined &&
  (access.places.has(one.source.place) ||
    (one.audience === 'everyone' && (access.everyone || access.everyoneIn.has(one.source.place))))
