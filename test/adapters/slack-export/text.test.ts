import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type Names, plainText, wireText } from '../../../adapters/slack-export/text.ts'

const NAMES: Names = {
  person: (id) => ({ U1: 'Ana', U2: 'Bo' })[id] ?? null,
  place: (id) => ({ C1: 'ops' })[id] ?? null,
}
const wire = (text: string) => wireText(text, NAMES)

describe('the text of a message', () => {
  it.each([
    ['ask <@U1> or <@U2|bo>', 'ask @Ana or @Bo'],
    ['ask <@U9|zoe> or <@U9>', 'ask @zoe or @someone'],
    ['see <#C1|operations> and <#C9|> and <#C9|board>', 'see #ops and #private-channel and #board'],
    ['<https://example.org/a?b=1&amp;c=2>', 'https://example.org/a?b=1&c=2'],
    ['<https://example.org/runbook|the runbook>', 'the runbook (https://example.org/runbook)'],
    ['<https://example.org/|example.org>', 'https://example.org/'],
    ['<mailto:ana@example.org|ana@example.org>', 'ana@example.org'],
    ['<!here> <!channel> <!subteam^S1|@devs> <!subteam^S1>', '@here @channel @devs @group'],
    ['due <!date^1392734382^{date}|18 Feb 2014>, <!odd|label>', 'due 18 Feb 2014, label'],
    ['a &lt;b&gt; &amp;amp; c', 'a <b> &amp; c'],
    ['*Bold title* and _that_ and ~this~', 'Bold title and that and this'],
    ['2 * 3 * 4, snake_case_name, a*b*c', '2 * 3 * 4, snake_case_name, a*b*c'],
    ['*see `x*y` for <@U1>*', 'see `x*y` for @Ana'],
    ['```\nif (a &lt; b) *p = _q_;\n```', '```\nif (a < b) *p = _q_;\n```'],
    ['cut short <@U1', 'cut short @Ana'],
  ])('reads %j', (text, plain) => {
    expect(wire(text)).toBe(plain)
  })

  it('prefers rich text, which is not escaped', () => {
    const blocks = [
      {
        type: 'rich_text',
        elements: [
          {
            type: 'rich_text_section',
            elements: [
              { type: 'text', text: 'Hi ' },
              { type: 'user', user_id: 'U1' },
              { type: 'text', text: ', a -> b &lt; ' },
              { type: 'text', text: 'run()', style: { code: true } },
              { type: 'emoji', name: 'tada' },
            ],
          },
          {
            type: 'rich_text_list',
            style: 'ordered',
            elements: [
              { type: 'rich_text_section', elements: [{ type: 'text', text: 'first' }] },
              { type: 'rich_text_section', elements: [{ type: 'link', url: 'https://example.org', text: 'second' }] },
            ],
          },
          { type: 'rich_text_quote', elements: [{ type: 'text', text: 'said\nso' }] },
          { type: 'rich_text_preformatted', elements: [{ type: 'text', text: 'x *= 2' }] },
        ],
      },
    ]
    expect(plainText({ text: 'not this', blocks }, NAMES)).toBe(
      'Hi @Ana, a -> b &lt; `run()`:tada:\n1. first\n2. second (https://example.org)\n> said\n> so\n```\nx *= 2\n```',
    )
  })

  it('keeps a bold first line marked, as the heading that it is', () => {
    expect(wire('*Key rotation*\nHow do *we* do it for `x`?')).toBe('*Key rotation*\nHow do we do it for `x`?')
    const bold = { type: 'text', text: 'Key rotation\n', style: { bold: true } }
    const elements = [bold, { type: 'text', text: 'How do we do it?' }]
    const blocks = [{ type: 'rich_text', elements: [{ type: 'rich_text_section', elements }] }]
    expect(plainText({ blocks }, NAMES)).toBe('*Key rotation*\nHow do we do it?')
    const inline = [
      { type: 'text', text: 'Key', style: { bold: true } },
      { type: 'text', text: ' rotation' },
    ]
    const plain = [{ type: 'rich_text', elements: [{ type: 'rich_text_section', elements: inline }] }]
    expect(plainText({ blocks: plain }, NAMES)).toBe('Key rotation')
  })

  it('falls back on attachments, then on the names of files', () => {
    expect(plainText({ text: '', attachments: [{ text: 'Build &lt;7&gt; failed', fallback: 'x' }] }, NAMES)).toBe(
      'Build <7> failed',
    )
    expect(
      plainText({ text: '', files: [{ title: 'runbook.pdf', url_private: 'https://example.org/?t=xoxe-1' }] }, NAMES),
    ).toBe('runbook.pdf')
  })

  it('takes skin tones, invisible characters and control characters away', () => {
    expect(plainText({ text: ':wave::skin-tone-3: a\u00a0b\u200b\u0000\r\nc\ud800' }, NAMES)).toBe(':wave: a b\nc')
  })

  it('reads anything without failing, and leaves no mention in wire form', () => {
    const piece = fc.oneof(
      fc.constantFrom(
        '<@U1>',
        '<@',
        '<',
        '>',
        '<#C1|',
        '<!here>',
        '&lt;',
        '&amp;',
        '`',
        '```',
        '*',
        '_',
        '~',
        '\n',
        '|',
        '\ue000',
        '<@U1|a b>',
      ),
      fc.string({ unit: 'grapheme', maxLength: 8 }).map((text) => text.replaceAll('&', '')),
    )
    const texts = fc.array(piece, { maxLength: 30 }).map((pieces) => pieces.join(''))
    fc.assert(
      fc.property(texts, (text) => {
        // Typed angle brackets come escaped; only those may look like a mention afterwards.
        if (!text.includes('&lt;')) expect(wire(text)).not.toMatch(/<@\w/)
      }),
      { numRuns: 2000 },
    )
  })

  it('turns entities back once', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 40 }), (typed) => {
        const plain = typed.replace(/[*_~`\ue000]/g, '')
        const sent = plain.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
        expect(wire(sent)).toBe(plain)
      }),
    )
  })

  it('reads whatever shape blocks have', () => {
    fc.assert(
      fc.property(fc.array(fc.jsonValue()), (elements) => {
        expect(
          typeof plainText(
            { blocks: [{ type: 'rich_text', elements }], attachments: elements, files: elements },
            NAMES,
          ),
        ).toBe('string')
      }),
    )
  })

  it('takes no longer than the text is long', () => {
    for (const unit of ['*a ', '<@', '`', '<', '~_*', '*a', '_a b', '```']) {
      const started = process.cpuUsage()
      wire(unit.repeat(100_000))
      const { user: spent } = process.cpuUsage(started)
      expect(spent, unit).toBeLessThan(3_000_000)
    }
  })
})
