import { describe, expect, it } from 'vitest'
import { ANSWER, ASKED, bot, openQuestion, QUESTION, savedThread, told } from '../support/talk.ts'

const REQUEST = [
  'Could you help Dina Katz with this?',
  `  > ${ASKED}`,
  `You are asked because of “${QUESTION}” (4 hours ago). Only you see this, and you are free to pass. · ↗`,
].join('\n')

const plain = (said: string) => said.replace(/ <[^>]*>/g, '')

describe('an open question', () => {
  it('is put to one likely person after four working hours, privately, with the reason', async () => {
    const ops = await bot()
    await openQuestion(ops)
    await ops.wait(3.9)
    expect(ops.hears('bo')).toBe('')
    await ops.wait(0.2)
    expect(plain(ops.hears('bo'))).toBe(REQUEST)
    expect(ops.buttons('bo').slice(-6, -1)).toEqual([
      'Answer here',
      'I’ll take it',
      'Pass to…',
      'Later',
      'Not my topic',
    ])
    for (const who of ['ana', 'cy', 'di']) expect(ops.hears(who)).toBe('')
    await ops.wait(24)
    expect(ops.hears('bo')).toBe('')
  })

  it('is put to nobody once somebody has answered', async () => {
    const ops = await bot()
    const root = await openQuestion(ops)
    await ops.talks('ana', 'Use the web page of the printer itself for it.', { in: 'ops', thread: root })
    await ops.wait(24)
    expect(ops.hears('bo')).toBe('')
  })

  it('waits over the night and the weekend of the one who asked', async () => {
    const ops = await bot()
    await savedThread(ops)
    await ops.says('ana', 'on', { in: 'ops' })
    // Friday at five in the afternoon.
    await ops.wait(2 * 24 + 7)
    await ops.talks('di', ASKED, { in: 'ops' })
    ops.hears('bo')
    await ops.wait(2 * 24 + 18)
    expect(ops.hears('bo')).not.toContain('Could you help')
    await ops.wait(1.1)
    expect(ops.hears('bo')).toContain('Could you help Dina Katz')
  })

  it('is answered from the private message, in the thread, after the person saw where it goes', async () => {
    const ops = await bot()
    await openQuestion(ops)
    await ops.wait(4.1)
    await ops.presses('bo', 'Answer here')
    expect(ops.form('bo')?.fields[0]?.label).toBe('Your answer. It is posted in the thread in #ops, under your name.')
    ops.hears('cy')
    await ops.fills('bo', { answer: 'On its own web page, under Security.' })
    expect(ops.hears('cy')).toBe(
      'Réponse de Bo Berg :\n  > On its own web page, under Security.'.replace(/^.*\n/, 'Bo Berg answers:\n'),
    )
    expect(ops.sent().find((one) => one.kind === 'post' && one.thread !== null && !one.onlyFor)).toBeDefined()
    expect(ops.hears('di')).toContain('On its own web page')
    await ops.presses('di', 'Mark as the answer')
    expect(await ops.says('ana', ASKED)).toContain('On its own web page')
  })

  it('is closed by ✅ on the answer that was posted for its author, as on any other', async () => {
    const ops = await bot()
    await openQuestion(ops)
    await ops.wait(4.1)
    await ops.presses('bo', 'Answer here')
    await ops.fills('bo', { answer: 'On its own web page, under Security.' })
    const posted = ops.posted()
    expect(await ops.reacts('di', 'white_check_mark', posted)).toBe('Bo Berg’s reply is marked as the answer.')
    expect(await ops.says('ana', 'open #ops')).not.toContain(ASKED)
    expect(await ops.says('ana', ASKED)).toContain('On its own web page')
    await ops.deletes('bo', posted)
    expect(await ops.says('ana', ASKED)).not.toContain('On its own web page')
  })

  it('leaves the answer in the thread for everybody to read when it is marked by its button', async () => {
    const ops = await bot()
    await openQuestion(ops)
    await ops.wait(4.1)
    await ops.presses('bo', 'Answer here')
    await ops.fills('bo', { answer: 'On its own web page, under Security.' })
    for (const who of ['ana', 'cy']) ops.hears(who)
    expect(await ops.presses('cy', 'Mark as the answer')).toContain('La réponse de Bo Berg est marquée')
    expect(ops.hears('ana')).toBe(
      'Bo Berg answers:\n  > On its own web page, under Security.\nBo Berg’s reply is marked as the answer.',
    )
  })

  it('takes the answer out of the thread too when it is undone', async () => {
    const ops = await bot()
    await openQuestion(ops)
    await ops.wait(4.1)
    await ops.presses('bo', 'Answer here')
    const told = await ops.fills('bo', { answer: 'On its own web page, under Security.' })
    expect(told).toContain('Posted in #ops, under your name.')
    expect(ops.hears('ana')).toContain('On its own web page')
    expect(await ops.presses('bo', 'Undo')).toContain('Undone.')
    expect(ops.hears('ana')).toBe('Bo Berg took an answer back.')
    expect(await ops.says('ana', 'open #ops')).toContain('no answer yet')
  })

  it('leaves nothing of the answer in the thread once its author is forgotten', async () => {
    const ops = await bot()
    await openQuestion(ops)
    await ops.wait(4.1)
    await ops.presses('bo', 'Answer here')
    await ops.fills('bo', { answer: 'On its own web page, under Security.' })
    ops.hears('ana')
    await ops.forges('bo', 'forgetYes')
    expect(ops.hears('ana')).toBe('Somebody took these words back.')
  })

  it('tells the asker that somebody is looking, not who', async () => {
    const ops = await bot()
    await openQuestion(ops)
    await ops.wait(4.1)
    expect(await ops.presses('bo', 'I’ll take it')).toBe('Thank you. They know that somebody is looking, not who.')
    expect(ops.hears('di')).toBe(`Somebody is looking at “${ASKED}”.`)
  })

  it('is passed on to a colleague who may read it', async () => {
    const ops = await bot()
    await openQuestion(ops)
    await ops.wait(4.1)
    await ops.presses('bo', 'Pass to…')
    expect(await ops.fills('bo', { name: 'Ana' })).toBe('I asked Ana Lopes instead. Thank you.')
    expect(ops.hears('ana')).toContain('Bo Berg thinks that you could help Dina Katz with this.')
  })

  it('comes up once more tomorrow, when that was asked for', async () => {
    const ops = await bot()
    await openQuestion(ops)
    await ops.wait(4.1)
    expect(await ops.presses('bo', 'Later')).toContain('once more tomorrow')
    await ops.wait(23)
    expect(ops.hears('bo')).toBe('')
    await ops.wait(2)
    expect(ops.hears('bo')).toContain('Could you help Dina Katz')
    expect(ops.buttons('bo').slice(-5, -1)).toEqual(['Answer here', 'I’ll take it', 'Pass to…', 'Not my topic'])
    await ops.wait(48)
    expect(ops.hears('bo')).not.toContain('Could you help')
  })

  it('goes back to the asker after 72 working hours, who widens it, says what they found, or drops it', async () => {
    const ops = await bot()
    await openQuestion(ops)
    await ops.wait(12 * 24 - 1)
    expect(ops.hears('di')).not.toContain('Nobody has answered')
    await ops.wait(2)
    expect(ops.hears('di')).toContain(`Nobody has answered “${ASKED}” yet.`)
    expect(ops.buttons('di').slice(-4)).toEqual(['Widen', 'Reword', 'I found it', 'Drop'])
    ops.hears('cy')
    await ops.presses('di', 'I found it')
    expect(await ops.fills('di', { answer: 'It has a web page.' })).toContain('Whoever asks next will find it.')
    expect(told(await ops.says('cy', ASKED))).toContain('It has a web page.')
  })

  it('is widened to its channel when the asker wants it', async () => {
    const ops = await bot()
    await openQuestion(ops)
    await ops.wait(12 * 24 + 1)
    ops.hears('cy')
    await ops.presses('di', 'Widen')
    expect(ops.hears('cy')).toContain(`Dina Katz is still looking for an answer:\n  > ${ASKED}`)
    expect(ops.buttons('di').slice(-4)).toEqual(['Reword', 'I found it', 'Drop', 'Answer'])
  })

  it('is put to nobody twice a day, nor more than three times a week', async () => {
    const ops = await bot()
    await openQuestion(ops)
    for (let n = 0; n < 6; n += 1) await ops.talks('cy', `How do I renew TLS certificate number ${n}?`, { in: 'ops' })
    const asked: number[] = []
    for (let hour = 0; hour < 7 * 24; hour += 1) {
      await ops.wait(1)
      if (ops.hears('bo').includes('Could you help')) asked.push(hour)
    }
    expect(asked.length).toBeLessThanOrEqual(3)
    for (const [at, hour] of asked.entries()) expect(hour - (asked[at - 1] ?? -24)).toBeGreaterThanOrEqual(24)
  })
})

