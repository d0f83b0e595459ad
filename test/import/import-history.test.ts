import { describe, expect, it } from 'vitest'
import { openSlackExport } from '../../adapters/slack-export/index.ts'
import { messageRef, personRef, placeRef } from '../../src/chat/ref.ts'
import { importHistory } from '../../src/import/import-history.ts'
import { bestReply } from '../../src/knowledge/item.ts'
import type { Reader } from '../../src/store/store.ts'
import { allItems, cutAfter, importZip, openImportWorld, stateOf } from '../support/import-world.ts'
import { channel, DAY, dayOf, reply, root, said, TEAM, ts, user } from '../support/slack-export.ts'
import { zipOf } from '../support/zip.ts'

const PEOPLE = ['Ana', 'Bo', 'Cy', 'Di'].map((name, at) => user(`U${at + 1}`, name))
const ROBOT = user('U9', 'Robot', { is_bot: true })
const OPS = channel('C1', 'ops', ['U1', 'U2', 'U3'])
const BOARD = channel('G1', 'board', ['U1', 'U2'])
const as = (id: string): Reader => ({ kind: 'person', person: personRef(`slack:${TEAM}/${id}`) })
const at = (seconds: number, place = 'C1') => messageRef(`slack:${TEAM}/${place}/${ts(seconds)}`)

/** A question about the key, answered, with what a test changes about it. */
const keyThread = (more: { question?: object; answer?: object; rest?: readonly object[] } = {}) => [
  root(ts(0), 'U1', 'How do we rotate the signing key of the gateway?', [ts(60)], more.question),
  reply(ts(60), ts(0), 'U2', 'Run `keyctl rotate` on the bastion, then redeploy the gateway.', more.answer),
  ...(more.rest ?? []),
]

const exportOf = (days: Record<string, unknown>, more: Record<string, unknown> = {}) =>
  zipOf({
    'users.json': [...PEOPLE, ROBOT],
    'channels.json': [OPS],
    // What is older than the last day counts as complete.
    [`ops/${dayOf(20 * DAY)}.json`]: [said(ts(20 * DAY), 'U3', 'Have a nice weekend')],
    ...days,
    ...more,
  })

const keyExport = (thread: readonly object[], more: Record<string, unknown> = {}) =>
  exportOf({ [`ops/${dayOf(0)}.json`]: thread }, more)

