import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { teamJson } from '../../src/cli/json.ts'
import { openTestBot, placeOf, ref, type TestBot } from '../support/bot.ts'

let bot: TestBot

beforeEach(async () => {
  bot = await openTestBot()
  await answered(
    'ana',
    'bo',
    'How does the pricing API round amounts?',
    'The pricing API rounds half up per line.',
    'ops',
  )
  await answered(
    'ana',
    'di',
    'How do we add a client to SSO login?',
    'For SSO add the client in the realm console.',
    'ops',
  )
})

afterEach(() => bot.close())

describe('team', () => {
  it('shows who covers which topic and why, and the gaps by name', async () => {
    const said = await bot.says('ana', 'team pricing-api, sso, contracts-fr size 4')
    expect(said).toContain('Team for pricing-api · sso · contracts-fr – covers 2 of 3')
    expect(said).toContain(
      'Bo Berg\n• pricing-api ✓ – gave the accepted answer to “How does the pricing API round amounts?”',
    )
    expect(said).toContain('Dina Katz\n• sso ✓ – ')
    expect(said).toContain('Gap: contracts-fr, nobody you can see')
    expect(bot.buttons('ana').slice(-3)).toEqual(['Invite Bo and Dina', 'Swap Bo Berg', 'Swap Dina Katz'])
  })

  it('is understood in both languages, as a verb and as a question', async () => {
    for (const words of ['équipe sso, contrats taille 3', 'qui pourrait couvrir le sso et les contrats ?']) {
      expect(await bot.says('cy', words)).toContain('Équipe pour sso · contrats – en couvre 1 sur 2')
    }
    expect(bot.buttons('cy').slice(-2)).toEqual(['Inviter Dina', 'Remplacer Dina Katz'])
    for (const words of ['who could cover the pricing-api and sso?', 'build me a team for pricing-api, sso']) {
      expect(await bot.says('ana', words)).toContain('covers 2 of 2')
    }
  })

  it('counts what the asker covers first', async () => {
    const said = await bot.says('bo', 'team pricing-api, sso')
    expect(said).toContain('You\n• pricing-api ✓')
    expect(bot.buttons('bo').slice(-3)).toEqual(['Invite Dina', 'Swap me', 'Swap Dina Katz'])
  })

  it('keeps to the size that was asked for', async () => {
    const said = await bot.says('ana', 'team pricing-api, sso size 1')
    expect(said).toContain('covers 1 of 2')
    expect(said).toMatch(
      /No room for: (sso\nCould step in: sso: Dina Katz ✓|pricing-api\nCould step in: pricing-api: Bo Berg ✓)/,
    )
    expect(said).not.toContain('Gap')
  })

  it('says how several topics are told apart when nobody knows what reads as one', async () => {
    expect(await bot.says('ana', 'team sailing needlework')).toBe(
      'I have seen nobody work on “sailing needlework” yet.\nIf those are several topics, put commas between them.',
    )
    expect(await bot.says('cy', 'équipe voile broderie')).toContain('séparez-les par des virgules')
    expect(await bot.says('ana', 'team sailing')).toBe('I have seen nobody work on “sailing” yet.')
  })

  it('names somebody who could step in', async () => {
    await answered(
      'ana',
      'cy',
      'Where are SSO sessions of clients kept?',
      'SSO sessions are kept in the realm database.',
      'ops',
    )
    expect(await bot.says('ana', 'team sso')).toMatch(/Could step in: sso: (Cyril Roux|Dina Katz) ✓/)
  })

  it('shows beside its mark what earned it, though something slighter weighs more by now', async () => {
    await bot.wait(24 * 700)
    const talk = await bot.talks('ana', 'The SSO login moves to another SSO realm tonight.', { in: 'ops' })
    await bot.talks('di', 'Fine with me, the SSO login is quiet at night.', { in: 'ops', thread: talk })
    await bot.reacts('ana', 'brain', talk)
    expect(await bot.says('ana', 'who knows SSO login')).toContain('Dina Katz – took part in “The SSO login moves')
    expect(await bot.says('ana', 'team SSO login')).toContain(
      'SSO login ✓ – gave the accepted answer to “How do we add',
    )
  })

  it('puts somebody else in a person’s place, and leaves the others where they are', async () => {
    await answered(
      'ana',
      'cy',
      'Where are SSO sessions of clients kept?',
      'SSO sessions are kept in the realm database.',
      'ops',
    )
    const first = await bot.says('ana', 'team pricing-api, sso')
    const [out, into] = first.includes('Dina Katz\n') ? ['Dina Katz', 'Cyril Roux'] : ['Cyril Roux', 'Dina Katz']
    const swapped = await bot.presses('ana', `Swap ${out}`)
    expect(swapped).toContain(`${into}\n• sso ✓`)
    expect(swapped).toContain('Bo Berg\n• pricing-api ✓')
    expect(swapped).not.toContain(`${out}\n`)
    expect(await bot.presses('ana', `Swap ${into}`)).toContain('Gap: sso, nobody else you can see')
  })

  it('shows nothing of what the asker may not read', async () => {
    await answered(
      'ana',
      'bo',
      'Which notary signs the merger papers?',
      'The notary in Basel signs the merger papers.',
      'board',
    )
    expect(await bot.says('di', 'team merger, notary')).toBe('I have seen nobody work on “merger · notary” yet.')
    expect(await bot.says('ana', 'team merger, notary')).toContain('Bo Berg\n• merger ✓')
  })

  it('leaves out who does not want to be shown', async () => {
    await bot.says('bo', 'me')
    await bot.forges('bo', 'switch:showMe:off')
    expect(await bot.says('ana', 'team pricing-api')).toBe('I have seen nobody work on “pricing-api” yet.')
  })

  it('tells scripts the same', async () => {
    const told = await teamJson(
      'pricing-api, sso, contracts-fr',
      { kind: 'person', person: ref('ana') },
      bot.engine.world,
    )
    expect(told).toMatchObject({
      covers: 2,
      of: 3,
      people: [
        {
          name: 'Bo Berg',
          topics: [{ topic: 'pricing-api', strength: 'covers', evidence: [{ kind: 'accepted' }] }],
        },
        { name: 'Dina Katz', topics: [{ topic: 'sso', strength: 'covers' }] },
      ],
      backups: [],
      gaps: ['contracts-fr'],
      tooSmallFor: [],
    })
  })

  it('asks for topics where there are none, and for fewer where there are too many', async () => {
    expect(await bot.says('ana', 'team')).toContain('A team for which topics?')
    expect(await bot.says('ana', 'team a1, b2, c3, d4, e5, f6, g7, h8, i9')).toContain('8 topics at most')
  })
})

