import { afterEach, describe, expect, it } from 'vitest'
import { RetryLater } from '../../../src/chat/platform.ts'
import { messageRef, personRef, placeRef } from '../../../src/chat/ref.ts'
import type { FakeSlackOptions } from '../../support/fake-slack/index.ts'
import { granted, openSlackBot, type SlackBot, type SlackBotOptions, until } from '../../support/slack-bot.ts'

let bot: SlackBot
const open = async (options: SlackBotOptions = {}): Promise<void> => {
  bot = await openSlackBot(options)
  await bot.ready()
}
afterEach(() => bot.close())

/** A place as the core knows it by now. */
const placeNow = async (channel: string) => {
  await bot.settled()
  const { places } = await bot.host.directory()
  return places.find(({ place }) => place.ref === `slack:T1/${channel}`)
}
const personNow = async (user: string) => {
  await bot.settled()
  const { people } = await bot.host.directory()
  return people.find(({ ref }) => ref === `slack:T1/${user}`)
}

describe('who and what is there', () => {
  it('reads people and places at the start', async () => {
    await open()
    expect(await personNow('ULEA')).toEqual({
      ref: 'slack:T1/ULEA',
      name: 'lea',
      standing: 'member',
      isBot: false,
      locale: 'en-GB',
      timeZone: 'Europe/Zurich',
    })
    expect(await personNow('UBOT')).toMatchObject({ isBot: true })
    expect(await placeNow('C1')).toEqual({
      place: { ref: 'slack:T1/C1', name: 'ops', audience: 'everyone', external: false, archived: false },
      members: ['slack:T1/ULEA', 'slack:T1/UOMAR', 'slack:T1/UIRIS'],
    })
    expect(await placeNow('C2')).toMatchObject({ place: { name: 'board', audience: 'members' } })
  })

  it('says nothing again that is known, after a restart', async () => {
    await open()
    const before = bot.host.events.length
    bot = await bot.restart()
    await until(() => bot.fake.server.calls.filter(({ method }) => method === 'conversations.list').length === 2)
    await new Promise((resolve) => setTimeout(resolve, 50))
    expect(bot.host.events).toHaveLength(before)
  })

  it('finds out at a restart what happened without it', async () => {
    await open()
    await bot.platform.stop()
    bot.fake.at('C1').kind = 'private'
    bot.fake.at('C2').members.delete('UBOT')
    const lea = bot.fake.world.users.get('ULEA')
    if (lea) lea.deleted = true
    bot = await bot.restart()
    await until(() =>
      bot.host.heard('placeChanged').some((it) => it.place.ref === 'slack:T1/C2' && it.members?.length === 0),
    )
    expect(await placeNow('C1')).toMatchObject({ place: { audience: 'members' } })
    expect(await placeNow('C2')).toMatchObject({ place: { audience: 'members' }, members: [] })
    expect(await personNow('ULEA')).toMatchObject({ standing: 'left' })
  })

  it('reads page after page, as patiently as Slack asks', async () => {
    const people = (fake: SlackBot['fake']): void => {
      for (let number = 0; number < 450; number += 1) fake.user(`U${number}`)
      fake.trouble('users.list', { kind: 'limited', retryAfter: 0 }, 2)
    }
    await open({ people })
    expect((await bot.host.directory()).people.length).toBeGreaterThan(450)
  })

  it('follows people who come, become guests and leave', async () => {
    await open()
    bot.fake.happenings.changesUser('team_join', bot.fake.user('UNEW', { name: 'noor' }))
    expect(await personNow('UNEW')).toMatchObject({ name: 'noor', standing: 'member' })
    bot.fake.happenings.changesUser('user_change', bot.fake.user('UNEW', { is_restricted: true }))
    expect(await personNow('UNEW')).toMatchObject({ standing: 'guest' })
    bot.fake.happenings.changesUser('user_change', bot.fake.user('UNEW', { deleted: true }))
    expect(await personNow('UNEW')).toMatchObject({ standing: 'left' })
  })

  it('keeps a key of the confirmed address of a full member, and of nobody else', async () => {
    await open()
    const now = async (more: object) => {
      bot.fake.happenings.changesUser('user_change', bot.fake.user('UNEW', { name: 'noor', ...more }))
      return (await personNow('UNEW'))?.mailKey
    }
    expect(await now({ email: 'Noor@acme.ch' })).toBe('key of noor@acme.ch')
    expect(await now({ email: 'noor@acme.ch', is_email_confirmed: false })).toBeUndefined()
    expect(await now({ email: 'noor@acme.ch', is_restricted: true })).toBeUndefined()
    expect(await now({ email: 'noor@acme.ch', is_bot: true })).toBeUndefined()
    expect(await now({})).toBeUndefined()
    expect(JSON.stringify(bot.host.events).replaceAll('key of noor@acme.ch', '')).not.toContain('acme.ch')
  })

  it('introduces somebody of another company before what they say', async () => {
    await open()
    bot.fake.user('UFAR', { team_id: 'T2', name: 'far' })
    bot.fake.says('UFAR', 'C1', 'hello from outside')
    expect(await personNow('UFAR')).toMatchObject({ standing: 'outsider' })
    const kinds = bot.host.events.slice(-2).map(({ kind }) => kind)
    expect(kinds).toEqual(['personChanged', 'said'])
  })

  it('follows members who join and leave', async () => {
    await open()
    bot.fake.happenings.joins('UIRIS', bot.fake.at('C2'))
    expect((await placeNow('C2'))?.members).toContain('slack:T1/UIRIS')
    bot.fake.happenings.leaves('UIRIS', bot.fake.at('C2'))
    expect((await placeNow('C2'))?.members).not.toContain('slack:T1/UIRIS')
  })

  it('closes a private place once it is taken out of it', async () => {
    await open()
    bot.fake.happenings.leaves('UBOT', bot.fake.at('C2'))
    expect(await placeNow('C2')).toMatchObject({ members: [] })
    bot.fake.happenings.joins('UBOT', bot.fake.at('C2'))
    await bot.settled()
    await until(() => bot.host.heard('placeChanged').at(-1)?.members?.length === 2)
  })

  it('closes a private channel that was imported until it is invited there', async () => {
    await open()
    const channel = bot.fake.channel('C9', ['ULEA', 'UIRIS'], 'private', { name: 'imported' })
    channel.members.delete('UBOT')
    const place = { ref: placeRef('slack:T1/C9'), name: 'imported', audience: 'members' } as const
    await bot.host.receive({
      kind: 'placeChanged',
      id: 'import:1',
      at: new Date(),
      by: personRef('slack:T1/ULEA'),
      in: place.ref,
      place: { ...place, external: false, archived: false },
      members: [personRef('slack:T1/ULEA'), personRef('slack:T1/UOMAR')],
    })
    bot = await bot.restart()
    const membersNow = () => bot.host.heard('placeChanged').findLast((it) => it.in === place.ref)?.members
    await until(() => membersNow()?.length === 0)
    bot.fake.happenings.joins('UBOT', channel)
    await until(() => membersNow()?.length === 2)
    expect(membersNow()).toEqual(['slack:T1/ULEA', 'slack:T1/UIRIS'])
  })

  it.each([
    ['channel_archive', { is_archived: true }, { archived: true }],
    ['channel_rename', { name: 'operations' }, { name: 'operations' }],
    ['channel_shared', { is_ext_shared: true }, { external: true }],
    ['channel_deleted', {}, { archived: true, audience: 'members' }],
  ])('follows %s at once', async (type, change, expected) => {
    await open()
    const channel = Object.assign(bot.fake.at('C1'), change)
    bot.fake.happenings.changesChannel(type, channel)
    expect(await placeNow('C1')).toMatchObject({ place: expected })
  })

  it('closes a channel to others as soon as it goes private', async () => {
    await open()
    bot.fake.at('C1').kind = 'private'
    bot.fake.says('ULEA', 'C1', '', undefined, { subtype: 'channel_convert_to_private' })
    expect(await placeNow('C1')).toMatchObject({ place: { audience: 'members' } })
  })

  it('learns of a new channel', async () => {
    await open()
    bot.fake.happenings.changesChannel('channel_created', bot.fake.channel('C9', [], 'public', { name: 'fresh' }))
    expect(await placeNow('C9')).toMatchObject({ place: { name: 'fresh', audience: 'everyone' } })
  })

  it('takes a channel that it cannot see as closed to all but the asker', async () => {
    await open()
    bot.fake.channel('C8', ['UIRIS'], 'private', { name: 'secret' }).members.delete('UBOT')
    bot.fake.command('UIRIS', 'C8', '/ask', 'x')
    expect(await placeNow('C8')).toMatchObject({ place: { audience: 'members' }, members: ['slack:T1/UIRIS'] })
  })

  it('acknowledges within three seconds while Slack is slow to tell who somebody is', async () => {
    await open()
    bot.fake.user('UFAR', { team_id: 'T2' })
    bot.fake.trouble('users.info', { kind: 'hangs' })
    bot.fake.says('UFAR', 'C1', 'hello')
    await bot.settled()
    expect(bot.fake.wire.sent.map(({ tries, acked }) => [tries, acked])).toEqual([[1, true]])
  })
})

