import { describe, expect, it } from 'vitest'
import { wordsFor } from '../../adapters/slack/words.ts'
import { frenchMenus } from '../../adapters/teams/menu.ts'
import { WORDS } from '../../adapters/web/page/words.ts'
import { englishPhrases } from '../../src/languages/phrases-en.ts'
import { frenchPhrases } from '../../src/languages/phrases-fr.ts'
import { ANSWER, bot, numberIn, QUESTION, savedThread } from '../support/talk.ts'

describe('French', () => {
  it('verbs are understood with and without accents, whoever says them', async () => {
    const ops = await bot()
    const { id } = await savedThread(ops)
    for (const [one, other] of [
      [`répondre ${id} Oui, avec certbot.`, `repondre ${id} Oui, avec certbot.`],
      [`étiqueter ${id} clés`, `etiqueter ${id} clés`],
      [`désétiqueter ${id} clés`, `desetiqueter ${id} clés`],
    ] as const)
      expect(await ops.says('cy', other)).toBe(await ops.says('cy', one))
    expect(await ops.says('cy', 'état La migration attend lundi', { in: 'ops' })).toContain('État gardé 14 jours')
    expect(await ops.says('cy', 'etat La migration attend mardi', { in: 'ops' })).toContain('État gardé 14 jours')
    expect(await ops.says('cy', 'DÉCIDER Nous gardons Postgres', { in: 'ops' })).toContain('Décision gardée')
    expect(await ops.says('cy', 'decider Nous gardons Kafka', { in: 'ops' })).toContain('Décision gardée')
    expect(await ops.says('ana', `étiqueter ${id} clés`)).toContain('Tags now:')
  })

  it.each([
    'qui connaît les certificats tls ?',
    'Qui connait les certificats tls?',
    'qui s’y connaît en certificats tls ?',
    "qui s'y connait en certificats tls",
    'qui peut m’aider avec les certificats tls ?',
    'À qui demander pour les certificats tls ?',
  ])('finds people for "%s"', async (asked) => {
    const ops = await bot()
    await savedThread(ops)
    expect(await ops.says('cy', asked)).toMatch(/^Qui pourrait aider : .*\n• Bo Berg – a répondu à « /)
  })

  it.each([
    'comment on fait pour renouveler le certificat ?',
    'comment renouveler le certificat',
    'où est le certificat ?',
  ])('takes "%s" as a question', async (asked) => {
    const { says } = await bot()
    expect(await says('cy', asked)).toBe('Je n’ai pas encore de réponse à cela.')
  })

  it('is spoken to whoever prefers it, whatever language they write', async () => {
    const ops = await bot()
    const { id } = await savedThread(ops)
    expect(await ops.says('cy', `open ${id}`)).toContain('4 mars')
    expect(await ops.says('cy', 'who knows TLS?')).toMatch(/^Qui pourrait aider/)
    expect(await ops.says('ana', 'aide')).toMatch(/^Hello/)
  })

  it('says how old things are as people do', async () => {
    const { ago, date } = frenchPhrases
    const now = new Date('2026-03-10T12:00:00Z')
    const before = (hours: number) => ago(new Date(now.getTime() - hours * 3_600_000), now)
    expect([0, 0.5, 5, 25, 50, 24 * 8, 24 * 40, 24 * 800].map(before)).toEqual([
      'à l’instant',
      'il y a 30 minutes',
      'il y a 5 heures',
      'hier',
      'avant-hier',
      'il y a 1 semaine',
      'il y a 1 mois',
      'il y a 2 ans',
    ])
    expect(date(new Date('2026-03-01T12:00:00Z'), now)).toBe('1er mars')
    expect(date(new Date('2025-03-01T12:00:00Z'), now)).toBe('1er mars 2025')
    expect(ago(new Date(now.getTime() + 86_400_000), now)).toBe('à l’instant')
  })

  it('elides before a vowel', () => {
    const { accepted } = frenchPhrases.items
    expect(accepted('Omar')).toBe('La réponse d’Omar est marquée comme la bonne.')
    expect(accepted('Émilie')).toContain('d’Émilie')
    expect(accepted('Bo')).toContain('de Bo')
  })

  it('is set as French is: no-break spaces before two-part signs and within guillemets, curly apostrophes', () => {
    for (const sentence of sentencesOf(frenchPhrases)) {
      expect(sentence).not.toMatch(/ [:;?!»]|« |\w'\w/)
      expect(sentence).not.toMatch(/[^\s\u00a0\u202f/](?<!https)[?!;»]|[\p{L}](?<!https|par|dans|genre|depuis):/u)
      expect(sentence).not.toMatch(/«(?!\u00a0)|"/)
    }
  })
})

describe('French that the platforms show', () => {
  it('is set as French is, too', () => {
    const sentences = [WORDS.fr, frenchMenus, wordsFor('fr-CH')].flatMap(wordsIn)
    expect(sentences.length).toBeGreaterThan(100)
    for (const sentence of sentences) expect(sentence).not.toMatch(/ [:;?!»]|« |\w'\w/)
  })
})

describe('English', () => {
  it('is set as English is: no space before a sign, curly quotes and apostrophes', () => {
    for (const sentence of sentencesOf(englishPhrases)) expect(sentence).not.toMatch(/[ \u00a0][:;?!]|\w'\w|"|«/)
  })

  it('is spoken in the same words for one and for many', async () => {
    const { items, ask } = englishPhrases
    expect([0, 1, 2].map((count) => items.answers(count))).toEqual(['no answer yet', '1 answer', '2 answers'])
    expect(ask.confirmed(1, 'just now')).toBe('confirmed by 1 person, last just now')
    expect(ask.confirmed(3, '2 weeks ago')).toBe('confirmed by 3 people, last 2 weeks ago')
    expect([0, 1, 2].map((count) => frenchPhrases.items.answers(count))).toEqual([
      'pas encore de réponse',
      '1 réponse',
      '2 réponses',
    ])
  })
})

describe('a thread in one language', () => {
  it('is quoted as it was written to whoever asks in the other', async () => {
    const ops = await bot()
    const { reply } = await savedThread(ops)
    await ops.reacts('ana', 'white_check_mark', reply)
    const said = await ops.says('cy', QUESTION)
    expect(said).toContain(`Bo Berg · #ops · 4 mars\n  > ${ANSWER}`)
    expect(numberIn(said)).toBeGreaterThan(999)
  })
})

/** Every sentence; those that are made of words and numbers are made of samples. */
function sentencesOf(phrases: object): string[] {
  return Object.entries(phrases).flatMap(([name, value]): string[] => {
    if (name === 'date' || name === 'ago') return []
    if (typeof value === 'string') return [value]
    if (typeof value === 'object') return sentencesOf(value)
    if (name === 'found') return ORDERS.map((order) => value(3, order))
    return [0, 1, 3].map((count) => value(TAKES_NUMBER.has(name) ? count : 'Mot', 'Mot'))
  })
}

function wordsIn(value: unknown): string[] {
  if (typeof value === 'string') return [value]
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(wordsIn) : []
}

const ORDERS = ['all', 'best', 'newest', 'next']
const TAKES_NUMBER = new Set(['confirmed', 'saidWrong', 'superseded', 'supersededBy', 'wrongNoted', 'answers'])
