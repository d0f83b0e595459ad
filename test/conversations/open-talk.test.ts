import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { MessageRef } from '../../src/chat/ref.ts'
import { openTestBot, type TestBot } from '../support/bot.ts'

let bot: TestBot

beforeEach(async () => {
  bot = await openTestBot()
})

afterEach(() => bot.close())

describe('🧠 in a channel where nobody uses threads', () => {
  it('saves the question with what answers it, and leaves other talk out', async () => {
    const [question] = await talk(
      ['ana', 'How do I renew the certificate of the gateway?'],
      ['di', 'Lunch at noon, who comes along today?'],
      ['bo', 'Ana: run certbot renew on the gateway, then reload it'],
      ['cy', 'Dina: I come, noon is fine'],
      ['ana', 'Bo: thanks, that works'],
    )
    expect(await bot.reacts('ana', 'brain', question as MessageRef)).toContain('How do I renew the certificate')
    const [item] = await bot.store.itemsWhere({}, { kind: 'savoir' }, { limit: 5 })
    expect(item?.body).toBe('How do I renew the certificate of the gateway?')
    expect(item?.replies.map(({ text }) => text)).toEqual([
      'Ana: run certbot renew on the gateway, then reload it',
      'Bo: thanks, that works',
    ])
  })

  it('saves the same from the middle of it, and counts a second wish as a voice', async () => {
    const [, , reply, , thanks] = await talk(
      ['ana', 'How do I renew the certificate of the gateway?'],
      ['di', 'Lunch at noon, who comes along today?'],
      ['bo', 'Ana: run certbot renew on the gateway, then reload it'],
      ['cy', 'Dina: I come, noon is fine'],
      ['ana', 'Bo: thanks, that works'],
    )
    await bot.reacts('bo', 'brain', reply as MessageRef)
    await bot.reacts('di', 'brain', thanks as MessageRef)
    const items = await bot.store.itemsWhere({}, { kind: 'savoir' }, { limit: 5 })
    expect(items.map(({ title, endorsedBy }) => [title, endorsedBy.length])).toEqual([
      ['How do I renew the certificate of the gateway?', 2],
    ])
  })

  it('saves one message alone where nothing surely belongs to it', async () => {
    const [note] = await talk(['ana', 'The audit is on the 12th of June.'])
    await bot.wait(5)
    await talk(['di', 'Somebody left a blue umbrella in the kitchen'])
    await bot.reacts('bo', 'brain', note as MessageRef)
    const [item] = await bot.store.itemsWhere({}, { kind: 'savoir' }, { limit: 5 })
    expect(item?.replies).toEqual([])
  })
})

async function talk(...lines: readonly (readonly [who: string, text: string])[]): Promise<readonly MessageRef[]> {
  const said: MessageRef[] = []
  for (const [who, text] of lines) {
    said.push(await bot.talks(who, text, { in: 'ops' }))
    await bot.wait(1 / 60)
  }
  return said
}
