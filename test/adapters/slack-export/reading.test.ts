import { describe, expect, it } from 'vitest'
import { channel, DAY, dayOf, recordsOf, reply, root, said, TEAM, ts, user } from '../../support/slack-export.ts'
import { zipOf } from '../../support/zip.ts'

const PEOPLE = [user('U1', 'Ana'), user('U2', 'Bo'), user('U3', 'Cy')]
const OPS = channel('C1', 'ops', ['U1', 'U2'])

const exportOf = (days: Record<string, unknown>, more: Record<string, unknown> = {}) =>
  zipOf({ 'users.json': PEOPLE, 'channels.json': [OPS], ...days, ...more })

describe('the threads of an export', () => {
  it('brings a thread together across the days it went over', async () => {
    const records = await recordsOf(
      await exportOf({
        [`ops/${dayOf(0)}.json`]: [root(ts(0), 'U1', 'How do we rotate the key?', [ts(60), ts(3 * DAY)])],
        [`ops/${dayOf(DAY)}.json`]: [said(ts(DAY), 'U3', 'Lunch?')],
        [`ops/${dayOf(3 * DAY)}.json`]: [
          reply(ts(3 * DAY), ts(0), 'U3', 'Then redeploy.'),
          reply(ts(60), ts(0), 'U2', 'Run keyctl.'),
        ],
      }),
    )
    expect(records.texts).toEqual([['Lunch?'], ['How do we rotate the key?', 'Run keyctl.', 'Then redeploy.']])
    expect(records.threads[1]).toMatchObject({
      place: `slack:${TEAM}/C1`,
      root: `slack:${TEAM}/C1/${ts(0)}`,
      messages: [{ message: `slack:${TEAM}/C1/${ts(0)}`, by: `slack:${TEAM}/U1` }, {}, {}],
    })
  })

  it('lets a whole thread go as soon as its last day is past', async () => {
    const records = await recordsOf(
      await exportOf({
        [`ops/${dayOf(0)}.json`]: [root(ts(0), 'U1', 'Old one', [ts(60)]), reply(ts(60), ts(0), 'U2', 'Yes')],
        [`ops/${dayOf(5 * DAY)}.json`]: [said(ts(5 * DAY), 'U3', 'Much later')],
        [`ops/${dayOf(6 * DAY)}.json`]: [said(ts(6 * DAY), 'U3', 'Later still')],
      }),
    )
    expect(records.texts).toEqual([['Much later'], ['Old one', 'Yes'], ['Later still']])
  })

  it('keeps replies whose first message lies before the export', async () => {
    const records = await recordsOf(
      await exportOf({ [`ops/${dayOf(0)}.json`]: [reply(ts(9), ts(-9), 'U2', 'It was the cache.')] }),
    )
    expect(records.threads).toMatchObject([
      { root: `slack:${TEAM}/C1/${ts(-9)}`, messages: [{ text: 'It was the cache.' }] },
    ])
  })

  it('drops what was said under a message that was deleted', async () => {
    const records = await recordsOf(
      await exportOf({
        [`ops/${dayOf(0)}.json`]: [
          { ...root(ts(0), 'USLACKBOT', 'This message was deleted.', [ts(9)]), subtype: 'tombstone' },
          reply(ts(9), ts(0), 'U2', 'Why is that secret here?'),
        ],
      }),
    )
    expect(records.threads).toEqual([])
  })

  it('leaves joins, renames and pins out, and says how many', async () => {
    const notices = ['channel_join', 'channel_name', 'pinned_item', 'bot_add', 'channel_topic']
    const records = await recordsOf(
      await exportOf({
        [`ops/${dayOf(0)}.json`]: [
          ...notices.map((subtype, at) => said(ts(at), 'U1', 'did something', { subtype })),
          said(ts(9), 'U1', 'Real words', { subtype: 'me_message' }),
        ],
      }),
    )
    expect(records.texts).toEqual([['Real words']])
    expect(records.leftOut).toEqual({ notices: 5 })
  })

  it('tells who reacted, without skin tones, and when a message was edited', async () => {
    const records = await recordsOf(
      await exportOf({
        [`ops/${dayOf(0)}.json`]: [
          said(ts(0), 'U1', 'Use modules', {
            edited: { user: 'U1', ts: ts(30) },
            reactions: [
              { name: 'brain', users: ['U2'], count: 3 },
              { name: 'clap::skin-tone-3', users: ['U2'] },
              { name: 'clap', users: ['U3', 'U2'] },
            ],
          }),
        ],
      }),
    )
    expect(records.threads[0]?.messages[0]).toMatchObject({
      editedAt: new Date(Number(ts(30)) * 1000),
      reactions: [
        { emoji: 'brain', by: [`slack:${TEAM}/U2`] },
        { emoji: 'clap', by: [`slack:${TEAM}/U2`, `slack:${TEAM}/U3`] },
      ],
    })
  })

  it('links to the message when it knows the address of the workspace', async () => {
    const file = await exportOf({
      [`ops/${dayOf(0)}.json`]: [
        root('1772452800.000100', 'U1', 'One', [ts(9)]),
        reply('1772452809.000100', ts(0), 'U2', 'Two'),
      ],
    })
    const links = async (workspaceUrl?: string) =>
      (await recordsOf(file, workspaceUrl ? { workspaceUrl } : {})).threads[0]?.messages.map(
        ({ permalink }) => permalink,
      )
    expect(await links('https://acme.slack.com/')).toEqual([
      'https://acme.slack.com/archives/C1/p1772452800000100',
      'https://acme.slack.com/archives/C1/p1772452809000100?thread_ts=1772452800.000100&cid=C1',
    ])
    expect(await links()).toEqual([null, null])
  })

  it('reads numbers for times, as early exports have them', async () => {
    const records = await recordsOf(
      await exportOf({ 'ops/2015-01-01.json': [{ type: 'message', user: 'U1', text: 'Old', ts: 1420113600.000002 }] }),
    )
    expect(records.threads[0]?.root).toBe(`slack:${TEAM}/C1/1420113600.000002`)
  })
})

