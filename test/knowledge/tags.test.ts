import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { cleanTag, proposeTags } from '../../src/knowledge/tags.ts'
import { linguist } from '../../src/languages/linguist.ts'

describe('cleanTag', () => {
  it.each([
    ['#Kafka', 'kafka'],
    ['Clés API', 'clés-api'],
    ['C#', 'c#'],
    ['C++', 'c++'],
    ['node.js', 'node.js'],
    [' on  call ', 'on-call'],
    ['team/ops', 'team/ops'],
    ['k8s!', 'k8s'],
    ['鍵', '鍵'],
  ])('keeps “%s” as %s', (text, tag) => {
    expect(cleanTag(text)).toBe(tag)
  })

  it.each(['', '#', '!!!', '---', '🧠', 'x'.repeat(300), 'x'.repeat(41)])('refuses “%s”', (text) => {
    expect(cleanTag(text)).toBe(null)
  })

  it('changes nothing the second time', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 60 }), (text) => {
        const tag = cleanTag(text)
        if (tag === null) return
        expect(cleanTag(tag)).toBe(tag)
        expect(tag.length).toBeLessThanOrEqual(40)
        expect(tag).not.toMatch(/\s|^#/)
      }),
      { numRuns: 300 },
    )
  })
})

describe('proposeTags', () => {
  const propose = (texts: string[], known: string[] = []): string[] => proposeTags(texts, linguist, known)

  it('puts tags in use first', () => {
    expect(
      propose(['How do we renew the certificates of the gateway?'], ['gateway', 'certificate', 'payroll']),
    ).toEqual(['certificate', 'gateway'])
  })

  it('finds tags of several words', () => {
    expect(propose(['Qui signe les contrats de travail ici ?'], ['contrat-travail', 'contrats-de-travail'])).toEqual([
      'contrats-de-travail',
    ])
  })

  it('finds the names that a talk turns around', () => {
    const talk = [
      'The VPN drops when I use GlobalProtect on Linux',
      'GlobalProtect needs the new certificate, the VPN team knows',
    ]
    expect(propose(talk)).toEqual(expect.arrayContaining(['globalprotect', 'vpn']))
  })

  it('keeps accents', () => {
    const talk = [
      'Facturation : la numérotation des avoirs saute',
      'La numérotation reprend à chaque exercice, voir la numérotation',
    ]
    expect(propose(talk)).toContain('numérotation')
  })

  it('would rather propose none than small talk', () => {
    expect(propose(['Thanks everyone, see you on Monday', 'Same question here, I am using the same error'])).toEqual([])
    expect(propose(['Merci à tous, à lundi', 'Bonne question, même erreur ici'])).toEqual([])
  })

  it('takes nobody for a topic', () => {
    expect(propose(['Thanks Omar for the help, Omar is right', 'Yes, Omar, ask @Omar again'])).toEqual([])
  })

  it('gives at most 3 clean tags, whatever the texts', () => {
    fc.assert(
      fc.property(fc.array(fc.string({ unit: 'binary', maxLength: 200 }), { maxLength: 5 }), (texts) => {
        const tags = propose(texts)
        expect(tags.length).toBeLessThanOrEqual(3)
        for (const tag of tags) expect(cleanTag(tag)).toBe(tag)
      }),
    )
  })
})
