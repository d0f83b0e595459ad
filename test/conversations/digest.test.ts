import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { sendDigests } from '../../src/jobs/digest.ts'
import { openSqliteStore } from '../../src/store/sqlite/index.ts'
import type { TestBot } from '../support/bot.ts'
import { bot, numberIn, QUESTION, savedThread, told } from '../support/talk.ts'
import { tempFolder } from '../support/temp-folder.ts'

/** From Wednesday at ten to Monday at nine. */
const TO_MONDAY = 4 * 24 + 23
const WEEK = 7 * 24
const SETTING = 'Your digest comes on Mondays at 9:00, when there is something in it.'

/** Dina asked about TLS before, and Bo wrote a note on it. */
async function busyWeek(ops: TestBot): Promise<void> {
  await savedThread(ops)
  await ops.says('bo', 'note The TLS certificate of the mail gateway is renewed by hand', { in: 'ops' })
  for (const who of ['ana', 'bo', 'cy', 'di']) ops.hears(who)
}

describe('a digest', () => {
  it('comes on Monday at nine to whoever used Savoir before, and to nobody else', async () => {
    const ops = await bot()
    await busyWeek(ops)
    await ops.wait(TO_MONDAY - 0.1)
    expect(ops.hears('di')).toBe('')
    await ops.wait(0.1)
    expect(told(ops.hears('di'))).toBe(
      [
        'Your week · 1 thing',
        'New on #renew: “The TLS certificate of the mail gateway is renewed by hand”, by Bo Berg',
        SETTING,
      ].join('\n'),
    )
    expect(ops.hears('cy')).toBe('')
  })

  it('comes once for a week, however often the clock is looked at', async () => {
    const ops = await bot()
    await busyWeek(ops)
    await ops.wait(TO_MONDAY)
    expect(ops.hears('di')).toContain('Your week')
    for (let hour = 0; hour < 48; hour += 3) await ops.wait(3)
    expect(ops.hears('di')).toBe('')
    await ops.person('di', { timeZone: 'Pacific/Honolulu' })
    await ops.wait(24)
    expect(ops.hears('di')).toBe('')
  })

  it('is not sent when there is nothing to say', async () => {
    const ops = await bot()
    await busyWeek(ops)
    await ops.wait(TO_MONDAY)
    ops.hears('di')
    await ops.wait(WEEK)
    expect(ops.hears('di')).toBe('')
    await ops.says('bo', 'note TLS 1.0 is off', { in: 'ops' })
    await ops.wait(WEEK)
    expect(ops.hears('di')).toContain('TLS 1.0 is off')
  })

  it('tells what of one’s own helped whom, and what one could answer', async () => {
    const ops = await bot()
    await busyWeek(ops)
    await ops.says('di', QUESTION)
    await ops.presses('di', 'That helped')
    await ops.says('cy', 'how do I renew the tls certificate of the printer?')
    await ops.presses('cy', 'Demander aux collègues')
    await ops.wait(TO_MONDAY)
    const said = told(ops.hears('bo'))
    expect(said).toContain(`“${QUESTION}” helped 1 person`)
    await ops.wait(WEEK)
    expect(told(ops.hears('bo'))).toContain(
      'A question you could answer: “how do I renew the tls certificate of the printer?”',
    )
    await ops.presses('bo', 'Answer')
    expect(ops.form('bo')?.fields[0]?.label).toBe('Your answer. It goes to the person who asked, under your name.')
    await ops.fills('bo', { answer: 'Use its own web page.' })
    expect(ops.hears('cy')).toContain('Use its own web page.')
  })

  it('holds nothing that the person may not read', async () => {
    const ops = await bot()
    await busyWeek(ops)
    await ops.says('ana', 'tag 1 keys')
    await ops.says('bo', 'note The TLS certificate of the board is bought in May', { in: 'board' })
    await ops.says('bo', 'decide We buy TLS certificates in Geneva', { in: 'board' })
    await ops.wait(TO_MONDAY)
    expect(ops.hears('di')).not.toMatch(/board|Geneva/)
    expect(ops.hears('ana')).toMatch(/board/)
  })

  it('can be seen before, set and turned off, in both languages', async () => {
    const ops = await bot()
    expect(await ops.says('ana', 'digest')).toBe(
      `Once you have asked or answered something, I know which topics are yours.\n${SETTING}`,
    )
    await busyWeek(ops)
    expect(told(await ops.says('di', 'digest'))).toContain('Your week · 1 thing')
    expect(await ops.says('di', 'digest daily 8:30')).toBe(
      'Your digest comes on working days at 8:30, when there is something in it.',
    )
    expect(await ops.says('cy', 'résumé hebdo vendredi 16h')).toBe(
      'Votre résumé vient chaque vendredi à 16 h, s’il contient quelque chose.',
    )
    expect(await ops.says('cy', 'résumé mensuel')).toBe(
      'Votre résumé vient le premier vendredi du mois à 16 h, s’il contient quelque chose.',
    )
    expect(await ops.says('di', 'digest pause 2w')).toContain('It is paused until 18 March.')
    expect(await ops.presses('di', 'Go on')).toBe(
      'Your digest comes on working days at 8:30, when there is something in it.',
    )
    expect(await ops.says('di', 'digest off')).toBe('You get no digest. Type “digest” at any time to see what is new.')
    expect(await ops.says('di', 'digest whenever')).toBe(
      'I could not read that. Write it like “digest weekly mon 9:00”, “digest off” or “digest pause 2w”.',
    )
    await ops.wait(TO_MONDAY)
    expect(ops.hears('di')).toBe('')
  })

  it('is not caught up for the time before it was set, or was paused', async () => {
    const ops = await bot()
    await busyWeek(ops)
    await ops.says('di', 'digest weekly tue 9:00')
    expect(ops.hears('di')).toBe('')
    await ops.wait(1)
    expect(ops.hears('di')).toBe('')
    await ops.wait(TO_MONDAY + 23)
    expect(ops.hears('di')).toContain('Your week')
  })

  it('comes at the hour that the person chose, be it late or on a Sunday', async () => {
    const ops = await bot()
    await busyWeek(ops)
    await ops.says('di', 'digest weekly sun 20:00')
    await ops.wait(4 * 24 + 10)
    expect(ops.hears('di')).toContain('Your week')
  })

  it('is made up for once when nobody was there to send it', async () => {
    const ops = await bot()
    await busyWeek(ops)
    await ops.wait(TO_MONDAY + 26)
    expect(ops.hears('di')).toContain('Your week')
    await ops.wait(24)
    expect(ops.hears('di')).toBe('')
  })

  it('asks those who used both whether two tags are the same, and two who say so make them one', async () => {
    const ops = await bot()
    for (const who of ['ana', 'bo', 'di']) {
      const first = numberIn(await ops.says(who, `note The cluster of ${who} is small`, { in: 'ops' }))
      const other = numberIn(await ops.says(who, `note The nodes of ${who} are many`, { in: 'ops' }))
      await ops.says(who, `tag ${first} kubernetes`)
      await ops.says(who, `tag ${other} k8s`)
    }
    await ops.wait(TO_MONDAY)
    for (const who of ['ana', 'bo', 'di']) expect(ops.hears(who)).toContain('#kubernetes = #k8s?')
    expect(await ops.presses('ana', 'Same')).toBe('Thank you. When somebody else agrees, the two become one.')
    expect(await ops.presses('bo', 'Same')).toContain('kubernetes')
    expect(await ops.says('di', 'find tag:k8s')).toBe(await ops.says('di', 'find tag:kubernetes'))
    await ops.presses('bo', 'Undo')
    expect(await ops.says('di', 'find tag:k8s')).not.toBe(await ops.says('di', 'find tag:kubernetes'))
  })

  it('is written once by several processes that look at the clock at the same time', async () => {
    const path = join(tempFolder(), 'savoir.db')
    const ops = await bot({ path })
    await busyWeek(ops)
    const { world } = ops.engine
    const now = () => new Date(world.now().getTime() + TO_MONDAY * 3_600_000)
    const others = await Promise.all([1, 2, 3].map(() => openSqliteStore({ path, exclusive: false, now })))
    await Promise.all([world.store, ...others].map((store) => sendDigests({ ...world, store, now })))
    const [one] = others
    const waiting = (await one?.claim({ except: [] }, now(), 99)) ?? []
    expect(waiting.map(({ id }) => id)).toEqual(['digest:test:di:2026-W11#0'])
    for (const store of others) await store.close()
  })
})
