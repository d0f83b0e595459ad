import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { messageRef, type PlaceRef, personRef, placeRef } from '../../../src/chat/ref.ts'
import { guid } from '../../support/fake-teams/index.ts'
import { BOARD, CHAT, OPS, openTeamsSavoir, refOf, type TeamsSavoir, untilKnown } from '../../support/teams-savoir.ts'

let savoir: TeamsSavoir
beforeEach(async () => {
  savoir = await openTeamsSavoir()
})
afterEach(() => savoir.close())

const at = (conversation: string): PlaceRef => placeRef(`teams:${savoir.fake.world.tenant}/${conversation}`)
const place = (conversation: string) => savoir.store.place(at(conversation))
const team = () => {
  const found = savoir.fake.world.teams.get(OPS)
  if (!found) throw new Error('there is no team')
  return found
}
const eventually = (check: () => Promise<unknown>) => expect.poll(check, { timeout: 3_000 })

describe('following Teams', () => {
  it('knows channels, private channels and people from the day on which it comes', async () => {
    expect(await place(OPS)).toMatchObject({ name: 'Ops', audience: 'members', external: false, archived: false })
    expect(await place(BOARD)).toMatchObject({ name: 'Board', audience: 'members' })
    expect(await savoir.store.members(at(OPS))).toHaveLength(4)
    expect(await savoir.store.person(personRef(refOf(savoir.fake, 'gus')))).toMatchObject({
      standing: 'guest',
      name: 'Gus',
    })
  })

  it('opens to the company the standard channels that the company opened, and no others', async () => {
    await savoir.close()
    savoir = await openTeamsSavoir({ settings: { TEAMS_OPEN_TEAMS: guid('ops') } })
    expect(await place(OPS)).toMatchObject({ audience: 'everyone' })
    expect(await place(BOARD)).toMatchObject({ audience: 'members' })
  })

  it('follows who joins and who leaves a team', async () => {
    savoir.fake.user('zoe', { name: 'Zoe' })
    team().members.push(guid('zoe'))
    savoir.fake.updates('lea', OPS, 'teamMemberAdded', { membersAdded: [{ id: '29:zoe' }] })
    await savoir.quiet()
    await untilKnown(savoir.store, at(OPS), 5)
    team().members = team().members.filter((one) => one !== guid('iris'))
    savoir.fake.updates('lea', OPS, 'teamMemberRemoved', { membersRemoved: [{ id: '29:iris' }] })
    await savoir.quiet()
    expect(await savoir.store.members(at(OPS))).not.toContain(refOf(savoir.fake, 'iris'))
  })

  it('follows channels that come, are renamed and go', async () => {
    const fresh = savoir.fake.channel(OPS, 'fresh', 'Fresh')
    const data = { channel: { id: fresh, name: 'Fresh' } }
    savoir.fake.updates('lea', OPS, 'channelCreated', {}, data)
    await savoir.quiet()
    await eventually(async () => (await place(fresh))?.name).toBe('Fresh')
    savoir.fake.updates('lea', OPS, 'channelRenamed', {}, { channel: { id: fresh, name: 'Stale' } })
    await savoir.quiet()
    expect(await place(fresh)).toMatchObject({ name: 'Stale' })
    savoir.fake.updates('lea', OPS, 'channelDeleted', {}, { channel: { id: fresh, name: 'Stale' } })
    await savoir.quiet()
    expect(await place(fresh)).toMatchObject({ archived: true, audience: 'members' })
    expect(await savoir.store.members(at(fresh))).toEqual([])
  })

  it('follows teams that are renamed, archived and deleted', async () => {
    team().name = 'Operations'
    savoir.fake.updates('lea', OPS, 'teamRenamed')
    await savoir.quiet()
    await eventually(async () => (await place(OPS))?.name).toBe('Operations')
    savoir.fake.updates('lea', OPS, 'teamArchived')
    await savoir.quiet()
    expect(await place(BOARD)).toMatchObject({ archived: true })
    savoir.fake.updates('lea', OPS, 'teamDeleted')
    await savoir.quiet()
    expect([await savoir.store.members(at(OPS)), await savoir.store.members(at(BOARD))]).toEqual([[], []])
  })

  it('closes everything of a team that it is taken out of', async () => {
    const membersRemoved = [{ id: `28:${savoir.fake.world.appId}` }]
    savoir.fake.updates('lea', OPS, 'teamMemberRemoved', { membersRemoved })
    await savoir.quiet()
    expect([await savoir.store.members(at(OPS)), await savoir.store.members(at(BOARD))]).toEqual([[], []])
  })

  it('takes a group chat with people of another company for what it is', async () => {
    savoir.fake.user('eve', { name: 'Eve', tenant: guid('elsewhere') })
    const chat = savoir.fake.groupChat('mixed', ['lea', 'eve'])
    savoir.fake.says('lea', chat, '<at>Savoir</at> help')
    await savoir.quiet()
    expect(await place(chat)).toMatchObject({ external: true, audience: 'members' })
    expect(await savoir.store.person(personRef(refOf(savoir.fake, 'eve')))).toMatchObject({ standing: 'outsider' })
  })

  it('keeps nothing of what two people say to each other', async () => {
    const between = '19:lea_omar@unq.gbl.spaces'
    const payload = {
      id: '1767600950000',
      from: { user: { id: guid('omar') } },
      body: { contentType: 'text', content: 'secret falcon' },
    }
    const value = { commandId: 'save', messagePayload: payload }
    const told = await savoir.fake.invoke('lea', between, 'composeExtension/fetchTask', value)
    await savoir.quiet()
    expect(told.status).toBe(200)
    savoir.fake.writes('lea', 'find falcon')
    await savoir.quiet()
    expect(savoir.privateTo('lea').at(-1)).not.toContain('secret')
  })

  it('notices language and time zone when a person moves', async () => {
    savoir.fake.writes('iris', 'help')
    await savoir.quiet()
    const iris = savoir.fake.world.users.get(guid('iris'))
    if (iris) Object.assign(iris, { locale: 'fr-FR', timeZone: 'Europe/Paris' })
    savoir.fake.writes('iris', 'aide')
    await savoir.quiet()
    const known = await savoir.store.person(personRef(refOf(savoir.fake, 'iris')))
    expect(known).toMatchObject({ locale: 'fr-FR', timeZone: 'Europe/Paris' })
  })

  it('takes a message that quotes another one in a chat for a reply to it', async () => {
    const first = savoir.fake.says('lea', CHAT, 'Where is the falcon manual?')
    const entities = [{ type: 'quotedReply', quotedReply: { messageId: first.id } }]
    savoir.fake.says('omar', CHAT, 'In the tower, second shelf.', null, { entities })
    await savoir.quiet()
    const thread = await savoir.platform.readThread(messageRef(`${at(CHAT)}/${first.id}`))
    expect(thread?.map(({ text }) => text)).toEqual(['Where is the falcon manual?', 'In the tower, second shelf.'])
  })

  it('gives what was said around a message of a chat', async () => {
    savoir.fake.says('lea', CHAT, 'Where is the falcon manual?')
    const second = savoir.fake.says('omar', CHAT, 'In the tower, second shelf.')
    await savoir.quiet()
    const around = await savoir.platform.readAround(messageRef(`${at(CHAT)}/${second.id}`))
    expect(around?.map(({ text }) => text)).toEqual(['Where is the falcon manual?', 'In the tower, second shelf.'])
  })

  it('lets go of what somebody said when they ask to be forgotten', async () => {
    savoir.fake.says('lea', CHAT, 'Where is the falcon manual?')
    await savoir.quiet()
    await savoir.platform.deliver('e#0', { kind: 'erase', to: personRef(refOf(savoir.fake, 'lea')) })
    expect(await savoir.engine.hostFor(savoir.platform).keep.list('said/')).toEqual([])
  })

  it.each([
    ['event', 'someNewEvent', {}],
    ['invoke', 'invoke', { name: 'someNew/invoke', value: null }],
    ['invokeResponse', 'invokeResponse', {}],
    ['trace', 'trace', {}],
  ])('lets be what it does not know: %s', async (_, type, more) => {
    const told = await savoir.fake.tell({ ...savoir.fake.envelope('lea', OPS), type, id: 'x1', ...more })
    expect(told.status).toBe(200)
    expect(savoir.troubles).toEqual([])
  })
})