describe('the places of an export', () => {
  it('keeps the audience of each, and never opens direct messages', async () => {
    const secret = [said(ts(0), 'U1', 'Only for you')]
    const records = await recordsOf(
      await exportOf(
        {
          [`ops/${dayOf(0)}.json`]: [said(ts(0), 'U1', 'Open words')],
          [`board/${dayOf(0)}.json`]: [said(ts(0), 'U1', 'Board words')],
          [`mpdm-ana--bo--cy-1/${dayOf(0)}.json`]: [said(ts(0), 'U2', 'Group words')],
          [`D0ABCDEFG/${dayOf(0)}.json`]: secret,
          [`FC:F0CANVAS:notes/${dayOf(0)}.json`]: secret,
        },
        {
          'groups.json': [channel('G1', 'board', ['U1'])],
          'mpims.json': [channel('G2', 'mpdm-ana--bo--cy-1', ['U1', 'U2', 'U3'])],
          'dms.json': [{ id: 'D0ABCDEFG', created: 1_700_000_000, members: ['U1', 'U2'] }],
        },
      ),
    )
    const audiences = records.places.map(({ place, members }) => [place.name, place.audience, members.length])
    expect(audiences).toEqual([
      ['ana, bo, cy', 'members', 3],
      ['board', 'members', 1],
      ['ops', 'everyone', 2],
    ])
    expect(records.texts.flat().sort()).toEqual(['Board words', 'Group words', 'Open words'])
    expect(records.leftOut).toEqual({ directMessages: 1 })
    expect(JSON.stringify(records.all)).not.toContain('Only for you')
  })

  it('does not read a direct conversation that is listed as a channel', async () => {
    const listed = [channel('D0ABCDEFG', 'D0ABCDEFG', ['U1', 'U2']), channel('C9', 'D0ABCDEFG', ['U1'])]
    const day = { [`D0ABCDEFG/${dayOf(0)}.json`]: [said(ts(0), 'U1', 'Only for you')] }
    const records = await recordsOf(await zipOf({ 'users.json': PEOPLE, 'channels.json': listed, ...day }))
    expect(records.threads).toEqual([])
  })

  it('leaves out folders that no list names: nobody knows who may read them', async () => {
    const records = await recordsOf(await exportOf({ [`stray/${dayOf(0)}.json`]: [said(ts(0), 'U1', 'Whose?')] }))
    expect(records.threads).toEqual([])
    expect(records.leftOut).toEqual({ unlistedFolders: 1 })
  })

  it('takes the narrower audience for a channel that two lists name', async () => {
    const records = await recordsOf(await exportOf({}, { 'groups.json': [channel('C1', 'ops', ['U1'])] }))
    expect(records.places.map(({ place }) => place.audience)).toEqual(['members'])
  })

  it('marks channels that are shared with another company, and archived ones', async () => {
    const shared = channel('C2', 'acme-and-us', ['U1'], {
      is_ext_shared: true,
      is_archived: true,
      created: '1420113600',
    })
    const records = await recordsOf(await zipOf({ 'users.json': PEOPLE, 'channels.json': [shared] }))
    expect(records.places[0]?.place).toMatchObject({ external: true, archived: true })
  })

  it('finds folders with names in any script', async () => {
    const names = ['été-déploiement', '運用']
    const files = Object.fromEntries(
      names.map((name) => [`${name.normalize('NFD')}/${dayOf(0)}.json`, [said(ts(0), 'U1', name)]]),
    )
    const channels = names.map((name, at) => channel(`C${at}`, name, ['U1']))
    const records = await recordsOf(await zipOf({ 'users.json': PEOPLE, 'channels.json': channels, ...files }))
    expect(records.texts.flat()).toEqual(names)
  })

  it('reads an export that was zipped again with its folder around it', async () => {
    const files = {
      'users.json': PEOPLE,
      'channels.json': [OPS],
      [`ops/${dayOf(0)}.json`]: [said(ts(0), 'U1', 'Hello')],
    }
    const inFolder = Object.fromEntries(
      Object.entries(files).map(([name, content]) => [`Acme export/${name}`, content]),
    )
    const records = await recordsOf(await zipOf({ ...inFolder, '__MACOSX/._users.json': 'x' }))
    expect(records.texts).toEqual([['Hello']])
  })

  it('does with lists that are missing or empty', async () => {
    const records = await recordsOf(
      await zipOf({
        'channels.json': [OPS],
        'groups.json': [],
        'ops/2026-03-02.json': [],
        'ops/2026-03-03.json': [said(ts(DAY), 'U1', 'Hi')],
      }),
    )
    expect(records.places[0]?.place.ref).toBe('slack:export/C1')
    expect(records.people).toMatchObject([{ ref: 'slack:export/U1', name: 'U1', standing: 'left' }])
    expect(records.unreadable).toEqual([])
  })
})

