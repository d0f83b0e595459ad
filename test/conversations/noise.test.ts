import { describe, expect, it } from 'vitest'
import { bot, openQuestion, QUESTION, savedThread } from '../support/talk.ts'

describe('noise', () => {
  it('tells everybody the limits, what was sent against them, and lets one refuse for good', async () => {
    const ops = await bot()
    await openQuestion(ops)
    await ops.wait(4.1)
    expect(await ops.says('cy', 'noise', { in: 'ops' })).toContain(
      'Demandes d’aide – au plus 1 par jour et 3 par semaine pour une personne, 3 personnes par question – 1 envoi, dont aucun pour vous',
    )
    expect(await ops.says('bo', 'noise')).toContain('1 sent, 1 of them to you')
    expect(await ops.presses('bo', 'None for me: requests')).toBe('Requests: you get none from now on.')
    expect(await ops.says('bo', 'noise')).toContain('Requests – you get none')
  })
})

describe('one’s own limit', () => {
  it('is said, kept to and taken back, in both languages', async () => {
    const ops = await bot()
    expect(await ops.says('bo', 'noise requests 2')).toBe('Requests: at most 2 a week for you.')
    expect(await ops.says('bo', 'noise')).toContain('3 people for a question; for you at most 2 a week – none sent')
    expect(await ops.says('bo', 'noise requests 0')).toBe('Requests: you get none from now on.')
    expect(await ops.says('cy', 'bruit suggestions jamais')).toBe('Suggestions privées : vous n’en recevez plus.')
    expect(await ops.says('cy', 'bruit vérifications 1')).toBe(
      'Petites vérifications : au plus 1 par semaine pour vous.',
    )
    expect(await ops.says('bo', 'noise everything 1')).toContain('I could not read that.')
    await openQuestion(ops)
    await ops.wait(4.1)
    expect(ops.hears('bo')).toBe('')
    expect(await ops.says('bo', 'noise requests on')).toContain('Requests: you get them again.')
    await ops.wait(3)
    expect(ops.hears('bo')).toContain('Could you help Dina Katz')
  })
})

describe('the limit of a channel', () => {
  it('is set by anybody there, seen by everybody, and taken back', async () => {
    const ops = await bot()
    expect(await ops.says('bo', 'noise shares 1 here', { in: 'ops' })).toBe(
      'Shared for all to see: at most 1 a day in #ops from now on.',
    )
    expect(await ops.says('cy', 'bruit #ops suggestions jamais')).toBe(
      'Suggestions privées : plus rien dans #ops désormais.',
    )
    const page = await ops.says('di', 'noise #ops')
    expect(page).toContain('none after 3 were ignored; none in #ops – none sent')
    expect(page).toContain('only when somebody asks for it; at most 1 a day in #ops – none sent')
    expect(await ops.says('di', 'noise', { in: 'data' })).not.toMatch(/in #(ops|data)/)
    await ops.presses('cy', 'Annuler')
    expect(await ops.says('di', 'noise', { in: 'ops' })).not.toContain('none in #ops')
    expect(await ops.says('di', 'noise shares on', { in: 'ops' })).toBe(
      'Shared for all to see: in #ops as everywhere else.',
    )
  })

  it('is not raised, nor set from outside, nor for what comes to people wherever they are', async () => {
    const ops = await bot()
    expect(await ops.says('bo', 'noise shares 20', { in: 'ops' })).toContain('at most 3 a day in #ops')
    expect(await ops.says('di', 'noise #board suggestions off')).toBe(
      'I do not know that channel, or you are not in it.',
    )
    expect(await ops.says('di', 'noise shares 1')).toBe('That works in a channel only.')
    expect(await ops.says('di', 'noise requests 1 here', { in: 'ops' })).toContain('I could not read that.')
  })

  it('cannot be taken back by who may not see the channel', async () => {
    const ops = await bot()
    await ops.says('bo', 'noise shares 1 here', { in: 'board' })
    const event = ops.events().at(-1)?.id ?? ''
    await ops.forges('di', `undo:${encodeURIComponent(event)}`)
    expect(await ops.says('ana', 'noise #board')).toContain('at most 1 a day in #board')
  })

  it('keeps shares and suggestions out', async () => {
    const ops = await bot()
    const { reply } = await savedThread(ops)
    await ops.reacts('ana', 'white_check_mark', reply)
    await ops.says('ana', 'on', { in: 'ops' })
    await ops.says('ana', 'noise suggestions 1 here', { in: 'ops' })
    await ops.says('ana', 'noise shares off here', { in: 'ops' })
    for (const who of ['di', 'cy']) {
      ops.hears(who)
      await ops.talks(who, QUESTION, { in: 'ops' })
      await ops.wait(0.1)
    }
    expect(ops.hears('di')).toContain('This may answer')
    expect(ops.hears('cy')).not.toContain('répond')
    await ops.says('di', QUESTION, { in: 'ops' })
    expect(await ops.presses('di', 'Share')).toContain('Enough was posted here')
    expect(await ops.says('bo', 'noise', { in: 'ops' })).toMatch(
      /Private suggestions.* – 1 sent, none to you, 1 held back/,
    )
  })
})
