import { describe, expect, it } from 'vitest'
import { personRef } from '../../src/chat/ref.ts'
import { joinByMail } from '../../src/jobs/accounts.ts'
import type { Change } from '../../src/knowledge/change.ts'
import { allItems, importZip, openImportWorld } from '../support/import-world.ts'
import { channel, reply, root, ts, user } from '../support/slack-export.ts'
import { zipOf } from '../support/zip.ts'

const BO = personRef('teams:T/bo')
const oldBo = personRef('slack:T0EXAMPLE/U2')
const address = (email: string) => ({ profile: { display_name: email.split('@')[0], email } })

const past = (more: object = {}) =>
  zipOf({
    'users.json': [user('U1', 'ana', address('ana@acme.ch')), user('U2', 'bo', address('Bo@acme.ch'))],
    'channels.json': [channel('C1', 'ops', ['U1', 'U2'])],
    'ops/2026-03-02.json': [
      root(ts(0), 'U1', 'How do we restart the billing server after a crash?', [ts(9)], {
        reactions: [{ name: 'brain', users: ['U2'], count: 1 }],
        ...more,
      }),
      reply(ts(9), ts(0), 'U2', 'Run the restart playbook, then look at its log for a minute.'),
    ],
  })

/** Bo is in Teams by now; what he said before was said in Slack. */
async function afterTheMove() {
  const world = await openImportWorld()
  const settle = async (by: typeof BO | null, changes: readonly Change[]) =>
    world.store.settle({
      event: world.newId(),
      by,
      at: world.now(),
      asOf: await world.store.lastSeq(),
      changes,
      deliveries: [],
    })
  const mailKey = await world.store.mailKey('bo@ACME.ch')
  const bo = {
    ref: BO,
    name: 'Bo Berg',
    standing: 'member',
    isBot: false,
    locale: null,
    timeZone: null,
    mailKey,
  } as const
  await settle(null, [{ kind: 'personSeen', person: bo }])
  return { world, settle }
}

describe('an archive of a platform that the company left', () => {
  it('belongs to the people of today who bear the same address', async () => {
    const { world } = await afterTheMove()
    await importZip(world, await past())
    await joinByMail(world)
    expect((await world.store.accountsOf(BO)).map(({ ref }) => ref)).toEqual([oldBo, BO])
    const kinds = (await world.store.evidenceOf(BO, { kind: 'savoir' })).map(({ kind }) => kind)
    expect(kinds).toContain('answered')
    expect(JSON.stringify(await world.store.accounts())).not.toContain('acme')
  })

  it('changes nothing the second time, joined or not', async () => {
    const { world } = await afterTheMove()
    await importZip(world, await past())
    await joinByMail(world)
    const before = await allItems(world)
    await importZip(world, await past())
    await importZip(world, await past({ edited: { user: 'U1', ts: ts(1) } }))
    expect(await allItems(world)).toEqual(before)
  })

  it('leaves out the words of somebody who wants none of theirs kept, whichever account said so', async () => {
    const { world, settle } = await afterTheMove()
    await importZip(
      world,
      await zipOf({
        'users.json': [user('U2', 'bo', address('bo@acme.ch'))],
        'channels.json': [channel('C1', 'ops', ['U2'])],
      }),
    )
    await joinByMail(world)
    await settle(BO, [{ kind: 'personSet', settings: { refused: ['saving'] } }])
    await importZip(world, await past())
    const items = await allItems(world)
    expect(items.flatMap(({ replies }) => replies)).toEqual([])
  })
})
