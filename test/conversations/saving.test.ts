import { describe, expect, it } from 'vitest'
import { ANSWER, bot, numberIn, QUESTION, savedThread, told } from '../support/talk.ts'

const NOTHING_THERE = 'I know of nothing under that number that you can read.'

describe('🧠 on a message', () => {
  it('saves the thread, says so to that person alone, and proposes the answer', async () => {
    const ops = await bot()
    const { said, root } = await savedThread(ops)
    expect(told(said)).toBe(
      `Saved: “${QUESTION}”\nN · #renew #tls · visible to everyone\n\nMark Bo Berg’s reply as the answer?`,
    )
    expect(ops.buttons('di')).toEqual(['Edit', 'Undo', 'Yes', 'No'])
    expect(ops.hears('cy')).toBe('')
    expect(ops.sent()).toContainEqual({ kind: 'react', to: root, emoji: 'white_check_mark' })
    expect(await ops.presses('di', 'Yes')).toBe('Bo Berg’s reply is marked as the answer.')
  })

  it('leaves everything as it is when the proposal is refused', async () => {
    const ops = await bot()
    await savedThread(ops)
    expect(await ops.presses('di', 'No')).toBe('All right.')
    expect(await ops.says('di', QUESTION)).toContain('not yet marked as the answer')
  })

  it('saves the whole thread from any of its messages', async () => {
    const { talks, reacts, says } = await bot()
    const root = await talks('ana', QUESTION, { in: 'ops' })
    const reply = await talks('bo', ANSWER, { in: 'ops', thread: root })
    expect(await reacts('di', 'brain', reply)).toContain(`Saved: “${QUESTION}”`)
    expect(await says('di', QUESTION)).toContain(ANSWER)
  })

  it('says who can read what comes from a private channel', async () => {
    const { talks, reacts, says } = await bot()
    const root = await talks('ana', QUESTION, { in: 'board' })
    const said = await reacts('bo', 'brain', root)
    expect(told(said)).toBe(`Saved: “${QUESTION}”\nN · #tls · visible to #board (2)`)
    expect(await says('di', `open ${numberIn(said)}`)).toBe(NOTHING_THERE)
    expect(await says('ana', `open ${numberIn(said)}`)).toContain(QUESTION)
  })

  it('from a second person is an endorsement, and from the same one changes nothing', async () => {
    const ops = await bot()
    const { root, id } = await savedThread(ops)
    expect(await ops.reacts('cy', 'brain', root)).toBe(
      'C’était déjà enregistré. Votre 🧠 compte comme une deuxième voix.',
    )
    expect(await ops.reacts('di', 'brain', root)).toBe('You have saved it already.')
    expect(told(await ops.says('di', 'find gateway'))).toBe(`1 result\n• N ${QUESTION} #ops · 4 March · 1 answer`)
    expect((await ops.store.items([id], { kind: 'savoir' }))[0]?.endorsedBy).toHaveLength(2)
  })

  it('taken away within 10 minutes unsaves, with the ✅ of Savoir', async () => {
    const ops = await bot()
    const { root, id } = await savedThread(ops)
    await ops.wait(0.1)
    expect(await ops.unreacts('di', 'brain', root)).toBe('No longer saved.')
    expect(ops.sent()).toContainEqual({ kind: 'unreact', to: root, emoji: 'white_check_mark' })
    expect(await ops.says('di', `open ${id}`)).toBe(NOTHING_THERE)
    expect(await ops.presses('di', 'Undo')).toBe('Undone.')
    expect(await ops.says('di', `open ${id}`)).toContain(QUESTION)
  })

  it('taken away later, or with another one there, leaves the thread saved', async () => {
    const ops = await bot()
    const { root, id } = await savedThread(ops)
    await ops.reacts('bo', 'brain', root)
    expect(await ops.unreacts('di', 'brain', root)).toBe('')
    await ops.wait(0.2)
    expect(await ops.unreacts('bo', 'brain', root)).toBe('')
    expect(await ops.says('di', `open ${id}`)).toContain(QUESTION)
  })

  it('and other emoji mean nothing', async () => {
    const { talks, reacts, unreacts } = await bot()
    const root = await talks('ana', QUESTION, { in: 'ops' })
    for (const emoji of ['tada', '🤷', '', 'constructor', '__proto__']) {
      expect(await reacts('bo', emoji, root)).toBe('')
      expect(await unreacts('bo', emoji, root)).toBe('')
    }
  })

  it('on what only some can read does nothing for the others', async () => {
    const { talks, reacts } = await bot()
    const root = await talks('ana', QUESTION, { in: 'board' })
    expect(await reacts('di', 'brain', root)).toBe(
      'I cannot read that message. Put 🧠 on it, or use “save” inside its thread.',
    )
  })
})

