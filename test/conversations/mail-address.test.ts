import { describe, expect, it, onTestFinished } from 'vitest'
import type { Person } from '../../src/chat/directory.ts'
import { openTestBot, ref, type TestBot } from '../support/bot.ts'

/** Ana is on two platforms, which both tell the same verified address. */
async function openWithAddress(there: Partial<Person> = {}, here: Partial<Person> = {}): Promise<TestBot> {
  const bot = await openTestBot()
  onTestFinished(() => bot.close())
  await bot.person('ana', { mailKey: 'k', ...here })
  await bot.person('other:ana', { name: 'Ana L.', mailKey: 'k', ...there })
  return bot
}

const joined = async (bot: TestBot): Promise<boolean> => (await bot.store.accountsOf(ref('ana'))).length > 0

const QUARTER = 0.25
const TOLD = 'You have the same e-mail address in Other and Test'

describe('the same verified address on two platforms', () => {
  it('makes one person of two accounts, who is told once and privately, where they were last', async () => {
    const bot = await openWithAddress()
    await bot.says('ana', 'me')
    await bot.says('other:ana', 'me')
    await bot.wait(QUARTER)
    expect(await joined(bot)).toBe(true)
    expect(bot.hears('other:ana')).toContain(TOLD)
    await bot.wait(24)
    expect(bot.hears('other:ana') + bot.hears('ana')).toBe('')
    expect(bot.hears('bo')).toBe('')
  })

  it('is split by one press, and not joined again by the address', async () => {
    const bot = await openWithAddress()
    await bot.says('ana', 'me')
    await bot.wait(QUARTER)
    expect(await bot.presses('ana', 'Not me in Other')).toContain('two people to me again')
    await bot.person('other:ana', { name: 'Ana L.', mailKey: 'k', timeZone: 'Europe/Paris' })
    await bot.wait(24)
    expect(await joined(bot)).toBe(false)
  })

  it('is not written of to somebody who never used Savoir', async () => {
    const bot = await openWithAddress()
    await bot.wait(24)
    expect(await joined(bot)).toBe(true)
    expect(bot.hears('ana') + bot.hears('other:ana')).toBe('')
    await bot.says('ana', 'me')
    await bot.wait(QUARTER)
    expect(bot.hears('ana')).toContain(TOLD)
  })

  it('is told later to somebody who had a prompt this week, and to nobody who wants none', async () => {
    const bot = await openWithAddress()
    await bot.store.settle({
      event: 'earlier',
      by: null,
      at: new Date('2026-03-04T10:00:00Z'),
      asOf: await bot.store.lastSeq(),
      changes: [],
      deliveries: [{ kind: 'direct', to: ref('ana'), doc: [], nudge: 'prompt' }],
    })
    await bot.says('ana', 'me')
    await bot.wait(24)
    expect(bot.hears('ana')).not.toContain(TOLD)
    await bot.wait(7 * 24)
    expect(bot.hears('ana')).toContain(TOLD)

    const other = await openWithAddress()
    await other.forges('ana', 'never:prompt')
    await other.wait(24)
    expect(other.hears('ana')).toBe('')
    expect(await other.says('ana', 'me')).toContain('You are one person to me in Other and Test.')
  })

  it.each<[string, Partial<Person>, Partial<Person>]>([
    ['a guest there', { standing: 'guest' }, {}],
    ['a guest here', {}, { standing: 'guest' }],
    ['from another company', { standing: 'outsider' }, {}],
    ['gone', { standing: 'left' }, {}],
    ['a bot', { isBot: true }, {}],
    ['of another address', { mailKey: 'z' }, {}],
  ])('joins nobody who is %s', async (_, there, here) => {
    const bot = await openWithAddress(there, here)
    await bot.says('ana', 'me')
    await bot.wait(24)
    expect(await joined(bot)).toBe(false)
  })

  it('tells nothing where two of a platform bear it', async () => {
    const bot = await openWithAddress()
    await bot.person('other:anna', { name: 'Anna', mailKey: 'k' })
    await bot.wait(24)
    expect(await joined(bot)).toBe(false)
  })

  it('joins nobody who asked to be forgotten', async () => {
    const bot = await openWithAddress()
    await bot.forges('ana', 'forgetYes')
    await bot.person('ana', { mailKey: 'k' })
    await bot.wait(24)
    expect(await joined(bot)).toBe(false)
    expect((await bot.store.accounts()).find((one) => one.ref === ref('ana'))).not.toHaveProperty('mailKey')
  })

  it('leaves alone who linked another account there by a code', async () => {
    const bot = await openWithAddress({ mailKey: 'z' })
    await bot.person('other:twin', { name: 'Ana Twin', mailKey: 'k' })
    const code = /[A-Z2-9]{4}-[A-Z2-9]{4}/.exec(await bot.says('ana', 'me link'))?.[0]
    await bot.says('other:ana', `me link ${code}`)
    // Nobody was joined by the address before: the first look comes after the code.
    await bot.presses('other:ana', 'Yes, that is me')
    await bot.wait(24)
    expect((await bot.store.accountsOf(ref('ana'))).map((account) => account.ref).sort()).toEqual([
      ref('other:ana'),
      ref('ana'),
    ])
  })
})
