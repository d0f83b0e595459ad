import { describe, expect, it } from 'vitest'
import { personRef } from '../../../src/chat/ref.ts'
import { MORNING } from '../../support/bot.ts'
import { guid } from '../../support/fake-teams/index.ts'
import { numberIn } from '../../support/talk.ts'
import { type TeamsPeople, teamsPeople } from '../../support/teams-people.ts'
import { OPS, refOf } from '../../support/teams-savoir.ts'

/** From Wednesday at eleven in Zurich to Monday at nine. */
const TO_MONDAY = 4 * 24 + 22

/** Iris and Omar, who reads French, asked about the gateway in the channel; there is news of it. */
async function busyWeek(): Promise<TeamsPeople> {
  const people = await teamsPeople({ from: MORNING })
  for (const who of ['iris', 'omar']) {
    const id = numberIn(await people.asks(who, `note The gateway of ${who} is restarted at noon`, OPS))
    await people.asks(who, `tag ${id} gateway`, OPS)
  }
  const news = numberIn(await people.asks('lea', 'note The gateway speaks TLS 1.3 only', OPS))
  await people.asks('lea', `tag ${news} gateway`)
  for (const who of ['iris', 'omar', 'lea']) people.hears(who)
  return people
}

const opened = (people: TeamsPeople, user: string) =>
  people.fake.connector.calls.filter(
    ({ line, body }) => line === 'POST /v3/conversations' && JSON.stringify(body).includes(`"29:${user}"`),
  ).length

describe('the digest in Teams', () => {
  it('comes on Monday at nine in the chat with each person, in their language, with buttons that work', async () => {
    const people = await busyWeek()
    await people.wait(TO_MONDAY - 0.2)
    expect(people.hears('iris')).toBe('')
    await people.wait(0.3)
    const digest = people.hears('iris')
    expect(digest).toMatch(/^Your week · \d things?\n/)
    expect(digest).toContain('The gateway speaks TLS 1.3 only”, by Lea Martin')
    expect(people.hears('omar')).toMatch(/^Votre semaine/)
    expect(people.fake.botMessages(OPS)).toEqual([])
    const [open = ''] = people.buttons('iris').filter((title) => title.startsWith('Open '))
    expect(await people.presses('iris', open)).toMatch(/The gateway/)
    expect(await people.presses('iris', 'Monthly')).toContain('first Monday of the month')
    expect(await people.presses('iris', 'Pause 2 weeks')).toContain('paused until')
    expect(await people.presses('iris', 'Go on')).not.toContain('paused')
    expect(await people.presses('omar', 'Jamais')).toContain('résumé')
  })

  it('opens the conversation with somebody who was never written to, and is sent once', async () => {
    const people = await busyWeek()
    await people.engine.hostFor(people.platform).keep.remove(`direct/${refOf(people.fake, 'iris')}`)
    const before = opened(people, 'iris')
    await people.wait(TO_MONDAY + 0.1)
    expect(people.hears('iris')).toMatch(/^Your week/)
    expect(opened(people, 'iris')).toBe(before + 1)
    await people.wait(1)
    expect(people.hears('iris')).toBe('')
  })

  it('reaches everybody else when somebody has blocked Savoir, or is out of its reach', async () => {
    const people = await busyWeek()
    const iris = people.fake.world.users.get(guid('iris'))
    if (iris) iris.reachable = false
    await people.engine.hostFor(people.platform).keep.remove(`direct/${refOf(people.fake, 'iris')}`)
    await people.wait(TO_MONDAY + 0.1)
    expect(people.hears('iris')).toBe('')
    expect(people.hears('omar')).toMatch(/^Votre semaine/)
    const sent = await people.store.nudgesTo(personRef(refOf(people.fake, 'iris')))
    expect(sent.filter(({ kind }) => kind === 'digest')).toEqual([])
  })

  it('stays away from somebody who took Savoir off, until they come back', async () => {
    const people = await busyWeek()
    people.fake.installs('iris', people.fake.personal('iris'), 'remove')
    await people.wait(TO_MONDAY + 0.1)
    expect(people.hears('iris')).toBe('')
    await people.wait(1)
    people.fake.installs('iris', people.fake.personal('iris'), 'add')
    const news = numberIn(await people.asks('lea', 'note The gateway is painted blue', OPS))
    await people.asks('lea', `tag ${news} gateway`)
    await people.wait(7 * 24)
    expect(people.hears('iris')).toContain('The gateway is painted blue')
  })

  it('waits where Teams asks for patience, and comes then', async () => {
    const people = await busyWeek()
    people.fake.connector.faults.push({ when: /^POST .*activities/, status: 429, retryAfter: 60 })
    await people.wait(TO_MONDAY + 0.1)
    const first = ['iris', 'omar', 'lea'].filter((who) => people.hears(who) !== '')
    await people.wait(0.1)
    const then = ['iris', 'omar', 'lea'].filter((who) => people.hears(who) !== '')
    expect(then).toHaveLength(1)
    expect(first).not.toContain(then[0])
  })
})
