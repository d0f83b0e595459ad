import { describe, expect, it } from 'vitest'
import { MORNING, placeOf, ref, type TestBot } from '../support/bot.ts'
import { ANSWER, bot, numberIn, QUESTION, savedThread, told } from '../support/talk.ts'

async function openedByAna({ says, presses }: TestBot): Promise<number> {
  await says('ana', QUESTION)
  return numberIn(await presses('ana', 'Open the question'))
}

describe('an answer', () => {
  it('is kept, and whoever asked is told at once, with the button that closes the question', async () => {
    const ops = await bot()
    const id = await openedByAna(ops)
    expect(await ops.says('bo', `answer ${id} ${ANSWER}`)).toBe('Your answer is there.')
    expect(ops.hears('ana')).toBe(`Bo Berg answered “${QUESTION}”\n  > ${ANSWER}`)
    expect(await ops.presses('ana', 'Mark as the answer')).toBe('Bo Berg’s reply is marked as the answer.')
    expect(await ops.says('di', QUESTION)).toContain(`  > ${ANSWER}`)
    expect(await ops.says('ana', 'open mine')).toBe('No open questions here. Enjoy the quiet.')
  })

  it('can be written into a form, and is kept once when it is sent twice', async () => {
    const ops = await bot()
    const id = await openedByAna(ops)
    await ops.says('bo', 'open')
    await ops.presses('bo', `Answer ${id}`)
    expect(ops.form('bo')).toMatchObject({
      title: 'Answer',
      submit: 'Send',
      fields: [{ name: 'answer', kind: 'lines' }],
    })
    expect(await ops.fills('bo', { answer: ANSWER })).toBe('Your answer is there.')
    await ops.presses('bo', `Answer ${id}`)
    expect(await ops.fills('bo', { answer: ANSWER })).toBe('Your answer is there.')
    expect((await ops.says('bo', `open ${id}`)).split(ANSWER)).toHaveLength(2)
  })

  it('can be undone by whoever gave it', async () => {
    const ops = await bot()
    const id = await openedByAna(ops)
    await ops.says('bo', `answer ${id} ${ANSWER}`)
    expect(await ops.presses('bo', 'Undo')).toBe('Undone.')
    expect(await ops.says('bo', `open ${id}`)).not.toContain(ANSWER)
  })

  it('is told in the language of whoever asked', async () => {
    const { says, presses, hears } = await bot()
    await says('cy', 'comment renouveler le certificat de la passerelle ?')
    const id = numberIn(await presses('cy', 'Ouvrir la question'))
    await says('bo', `answer ${id} With certbot.`)
    expect(hears('cy')).toBe(
      'Bo Berg a répondu à « comment renouveler le certificat de la passerelle ? »\n  > With certbot.',
    )
  })

  it('is not told to somebody who left the place of the question meanwhile', async () => {
    const { talks, says, place, hears, reacts } = await bot()
    const root = await talks('ana', QUESTION, { in: 'board' })
    const id = numberIn(await reacts('bo', 'brain', root))
    await place('board', { audience: 'members' }, ['bo'])
    hears('ana')
    expect(await says('bo', `answer ${id} ${ANSWER}`)).toBe('Your answer is there.')
    expect(hears('ana')).toBe('')
  })

  it('needs a number, words and a question', async () => {
    const { says } = await bot()
    const id = numberIn(await says('ana', 'note Certificates are renewed by certbot', { in: 'ops' }))
    expect(await says('bo', 'answer the thing')).toBe(
      'Which one? Put its number first, for example: answer 42 Restart the gateway.',
    )
    expect(await says('bo', `answer ${id}`)).toBe('There are no words in it yet. Write them after the command.')
    expect(await says('bo', `answer ${id} yes`)).toBe('That one is not a question, so it has no answer to mark.')
    expect(await says('bo', 'answer 999999 yes')).toBe('I know of nothing under that number that you can read.')
  })
})

