import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { linguist } from '../../src/languages/linguist.ts'

describe('languageOf', () => {
  it.each([
    'How do we rotate the signing key?',
    'the build is red again',
    'Works for me now',
    'Café Zoé is where the team meets on Friday',
  ])('reads “%s” as English', (text) => {
    expect(linguist.languageOf(text, 'fr')).toBe('en')
  })

  it.each([
    'Comment renouveler le certificat de signature ?',
    "la chaine de compilation est cassee depuis ce matin, quelqu'un regarde ?",
    'Réinitialiser son mot de passe',
    'nickel, ça marche',
  ])('reads “%s” as French', (text) => {
    expect(linguist.languageOf(text, 'en')).toBe('fr')
  })

  it('falls back when a text says too little', () => {
    expect(linguist.languageOf('kafka', 'fr')).toBe('fr')
    expect(linguist.languageOf('kafka', 'en')).toBe('en')
    expect(linguist.languageOf('', 'fr')).toBe('fr')
  })

  it('does not take code for English', () => {
    expect(linguist.languageOf('Voici la commande :\n```\nif this then return that or the other\n```', 'en')).toBe('fr')
  })
})

describe('stem', () => {
  it('brings forms of a word together', () => {
    expect(linguist.stem('rotating', 'en')).toBe(linguist.stem('rotated', 'en'))
    expect(linguist.stem('installée', 'fr')).toBe(linguist.stem('installer', 'fr'))
    expect(linguist.stem('installees', 'fr')).toBe(linguist.stem('installé', 'fr'))
  })

  it('leaves identifiers and short names as they are', () => {
    for (const name of ['err_tls_certs', 'k8s', 'node:fs', 'c++', 'aws', 'dns']) {
      expect(linguist.stem(name, 'en')).toBe(name)
      expect(linguist.stem(name, 'fr')).toBe(name)
    }
  })
})

describe('isStopWord', () => {
  it('knows the small words of each language, with or without accents', () => {
    expect(linguist.isStopWord('the', 'en')).toBe(true)
    expect(linguist.isStopWord('même', 'fr')).toBe(true)
    expect(linguist.isStopWord('meme', 'fr')).toBe(true)
    expect(linguist.isStopWord('kafka', 'en')).toBe(false)
  })
})

describe('isQuestion', () => {
  it.each([
    'How do we rotate the signing key?',
    'how do I reset my badge pin',
    'Hi all, does anyone know where the staging logs live',
    'The deploy fails with `ERR_TLS_CERT`. Any ideas?',
    "I was wondering if it's fine to drop the old index",
    'Why does the build take an hour',
    'Comment on fait pour déclarer la TVA suisse ?',
    "Bonjour à tous, est-ce que quelqu'un sait où est le contrat type",
    'Pourquoi la paie est bloquée',
    'Peut-on déduire la TVA sur les repas',
    "Quelqu'un connaît Kafka ici ?",
    "je n'arrive pas à me connecter, une idée ?",
  ])('hears a question in “%s”', (text) => {
    expect(linguist.isQuestion(text)).toBe(true)
  })

  it.each([
    'Why not?',
    'really? wow',
    'That was a great talk, right?',
    "C'est quand même mieux ainsi, n'est-ce pas ?",
    'I deployed the gateway this morning.',
    'When I restarted it, everything came back.',
    'He asked "how do we rotate the key?" and left it at that.',
    'See the page\n```\nselect ? from t where x = ? and y = ?\n```\nfor details of the query',
    '> how do we rotate the signing key?\nAs I wrote, run the script first',
    'Le déploiement est terminé depuis ce matin.',
    'Look at https://acme.example/search?q=keys please today',
  ])('hears none in “%s”', (text) => {
    expect(linguist.isQuestion(text)).toBe(false)
  })
})

describe('thanks', () => {
  it.each([
    'thanks, that works',
    'That fixed it!',
    'Perfect, it works now. Thank you!',
    'solved, thx',
    'merci, ça marche',
    'nickel, résolu',
    'Super, c’est réglé, merci beaucoup',
  ])('hears that “%s” means solved', (text) => {
    expect(linguist.thanks(text)).toBe('works')
  })

  it.each(['thanks!', 'Thank you, I will try', 'merci je regarde', 'Thanks but it still does not work'])(
    'hears mere thanks in “%s”',
    (text) => {
      expect(linguist.thanks(text)).toBe('thanks')
    },
  )

  it.each([
    'Thanks in advance',
    "merci d'avance",
    'let me know if that works',
    'that should have worked',
    'it does not work',
    'ça ne marche toujours pas',
    'It works on my machine',
    'does that work?',
    'no thanks',
    'The fix is deployed',
  ])('hears neither in “%s”', (text) => {
    expect(linguist.thanks(text)).toBe(null)
  })
})

it('bears any text', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 400 }), (text) => {
      expect(['en', 'fr']).toContain(linguist.languageOf(text))
      expect(typeof linguist.isQuestion(text)).toBe('boolean')
      expect([null, 'works', 'thanks']).toContain(linguist.thanks(text))
      expect(typeof linguist.stem(text, 'fr')).toBe('string')
    }),
  )
})