describe('threads from Graph', () => {
  const wire = (id: string, user: string, content: string, more: object = {}) => ({
    id,
    messageType: 'message',
    createdDateTime: new Date(Number(id)).toISOString(),
    from: { user: { id: guid(user), displayName: user } },
    body: { contentType: 'html', content },
    ...more,
  })

  beforeEach(async () => {
    await savoir.close()
    savoir = await openTeamsSavoir({ settings: { TEAMS_GRAPH: 'yes' } })
  })

  it('are read from their beginning, where the team agreed', async () => {
    const root = savoir.fake.says('lea', OPS, 'How do we feed the falcon?')
    await savoir.quiet()
    const id = Number(root.id)
    const reactions = [{ reactionType: '✅', user: { user: { id: guid('lea') } } }]
    savoir.fake.connector.graph.set(root.id, [
      wire(root.id, 'lea', '<p>How do we feed the <b>falcon</b>?</p>'),
      wire(String(id + 1_000), 'omar', 'Two mice &amp; water', { reactions }),
      wire(String(id + 2_000), 'iris', 'deleted', { deletedDateTime: '2026-01-01T00:00:00Z' }),
      wire(String(id + 3_000), 'iris', '<at id="0">Omar</at> thanks'),
    ])
    const thread = await savoir.platform.readThread(messageRef(`${at(OPS)}/${root.id}`))
    expect(thread?.map(({ text }) => text)).toEqual(['How do we feed the falcon?', 'Two mice & water', '@Omar thanks'])
    expect(thread?.[1]?.reactions).toEqual([{ emoji: 'white_check_mark', by: [refOf(savoir.fake, 'lea')] }])
  })

  it('are what was heard, where it did not', async () => {
    const root = savoir.fake.says('lea', OPS, 'How do we feed the falcon?')
    await savoir.quiet()
    const thread = await savoir.platform.readThread(messageRef(`${at(OPS)}/${root.id}`))
    expect(thread?.map(({ text }) => text)).toEqual(['How do we feed the falcon?'])
  })
})
