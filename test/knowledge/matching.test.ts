import { describe, expect, it } from 'vitest'
import { personRef, placeRef } from '../../src/chat/ref.ts'
import type { Item } from '../../src/knowledge/item.ts'
import type { Access } from '../../src/knowledge/matching/index.ts'
import { Matcher } from '../../src/knowledge/matching/matcher.ts'
import { linguist } from '../../src/languages/linguist.ts'

const now = new Date('2026-06-01T12:00:00Z')
const everyone: Access = { everyone: true, everyoneIn: new Set(), places: new Set(), all: false }

describe('matching', () => {
  it('finds the question that was asked in other words', () => {
    expect(ask('rotating signing keys', [signing, kafka, invoices])).toEqual([signing.id])
  })

  it('prefers the item that is about the question to one that only mentions it', () => {
    const general = item(9, {
      title: 'Week 12',
      body: 'We did many things: kafka, keys, invoices, the new offices and lunch.',
    })
    expect(ask('where do I look first when kafka lags?', [general, kafka])[0]).toBe(kafka.id)
  })

  it('finds by the words of the accepted answer', () => {
    expect(ask('keyctl rotate', [kafka, signing])[0]).toBe(signing.id)
  })

  it('tells two titles of the same words by their order', () => {
    const there = item(9, { title: 'Moving the pictures of a phone to a laptop' })
    const back = item(10, { title: 'Moving the pictures of a laptop to a phone' })
    expect(ask('how to get the pictures from my laptop over to the phone?', [there, back])[0]).toBe(10)
    expect(ask('how to get the pictures from my phone over to the laptop?', [there, back])[0]).toBe(9)
  })

  it('finds by what was replied, accepted or not', () => {
    const unaccepted = { title: 'The gateway is slow', accepted: null }
    const replied = item(9, unaccepted, 'Look at the pool of connections first')
    const same = item(10, unaccepted, 'It is fine here')
    expect(ask('gateway slow, pool of connections?', [same, replied])[0]).toBe(9)
  })

  it('finds by tags', () => {
    const tagged = item(9, { title: 'Where are the runbooks?', tags: ['observability'] })
    expect(ask('observability', [kafka, tagged])).toEqual([9])
  })

  it('finds French items for a French question, with and without accents', () => {
    expect(ask('congés payés', [holidays, invoices])).toEqual([holidays.id])
    expect(ask('conges payes', [holidays, invoices])).toEqual([holidays.id])
  })

  it('finds what means the same in the other language, where no letters show it', () => {
    const french = item(9, { title: 'Mot de passe oublié' }, 'Le lien est sur la page de connexion.')
    const english = item(10, { title: 'Broken printer' })
    expect(ask('I lost my password', [french, english, kafka])).toEqual([9])
    expect(ask("l'imprimante est en panne", [french, english, kafka])).toEqual([10])
    expect(ask('mot du directeur', [item(11, { title: 'Password rules' }), kafka])).toEqual([])
  })

  it('finds by another word for the same thing, in the language of the question', () => {
    const refund = item(9, { title: 'How are travel costs reimbursed?' })
    expect(ask('when do I get a refund?', [refund, kafka])).toEqual([9])
    const leave = item(10, { title: 'Signaler une maladie au médecin du travail' })
    expect(ask('prévenir le docteur', [leave, kafka])).toEqual([10])
    // French “pain” is bread, which aches nobody.
    expect(ask('où acheter du pain ?', [item(11, { title: 'Ache in the back' }), kafka])).toEqual([])
  })

  it('sees through a slip of the pen, letters that changed places too', () => {
    for (const slip of ['kafak', 'kakfa', 'kafkaa', 'kfka', 'kavka'])
      expect(ask(`${slip} lags behind`, [kafka, invoices])[0], slip).toBe(kafka.id)
    expect(ask('kafak', [kafka, invoices])).toEqual([kafka.id])
    expect(ask('karma', [kafka, invoices])).toEqual([])
  })

  it('takes a long question at its own words', () => {
    const long =
      'gateway proxy cluster socket timeout header payload cookie session handshake cipher retry pool thread refund queue'
    expect(ask(long, [item(9, { title: 'Reimbursed?' }), kafka])).not.toContain(9)
  })

  it('puts the very word before what only means the same', () => {
    const french = item(9, { title: 'Factures en retard' })
    const english = item(10, { title: 'Late invoices' })
    expect(ask('late invoices', [french, english])).toEqual([10, 9])
    expect(ask('factures en retard', [french, english])).toEqual([9, 10])
  })

  it('finds short forms by the long ones, and the other way round', () => {
    const short = item(9, { title: 'Prod is read-only on Sundays' })
    expect(ask('can I write to production?', [short, kafka])).toEqual([9])
    expect(ask('prod', [item(10, { title: 'Access to production' }), kafka])).toEqual([10])
  })

  it('keeps identifiers and error messages whole', () => {
    const other = item(9, { title: 'ERR_TLS_TIMEOUT when calling the gateway' })
    const wanted = item(10, { title: 'ERR_TLS_CERT when calling the gateway' })
    expect(ask('gateway says ERR_TLS_CERT', [other, wanted])[0]).toBe(10)
  })

  it('puts the newer of two equal items first, then the lower number', () => {
    const same = { title: 'Printer on floor 3' }
    const older = item(5, { ...same, at: new Date('2024-01-01T00:00:00Z') })
    const newer = item(6, { ...same, at: new Date('2026-01-01T00:00:00Z') })
    const twin = item(4, { ...same, at: new Date('2026-01-01T00:00:00Z') })
    expect(ask('printer', [older, newer, twin])).toEqual([4, 6, 5])
  })

  it('never puts a status before an answer', () => {
    const status = item(9, { kind: 'status', title: 'Rotating the signing key right now' })
    expect(ask('rotating the signing key right now', [status, signing])).toEqual([signing.id, 9])
  })

  it('sends what two people call wrong to the end', () => {
    const wrong = ['a', 'b'].map((name) => ({ by: personRef(`test:${name}`), at: now }))
    const bad = item(9, { title: 'How do we rotate the signing key?', wrong })
    expect(ask('how do we rotate the signing key?', [bad, signing])).toEqual([signing.id, 9])
  })

  it('lets what helped rise', () => {
    const plain = item(4, { title: 'Printer on floor 3', at: now })
    const helped = [1, 2, 3].map((n) => ({ by: personRef(`test:${n}`), at: now }))
    const useful = item(5, { title: 'Printer on floor 3', helped, at: new Date(now.getTime() - 86_400_000) })
    expect(ask('printer', [plain, useful])[0]).toBe(5)
  })

  it('is sure of a question that was answered, and not of one that was not', () => {
    const matcher = matcherOf([signing, kafka, invoices, holidays])
    const asked = (text: string) => matcher.match(text, everyone, 'en', now, 3)
    expect(asked('How do we rotate the signing key?').sure).toBe(true)
    expect(asked('How do we book the meeting room?').sure).toBe(false)
    expect(asked('zzz').items).toEqual([])
  })

  it.each(['', ' ', '"', '* OR NOT (', 'a AND b NEAR/3 c:"', '\ud800', '%_\\', 'the of how'])(
    'bears the question %j',
    (text) => {
      expect(matcherOf([signing]).match(text, everyone, 'en', now, 3).sure).toBe(false)
    },
  )

  it('bears a question of 100 kB', () => {
    const long = 'signing key rotate '.repeat(5300)
    expect(matcherOf([signing, kafka]).match(long, everyone, 'en', now, 3).items[0]?.id).toBe(signing.id)
  })

  it('forgets what was removed and follows what was edited', () => {
    const matcher = matcherOf([signing, kafka])
    matcher.remove(signing.id)
    matcher.put({ ...kafka, title: 'Signing documents', replies: [], accepted: null })
    expect(matcher.match('signing', everyone, 'en', now, 3).items.map(({ id }) => id)).toEqual([kafka.id])
  })

  it('shows a private item to the members of its place alone', () => {
    const hidden = { ...signing, audience: 'members' as const }
    const matcher = matcherOf([hidden, kafka])
    const members = { ...everyone, places: new Set([hidden.source.place]) }
    expect(matcher.match('signing key', everyone, 'en', now, 3).items).toEqual([])
    expect(matcher.match('signing key', members, 'en', now, 3).items.map(({ id }) => id)).toEqual([hidden.id])
  })
})

