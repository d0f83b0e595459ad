import { afterEach, describe, expect, it } from 'vitest'
import { RetryLater } from '../../../src/chat/platform.ts'
import { personRef, placeRef } from '../../../src/chat/ref.ts'
import { openSlackBot, type SlackBot, type SlackBotOptions } from '../../support/slack-bot.ts'

const lea = personRef('slack:T1/ULEA')
const ops = placeRef('slack:T1/C1')

let bot: SlackBot
const open = async (options: SlackBotOptions = {}): Promise<void> => {
  bot = await openSlackBot(options)
  await bot.ready()
}
afterEach(() => bot.close())

const post = (words: string, more: object = {}) =>
  ({ kind: 'post', to: ops, thread: null, doc: [{ kind: 'quote', text: words }], ...more }) as const
const posted = (): string[] => bot.fake.botMessages('C1').map(({ text }) => text)

const field = { name: 'title', label: 'Title', kind: 'line', value: 'Old', max: 60, required: true } as const
const form = { action: 'edit:1', title: 'Edit', submit: 'Save', cancel: 'Cancel', fields: [field] }
/** The id of the event that a press of this person makes. */
const pressOf = async (user: string): Promise<string> => {
  await bot.platform.deliver('d0', {
    ...post('a'),
    doc: [{ kind: 'buttons', buttons: [{ label: 'Edit', action: 'edit:1' }] }],
  })
  const [shown] = bot.fake.botMessages('C1')
  if (!shown) throw new Error('nothing was posted')
  bot.fake.press(user, 'C1', shown, 'Edit')
  await bot.settled()
  return bot.host.heard('pressed')[0]?.id ?? ''
}

