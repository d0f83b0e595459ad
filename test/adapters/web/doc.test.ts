import fc from 'fast-check'
import { h } from 'preact'
import { render } from 'preact-render-to-string'
import { describe, expect, it } from 'vitest'
import { DocView } from '../../../adapters/web/page/doc.tsx'
import { TextView } from '../../../adapters/web/page/text.tsx'
import type { Block, Inline } from '../../../src/chat/doc.ts'
import { personRef } from '../../../src/chat/ref.ts'

const nasty = fc.constantFrom(
  '<img src=x onerror=alert(1)>',
  '</blockquote><script>alert(1)</script>',
  '"><svg onload=alert(1)>',
  'javascript:alert(1)',
  'JaVaScRiPt:alert(1)',
  'data:text/html,<script>alert(1)</script>',
  '&lt;b&gt;',
  '`<b>`',
  '```\n<i>\n```',
  'https://example.com/"onmouseover="alert(1)',
)
const words = fc.oneof(fc.string({ unit: 'grapheme' }), nasty)
const url = fc.oneof(words, fc.webUrl())
const inline: fc.Arbitrary<Inline> = fc.oneof(
  fc.record({ kind: fc.constantFrom('plain', 'bold', 'code'), text: words }) as fc.Arbitrary<Inline>,
  fc.record({ kind: fc.constant('link' as const), text: words, url }),
  fc.record({ kind: fc.constant('person' as const), ref: words.map(personRef), name: words }),
)
const row = fc.array(inline, { maxLength: 5 })
const block: fc.Arbitrary<Block> = fc.oneof(
  fc.record({ kind: fc.constantFrom('heading', 'quote'), text: words }) as fc.Arbitrary<Block>,
  fc.record({ kind: fc.constantFrom('text', 'context'), inlines: row }) as fc.Arbitrary<Block>,
  fc.record({ kind: fc.constant('list' as const), rows: fc.array(row, { maxLength: 4 }) }),
  fc.record({
    kind: fc.constant('buttons' as const),
    buttons: fc.array(fc.record({ label: words, action: words }), { maxLength: 4 }),
  }),
)

describe('a message of Savoir in the page', () => {
  it('shows every text as it stands, whatever it holds', () => {
    fc.assert(
      fc.property(fc.array(block, { maxLength: 8 }), (doc) => {
        const html = render(h(DocView, { doc, press: async () => undefined }))
        expect(withoutTicks(textOf(html))).toBe(withoutTicks(doc.map(textsOf).join('')))
        expectHarmless(html)
      }),
      { numRuns: 500 },
    )
  })

  it('keeps the lines of a quote and names people without notifying them', () => {
    const doc: readonly Block[] = [
      { kind: 'quote', text: 'one\ntwo' },
      { kind: 'text', inlines: [{ kind: 'person', ref: personRef('web:lea'), name: '@everyone' }] },
    ]
    expect(render(h(DocView, { doc, press: async () => undefined }))).toBe(
      '<div class="doc"><blockquote class="doc-quote">one\ntwo</blockquote>' +
        '<p class="doc-text"><span class="named">@everyone</span></p></div>',
    )
  })
})

describe('what a person wrote, in the page', () => {
  it('never becomes markup', () => {
    fc.assert(
      fc.property(
        fc.array(words).map((parts) => parts.join(' ')),
        (text) => {
          expectHarmless(render(h(TextView, { text })))
        },
      ),
      { numRuns: 500 },
    )
  })

  it('leads to web addresses, and leaves the full stop out', () => {
    expect(render(h(TextView, { text: 'See https://example.com/a?b=1.' }))).toContain(
      '<a href="https://example.com/a?b=1" target="_blank" rel="noopener noreferrer">https://example.com/a?b=1</a>.',
    )
  })
})

const ALLOWED = /^(?:div|p|blockquote|ul|li|strong|code|pre|span|button|a)$/

// Outside of the tags that the page itself writes, no `<` may remain; links lead to the web only.
function expectHarmless(html: string): void {
  for (const [, name = '', attributes = ''] of html.matchAll(
    /<\/?([a-z0-9]+)((?:\s+[a-z-]+(?:="[^"]*")?)*)\s*\/?>/gi,
  )) {
    expect(name).toMatch(ALLOWED)
    for (const [, attribute = '', value = ''] of attributes.matchAll(/([a-z-]+)(?:="([^"]*)")?/gi)) {
      expect(['class', 'type', 'href', 'target', 'rel', 'aria-busy']).toContain(attribute)
      if (attribute === 'href') expect(value).toMatch(/^https?:/)
    }
  }
  expect(html.replace(/<\/?[a-z0-9]+(?:\s+[a-z-]+(?:="[^"]*")?)*\s*\/?>/gi, '')).not.toContain('<')
}

// In a quote they mark code, as they did where it was said, and the line break after three of them goes with them.
const withoutTicks = (text: string): string => text.replace(/[`\n]/g, '')

const textOf = (html: string): string =>
  html
    .replace(/<[^>]*>/g, '')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&amp;', '&')

const inlineText = (one: Inline): string => (one.kind === 'person' ? one.name : one.text)

function textsOf(one: Block): string {
  switch (one.kind) {
    case 'heading':
    case 'quote':
      return one.text
    case 'text':
    case 'context':
      return one.inlines.map(inlineText).join('')
    case 'list':
      return one.rows.flat().map(inlineText).join('')
    case 'buttons':
      return one.buttons.map((button) => button.label).join('')
  }
}