function item(id: number, given: Partial<Item>, answer?: string): Item {
  const reply = `r${id}`
  const by = personRef('test:ana')
  return {
    id,
    kind: 'question',
    title: '',
    body: given.title ?? '',
    by,
    at: new Date('2026-03-12T09:00:00Z'),
    language: linguist.languageOf(`${given.title} ${given.body ?? ''}`),
    audience: 'everyone',
    source: { place: placeRef('test:ops'), message: null, permalink: null },
    tags: [],
    replies: answer ? [{ id: reply, by, at: now, text: answer, message: null, permalink: null, role: 'answer' }] : [],
    accepted: answer ? { reply, by, at: now, byAsker: true } : null,
    supersededBy: null,
    endorsedBy: [],
    confirmations: [],
    wrong: [],
    helped: [],
    version: 1,
    ...given,
  }
}

const signing = item(
  1,
  { title: 'How do we rotate the signing key?' },
  'Run `keyctl rotate`, then redeploy the gateway.',
)
const kafka = item(2, { title: 'Kafka lag: first look at the consumer group' })
const invoices = item(3, { title: 'Where do invoices in CHF go?' }, 'To accounting, with the order number.')
const holidays = item(7, { title: 'Comment poser des congés payés ?' }, 'Dans le portail RH, deux semaines avant.')

function matcherOf(items: readonly Item[]): Matcher {
  const matcher = new Matcher(linguist)
  for (const one of items) matcher.put(one)
  return matcher
}

const ask = (text: string, items: readonly Item[]): number[] =>
  matcherOf(items)
    .match(text, everyone, 'en', now, 10)
    .items.map(({ id }) => id)