describe('the mark of an answer', () => {
  it('comes with ✅ on a reply, which also saves the thread', async () => {
    const { talks, reacts, says } = await bot()
    const root = await talks('ana', QUESTION, { in: 'ops' })
    const reply = await talks('bo', ANSWER, { in: 'ops', thread: root })
    expect(await reacts('ana', 'white_check_mark', reply)).toBe('Bo Berg’s reply is marked as the answer.')
    expect(told(await says('di', QUESTION))).toContain(`Bo Berg · #ops · 4 March\n  > ${ANSWER}`)
  })

  it('goes when the ✅ is taken away', async () => {
    const ops = await bot()
    const { reply } = await savedThread(ops)
    await ops.reacts('di', 'white_check_mark', reply)
    await ops.unreacts('di', 'white_check_mark', reply)
    expect(await ops.says('di', QUESTION)).toContain('not yet marked as the answer')
  })

  it('means nothing on the message that asks', async () => {
    const { talks, reacts, says } = await bot()
    const root = await talks('ana', QUESTION, { in: 'ops' })
    expect(await reacts('bo', 'white_check_mark', root)).toBe('')
    expect(await says('bo', QUESTION)).toBe('I have no saved answer to that yet.')
  })

  it('is the asker’s to set, whatever others say before or after', async () => {
    const ops = await bot()
    const { root, reply } = await savedThread(ops)
    const other = await ops.talks('di', 'The certificate is renewed by the platform team now.', {
      in: 'ops',
      thread: root,
    })
    await ops.reacts('cy', 'white_check_mark', other)
    expect(await ops.reacts('ana', 'white_check_mark', reply)).toBe('Bo Berg’s reply is marked as the answer.')
    expect(await ops.reacts('di', 'white_check_mark', other)).toBe(
      'The person who asked has marked another answer. Theirs counts.',
    )
    expect(await ops.says('di', QUESTION)).toContain(`Bo Berg · #ops · 4 March\n  > ${ANSWER}`)
  })

  it('goes to the best answer with accept, or to the one that is named', async () => {
    const ops = await bot()
    const { root, id } = await savedThread(ops)
    await ops.talks('di', 'Ask the platform team to do it.', { in: 'ops', thread: root })
    expect(await ops.says('cy', `accepter ${id} 2`)).toBe('La réponse de Dina Katz est marquée comme la bonne.')
    expect(await ops.says('ana', `accept ${id} 1`)).toBe('Bo Berg’s reply is marked as the answer.')
    expect(await ops.says('ana', `accept ${id} 7`)).toBe('There is no answer to mark there yet.')
  })

  it('has one winner when two people set it at once, and each is told what counts', async () => {
    const ops = await bot()
    const { root, reply, id } = await savedThread(ops)
    const other = await ops.talks('di', 'Ask the platform team to do it.', { in: 'ops', thread: root })
    const host = ops.engine.hostFor(ops.platform)
    const mark = { kind: 'reacted', at: MORNING, emoji: 'white_check_mark' } as const
    // Two places, so that both are decided side by side.
    const bo = host.receive({ ...mark, id: 'one', by: ref('bo'), in: placeOf('data'), message: other })
    const ana = host.receive({ ...mark, id: 'two', by: ref('ana'), in: placeOf('ops'), message: reply })
    await Promise.all([bo, ana])
    await ops.engine.drain()
    expect(ops.hears('ana')).toContain('Bo Berg’s reply is marked as the answer.')
    expect(ops.hears('bo')).not.toBe('')
    expect(await ops.says('cy', `ouvrir ${id}`)).toMatch(/✅ Bo Berg/)
  })

  it('can be undone', async () => {
    const ops = await bot()
    const { id } = await savedThread(ops)
    await ops.says('di', `accept ${id}`)
    expect(await ops.presses('di', 'Undo')).toBe('Undone.')
    expect(await ops.says('di', QUESTION)).toContain('not yet marked as the answer')
  })
})