describe('a thread', () => {
  const ref = (ts: string) => messageRef(`slack:T1/C1/${ts}`)

  it.each([15, 1000])('is read whole, from any of its messages, %s at a time', async (historyPage) => {
    await open({ historyPage })
    const root = bot.fake.says('ULEA', 'C1', 'how do we rotate the key?')
    const replies = Array.from({ length: 40 }, (_, turn) => bot.fake.says('UOMAR', 'C1', `try ${turn}`, root))
    const last = replies.at(-1) ?? root
    bot.fake.happenings.reacts('ULEA', bot.fake.at('C1'), last, 'white_check_mark')
    bot.fake.happenings.reacts('UBOT', bot.fake.at('C1'), last, 'white_check_mark')
    for (const message of [root, last]) {
      const thread = await bot.platform.readThread(ref(message.ts))
      expect(thread).toHaveLength(41)
      expect(thread?.[0]).toMatchObject({ by: 'slack:T1/ULEA', text: 'how do we rotate the key?', reactions: [] })
      expect(thread?.at(-1)?.reactions).toEqual([{ emoji: 'white_check_mark', by: ['slack:T1/ULEA'] }])
      expect(thread?.at(-1)?.permalink).toContain(`thread_ts=${root.ts}`)
    }
  })

  it('is read without what Savoir said in it', async () => {
    await open()
    const root = bot.fake.says('ULEA', 'C1', 'a question')
    const doc = [{ kind: 'quote', text: 'an answer' }] as const
    await bot.platform.deliver('d1', { kind: 'post', to: 'slack:T1/C1' as never, thread: ref(root.ts), doc })
    expect(await bot.platform.readThread(ref(root.ts))).toHaveLength(1)
  })

  it('waits as long as Slack asks, but not for ever', async () => {
    await open()
    const root = bot.fake.says('ULEA', 'C1', 'a question')
    bot.fake.trouble('conversations.replies', { kind: 'limited', retryAfter: 1 })
    expect(await bot.platform.readThread(ref(root.ts))).toHaveLength(1)
    bot.fake.trouble('conversations.replies', { kind: 'limited', retryAfter: 600 })
    await expect(bot.platform.readThread(ref(root.ts))).rejects.toThrow(RetryLater)
  })

  it('cannot be read where Savoir is not', async () => {
    await open()
    const said = bot.fake.says('ULEA', 'C2', 'a secret')
    bot.fake.at('C2').members.delete('UBOT')
    expect(await bot.platform.readThread(messageRef(`slack:T1/C2/${said.ts}`))).toBeNull()
    expect(await bot.platform.readThread(ref('1767600000.000999'))).toBeNull()
    expect(await bot.platform.readThread(messageRef('slack:T9/C1/1767600000.000999'))).toBeNull()
  })

  it('cannot be read without the scope', async () => {
    const less: FakeSlackOptions['granted'] = {
      ...granted,
      scopes: granted.scopes.filter((it) => it !== 'channels:history'),
    }
    await open({ granted: less })
    const said = bot.fake.says('ULEA', 'C1', 'a question')
    expect(await bot.platform.readThread(ref(said.ts))).toBeNull()
  })

  it.each([15, 1000])('is seen with the open talk around it, %s at a time', async (historyPage) => {
    await open({ historyPage })
    const talk = Array.from({ length: 120 }, (_, turn) => bot.fake.says('ULEA', 'C1', `talk ${turn}`))
    const middle = talk[60]
    bot.fake.says('UOMAR', 'C1', 'in a thread', middle)
    const around = await bot.platform.readAround(ref(middle?.ts ?? ''))
    expect(around?.map(({ text }) => text)).toEqual(talk.slice(20, 101).map(({ text }) => text))
    expect(await bot.platform.readAround(ref('1767600000.000999'))).toBeNull()
    expect(await bot.platform.readAround(messageRef('slack:T1/CNONE/1767600000.000999'))).toBeNull()
  })

  it('tells when a message was edited', async () => {
    await open()
    const root = bot.fake.says('ULEA', 'C1', 'a question')
    bot.fake.happenings.edits(bot.fake.at('C1'), root, 'a better question')
    const [first] = (await bot.platform.readThread(ref(root.ts))) ?? []
    expect(first?.editedAt).toEqual(new Date(Math.round(Number(root.edited?.ts) * 1000)))
  })

  it('is found by its link, in this workspace alone', async () => {
    await open()
    const link = 'https://fake.slack.com/archives/C1/p1767600009000100?thread_ts=1767600000.000100&cid=C1'
    expect(bot.platform.messageAt(link)).toBe('slack:T1/C1/1767600009.000100')
    expect(bot.platform.messageAt(link.replace('fake', 'other'))).toBeNull()
    expect(bot.platform.messageAt('no link')).toBeNull()
  })
})