describe('an imported thread', () => {
  it('becomes a question with its answer, dated by its messages', async () => {
    const world = await openImportWorld()
    const report = await importZip(world, await keyExport(keyThread()))
    const [item] = await allItems(world)
    expect(item).toMatchObject({
      kind: 'question',
      title: 'How do we rotate the signing key of the gateway?',
      by: `slack:${TEAM}/U1`,
      at: new Date(Number(ts(0)) * 1000),
      audience: 'everyone',
      source: { place: `slack:${TEAM}/C1`, message: at(0) },
      replies: [{ by: `slack:${TEAM}/U2`, role: 'answer', message: at(60) }],
      accepted: null,
    })
    expect(report).toMatchObject({ threads: 2, messages: 3, small: 1, items: { added: 1 }, people: { added: 5 } })
  })

  it('is closed by the mark of whoever asked', async () => {
    const world = await openImportWorld()
    const answer = { reactions: [{ name: 'white_check_mark', users: ['U3', 'U1'], count: 2 }] }
    await importZip(world, await keyExport(keyThread({ answer })))
    const [item] = await allItems(world)
    expect(item?.accepted).toMatchObject({ reply: item?.replies[0]?.id, by: `slack:${TEAM}/U1`, byAsker: true })
  })

  it('quotes the reply that helped, though nobody marked it and another is longer', async () => {
    const world = await openImportWorld()
    const rest = [
      reply(ts(70), ts(0), 'U1', 'Thanks Bo, that works!'),
      reply(
        ts(90),
        ts(0),
        'U3',
        `I once tried to do that and gave up. ${'It was a long day with many detours. '.repeat(9)}`,
      ),
    ]
    await importZip(world, await keyExport(keyThread({ rest })))
    const [item] = await allItems(world)
    expect(item?.accepted).toBeNull()
    expect(item && bestReply(item)?.text).toContain('keyctl rotate')
  })

  it('is endorsed by those who saved it, and kept for them however short', async () => {
    const world = await openImportWorld()
    const saved = { reactions: [{ name: 'brain::skin-tone-2', users: ['U3', 'U9', 'U0STRANGER', 'U4'], count: 4 }] }
    await importZip(world, await keyExport([said(ts(0), 'U1', 'The vault code hint is in the runbook', saved)]))
    const [item] = await allItems(world)
    expect(item?.title).toContain('vault code')
    expect(item?.endorsedBy.map(({ by }) => by)).toEqual([`slack:${TEAM}/U3`, `slack:${TEAM}/U4`])
  })

  it('says nothing of bots', async () => {
    const world = await openImportWorld()
    const beep = reply(ts(30), ts(0), 'U9', 'BEEP: this ticket was created for you automatically')
    await importZip(world, await keyExport(keyThread({ rest: [beep] })))
    const [item] = await allItems(world)
    expect(item?.replies).toHaveLength(1)
  })

  it('says nothing of people who want no part in it', async () => {
    const world = await openImportWorld()
    const bo = personRef(`slack:${TEAM}/U2`)
    const settings = { kind: 'personSet', settings: { refused: ['saving'] } } as const
    await world.store.settle({ event: 'e', by: bo, at: world.now(), asOf: 0, changes: [settings], deliveries: [] })
    await importZip(world, await keyExport(keyThread()))
    expect(JSON.stringify(await stateOf(world))).not.toContain('keyctl')
  })

  it('is not told again by somebody who asked to be forgotten', async () => {
    const world = await openImportWorld()
    const file = await keyExport(keyThread())
    await importZip(world, file)
    const bo = personRef(`slack:${TEAM}/U2`)
    const asOf = await world.store.lastSeq()
    await world.store.settle({
      event: 'e',
      by: bo,
      at: world.now(),
      asOf,
      changes: [{ kind: 'forgotten' }],
      deliveries: [],
    })
    await importZip(world, file)
    await importZip(
      world,
      await keyExport(keyThread({ rest: [reply(ts(90), ts(0), 'U3', 'Worked for me as well, thank you both')] })),
    )
    expect(JSON.stringify(await stateOf(world))).not.toContain('keyctl')
    expect((await world.store.person(bo))?.name).toBe('')
  })

  it('never makes Savoir say anything', async () => {
    const world = await openImportWorld()
    await importZip(world, await keyExport(keyThread({ question: { reactions: [{ name: 'brain', users: ['U3'] }] } })))
    expect(await world.store.claim({ except: [] }, world.now(), 100)).toEqual([])
  })
})

describe('who may read what was imported', () => {
  const both = () =>
    keyExport(keyThread(), {
      'groups.json': [BOARD],
      [`board/${dayOf(0)}.json`]: [
        root(ts(5), 'U1', 'How do we pay the board members in Switzerland?', [ts(70)]),
        reply(ts(70), ts(5), 'U2', 'Through the salary account, never by invoice.'),
      ],
      'dms.json': [{ id: 'D0ABCDEFG', members: ['U1', 'U2'] }],
      [`D0ABCDEFG/${dayOf(0)}.json`]: [
        root(ts(7), 'U1', 'What is the password of the safe, please?', [ts(80)]),
        reply(ts(80), ts(7), 'U2', 'It is SESAME, do not tell anybody about it.'),
      ],
    })

  it('shows private channels to their members alone', async () => {
    const world = await openImportWorld()
    await importZip(world, await both())
    const titles = async (reader: Reader) =>
      (await world.store.itemsWhere({}, reader, { limit: 10 })).map(({ title }) => title).sort()
    const open = 'How do we rotate the signing key of the gateway?'
    expect(await titles(as('U2'))).toEqual(['How do we pay the board members in Switzerland?', open])
    expect(await titles(as('U4'))).toEqual([open])
  })

  it('holds nothing of direct messages', async () => {
    const world = await openImportWorld()
    const report = await importZip(world, await both())
    expect(JSON.stringify(await stateOf(world))).not.toMatch(/SESAME|D0ABCDEFG/)
    expect(report.leftOut.directMessages).toBe(1)
  })

  it('does not widen a channel that became private since', async () => {
    const world = await openImportWorld()
    const file = await keyExport(keyThread())
    const ref = placeRef(`slack:${TEAM}/C1`)
    const place = { ref, name: 'ops', audience: 'members', external: false, archived: false } as const
    const seen = { kind: 'placeSeen', place, members: [personRef(`slack:${TEAM}/U1`)] } as const
    await world.store.settle({ event: 'e', by: null, at: world.now(), asOf: 0, changes: [seen], deliveries: [] })
    await importZip(world, file)
    expect((await world.store.place(ref))?.audience).toBe('members')
    expect(await world.store.itemsWhere({}, as('U3'), { limit: 10 })).toEqual([])
    expect(await world.store.itemsWhere({}, as('U1'), { limit: 10 })).toHaveLength(1)
  })

  it('keeps what was said while a channel was private from those who read it now', async () => {
    const world = await openImportWorld()
    const ref = placeRef(`slack:${TEAM}/G1`)
    const place = { ref, name: 'board', audience: 'everyone', external: false, archived: false } as const
    const seen = { kind: 'placeSeen', place, members: [personRef(`slack:${TEAM}/U1`)] } as const
    await world.store.settle({ event: 'e', by: null, at: world.now(), asOf: 0, changes: [seen], deliveries: [] })
    await importZip(world, await both())
    expect(await world.store.itemsWhere({ place: ref }, as('U4'), { limit: 10 })).toEqual([])
    expect(await world.store.itemsWhere({ place: ref }, as('U1'), { limit: 10 })).toHaveLength(1)
  })
})