describe('save', () => {
  it('takes a link, or the thread that it is said in', async () => {
    const { talks, says } = await bot()
    const root = await talks('ana', QUESTION, { in: 'ops' })
    expect(await says('di', `save https://chat.test/${root}`)).toContain(`Saved: “${QUESTION}”`)
    const other = await talks('ana', 'Where is the on-call calendar kept these days?', { in: 'ops' })
    expect(await says('cy', 'sauver', { in: 'ops', thread: other })).toContain(
      'Enregistré : « Where is the on-call calendar kept these days? »',
    )
  })

  it('says what it needs, and the same for a link that is none and one that cannot be read', async () => {
    const { talks, says } = await bot()
    const secret = await talks('ana', QUESTION, { in: 'board' })
    const unread = 'I cannot read that message. Put 🧠 on it, or use “save” inside its thread.'
    expect(await says('di', 'save')).toBe('Use “save” inside a thread, or give the link of a message after it.')
    expect(await says('di', `save https://chat.test/${secret}`)).toBe(unread)
    expect(await says('di', 'save https://chat.test/test:board/777')).toBe(unread)
  })

  it('is taken back by unsave or Undo, by whoever can read it', async () => {
    const ops = await bot()
    const { id } = await savedThread(ops)
    expect(await ops.says('cy', `retirer ${id}`)).toBe('Ce n’est plus enregistré.')
    expect(await ops.says('bo', `open ${id}`)).toBe(NOTHING_THERE)
    expect(await ops.presses('cy', 'Annuler')).toBe('Annulé.')
    expect(await ops.says('bo', `open ${id}`)).toContain(QUESTION)
    await ops.says('di', 'help')
    expect(await ops.presses('di', 'Undo')).toBe('Undone.')
    expect(await ops.says('bo', `open ${id}`)).toBe(NOTHING_THERE)
  })
})

describe('the authors of a saved thread', () => {
  async function asked() {
    const ops = await bot()
    const root = await ops.talks('ana', QUESTION, { in: 'ops' })
    await ops.talks('bo', ANSWER, { in: 'ops', thread: root })
    const id = numberIn(await ops.reacts('di', 'brain', root))
    return { ...ops, root, id }
  }

  it('are told once, and can say that it is fine', async () => {
    const { hears, presses, talks, reacts } = await asked()
    expect(hears('bo')).toBe(`Is that all right with you? Dina Katz saved a thread with your words: “${QUESTION}”`)
    expect(await presses('bo', 'Fine, always')).toBe('Thank you. I will not ask again.')
    const other = await talks('bo', 'The build cache is on the new disk now.', { in: 'ops' })
    await reacts('di', 'brain', other)
    expect(hears('bo')).toBe('')
  })

  it('can take their words out of it', async () => {
    const { presses, says, id } = await asked()
    expect(await presses('bo', 'Not this one')).toBe('Your words are out of it.')
    expect(await says('di', `open ${id}`)).not.toContain(ANSWER)
  })

  it('can keep their words out of all that is saved from now on', async () => {
    const { presses, says, talks, reacts, id, root } = await asked()
    expect(await presses('bo', 'Never save mine')).toBe('Your words are out of it, and I will not save others.')
    await talks('bo', 'And restart it at night.', { in: 'ops', thread: root })
    expect(await says('di', `open ${id}`)).not.toMatch(/Bo Berg|certbot|at night/)
    const own = await talks('bo', 'How do I reset the printer on the third floor?', { in: 'ops' })
    expect(await reacts('di', 'brain', own)).toBe('Use “save” inside a thread, or give the link of a message after it.')
    await says('di', 'on', { in: 'ops' })
    await talks('bo', 'How do I reset the printer on the third floor?', { in: 'ops' })
    expect(await says('di', 'open #ops')).not.toContain('printer')
  })

  it('alone bring back what they took out', async () => {
    const { presses, says, forges, events, id } = await asked()
    await presses('bo', 'Not this one')
    const press = events().at(-1)?.id ?? ''
    expect(await forges('di', `undo:${press.replace(':', '%3A')}`)).toBe('There is nothing left to undo there.')
    expect(await says('di', `open ${id}`)).not.toContain(ANSWER)
    expect(await forges('bo', `undo:${press.replace(':', '%3A')}`)).toBe('Undone.')
    expect(await says('di', `open ${id}`)).toContain(ANSWER)
  })
})
