import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { until } from '../../support/slack-bot.ts'
import { companySlack, openSlackSavoir, type SlackSavoir } from '../../support/slack-savoir.ts'

describe('who reads what in Slack', () => {
  let savoir: SlackSavoir
  beforeEach(async () => {
    const fake = await companySlack()
    fake.user('UFAR', { team_id: 'T2', name: 'Far Away' })
    fake.channel('C3', ['ULEA', 'UIRIS'], 'public', { name: 'data' })
    fake.channel('C7', ['ULEA', 'UFAR'], 'public', { name: 'partners' }).is_ext_shared = true
    savoir = await openSlackSavoir({ fake })
  })
  afterEach(() => savoir.close())

  const types = async (user: string, text: string, channel: string): Promise<string> => {
    savoir.fake.command(user, channel, '/savoir', text)
    await savoir.quiet()
    return savoir.privateTo(user).at(-1) ?? ''
  }
  /** Lea notes something in a channel. */
  const notes = (channel: string, about: string): Promise<string> =>
    types('ULEA', `note ${about} of ${channel}: how it is`, channel)

  it('lets a guest read the channels they are in, and no other', async () => {
    await notes('C1', 'Falcon')
    await notes('C3', 'Falcon')
    expect(await types('UIRIS', 'find falcon', 'C1')).toContain('Falcon of C3')
    const guest = await types('UGUS', 'find falcon', 'C1')
    expect(guest).toContain('Falcon of C1')
    expect(guest).not.toContain('Falcon of C3')
  })

  it('says in a channel shared with another company only what is public in it', async () => {
    await notes('C1', 'Falcon')
    await notes('C7', 'Falcon')
    for (const user of ['ULEA', 'UFAR']) {
      const shown = await types(user, 'find falcon', 'C7')
      expect(shown).toContain('Falcon of C7')
      expect(shown).not.toContain('Falcon of C1')
    }
  })

  it('names nobody of another company, nor anybody who left', async () => {
    const root = savoir.fake.says('ULEA', 'C7', 'How do we calibrate the heron?')
    const far = savoir.fake.says('UFAR', 'C7', 'Turn the calibration screw of the heron.', root)
    await savoir.quiet()
    savoir.fake.happenings.reacts('ULEA', savoir.fake.at('C7'), far, 'white_check_mark')
    await savoir.quiet()
    expect(await types('ULEA', 'who knows heron', 'C1')).not.toContain('Far Away')
    await notes('C1', 'Kestrel')
    expect(await types('UIRIS', 'who knows kestrel', 'C1')).toContain('Lea Martin')
    savoir.fake.happenings.changesUser('user_change', savoir.fake.user('ULEA', { name: 'Lea Martin', deleted: true }))
    await savoir.quiet()
    expect(await types('UIRIS', 'who knows kestrel', 'C1')).not.toContain('Lea Martin')
  })

  it('closes what was public when its channel goes private', async () => {
    await notes('C3', 'Falcon')
    savoir.fake.at('C3').kind = 'private'
    savoir.fake.says('ULEA', 'C3', '', undefined, { subtype: 'channel_convert_to_private' })
    await savoir.quiet()
    expect(await types('UOMAR', 'find falcon', 'C1')).not.toContain('Falcon of C3')
    expect(await types('UIRIS', 'find falcon', 'C1')).toContain('Falcon of C3')
  })

  it('waits where Slack asks for patience, keeps the order there, and goes on elsewhere', async () => {
    savoir.fake.trouble('chat.postMessage', { kind: 'limited', retryAfter: 1 }, 1, 'DUIRIS')
    savoir.fake.writesTo('UIRIS', 'help')
    await savoir.fake.wire.settled()
    savoir.fake.writesTo('UIRIS', 'find falcon')
    savoir.fake.writesTo('UOMAR', 'help')
    await until(() => savoir.fake.directMessages('UOMAR').length === 1)
    expect(savoir.fake.directMessages('UIRIS')).toEqual([])
    await until(() => savoir.fake.directMessages('UIRIS').length === 2, 6_000)
    const [first, second] = savoir.fake.directMessages('UIRIS')
    expect(first?.text.length).toBeGreaterThan(second?.text.length ?? 0)
  })
})