describe('importing again', () => {
  const many = (count: number) =>
    exportOf(
      Object.fromEntries(
        Array.from({ length: count }, (_, n): [string, unknown] => [
          `ops/${dayOf(n * DAY)}.json`,
          Array.from({ length: 12 }, (__, k) => {
            const start = n * DAY + k * 100
            const marks = k % 3 ? {} : { reactions: [{ name: 'white_check_mark', users: ['U1'] }] }
            const saves = k % 4 ? {} : { reactions: [{ name: 'brain', users: ['U3', 'U4'] }] }
            return [
              root(ts(start), 'U1', `How do we deploy service ${n}-${k} to the kafka cluster?`, [ts(start + 9)], saves),
              reply(ts(start + 9), ts(start), 'U2', `Run deploy ${n}-${k} with the token of the kafka cluster.`, marks),
            ]
          }).flat(),
        ]),
      ),
      { 'groups.json': [BOARD], [`board/${dayOf(0)}.json`]: keyThread() },
    )

  it('changes nothing the second time', async () => {
    const world = await openImportWorld()
    const file = await many(4)
    await importZip(world, file)
    const [before, seq] = [await stateOf(world), await world.store.lastSeq()]
    const report = await importZip(world, file)
    expect(report.items).toEqual({ added: 0, updated: 0, unchanged: 49, removed: 0 })
    expect(report.people).toEqual({ added: 0, updated: 0 })
    expect(report.places).toEqual({ added: 0, updated: 0 })
    expect(await world.store.lastSeq()).toBe(seq)
    expect(await stateOf(world)).toEqual(before)
  })

  it('goes on after it was interrupted anywhere, and ends as if it had not been', async () => {
    const file = await many(100)
    const whole = await openImportWorld()
    await importZip(whole, file)
    const expected = await stateOf(whole)
    for (const records of [3, 30, 300, 800, 1250]) {
      const world = await openImportWorld()
      const history = await openSlackExport(file)
      await expect(importHistory(cutAfter(history, records), world)).rejects.toThrow('the power went')
      await importHistory(history, world)
      expect(await stateOf(world)).toEqual(expected)
    }
  }, 60_000)

  it('stops when told to, says so, and goes on', async () => {
    const file = await many(100)
    const world = await openImportWorld()
    const abort = new AbortController()
    const onProgress = ({ messages }: { messages: number }) => messages > 2200 && abort.abort()
    const first = await importZip(world, file, { signal: abort.signal, onProgress })
    expect(first.interrupted).toBe(true)
    expect(first.items.added).toBeGreaterThan(0)
    const second = await importZip(world, file)
    expect(second.interrupted).toBe(false)
    expect(second.items.added + first.items.added).toBe(1201)
  }, 60_000)

  it('lets others have their turn while it reads', async () => {
    const world = await openImportWorld()
    let turns = 0
    const timer = setInterval(() => turns++, 0)
    await importZip(world, await many(100))
    clearInterval(timer)
    expect(turns).toBeGreaterThan(10)
  }, 60_000)

  it('does not bring back what somebody removed', async () => {
    const world = await openImportWorld()
    await importZip(world, await keyExport(keyThread()))
    const [item] = await allItems(world)
    const asOf = await world.store.lastSeq()
    const removed = [{ kind: 'itemRemoved' as const, item: item?.id ?? 0 }]
    await world.store.settle({ event: 'e', by: null, at: world.now(), asOf, changes: removed, deliveries: [] })
    await importZip(world, await keyExport(keyThread()))
    await importZip(
      world,
      await keyExport(keyThread({ rest: [reply(ts(90), ts(0), 'U3', 'And tell the people on call about it.')] })),
    )
    expect(await allItems(world)).toEqual([])
  })

  it('leaves what people wrote by hand', async () => {
    const world = await openImportWorld()
    const edited = { edited: { user: 'U1', ts: ts(30) } }
    await importZip(world, await keyExport(keyThread({ question: edited })))
    const [item] = await allItems(world)
    const asOf = await world.store.lastSeq()
    const change = { kind: 'itemEdited', item: item?.id ?? 0, title: 'Key rotation', body: 'How to rotate it' } as const
    await world.store.settle({
      event: 'e',
      by: personRef('slack:x'),
      at: world.now(),
      asOf,
      changes: [change],
      deliveries: [],
    })
    const more = reply(ts(90), ts(0), 'U3', 'And tell the people on call about it.')
    await importZip(world, await keyExport(keyThread({ question: edited, rest: [more] })))
    expect((await allItems(world))[0]).toMatchObject({ title: 'Key rotation', replies: [{}, {}] })
  })
})

