import fc from 'fast-check'
import type { Block, Doc, Form, Inline } from '../../src/chat/doc.ts'
import { personRef } from '../../src/chat/ref.ts'

/** Words that people and attackers type: markup, mentions, entities, half characters, very long lines. */
const nasty = fc.constantFrom(
  '<!channel>',
  '<@U1>',
  '<https://evil.example|bank>',
  '*b* _i_ ~s~ `c`',
  '&lt;!here&gt;',
  '> quoted\n> twice',
  '\ud83e',
  '\u0000\u200b',
  '🧠👩‍👩‍👧',
  '',
  ' ',
  '\n\n',
)
export const anyText: fc.Arbitrary<string> = fc.oneof(
  nasty,
  fc.string({ unit: 'grapheme', maxLength: 200 }),
  fc.string({ unit: 'binary', maxLength: 40 }),
  fc.tuple(nasty, fc.constantFrom(80, 900, 3001)).map(([text, size]) => text.repeat(size).slice(0, size)),
)

const anyInline: fc.Arbitrary<Inline> = fc.oneof(
  fc.record({ kind: fc.constantFrom('plain', 'bold', 'code'), text: anyText }),
  fc.record({
    kind: fc.constant('link'),
    text: anyText,
    url: fc.oneof(fc.webUrl(), anyText, fc.constant('javascript:alert(1)'), fc.constant('https://a.example/<!here>|x')),
  }),
  fc.record({ kind: fc.constant('person'), ref: fc.constant(personRef('slack:T1/U1')), name: anyText }),
) as fc.Arbitrary<Inline>

const inlines = fc.array(anyInline, { maxLength: 6 })
const anyBlock: fc.Arbitrary<Block> = fc.oneof(
  fc.record({ kind: fc.constantFrom('heading', 'quote'), text: anyText }),
  fc.record({ kind: fc.constantFrom('text', 'context'), inlines }),
  fc.record({ kind: fc.constant('list'), rows: fc.array(inlines, { maxLength: 5 }) }),
  fc.record({
    kind: fc.constant('buttons'),
    buttons: fc.array(
      fc.record({ label: anyText, action: fc.string({ maxLength: 200 }) }, { requiredKeys: ['label', 'action'] }),
      { maxLength: 60 },
    ),
  }),
) as fc.Arbitrary<Block>

/** Any document that the core may hand to a renderer. */
export const anyDoc: fc.Arbitrary<Doc> = fc.oneof(
  fc.array(anyBlock, { maxLength: 20 }),
  fc.array(anyBlock, { minLength: 52, maxLength: 105 }),
)

export const anyForm: fc.Arbitrary<Form> = fc.record({
  action: fc.string({ maxLength: 200 }),
  title: anyText,
  submit: anyText,
  cancel: anyText,
  fields: fc.uniqueArray(
    fc.record({
      name: fc.stringMatching(/^[a-z]{1,20}$/),
      label: anyText,
      kind: fc.constantFrom('line' as const, 'lines' as const),
      value: anyText,
      max: fc.integer({ min: 1, max: 10_000 }),
      required: fc.boolean(),
    }),
    { selector: (field) => field.name, minLength: 1, maxLength: 6 },
  ),
})
