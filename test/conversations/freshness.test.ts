import { describe, expect, it } from 'vitest'
import { bot, QUESTION, savedThread } from '../support/talk.ts'

const HALF_A_YEAR = 183 * 24
const ASKED = `You have just used “${QUESTION}”. Is it still right?`

describe('an old answer', () => {
  it('is asked about when it is used, and its confirmation is seen by everybody', async () => {
    const ops = await bot()
    await savedThread(ops)
    await ops.says('ana', QUESTION)
    expect(await ops.presses('ana', 'That helped')).not.toContain('still right')
    await ops.wait(HALF_A_YEAR)
    for (const who of ['ana', 'bo', 'di']) expect(ops.hears(who)).not.toContain('still right')
    await ops.says('ana', QUESTION)
    expect(await ops.presses('ana', 'That helped')).toContain(ASKED)
    await ops.presses('ana', 'Yes')
    expect(await ops.says('di', QUESTION)).toContain('confirmed by 1 person, last just now')
    expect(await ops.presses('di', 'That helped')).not.toContain('still right')
  })

  it('is asked about once a week of one person, and sinks when two say that it is wrong', async () => {
    const ops = await bot()
    await savedThread(ops)
    await ops.wait(HALF_A_YEAR)
    for (const who of ['ana', 'di']) {
      await ops.says(who, QUESTION)
      expect(await ops.presses(who, 'That helped')).toContain(ASKED)
      await ops.presses(who, 'That helped')
      expect(ops.hears(who)).not.toContain('still right')
      await ops.presses(who, 'Wrong')
    }
    expect(await ops.says('bo', `find certificate`)).toContain(QUESTION)
    expect(await ops.says('bo', QUESTION)).toMatch(/2 people say that this is wrong|no saved answer/)
  })
})