describe('a newer export', () => {
  const LATER = { [`ops/${dayOf(40 * DAY)}.json`]: [said(ts(40 * DAY), 'U3', 'Spring is here')] }

  it('brings new replies, edits, marks and saves to the same item', async () => {
    const world = await openImportWorld()
    await importZip(world, await keyExport(keyThread()))
    const [before] = await allItems(world)
    const newer = keyThread({
      question: {
        text: 'How do we rotate the signing key of the new gateway?',
        edited: { user: 'U1', ts: ts(25 * DAY) },
        reactions: [{ name: 'brain', users: ['U4'] }],
      },
      answer: {
        text: 'Run `keyctl rotate --all`.',
        edited: { user: 'U2', ts: ts(26 * DAY) },
        reactions: [{ name: 'white_check_mark', users: ['U1'] }],
      },
      rest: [reply(ts(30 * DAY), ts(0), 'U3', 'On the new bastion, the command has another name.')],
    })
    const report = await importZip(world, await keyExport(newer, LATER))
    const [item, ...others] = await allItems(world)
    expect(others).toEqual([])
    expect(report.items).toEqual({ added: 0, updated: 1, unchanged: 0, removed: 0 })
    expect(item).toMatchObject({
      id: before?.id,
      title: 'How do we rotate the signing key of the new gateway?',
      replies: [{ id: before?.replies[0]?.id, text: 'Run `keyctl rotate --all`.' }, { by: `slack:${TEAM}/U3` }],
      accepted: { reply: before?.replies[0]?.id, by: `slack:${TEAM}/U1`, byAsker: true },
      endorsedBy: [{ by: `slack:${TEAM}/U4` }],
    })
  })

  it('takes away what was deleted: a reply, or the whole', async () => {
    const world = await openImportWorld()
    const extra = reply(ts(90), ts(0), 'U3', 'The password for it is written under the keyboard.')
    await importZip(world, await keyExport(keyThread({ rest: [extra] })))
    await importZip(world, await keyExport(keyThread(), LATER))
    expect((await allItems(world))[0]?.replies).toHaveLength(1)
    const report = await importZip(
      world,
      await exportOf({ [`ops/${dayOf(-DAY)}.json`]: [said(ts(-DAY), 'U1', 'Before')] }, LATER),
    )
    expect(report.items.removed).toBe(1)
    expect(await allItems(world)).toEqual([])
  })

  it('takes nothing away when a part of it could not be read', async () => {
    const world = await openImportWorld()
    await importZip(world, await keyExport(keyThread()))
    const broken = {
      [`ops/${dayOf(-DAY)}.json`]: [said(ts(-DAY), 'U1', 'Before')],
      [`ops/${dayOf(0)}.json`]: '[{"type": "mess',
    }
    const report = await importZip(world, await exportOf(broken, LATER))
    expect(report.unreadable).toEqual([{ where: `ops/${dayOf(0)}.json line 1`, why: 'it breaks off before its end' }])
    expect(await allItems(world)).toHaveLength(1)
  })

  it('tells who left, who joined a private channel, and a new name', async () => {
    const world = await openImportWorld()
    await importZip(world, await keyExport(keyThread(), { 'groups.json': [BOARD] }))
    const users = [user('U1', 'Ana', { deleted: true }), user('U2', 'Bob'), ...PEOPLE.slice(2)]
    const board = channel('G1', 'the-board', ['U3'])
    await importZip(world, await keyExport(keyThread(), { ...LATER, 'users.json': users, 'groups.json': [board] }))
    expect((await world.store.person(personRef(`slack:${TEAM}/U1`)))?.standing).toBe('left')
    expect((await world.store.person(personRef(`slack:${TEAM}/U2`)))?.name).toBe('Bob')
    expect((await world.store.place(placeRef(`slack:${TEAM}/G1`)))?.name).toBe('the-board')
    expect(await world.store.members(placeRef(`slack:${TEAM}/G1`))).toEqual([`slack:${TEAM}/U3`])
  })

  it('is not overruled by an older one that comes after it', async () => {
    const world = await openImportWorld()
    const users = PEOPLE.map((one) => (one.id === 'U1' ? { ...one, deleted: true } : one))
    await importZip(world, await keyExport(keyThread(), { ...LATER, 'users.json': users }))
    const before = await stateOf(world)
    const extra = reply(ts(90), ts(0), 'U3', 'The password for it is written under the keyboard.')
    await importZip(world, await keyExport(keyThread({ rest: [extra] })))
    expect((await world.store.person(personRef(`slack:${TEAM}/U1`)))?.standing).toBe('left')
    expect(JSON.stringify(await stateOf(world))).not.toContain('keyboard')
    expect(await stateOf(world)).toMatchObject({ items: (before as { items: unknown }).items })
  })
})