describe('sending', () => {
  it.each([2, null])('asks to try later when Slack asks for patience (Retry-After: %s)', async (retryAfter) => {
    await open()
    bot.fake.trouble('chat.postMessage', { kind: 'limited', retryAfter })
    const failed = await bot.platform.deliver('d1', post('hello')).catch((error: unknown) => error)
    expect(failed).toBeInstanceOf(RetryLater)
    expect((failed as RetryLater).afterMs).toBe((retryAfter ?? 30) * 1000)
    await bot.platform.deliver('d1', post('hello'))
    expect(posted()).toEqual(['hello'])
  })

  it.each([
    ['Slack', 'UIRIS', 'I was too slow'],
    ['Savoir', 'UOMAR', 'trop lent'],
    ['nobody, after a restart,', 'UIRIS', 'I was too slow'],
  ])('asks kindly to press again when %s remembers that a form comes too late', async (who, user, expected) => {
    let late = 0
    await open({ now: () => new Date(Date.now() + late) })
    const trigger = await pressOf(user)
    if (who === 'Slack') bot.fake.trouble('views.open', { kind: 'error', code: 'expired_trigger_id' })
    if (who === 'Savoir') late = 4_000
    const id = who.startsWith('nobody') ? 'another' : trigger
    await bot.platform.deliver('d1', { kind: 'form', to: personRef(`slack:T1/${user}`), trigger: id, form })
    const told = [...bot.fake.ephemerals(user), ...bot.fake.directMessages(user)].map(({ text }) => text)
    expect(told).toEqual([expect.stringContaining(expected)])
    expect(bot.fake.openView(user)).toBeUndefined()
  })

  it.each([
    ['nobody can say so soon', () => new Promise(() => {})],
    ['the store cannot say', () => Promise.reject(new Error('busy'))],
  ])('takes a filled form in time though %s whether it is right', async (_, refusalOf) => {
    await open()
    Object.assign(bot.host, { refusalOf })
    const trigger = await pressOf('UIRIS')
    await bot.platform.deliver('d1', { kind: 'form', to: personRef('slack:T1/UIRIS'), trigger, form })
    expect((await bot.fake.submit('UIRIS', { title: 'New' })).acked).toBe(true)
    expect(bot.host.heard('formSent')).toMatchObject([{ fields: { title: 'New' } }])
  })

  it('opens a form later when Slack asks for a little patience', async () => {
    await open()
    const trigger = await pressOf('UIRIS')
    bot.fake.trouble('views.open', { kind: 'limited', retryAfter: 1 })
    const opens = () => bot.platform.deliver('d1', { kind: 'form', to: personRef('slack:T1/UIRIS'), trigger, form })
    await expect(opens()).rejects.toThrow(RetryLater)
    await opens()
    expect(bot.fake.openView('UIRIS')).toBeDefined()
  })

  it('does not hold other calls up while one is limited', async () => {
    await open()
    bot.fake.trouble('chat.postMessage', { kind: 'limited', retryAfter: 60 }, 1, 'C2')
    const held = bot.platform.deliver('d1', { ...post('slow'), to: placeRef('slack:T1/C2') })
    await expect(held).rejects.toThrow(RetryLater)
    await bot.platform.deliver('d2', post('quick'))
    expect(posted()).toEqual(['quick'])
  })

  it('does not say twice what Slack took without an answer', async () => {
    await open()
    bot.fake.trouble('chat.postMessage', { kind: 'answerLost' })
    await expect(bot.platform.deliver('d1', post('once'))).rejects.toThrow(RetryLater)
    expect(posted()).toEqual(['once'])
    await bot.platform.deliver('d1', post('once'))
    expect(posted()).toEqual(['once'])
  })

  it('says it again when Slack did not take it', async () => {
    await open()
    bot.fake.trouble('chat.postMessage', { kind: 'reset' })
    bot.fake.trouble('chat.postMessage', { kind: 'status', status: 503 })
    await expect(bot.platform.deliver('d1', post('once'))).rejects.toThrow(RetryLater)
    await expect(bot.platform.deliver('d1', post('once'))).rejects.toThrow(RetryLater)
    await bot.platform.deliver('d1', post('once'))
    expect(posted()).toEqual(['once'])
  })

  it('does not say a nudge again whose fate is unknown', async () => {
    await open()
    bot.fake.trouble('chat.postEphemeral', { kind: 'answerLost' })
    const failed = await bot.platform
      .deliver('d1', post('psst', { onlyFor: lea, nudge: 'suggestion' }))
      .catch((error: unknown) => error)
    expect(failed).toBeInstanceOf(Error)
    expect(failed).not.toBeInstanceOf(RetryLater)
  })

  it('takes a reaction that is there already as done', async () => {
    await open()
    const said = bot.fake.says('ULEA', 'C1', 'x')
    const react = { kind: 'react', to: `slack:T1/C1/${said.ts}` as never, emoji: '✅' } as const
    await bot.platform.deliver('d1', react)
    await bot.platform.deliver('d2', react)
    expect(said.reactions).toEqual([{ name: 'white_check_mark', users: ['UBOT'] }])
    await bot.platform.deliver('d3', { ...react, kind: 'unreact' })
    await bot.platform.deliver('d4', { ...react, kind: 'unreact' })
    expect(said.reactions).toEqual([])
  })

  it('gives a private answer another way when the response URL is used up', async () => {
    await open()
    bot.fake.command('ULEA', 'C1', '/ask', 'x')
    await bot.settled()
    for (let turn = 0; turn < 7; turn += 1) {
      await bot.platform.deliver(`d${turn}`, post(`answer ${turn}`, { onlyFor: lea }))
    }
    expect(bot.fake.ephemerals('ULEA').map(({ text }) => text)).toEqual(
      [0, 1, 2, 3, 4, 5, 6].map((it) => `answer ${it}`),
    )
    expect(bot.fake.server.calls.filter(({ method }) => method === 'chat.postEphemeral')).toHaveLength(2)
  })

  it('answers in the own conversation of somebody who is not in the channel', async () => {
    await open()
    const iris = personRef('slack:T1/UIRIS')
    await bot.platform.deliver('d1', post('for you', { to: placeRef('slack:T1/C2'), onlyFor: iris }))
    expect(bot.fake.directMessages('UIRIS').map(({ text }) => text)).toEqual(['for you'])
    expect(bot.fake.botMessages('C2')).toEqual([])
  })

  it('answers a command in a conversation that it cannot see, and shows nothing to others there', async () => {
    await open()
    const elsewhere = placeRef('slack:T1/DLEAOMAR')
    bot.fake.world.channels.set('DLEAOMAR', {
      ...bot.fake.at('C2'),
      id: 'DLEAOMAR',
      kind: 'im',
      members: new Set(['ULEA', 'UOMAR']),
    })
    bot.fake.command('ULEA', 'DLEAOMAR', '/ask', 'x')
    await bot.settled()
    await bot.platform.deliver('d1', post('for you', { to: elsewhere }))
    expect(bot.fake.ephemerals('ULEA').map(({ text }) => text)).toEqual(['for you'])
  })

  it('shares in a public channel that it is not in, by way of the command', async () => {
    await open()
    bot.fake.channel('C5', ['ULEA']).members.delete('UBOT')
    bot.fake.command('ULEA', 'C5', '/ask', 'x')
    await bot.settled()
    const elsewhere = placeRef('slack:T1/C5')
    await bot.platform.deliver('d1', post('private', { to: elsewhere, onlyFor: lea }))
    await bot.platform.deliver('d2', post('shared', { to: elsewhere }))
    expect(bot.fake.ephemerals('ULEA').map(({ text }) => text)).toEqual(['private'])
    expect(bot.fake.botMessages('C5').map(({ text }) => text)).toEqual(['shared'])
  })

  it('shares nothing in a private channel that it is not in', async () => {
    await open()
    bot.fake.channel('C6', ['ULEA', 'UOMAR'], 'private').members.delete('UBOT')
    bot.fake.command('ULEA', 'C6', '/ask', 'x')
    await bot.settled()
    await expect(bot.platform.deliver('d1', post('no', { to: placeRef('slack:T1/C6') }))).rejects.toThrow(
      'channel_not_found',
    )
    expect(bot.fake.ephemerals('ULEA')).toEqual([])
  })

  it('sends a file into the own conversation of the person', async () => {
    await open()
    const doc = [{ kind: 'text', inlines: [{ kind: 'plain', text: 'All that is stored' }] }] as const
    await bot.platform.deliver('d1', { kind: 'file', to: lea, name: 'savoir.json', content: '{"é":1}', doc })
    expect([...bot.fake.world.files.values()]).toEqual([
      { name: 'savoir.json', length: 8, content: '{"é":1}', channel: 'DULEA' },
    ])
    expect(bot.fake.directMessages('ULEA').map(({ text }) => text)).toEqual(['All that is stored'])
  })

  it('never parses what it sends', async () => {
    await open()
    await bot.platform.deliver('d1', post('<!channel> https://evil.example'))
    const [own] = bot.fake.botMessages('C1')
    await bot.platform.deliver('d2', {
      kind: 'update',
      to: `slack:T1/C1/${own?.ts}` as never,
      doc: post('<@ULEA>').doc,
    })
    const sent = bot.fake.server.calls.filter(({ method }) => method.startsWith('chat.'))
    expect(sent.map(({ args }) => args.parse)).toEqual(['none', 'none'])
    expect(sent[0]?.args).toMatchObject({
      unfurl_links: 'false',
      unfurl_media: 'false',
      text: '&lt;!channel&gt; https://evil.example',
    })
  })
})
