import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { hear, type Known } from '../../../adapters/slack/inbound.ts'
import type { EventBody } from '../../../adapters/slack/wire.ts'
import type { ChatEvent } from '../../../src/chat/event.ts'
import fixtures from '../../fixtures/slack/events.json' with { type: 'json' }
import { openSlackBot } from '../../support/slack-bot.ts'

const known: Known = {
  self: 'UBOT',
  url: 'https://acme.slack.com/',
  nameOf: () => null,
  channelOf: () => null,
  placeOf: () => null,
}

describe('what Slack tells', () => {
  it.each(fixtures as unknown as { situation: string; body: EventBody; heard: object[] }[])(
    'understands: $situation',
    ({ body, heard }) => {
      const { events } = hear(body, known)
      expect(events).toHaveLength(heard.length)
      expect(events).toMatchObject(heard)
    },
  )

  it('comes to the same in any order and however often it is told', async () => {
    const bot = await openSlackBot()
    await bot.ready()
    bot.fake.hold()
    const channel = bot.fake.at('C1')
    const root = bot.fake.says('ULEA', 'C1', '<@UBOT> how do we rotate the key?')
    const reply = bot.fake.says('UOMAR', 'C1', 'with keyctl', root)
    bot.fake.happenings.reacts('ULEA', channel, reply, 'white_check_mark')
    bot.fake.happenings.edits(channel, reply, 'with keyctl rotate')
    bot.fake.happenings.unreacts('ULEA', channel, reply, 'white_check_mark')
    bot.fake.happenings.deletes(channel, root)
    const payloads: Record<string, unknown>[] = []
    await bot.fake.release((all) => {
      payloads.push(...all)
      return all
    })
    const inOrder = summary(bot.host.events)
    expect(inOrder).toHaveLength(6)
    await fc.assert(
      fc.asyncProperty(
        fc.shuffledSubarray([...payloads, ...payloads], { minLength: payloads.length * 2 }),
        async (told) => {
          bot.host.events.splice(0)
          for (const payload of told) bot.fake.wire.send('events_api', payload)
          await bot.settled()
          expect(summary(bot.host.events)).toEqual(inOrder)
        },
      ),
      { numRuns: 25 },
    )
    await bot.close()
  })
})

/** What was heard, whatever the order; the introductions of people and places are left out. */
const summary = (events: readonly ChatEvent[]): string[] =>
  events
    .filter(({ kind }) => !kind.endsWith('Changed'))
    .map((event) => JSON.stringify(event))
    .sort()