describe('beside live talk', () => {
  it('adds to what was captured live instead of copying it, and removes nothing said since', async () => {
    const world = await openImportWorld()
    await importZip(world, await keyExport(keyThread()))
    const [item] = await allItems(world)
    const live = {
      id: 'live',
      by: personRef(`slack:${TEAM}/U3`),
      at: new Date(Number(ts(50 * DAY)) * 1000),
      text: 'Still right in May.',
      message: at(50 * DAY),
      permalink: null,
      role: 'remark',
    } as const
    const asOf = await world.store.lastSeq()
    await world.store.settle({
      event: 'live',
      by: live.by,
      at: world.now(),
      asOf,
      changes: [{ kind: 'replyAdded', item: item?.id ?? 0, reply: live }],
      deliveries: [],
    })
    const more = reply(ts(90), ts(0), 'U3', 'And tell the people on call about it.')
    await importZip(world, await keyExport(keyThread({ rest: [more] })))
    const items = await allItems(world)
    expect(items).toHaveLength(1)
    expect(items[0]?.replies.map(({ message }) => message)).toEqual([at(60), at(90), at(50 * DAY)])
  })

  it('decides again when an item moves on meanwhile', async () => {
    const world = await openImportWorld()
    await importZip(world, await keyExport(keyThread()))
    const [item] = await allItems(world)
    let once = true
    const store = new Proxy(world.store, {
      get: (target, name: keyof typeof world.store) =>
        name !== 'settleAll'
          ? target[name]
          : async (settlements: Parameters<typeof target.settleAll>[0]) => {
              const change = { kind: 'tagged', item: item?.id ?? 0, tag: 'keys' } as const
              if (once)
                await target.settle({
                  event: 'live',
                  by: null,
                  at: world.now(),
                  asOf: await target.lastSeq(),
                  changes: [change],
                  deliveries: [],
                })
              once = false
              return target.settleAll(settlements)
            },
    })
    const more = reply(ts(90), ts(0), 'U3', 'And tell the people on call about it.')
    await importZip({ ...world, store }, await keyExport(keyThread({ rest: [more] })))
    expect((await allItems(world))[0]?.replies).toHaveLength(2)
  })
})
