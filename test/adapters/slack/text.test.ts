import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { plainText, plainWire, type Reading } from '../../../adapters/slack/text.ts'
import { anyText } from '../../support/docs.ts'

const reading: Reading = {
  self: 'UBOT',
  nameOf: (user) => ({ ULEA: 'lea', UOMAR: 'omar' })[user] ?? null,
  channelOf: (channel) => ({ C1: 'ops' })[channel] ?? null,
}

describe('text from Slack', () => {
  it.each([
    ['ask <@ULEA> and <@UOMAR|o.d.>', 'ask @lea and @omar'],
    ['<@UGONE> <@WGONE|gone>', '@UGONE @gone'],
    ['in <#C1|general>, <#C1|> or <#C1>', 'in #general, #ops or #ops'],
    ['see <https://a.example/x>', 'see https://a.example/x'],
    ['see <https://a.example/x?a=1&amp;b=2|the docs>', 'see the docs (https://a.example/x?a=1&b=2)'],
    ['see <http://a.example|a.example>', 'see http://a.example'],
    ['write to <mailto:lea@a.example|lea@a.example>', 'write to lea@a.example'],
    ['<!here> <!channel|channel> <!everyone>', '@here channel @everyone'],
    ['<!subteam^S1|@devs> <!subteam^S2>', '@devs @group'],
    ['due <!date^1767600000^{date}|5 January>', 'due 5 January'],
    ['<!odd|label>', 'label'],
    ['a &lt;b&gt; &amp;amp; &amp;lt;', 'a <b> &amp; &lt;'],
    ['<@UBOT>: who knows kafka?', 'who knows kafka?'],
    ['hey <@UBOT>, who knows?', 'hey who knows?'],
    ['“curly” and ‘quotes’\u00a0here\u200b', '"curly" and \'quotes\' here'],
    ['thanks :wave::skin-tone-3:', 'thanks :wave:'],
    ['a < b and unfinished <@U', 'a < b and unfinished <@U'],
  ])('reads %s', (wire, plain) => {
    expect(plainWire(wire, reading)).toBe(plain)
  })

  it('prefers rich text, where nothing is escaped', () => {
    const section = (...elements: object[]) => ({ type: 'rich_text_section', elements })
    const blocks = [
      {
        type: 'rich_text',
        elements: [
          section(
            { type: 'user', user_id: 'UBOT' },
            { type: 'text', text: ' run ' },
            { type: 'text', text: 'a -> b', style: { code: true } },
            { type: 'text', text: ' &amp; tell ' },
            { type: 'user', user_id: 'ULEA' },
            { type: 'emoji', name: 'tada', unicode: '1f389' },
            { type: 'emoji', name: 'our_own' },
            { type: 'text', text: '\n' },
          ),
          {
            type: 'rich_text_list',
            style: 'ordered',
            indent: 1,
            elements: [
              section({ type: 'text', text: 'one' }),
              section({ type: 'link', url: 'https://a.example', text: 'two' }),
            ],
          },
          { type: 'rich_text_quote', elements: [{ type: 'text', text: 'said\nso' }] },
          { type: 'rich_text_preformatted', elements: [{ type: 'text', text: 'keyctl rotate' }] },
          section({ type: 'channel', channel_id: 'C1' }, { type: 'broadcast', range: 'here' }),
        ],
      },
    ]
    expect(plainText({ text: 'not this', blocks }, reading)).toBe(
      [
        'run `a -> b` &amp; tell @lea🎉:our_own:',
        '  1. one',
        '  2. two (https://a.example)',
        '> said',
        '> so',
        '```',
        'keyctl rotate',
        '```',
        '#ops@here',
      ].join('\n'),
    )
  })

  it('falls back to the text where there is no rich text', () => {
    const blocks = [{ type: 'section', text: { type: 'mrkdwn', text: 'x' } }, null, 'odd']
    expect(plainText({ text: 'the *text*', blocks }, reading)).toBe('the *text*')
  })

  it('reads what was typed, whatever was typed', () => {
    fc.assert(
      fc.property(anyText, (typed) => {
        const wire = typed.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
        const once = plainWire(wire, reading)
        const kept = (text: string): string => text.replace(/[^\w<>&]/g, '').replace(/skintone[2-6]/g, '')
        expect(kept(once)).toBe(kept(typed))
      }),
    )
  })

  it('survives blocks of any shape', () => {
    const types = [
      'rich_text',
      'rich_text_section',
      'rich_text_list',
      'rich_text_quote',
      'text',
      'link',
      'user',
      'emoji',
      'x',
    ]
    const { node } = fc.letrec((tie) => ({
      node: fc.record(
        {
          type: fc.constantFrom(...types),
          elements: fc.oneof(
            { maxDepth: 4 },
            fc.constantFrom(null, 'x', [null, 1]),
            fc.array(tie('node'), { maxLength: 3 }),
          ),
          text: fc.constantFrom('x', ''),
          indent: fc.integer(),
          unicode: fc.constantFrom('zz', '1f389', '-', 'ffffffff'),
        },
        { requiredKeys: ['type'] },
      ),
    }))
    fc.assert(
      fc.property(fc.array(node), (blocks) => {
        expect(typeof plainText({ text: 'x', blocks }, reading)).toBe('string')
      }),
    )
  })
})