describe('a suggestion', () => {
  it('that helped closes the question: nobody is asked about it any more', async () => {
    const ops = await bot()
    const { reply, id } = await savedThread(ops)
    await ops.reacts('ana', 'white_check_mark', reply)
    await ops.says('ana', 'on', { in: 'ops' })
    await ops.talks('di', QUESTION, { in: 'ops' })
    await ops.wait(0.1)
    expect(await ops.presses('di', 'That helped')).toBe(
      `Good to know, thank you. I have closed your question: ${id} answers it.`,
    )
    expect(await ops.says('ana', 'open #ops')).toContain('No open questions here.')
    ops.hears('bo')
    await ops.wait(13 * 24)
    expect(ops.hears('bo')).not.toContain('Could you help')
    expect(ops.hears('di')).not.toContain('Nobody has answered')
    await ops.presses('di', 'Undo')
    expect(await ops.says('ana', 'open #ops')).toContain(QUESTION)
  })

  it('that helped leaves the question open where some who read it may not read the answer', async () => {
    const ops = await bot()
    const { reply } = await savedThread(ops, 'board', 'ana')
    await ops.reacts('ana', 'white_check_mark', reply)
    await ops.says('ana', 'on', { in: 'ops' })
    await ops.talks('bo', QUESTION, { in: 'ops' })
    await ops.wait(0.1)
    expect(ops.hears('bo')).toContain(ANSWER)
    expect(await ops.presses('bo', 'That helped')).toBe('Good to know, thank you.')
    expect(await ops.says('cy', 'ouvertes #ops')).toContain(QUESTION)
  })

  it('does not come for words that were changed within the minute', async () => {
    const ops = await bot()
    const { reply } = await savedThread(ops)
    await ops.reacts('ana', 'white_check_mark', reply)
    await ops.says('ana', 'on', { in: 'ops' })
    const asked = await ops.talks('di', QUESTION, { in: 'ops' })
    await ops.edits('di', asked, `${QUESTION} Never mind.`)
    await ops.wait(0.1)
    expect(ops.hears('di')).not.toContain(ANSWER)
  })

  it('stops after three that were ignored, until the person uses Savoir', async () => {
    const ops = await bot()
    const { reply } = await savedThread(ops)
    await ops.reacts('ana', 'white_check_mark', reply)
    await ops.says('ana', 'on', { in: 'ops' })
    const suggestions = async (): Promise<number> => {
      ops.hears('di')
      await ops.talks('di', QUESTION, { in: 'ops' })
      await ops.wait(24)
      return ops.hears('di').split('This may answer').length - 1
    }
    // Thursday and Friday are left of the week; what comes at the weekend waits for Monday.
    expect(await suggestions()).toBe(1)
    expect(await suggestions()).toBe(1)
    await ops.wait(4 * 24)
    expect(await suggestions()).toBe(1)
    expect(await suggestions()).toBe(0)
    await ops.says('di', 'help')
    await ops.wait(1)
    expect(await suggestions()).toBe(1)
  })
})
