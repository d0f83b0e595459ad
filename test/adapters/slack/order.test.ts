import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { FakeSlack } from '../../support/fake-slack/index.ts'
import { openSlackSavoir, type SlackSavoir } from '../../support/slack-savoir.ts'

/** What happens in #ops: a thread is saved, accepted, edited and goes on; another one is saved and deleted. */
function happens(fake: FakeSlack): void {
  const channel = fake.at('C1')
  const root = fake.says('ULEA', 'C1', 'How do we rotate the signing key of the gateway?')
  const reply = fake.says('UOMAR', 'C1', 'Run keyctl rotate.', root)
  fake.happenings.reacts('UIRIS', channel, root, 'brain')
  fake.happenings.reacts('ULEA', channel, reply, 'white_check_mark')
  fake.happenings.edits(channel, reply, 'Run keyctl renew.')
  fake.says('UIRIS', 'C1', 'Then redeploy it.', root)
  const gone = fake.says('UIRIS', 'C1', 'Where is the runbook of the database?')
  fake.happenings.reacts('ULEA', channel, gone, 'brain')
  fake.happenings.deletes(channel, gone)
}

/** What Savoir knows then, without the numbers and moments that differ from run to run. */
async function known(savoir: SlackSavoir): Promise<unknown> {
  const items = await savoir.store.itemsWhere({}, { kind: 'savoir' }, { limit: 10 })
  return items.map(({ title, kind, replies, accepted, endorsedBy }) => ({
    title,
    kind,
    replies: replies.map(({ by, text }) => [by, text]),
    accepted: replies.find(({ id }) => id === accepted?.reply)?.text ?? null,
    endorsedBy: endorsedBy.map(({ by }) => by),
  }))
}

async function toldAs(order: (all: Record<string, unknown>[]) => Record<string, unknown>[]): Promise<unknown> {
  const savoir = await openSlackSavoir()
  savoir.fake.hold()
  happens(savoir.fake)
  await savoir.fake.release(order)
  await savoir.quiet()
  const end = await known(savoir)
  await savoir.close()
  return end
}

describe('events out of order', () => {
  it('end as they do in order, repeated or not', async () => {
    const inOrder = await toldAs((all) => all)
    expect(inOrder).toMatchObject([{ accepted: 'Run keyctl renew.', endorsedBy: ['slack:T1/UIRIS'] }])
    const places = fc.shuffledSubarray([0, 1, 2, 3, 4, 5, 6, 7, 8, 0, 3, 8, 5], { minLength: 13 })
    await fc.assert(
      fc.asyncProperty(places, async (order) => {
        expect(await toldAs((all) => order.flatMap((index) => all.slice(index, index + 1)))).toEqual(inOrder)
      }),
      { numRuns: 15 },
    )
  })
})