describe('an invitation', () => {
  beforeEach(async () => {
    await bot.says('ana', 'team pricing-api, sso')
  })

  it('reaches nobody before it is sent', () => {
    expect(bot.hears('bo')).not.toContain('team')
    expect(bot.hears('di')).not.toContain('team')
  })

  it('says who asks, for what, and why them, in private', async () => {
    expect(await bot.presses('ana', 'Invite Bo and Dina')).toContain('I asked Bo Berg and Dina Katz privately.')
    const heard = bot.hears('bo')
    expect(heard).toContain(
      'Ana Lopes is putting a team together for pricing-api · sso, and thinks of you for pricing-api.',
    )
    expect(heard).toContain('You are asked because of “How does the pricing API round amounts?”')
    expect(bot.hears('cy')).toBe('')
  })

  it('tells the asker and those who are in already who accepts', async () => {
    await bot.presses('ana', 'Invite Bo and Dina')
    bot.hears('bo')
    expect(await bot.presses('di', 'Count me in')).toBe('In so far for pricing-api · sso: Ana Lopes and you.')
    expect(bot.hears('ana')).toBe(
      'Dina Katz is in: pricing-api · sso.\nIn so far for pricing-api · sso: you and Dina Katz.',
    )
    expect(bot.hears('bo')).toBe('')
    expect(await bot.presses('bo', 'Count me in')).toBe(
      'In so far for pricing-api · sso: Ana Lopes, Dina Katz and you.',
    )
    expect(bot.hears('di')).toContain('In so far for pricing-api · sso: Ana Lopes, you and Bo Berg.')
    expect(bot.hears('ana')).toContain('In so far for pricing-api · sso: you, Dina Katz and Bo Berg.')
  })

  it('can be passed without anybody being told', async () => {
    await bot.presses('ana', 'Invite Bo and Dina')
    bot.hears('di')
    expect(await bot.presses('bo', 'Not this time')).toBe('No trouble. Nobody is told.')
    expect(bot.hears('ana')).toBe('')
    expect(bot.hears('di')).toBe('')
  })

  it('is accepted once, however often the button is pressed', async () => {
    await bot.presses('ana', 'Invite Bo and Dina')
    const ask = await askOf('ana')
    await bot.forges('bo', `join:${ask}:${encodeURIComponent(ref('ana'))}`)
    bot.hears('ana')
    expect(await bot.forges('bo', `join:${ask}:${encodeURIComponent(ref('ana'))}`)).toContain('In so far')
    expect(bot.hears('ana')).toBe('')
  })

  it('lets nobody in who was not invited', async () => {
    await bot.presses('ana', 'Invite Bo and Dina')
    const forged = `join:${await askOf('ana')}:${encodeURIComponent(ref('ana'))}`
    expect(await bot.forges('cy', forged)).toContain('Ce bouton')
    expect(bot.hears('ana')).toBe('')
  })

  it('names no matter to the invited that they may no longer read', async () => {
    await answered(
      'ana',
      'bo',
      'Which notary signs the merger papers?',
      'The notary in Basel signs the merger papers.',
      'board',
    )
    await bot.says('ana', 'team merger')
    await bot.happens({
      kind: 'membersChanged',
      id: 'test:left',
      at: new Date('2026-03-04T10:00:00Z'),
      by: ref('bo'),
      in: placeOf('board'),
      joined: [],
      left: [ref('bo')],
    })
    bot.hears('bo')
    await bot.presses('ana', 'Invite Bo')
    const heard = bot.hears('bo')
    expect(heard).toContain('thinks of you for merger')
    expect(heard).not.toContain('notary')
  })
})

async function answered(asker: string, answerer: string, question: string, reply: string, place: string) {
  const root = await bot.talks(asker, question, { in: place })
  const said = await bot.talks(answerer, reply, { in: place, thread: root })
  await bot.reacts(asker, 'white_check_mark', said)
  for (const one of ['ana', 'bo', 'cy', 'di']) bot.hears(one)
}

/** The name under which the latest team of a person is kept. */
async function askOf(who: string): Promise<string> {
  const kept = (await bot.store.export(ref(who))).asked as readonly { readonly id: string }[]
  return kept.at(-1)?.id ?? ''
}
