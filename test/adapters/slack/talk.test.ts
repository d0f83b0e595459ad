import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { quote } from '../../../src/chat/doc.ts'
import { personRef, placeRef } from '../../../src/chat/ref.ts'
import { openSlackBot, type SlackBot, type TransportKind, until } from '../../support/slack-bot.ts'

const lea = personRef('slack:T1/ULEA')
const ops = placeRef('slack:T1/C1')
const transports: TransportKind[] = ['http', 'socket']

describe.each(transports)('talking in Slack over %s', (transport) => {
  let bot: SlackBot
  beforeEach(async () => {
    bot = await openSlackBot({ transport })
    await bot.ready()
  })
  afterEach(() => bot.close())

  it('hears what is said in a channel, with names and a link', async () => {
    const said = bot.fake.says('ULEA', 'C1', 'ask <@UOMAR> about <https://a.example|the docs> &amp; more')
    await bot.settled()
    expect(bot.host.heard('said')).toEqual([
      {
        kind: 'said',
        id: `said:slack:T1/C1/${said.ts}`,
        at: new Date(Number(said.ts) * 1000),
        by: lea,
        in: ops,
        message: `slack:T1/C1/${said.ts}`,
        thread: null,
        text: 'ask @omar about the docs (https://a.example) & more',
        addressed: 'no',
        permalink: `https://fake.slack.com/archives/C1/p${said.ts.replace('.', '')}`,
      },
    ])
  })

  it('takes a mention and its twin as one', async () => {
    bot.fake.says('ULEA', 'C1', '<@UBOT>, who knows kafka?')
    await bot.settled()
    expect(bot.fake.wire.sent.filter(({ acked }) => acked)).toHaveLength(2)
    expect(bot.host.heard('said').map(({ text, addressed }) => [text, addressed])).toEqual([
      ['who knows kafka?', 'mention'],
    ])
  })

  it('knows in which thread something is said', async () => {
    const root = bot.fake.says('ULEA', 'C1', 'how do we rotate the key?')
    bot.fake.says('UOMAR', 'C1', 'with keyctl', root)
    await bot.settled()
    expect(bot.host.heard('said').map(({ thread }) => thread)).toEqual([null, `slack:T1/C1/${root.ts}`])
  })

  it('hears a direct message, in a place of two', async () => {
    bot.fake.writesTo('UIRIS', 'who knows sso?')
    await bot.settled()
    expect(bot.host.heard('said')[0]).toMatchObject({ addressed: 'direct', in: 'slack:T1/DUIRIS' })
    const place = bot.host.heard('placeChanged').find((it) => it.place.ref === 'slack:T1/DUIRIS')
    expect(place).toMatchObject({ place: { audience: 'direct' }, members: ['slack:T1/UIRIS'] })
  })

  it.each([
    ['/savoir', 'who knows kafka?', 'who knows kafka?'],
    ['/ask', 'how do we rotate it?', 'ask how do we rotate it?'],
    ['/who', 'knows <@UOMAR|omar>’s subject', "who knows @omar's subject"],
  ])('takes %s as a sentence', async (command, text, expected) => {
    const sent = bot.fake.command('ULEA', 'C1', command, text)
    await bot.settled()
    expect(sent.acked).toBe(true)
    expect(bot.host.heard('said')).toMatchObject([{ text: expected, addressed: 'command', message: null, in: ops }])
  })

  it('answers a command privately, through its response URL', async () => {
    bot.fake.command('ULEA', 'C1', '/ask', 'x')
    await bot.settled()
    const doc = [{ kind: 'quote', text: 'use keyctl' } as const]
    await bot.platform.deliver('d1', { kind: 'post', to: ops, thread: null, doc, onlyFor: lea })
    expect(bot.fake.ephemerals('ULEA').map(({ text }) => text)).toEqual(['use keyctl'])
    expect(bot.fake.server.calls.filter(({ method }) => method.startsWith('chat.'))).toEqual([])
  })

  it('follows edits and deletions, and is not misled by unfurled links', async () => {
    const said = bot.fake.says('ULEA', 'C1', 'use the old key')
    const channel = bot.fake.at('C1')
    bot.fake.happenings.edits(channel, said, 'use the new key')
    bot.fake.happenings.botEdits(channel, said, said.text, said.blocks)
    bot.fake.happenings.deletes(channel, said)
    await bot.settled()
    expect(bot.host.heard('edited').map(({ text }) => text)).toEqual(['use the new key'])
    expect(bot.host.heard('deleted').map(({ message }) => message)).toEqual([`slack:T1/C1/${said.ts}`])
  })

  it('hears reactions come and go, in any skin', async () => {
    const said = bot.fake.says('ULEA', 'C1', 'a thing worth keeping')
    bot.fake.happenings.reacts('UOMAR', bot.fake.at('C1'), said, 'clap::skin-tone-3')
    bot.fake.happenings.unreacts('UOMAR', bot.fake.at('C1'), said, 'clap::skin-tone-3')
    await bot.settled()
    const message = `slack:T1/C1/${said.ts}`
    expect(bot.host.heard('reacted')).toMatchObject([{ emoji: 'clap', message, by: 'slack:T1/UOMAR' }])
    expect(bot.host.heard('unreacted')).toMatchObject([{ emoji: 'clap', message }])
  })

  it('never listens to itself or to other bots', async () => {
    await bot.platform.deliver('d1', { kind: 'post', to: ops, thread: null, doc: [{ kind: 'quote', text: 'hello' }] })
    const [own] = bot.fake.botMessages('C1')
    if (own) bot.fake.happenings.botEdits(bot.fake.at('C1'), own, 'changed', undefined)
    bot.fake.says('UOTHERBOT', 'C1', 'deployed', undefined, { bot_id: 'B9', subtype: 'bot_message' })
    await bot.platform.deliver('d2', { kind: 'react', to: messageOf(own?.ts ?? ''), emoji: 'eyes' })
    await bot.settled()
    expect(bot.host.events.filter(({ kind }) => !kind.endsWith('Changed'))).toEqual([])
  })

  it('brings a button back with its message and its thread', async () => {
    const root = bot.fake.says('ULEA', 'C1', 'a question')
    const doc = [{ kind: 'buttons', buttons: [{ label: 'Yes', action: 'accept:42' }] } as const]
    await bot.platform.deliver('d1', { kind: 'post', to: ops, thread: messageOf(root.ts), doc })
    const [own] = bot.fake.botMessages('C1')
    if (!own) throw new Error('nothing was posted')
    bot.fake.press('UOMAR', 'C1', own, 'Yes')
    await bot.settled()
    expect(bot.host.heard('pressed')).toMatchObject([
      { action: 'accept:42', by: 'slack:T1/UOMAR', message: messageOf(own.ts), thread: messageOf(root.ts) },
    ])
  })

  it('changes a private message after a press', async () => {
    const doc = [{ kind: 'buttons', buttons: [{ label: 'Yes', action: 'accept:42' }] } as const]
    await bot.platform.deliver('d1', { kind: 'post', to: ops, thread: null, doc, onlyFor: lea })
    const [own] = bot.fake.ephemerals('ULEA')
    if (!own) throw new Error('nothing was whispered')
    bot.fake.press('ULEA', 'C1', own, 'Yes')
    await bot.settled()
    const { message } = bot.host.heard('pressed')[0] ?? {}
    if (!message) throw new Error('the press told no message')
    await bot.platform.deliver('d2', { kind: 'update', to: message, doc: [{ kind: 'quote', text: 'Done' }] })
    expect(bot.fake.ephemerals('ULEA').map(({ text }) => text)).toEqual(['Done'])
  })

  it('opens a form, and brings it back filled, once', async () => {
    const sent = bot.fake.command('ULEA', 'C1', '/savoir', 'edit 42')
    await bot.settled()
    expect(sent.acked).toBe(true)
    const [said] = bot.host.heard('said')
    const field = { name: 'title', label: 'Title', kind: 'line', value: 'Old', max: 60, required: true } as const
    const form = { action: 'edit:42', title: 'Edit', submit: 'Save', cancel: 'Cancel', fields: [field] }
    await bot.platform.deliver('d1', { kind: 'form', to: lea, trigger: said?.id ?? '', form })
    const blank = await bot.fake.submit('ULEA', { title: '  ' })
    expect(JSON.stringify(blank.answer)).toContain('Please write something here.')
    expect(bot.host.heard('formSent')).toEqual([])
    const view = bot.fake.openView('ULEA')
    await bot.fake.submit('ULEA', { title: 'New' })
    if (view) bot.fake.world.views.set(view.id, view)
    await bot.fake.submit('ULEA', { title: 'New' })
    expect(bot.host.heard('formSent')).toMatchObject([
      { action: 'edit:42', fields: { title: 'New' }, in: 'slack:T1/C1' },
    ])
  })

  it('saves, accepts and asks from the message menu', async () => {
    const said = bot.fake.says('ULEA', 'C1', 'how do we rotate the key?')
    for (const shortcut of ['savoir_save', 'savoir_accept', 'savoir_ask_this']) {
      bot.fake.messageShortcut('UOMAR', 'C1', shortcut, said)
    }
    await bot.settled()
    expect(
      bot.host
        .heard('reacted')
        .map(({ emoji }) => emoji)
        .sort(),
    ).toEqual(['brain', 'white_check_mark'])
    expect(bot.host.heard('said').at(-1)).toMatchObject({ text: 'ask how do we rotate the key?', addressed: 'command' })
  })

  it('asks from anywhere, in the language of the person', async () => {
    bot.fake.globalShortcut('UOMAR', 'savoir_ask')
    await bot.settled()
    expect(bot.fake.openView('UOMAR')?.view).toMatchObject({ title: { text: 'Demander à Savoir' } })
    await bot.fake.submit('UOMAR', { question: 'qui connaît kafka ?' })
    expect(bot.host.heard('said')).toMatchObject([
      { text: 'ask qui connaît kafka ?', addressed: 'command', in: 'slack:T1/DUOMAR', by: 'slack:T1/UOMAR' },
    ])
  })

  it('shows that it is at work until the answer is there', async () => {
    const statuses = () => bot.fake.world.statuses.map(({ status }) => status)
    bot.fake.writesTo('UOMAR', 'qui connaît kafka ?')
    await until(() => statuses().length === 1)
    const to = placeRef('slack:T1/DUOMAR')
    await bot.platform.deliver('d1', { kind: 'post', to, thread: null, doc: [quote('Iris')] })
    await until(() => statuses().length === 2)
    expect(statuses()).toEqual(['cherche…', ''])
  })

  it('answers all the same where Slack shows no status', async () => {
    bot.fake.trouble('assistant.threads.setStatus', { kind: 'error', code: 'method_not_supported' }, 2)
    bot.fake.writesTo('UIRIS', 'help')
    await until(() => bot.troubles.length === 1)
    await bot.platform.deliver('d1', { kind: 'direct', to: personRef('slack:T1/UIRIS'), doc: [quote('here')] })
    expect(bot.fake.directMessages('UIRIS').map(({ text }) => text)).toEqual(['here'])
    expect(bot.troubles.every(({ code }) => code === 'method_not_supported')).toBe(true)
  })

  it('offers what one may ask when its conversation is opened', async () => {
    bot.fake.happenings.opensHome('UOMAR', 'messages', 'DUOMAR')
    await bot.settled()
    await until(() => bot.fake.world.prompts.has('DUOMAR'))
    expect(JSON.stringify(bot.fake.world.prompts.get('DUOMAR'))).toContain('Que sais-tu faire')
  })
})

const messageOf = (ts: string) => `slack:T1/C1/${ts}` as never
