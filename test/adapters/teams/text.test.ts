import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { emojiName, reactionId } from '../../../adapters/teams/emoji.ts'
import { messageAt, permalinkOf } from '../../../adapters/teams/links.ts'
import { message, person, readConversation, readMessage, readPerson } from '../../../adapters/teams/refs.ts'
import { payloadText, plainText } from '../../../adapters/teams/text.ts'
import { type Activity, readActivity } from '../../../adapters/teams/wire.ts'

const SELF = '28:app'
const read = (more: object): string => plainText(readActivity({ type: 'message', ...more }) as Activity, SELF)
const html = (content: string, entities: readonly object[] = []) =>
  read({ text: 'something else', attachments: [{ contentType: 'text/html', content }], entities })
const mention = (id: string, name: string) => ({ type: 'mention', text: `<at>${name}</at>`, mentioned: { id, name } })
const span = (index: number, name: string) =>
  `<span itemscope itemtype="http://schema.skype.com/Mention" itemid="${index}">${name}</span>`

describe('reading a message of Teams', () => {
  it.each([
    ['<at>Savoir</at> who knows <at>Omar Diallo</at>’s subject?', "who knows @Omar Diallo's subject?"],
    ['\r\n<at>Savoir</at>\r\n, help\u00a0me', 'help me'],
    ['if a < b and <b> is not a tag', 'if a < b and <b> is not a tag'],
    ['<quoted messageId="1"/>I agree', 'I agree'],
  ])('reads %j as a person does', (text, expected) => {
    const entities = [mention(SELF, 'Savoir'), mention('29:omar', 'Omar Diallo')]
    expect(read({ text, entities })).toBe(expected)
  })

  it.each([
    [`<div>${span(0, 'Savoir')}&nbsp;who knows ${span(1, 'Omar')}&#43;1?</div>`, 'who knows @Omar+1?'],
    ['<p>one</p><p>two<br>three</p>', 'one\ntwo\nthree'],
    ['<ul><li>one</li><li>two</li></ul>', '• one\n• two'],
    ['<p>run <code>keyctl</code></p><pre><code>a\nb</code></pre>', 'run `keyctl`\n```\na\nb\n```'],
    ['see <a href="https://a.example/x">the docs</a>', 'see the docs (https://a.example/x)'],
    ['<a href="https://a.example">https://a.example/</a>', 'https://a.example/'],
    ['<a href="javascript:alert(1)">x</a>', 'x'],
    ['thanks <img alt="🙏" itemtype="http://schema.skype.com/Emoji">', 'thanks 🙏'],
    ['<blockquote itemtype="http://schema.skype.com/Reply"><p>theirs</p></blockquote><p>mine</p>', 'mine'],
    ['<blockquote>cited</blockquote>', 'cited'],
    ['a<script>alert(1)</script>b<style>p{}</style>', 'ab'],
    ['<p>1 &lt; 2 &amp;amp; 3</p>', '1 < 2 &amp; 3'],
    ['<attachment id="1"></attachment><p>look</p>', 'look'],
  ])('reads the rich text %j', (content, expected) => {
    expect(html(content, [mention(SELF, 'Savoir'), mention('29:omar', 'Omar')])).toBe(expected)
  })

  it('reads the message that an action was chosen on', () => {
    const body = { contentType: 'html', content: '<div>ask <at id="0">Omar</at></div>' }
    expect(payloadText({ body }, SELF)).toBe('ask @Omar')
    expect(payloadText({ body: { contentType: 'text', content: 'a <b>' } }, SELF)).toBe('a <b>')
    expect(payloadText({}, SELF)).toBe('')
  })

  it('survives whatever it is sent', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), fc.json(), (words, json) => {
        expect(typeof html(words)).toBe('string')
        expect(typeof html(`<p><a href="${words}"><span itemtype="http://schema.skype.com/Mention">${words}</p>`)).toBe(
          'string',
        )
        const activity = readActivity({
          type: 'message',
          text: words,
          entities: JSON.parse(json),
          attachments: [JSON.parse(json)],
        })
        expect(typeof plainText(activity as Activity, SELF)).toBe('string')
      }),
      { numRuns: 200 },
    )
  })
})

describe('names in Teams', () => {
  it('come back as they went, whatever is in an id', () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), fc.string(), (tenant, conversation, id) => {
        fc.pre(!id.startsWith('t'))
        expect(readMessage(message(tenant, conversation, id))).toEqual({ tenant, conversation, id, targeted: false })
        expect(readPerson(person(tenant, id))).toEqual({ tenant, user: id })
      }),
    )
    expect(readMessage(message('t', 'c', '5', true))).toMatchObject({ id: '5', targeted: true })
  })

  it('tell the thread apart from its conversation', () => {
    expect(readConversation('19:a@thread.tacv2;messageid=17')).toEqual({
      conversation: '19:a@thread.tacv2',
      root: '17',
    })
    expect(readConversation('a:1')).toEqual({ conversation: 'a:1', root: null })
  })

  it.each([
    ['like', 'thumbsup'],
    ['1f9e0_brain', 'brain'],
    ['2705_whiteheavycheckmark', 'white_check_mark'],
    ['✅', 'white_check_mark'],
    ['1f680_rocket', '🚀'],
    ['something', 'something'],
  ])('take the reaction %s for %s', (type, name) => {
    expect(emojiName(type)).toBe(name)
  })

  it('give Teams its own name of a mark', () => {
    expect([reactionId('white_check_mark'), reactionId('✅'), reactionId('nothing')]).toEqual([
      '2705_whiteheavycheckmark',
      '2705_whiteheavycheckmark',
      null,
    ])
  })
})

describe('links to messages', () => {
  const settings = { cloud: 'public', tenant: 'T', tenants: ['T'] } as const
  const where = { tenant: 'T', conversation: '19:a/b@thread.tacv2', id: '1767600000000', targeted: false }

  it('lead back to the message', () => {
    const channel = { service: '', kind: 'channel', team: 'x', group: 'g' } as const
    const link = permalinkOf(where, '1767500000000', channel) ?? ''
    expect(new URL(link).searchParams.get('parentMessageId')).toBe('1767500000000')
    expect(messageAt(link, settings)).toBe(message('T', where.conversation, where.id))
    const chat = permalinkOf(where, null, { service: '', kind: 'groupChat' }) ?? ''
    expect(messageAt(chat, settings)).toBe(message('T', where.conversation, where.id))
  })

  it.each([
    'https://evil.example/l/message/19%3Aa/1767600000000?tenantId=T',
    'https://teams.microsoft.com/l/message/19%3Aa/1767600000000?tenantId=OTHER',
    'https://teams.microsoft.com/l/channel/19%3Aa/1767600000000',
    'https://teams.microsoft.com/l/message/19%3Aa/x',
    'https://teams.microsoft.com/l/message/%zz/y',
    'no link',
  ])('are none of ours: %s', (link) => {
    expect(messageAt(link, settings)).toBeNull()
  })
})