describe('the people of an export', () => {
  it('tells members, guests, outsiders, leavers and bots apart', async () => {
    const users = [
      ...PEOPLE,
      user('U4', 'Di', { deleted: true }),
      user('U5', 'Ed', { is_restricted: true }),
      user('U6', 'Flo', { is_ultra_restricted: true }),
      user('U7', 'Gus', { team_id: 'T0OTHER' }),
      user('U8', 'Hal', { is_stranger: true }),
      user('U9', 'Robot', { is_bot: true }),
      user('W1', 'Ida', { team_id: 'T0SISTER', enterprise_user: { id: 'W1' } }),
    ]
    const records = await recordsOf(await zipOf({ 'users.json': users, 'channels.json': [OPS] }))
    expect(records.people.map(({ name, standing, isBot }) => `${name} ${isBot ? 'bot' : standing}`)).toEqual([
      'Ana member',
      'Bo member',
      'Cy member',
      'Di left',
      'Ed guest',
      'Flo guest',
      'Gus outsider',
      'Hal outsider',
      'Robot bot',
      'Ida member',
    ])
  })

  it('calls people as they want to be called, in their language and time', async () => {
    const users = [
      user('U1', 'ana', { locale: 'fr-CH', profile: { display_name: 'Ana B.', real_name: 'Ana Example' } }),
      user('U2', 'bo', { profile: { display_name: '', real_name: 'Bo Example' }, tz: null }),
      user('U3', 'cy', { profile: {}, real_name: ' ' }),
    ]
    const records = await recordsOf(await zipOf({ 'users.json': users, 'channels.json': [OPS] }))
    expect(records.people).toMatchObject([
      { name: 'Ana B.', locale: 'fr-CH', timeZone: 'Europe/Zurich' },
      { name: 'Bo Example', locale: null, timeZone: null },
      { name: 'cy' },
    ])
  })

  it('takes from names and time zones nothing that would upset what shows or reckons with them', async () => {
    const users = [user('U1', 'ana', { profile: { display_name: 'A\u001b[31mna\n\u0007' }, tz: 'Mars/Olympus' })]
    const records = await recordsOf(await zipOf({ 'users.json': users, 'channels.json': [OPS] }))
    expect(records.people).toMatchObject([{ name: 'A [31mna', timeZone: null }])
  })

  it('introduces once whoever speaks without being listed', async () => {
    const outside = { user_team: 'T0OTHER', user_profile: { display_name: 'Zoe' } }
    const records = await recordsOf(
      await exportOf({
        [`ops/${dayOf(0)}.json`]: [
          said(ts(0), 'U0GONE', 'One'),
          said(ts(1), 'U0GONE', 'Two'),
          said(ts(2), 'U0ZOE', 'Three', outside),
          said(ts(3), 'USLACKBOT', 'Four'),
          { type: 'message', subtype: 'bot_message', bot_id: 'B0X', username: 'deploys', text: 'Five', ts: ts(4) },
        ],
      }),
    )
    expect(records.people.slice(3)).toMatchObject([
      { ref: `slack:${TEAM}/U0GONE`, standing: 'left', isBot: false },
      { name: 'Zoe', standing: 'outsider', isBot: false },
      { name: 'Slackbot', isBot: true },
      { ref: `slack:${TEAM}/B0X`, name: 'deploys', isBot: true },
    ])
  })

  it('knows a bot by the user that stands for it', async () => {
    const bot = user('U9', 'Robot', { is_bot: true, profile: { display_name: 'Robot', bot_id: 'B9' } })
    const day = {
      [`ops/${dayOf(0)}.json`]: [{ type: 'message', subtype: 'bot_message', bot_id: 'B9', text: 'Beep', ts: ts(0) }],
    }
    const records = await recordsOf(await zipOf({ 'users.json': [...PEOPLE, bot], 'channels.json': [OPS], ...day }))
    expect(records.threads[0]?.messages[0]?.by).toBe(`slack:${TEAM}/U9`)
    expect(records.people).toHaveLength(4)
  })
})
