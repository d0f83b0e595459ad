import { stripVTControlCharacters } from 'node:util'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { renderText } from '../../../adapters/terminal/render.ts'
import {
  type Block,
  bold,
  buttons,
  code,
  context,
  type Doc,
  heading,
  type Inline,
  list,
  quote,
  text,
} from '../../../src/chat/doc.ts'
import { personRef } from '../../../src/chat/ref.ts'

const thread = { kind: 'link', text: 'open thread', url: 'https://chat.example/t/1' } as const
const lea = { kind: 'person', ref: personRef('web:lea'), name: 'Lea Martin' } as const

describe('a message on the command line', () => {
  it('shows who said it, the words, and what to call next', () => {
    const doc = [
      context(lea, ' · #ops · 12 March'),
      quote('Run `keyctl rotate`,\nthen redeploy the gateway.'),
      text('Tagged ', bold('#keys'), ', see ', code('keyctl'), ' · ', thread),
      buttons({ label: 'That helped', action: 'helped:42', style: 'primary' }, { label: 'Not it', action: 'not:42' }),
    ]
    expect(plainly(doc)).toBe(
      [
        'Lea Martin · #ops · 12 March',
        '  > Run `keyctl rotate`,',
        '  > then redeploy the gateway.',
        'Tagged #keys, see `keyctl` · open thread <https://chat.example/t/1>',
        '[That helped: savoir press helped:42]',
        '[Not it: savoir press not:42]',
      ].join('\n'),
    )
  })

  it('breaks between words, and keeps rows and quotes in their column', () => {
    const doc = [
      heading('People who may help'),
      list([
        [lea, ' – answered 3 questions here'],
        ['東京の', bold('リーア'), ' さん'],
      ]),
      quote('a longer word of Lea'),
    ]
    expect(plainly(doc, 18)).toBe(
      [
        'People who may\nhelp',
        '• Lea Martin –\n  answered 3\n  questions here',
        '• 東京のリーア\n  さん',
        '  > a longer word\n  > of Lea',
      ].join('\n'),
    )
  })

  it('is coloured only when asked to be', () => {
    const doc = [heading('Saved'), text('as ', bold('#keys'))]
    expect(renderText(doc, { colour: true, width: 80 })).toBe('\u001b[1mSaved\u001b[22m\nas \u001b[1m#keys\u001b[22m')
    expect(plainly(doc)).toBe('Saved\nas #keys')
  })

  it('never brings a stored escape to life', () => {
    const hostile = 'a\u001b[2Jb\u009b31mc\u0007d\u202egnp.exe\u2066e\u0000f\ud800g'
    expect(plainly([text(hostile), quote(`${hostile}\r\nnext`)])).toBe(
      'a�[2Jb�31mc�d�gnp.exe�e�f�g\n  > a�[2Jb�31mc�d�gnp.exe�e�f�g\n  > next',
    )
  })

  it('shows the text alone when a link leads elsewhere than to the web', () => {
    expect(plainly([text({ kind: 'link', text: 'open', url: 'file:///etc/passwd' })])).toBe('open')
    expect(plainly([text({ kind: 'link', text: 'https://a.example', url: 'https://a.example' })])).toBe(
      'https://a.example',
    )
  })

  it('quotes for the shell an action that is not a plain word', () => {
    const hint = plainly([buttons({ label: 'Go', action: "x:1; rm '*'" })])
    expect(hint).toBe(`[Go: savoir press 'x:1; rm '\\''*'\\''']`)
  })
})

describe('any message on the command line', () => {
  it('keeps a word and the sign behind it on one line, as the French write them', () => {
    const lines = renderText([text('Où est la clé\u00a0? «\u00a0Ici\u00a0»')], { colour: false, width: 14 }).split('\n')
    expect(lines).toEqual(['Où est la', 'clé ? « Ici »'])
  })

  it('holds no character that a terminal obeys, but the ends of lines', () => {
    fc.assert(
      fc.property(anyDoc(), fc.integer({ min: 1, max: 120 }), (doc, width) => {
        expect(plainly(doc, width)).not.toMatch(/(?!\n)[\p{Cc}\p{Cs}\p{Bidi_Control}]/u)
      }),
    )
  })

  it('says in colour what it says without', () => {
    fc.assert(
      fc.property(anyDoc(), fc.integer({ min: 1, max: 120 }), (doc, width) => {
        expect(stripVTControlCharacters(renderText(doc, { colour: true, width }))).toBe(plainly(doc, width))
      }),
    )
  })

  it('keeps to the width, except for a word that is longer and for the calls', () => {
    fc.assert(
      fc.property(anyDoc(fc.stringMatching(/^[a-z ]{0,80}$/)), fc.integer({ min: 8, max: 60 }), (doc, width) => {
        const long = plainly(doc, width)
          .split('\n')
          .filter((line) => line.length > width)
        expect(long.filter((line) => !/^(\[.*\]|( {2}> |• | {2})?(\S+|\S+ <https:\S+>))$/.test(line))).toEqual([])
      }),
    )
  })
})

function plainly(doc: Doc, width = 80): string {
  return renderText(doc, { colour: false, width })
}

const anyWords = () =>
  fc.oneof(
    fc.string({ unit: 'binary', maxLength: 60 }),
    fc.string({ unit: 'grapheme' }),
    fc.constantFrom('\u001b]0;x\u0007', '\u202e', '\n', '\ud83d'),
  )

function anyDoc(words: fc.Arbitrary<string> = anyWords()): fc.Arbitrary<Doc> {
  const inline: fc.Arbitrary<Inline> = fc.oneof(
    fc.record({ kind: fc.constantFrom('plain' as const, 'bold' as const, 'code' as const), text: words }),
    fc.record({ kind: fc.constant('link' as const), text: words, url: fc.oneof(words, fc.webUrl()) }),
    fc.record({ kind: fc.constant('person' as const), ref: words.map(personRef), name: words }),
  )
  const block: fc.Arbitrary<Block> = fc.oneof(
    fc.record({ kind: fc.constantFrom('heading' as const, 'quote' as const), text: words }),
    fc.record({
      kind: fc.constantFrom('text' as const, 'context' as const),
      inlines: fc.array(inline, { maxLength: 5 }),
    }),
    fc.record({
      kind: fc.constant('list' as const),
      rows: fc.array(fc.array(inline, { maxLength: 4 }), { maxLength: 4 }),
    }),
    fc.record({
      kind: fc.constant('buttons' as const),
      buttons: fc.array(fc.record({ label: words, action: words }), { maxLength: 3 }),
    }),
  )
  return fc.array(block, { maxLength: 5 })
}
