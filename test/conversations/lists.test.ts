import { beforeEach, describe, expect, it } from 'vitest'
import type { TestBot } from '../support/bot.ts'
import { bot, numberIn, savedThread, told } from '../support/talk.ts'

describe('find', () => {
  let ops: TestBot
  beforeEach(async () => {
    ops = await bot()
    for (const [who, what, where] of [
      ['ana', 'note Kafka lag is first seen in the consumer group', 'ops'],
      ['ana', 'note Kafka brokers are restarted one by one', 'data'],
      ['cy', 'decide Kafka stays on version 3 until summer', 'data'],
      ['bo', 'status Kafka migration is on hold until Monday', 'ops'],
      ['bo', 'note Kafka budget is cut by a third', 'board'],
    ] as const) {
      await ops.says(who, what, { in: where })
      await ops.wait(24)
    }
  })
  const titles = (said: string) => [...said.matchAll(/• \d+ (.+?) #/g)].map(([, title]) => title)

  it('filters by author, place, kind and day, in English and French', async () => {
    expect(told(await ops.says('di', 'find kafka by:ana'))).toMatch(/^2 results\n/)
    expect(titles(await ops.says('di', 'find kafka in:#ops kind:status'))).toEqual([
      'Kafka migration is on hold until Monday',
    ])
    expect(titles(await ops.says('di', 'find kind:decisions'))).toEqual(['Kafka stays on version 3 until summer'])
    expect(titles(await ops.says('di', 'find since:2026-03-06 until:2026-03-06'))).toEqual([
      'Kafka stays on version 3 until summer',
    ])
    expect(titles(await ops.says('cy', 'chercher brokers par:ana dans:#data'))).toEqual([
      'Kafka brokers are restarted one by one',
    ])
    expect(titles(await ops.says('cy', 'chercher par:moi'))).toEqual(['Kafka stays on version 3 until summer'])
    expect(titles(await ops.says('cy', 'rechercher genre:état'))).toEqual(['Kafka migration is on hold until Monday'])
  })

  it('finds by whoever answered, too', async () => {
    await savedThread(ops)
    expect(await ops.says('di', 'find certificates by:bo')).toMatch(/^1 result\n/)
    expect(titles(await ops.says('bo', 'find by:me kind:question'))).toHaveLength(1)
    expect(await ops.says('di', 'find certificates by:di')).toMatch(/^Nothing found that you can read/)
  })

  it('shows the newest first without words, three at a time', async () => {
    expect(titles(await ops.says('di', 'find since:2026-01'))).toEqual([
      'Kafka migration is on hold until Monday',
      'Kafka stays on version 3 until summer',
      'Kafka brokers are restarted one by one',
    ])
    expect(told(await ops.presses('di', 'More'))).toBe(
      '1 more result\n• N Kafka lag is first seen in the consumer group #ops · 4 March · note',
    )
  })

  it('shows the best first with words, without showing any twice', async () => {
    const first = await ops.says('di', 'find kafka')
    expect(first).toMatch(/^The best 3\n/)
    const next = await ops.presses('di', 'More')
    expect(new Set([...titles(first), ...titles(next)]).size).toBe(4)
    expect([...titles(first), ...titles(next)]).not.toContain('Kafka budget is cut by a third')
  })

  it('opens what it found', async () => {
    const id = numberIn(await ops.says('di', 'find kind:decision'))
    expect(await ops.presses('di', `Open ${id}`)).toMatch(/^Kafka stays on version 3/)
  })

  it('says what it could not read, and the same for a channel that is none and one that is closed', async () => {
    expect(await ops.says('di', 'find')).toMatch(/^What would you like to know\?/)
    expect(await ops.says('di', 'find kafka since:yesterday')).toBe(
      'I could not read that date. Write it like 2026-01 or 2026-01-31.',
    )
    expect(await ops.says('di', 'find kafka since:2026-02-31')).toMatch(/^I could not read that date/)
    expect(await ops.says('di', 'find kafka kind:recipe')).toBe(
      'I know these kinds: question, note, status, decision, discussion.',
    )
    expect(await ops.says('di', 'find kafka by:zoe')).toBe('I do not know anybody of that name.')
    const closed = await ops.says('di', 'find kafka in:#board')
    expect(closed).toBe('I do not know that channel, or you are not in it.')
    expect(await ops.says('di', 'find kafka in:#nowhere')).toBe(closed)
    expect(titles(await ops.says('bo', 'find kafka in:#board'))).toEqual(['Kafka budget is cut by a third'])
  })
})

describe('open', () => {
  it('lists the open questions that I can read, those I may be able to answer first', async () => {
    const ops = await bot()
    await savedThread(ops)
    for (const what of [
      'Where is the printer manual?',
      'Who pays for the coffee machine?',
      'What is the tls policy?',
    ]) {
      await ops.says('ana', `ask ${what}`, { in: 'ops' })
      await ops.presses('ana', 'Open the question')
      await ops.wait(1)
    }
    await ops.says('bo', `tag ${numberIn(await ops.says('bo', 'find policy'))} tls`)
    const said = told(await ops.says('bo', 'open'))
    expect(said.split('\n')).toEqual([
      'Open questions',
      '• N What is the tls policy? #ops · 4 March · no answer yet · you may be able to answer',
      '• N How do I renew the TLS certificate of the gateway? #ops · 4 March · 1 answer · you may be able to answer',
      '• N Who pays for the coffee machine? #ops · 4 March · no answer yet',
    ])
    expect(told(await ops.presses('bo', 'More'))).toBe(
      'Open questions\n• N Where is the printer manual? #ops · 4 March · no answer yet',
    )
  })

  it('keeps to a place or to mine, page after page', async () => {
    const ops = await bot()
    for (const place of ['ops', 'data', 'ops', 'ops', 'ops']) {
      await ops.wait(1)
      await ops.says('ana', `ask Where is the manual number ${place} ${(await ops.store.lastSeq()) + 1000}?`, {
        in: place,
      })
      await ops.presses('ana', 'Open the question')
    }
    expect((await ops.says('ana', 'open #ops')).match(/#ops · /g)).toHaveLength(3)
    const rest = await ops.presses('ana', 'More')
    expect(rest).toMatch(/^Open questions in #ops\n/)
    expect(rest.match(/#ops · /g)).toHaveLength(1)
    expect(await ops.says('ana', 'open mine')).toMatch(/^Your open questions\n/)
    expect(await ops.says('bo', 'open mine')).toBe('No open questions here. Enjoy the quiet.')
    expect(await ops.says('cy', 'ouvertes moi')).toBe('Aucune question ouverte ici. Profitez du calme.')
    expect(await ops.says('di', 'open #board')).toBe('I do not know that channel, or you are not in it.')
  })
})
