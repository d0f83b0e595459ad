import { describe, expect, it } from 'vitest'
import { ANSWER, bot, numberIn, QUESTION, savedThread } from '../support/talk.ts'

/** In hours. */
const MINUTE = 1 / 60

describe('a saved thread', () => {
  it('gains the replies that come later', async () => {
    const ops = await bot()
    const { root, id } = await savedThread(ops)
    await ops.talks('cy', 'Since May the platform team does it every month.', { in: 'ops', thread: root })
    expect(await ops.says('di', `open ${id}`)).toContain('> Since May the platform team does it every month.')
  })

  it('tells answers from remarks', async () => {
    const ops = await bot()
    const { root, id } = await savedThread(ops)
    await ops.talks('cy', 'same problem here', { in: 'ops', thread: root })
    await ops.talks('di', 'Which gateway do you mean?', { in: 'ops', thread: root })
    await ops.talks('di', 'On gw-2 it is done by the platform team.', { in: 'ops', thread: root })
    const [item] = await ops.store.items([id], { kind: 'savoir' })
    expect(item?.replies.map((reply) => reply.role)).toEqual(['answer', 'remark', 'remark', 'answer'])
  })

  it('changes with its messages', async () => {
    const ops = await bot()
    const { root, reply, id } = await savedThread(ops)
    await ops.edits('bo', reply, 'Run `certbot renew` on gw-2, then reload nginx.')
    await ops.edits('ana', root, 'How do I renew the TLS certificate of the new gateway?')
    const said = await ops.says('di', `open ${id}`)
    expect(said).toContain('> Run `certbot renew` on gw-2, then reload nginx.')
    expect(said).toMatch(/^How do I renew the TLS certificate of the new gateway\?/)
    expect(said).not.toContain('gw-1')
  })

  it('keeps what its author added to the question when the first message is edited', async () => {
    const { talks, reacts, edits, says } = await bot()
    const root = await talks('ana', QUESTION, { in: 'ops' })
    await talks('ana', 'It is the one in Geneva.', { in: 'ops', thread: root })
    const id = numberIn(await reacts('di', 'brain', root))
    await edits('ana', root, 'How do I renew the old TLS certificate of the gateway?')
    expect(await says('di', `open ${id}`)).toContain(
      '  > How do I renew the old TLS certificate of the gateway?\n  > It is the one in Geneva.',
    )
  })

  it('keeps a title that somebody gave it when its message is edited', async () => {
    const ops = await bot()
    const { root, id } = await savedThread(ops)
    await ops.presses('di', 'Edit')
    await ops.fills('di', { title: 'TLS certificates', body: QUESTION })
    await ops.edits('ana', root, 'How do I renew the TLS certificate of the new gateway?')
    expect(await ops.says('di', `open ${id}`)).toMatch(/^TLS certificates\n/)
  })

  it('loses what is deleted, everywhere', async () => {
    const ops = await bot()
    const { root, reply, id } = await savedThread(ops)
    await ops.reacts('ana', 'white_check_mark', reply)
    await ops.deletes('bo', reply)
    expect(await ops.says('di', `open ${id}`)).not.toContain(ANSWER)
    expect(await ops.says('di', QUESTION)).toBe('I have no saved answer to that yet.')
    expect(await ops.says('di', 'who knows TLS certificates?')).toBe(
      'I have seen nobody work on “TLS certificates” yet.',
    )
    expect(await ops.says('di', 'open')).toContain('no answer yet')
    await ops.deletes('ana', root)
    expect(await ops.says('di', `open ${id}`)).toBe('I know of nothing under that number that you can read.')
    expect(await ops.says('di', 'find gateway')).toBe('Nothing found that you can read. Fewer filters may help.')
  })

  it('is not brought back by an edit after the deletion', async () => {
    const ops = await bot()
    const { root, reply, id } = await savedThread(ops)
    await ops.deletes('bo', reply)
    await ops.edits('bo', reply, 'Something else entirely.')
    expect(await ops.says('di', `open ${id}`)).not.toContain('Something else')
    await ops.deletes('ana', root)
    await ops.edits('ana', root, 'Something else entirely.')
    expect(await ops.says('di', `open ${id}`)).toBe('I know of nothing under that number that you can read.')
  })
})

describe('"thanks, that works" from the asker', () => {
  it('asks them, privately and once a thread, whether the last answer was it', async () => {
    const ops = await bot()
    const { root } = await savedThread(ops)
    await ops.talks('ana', 'thanks, that works!', { in: 'ops', thread: root })
    expect(ops.hears('bo')).toBe('')
    expect(ops.hears('ana')).toBe('Mark Bo Berg’s reply as the answer?')
    await ops.talks('ana', 'yes, it works now, thank you', { in: 'ops', thread: root })
    expect(ops.hears('ana')).toBe('')
    expect(await ops.presses('ana', 'Yes')).toBe('Bo Berg’s reply is marked as the answer.')
  })

  it('asks in each thread, however many there are in a week', async () => {
    const ops = await bot()
    for (const what of ['gateway', 'mail server']) {
      const root = await ops.talks('cy', `Comment renouveler le certificat du ${what} ?`, { in: 'ops' })
      await ops.talks('bo', `On the ${what} it is done with certbot renew.`, { in: 'ops', thread: root })
      await ops.reacts('di', 'brain', root)
      ops.hears('cy')
      await ops.talks('cy', 'merci, ça marche', { in: 'ops', thread: root })
      expect(ops.hears('cy')).toBe('Marquer le message de Bo Berg comme la réponse ?')
    }
  })

  it('can be refused for good, as can suggestions', async () => {
    const ops = await bot()
    const { root } = await savedThread(ops)
    await ops.talks('ana', 'thanks, that works!', { in: 'ops', thread: root })
    expect(ops.buttons('ana')).toContain('Never again')
    await ops.presses('ana', 'Never again')
    const other = await ops.talks('ana', 'Where is the TLS certificate of the mail server?', { in: 'ops' })
    await ops.talks('bo', 'It is kept on mail-1 in the folder of nginx.', { in: 'ops', thread: other })
    await ops.reacts('di', 'brain', other)
    ops.hears('ana')
    await ops.talks('ana', 'thanks, that works!', { in: 'ops', thread: other })
    expect(ops.hears('ana')).toBe('')
  })

  it('asks nothing when others say it, when nothing was answered, or when the answer is known', async () => {
    const ops = await bot()
    const { root, reply } = await savedThread(ops)
    await ops.talks('di', 'thanks, that works!', { in: 'ops', thread: root })
    expect(ops.hears('di')).toBe('')
    await ops.reacts('ana', 'white_check_mark', reply)
    await ops.talks('ana', 'thanks, that works!', { in: 'ops', thread: root })
    expect(ops.hears('ana')).toBe('')
    const lonely = await ops.talks('ana', 'Where is the on-call calendar?', { in: 'ops' })
    await ops.reacts('di', 'brain', lonely)
    await ops.talks('ana', 'never mind, it works', { in: 'ops', thread: lonely })
    expect(ops.hears('ana')).toBe('')
  })
})

describe('a channel that is on', () => {
  it('has its questions remembered as open, with the answers that follow', async () => {
    const { says, talks, hears } = await bot()
    expect(await says('ana', 'on', { in: 'ops' })).toBe(
      'I notice questions in #ops from now on. I stay silent unless I am sure, and I answer privately.',
    )
    const root = await talks('ana', QUESTION, { in: 'ops' })
    await talks('ana', 'The weather is nice today.', { in: 'ops' })
    await talks('bo', ANSWER, { in: 'ops', thread: root })
    expect(hears('ana') + hears('bo')).toBe('')
    const said = await says('di', 'open #ops')
    expect(said).toContain('Open questions in #ops')
    expect(said).toContain(`${QUESTION} #ops · 4 March · 1 answer`)
    expect(said).not.toContain('weather')
  })

  it('hears an answer privately, when Savoir is sure, and the others hear nothing', async () => {
    const ops = await bot()
    const { reply } = await savedThread(ops)
    await ops.reacts('ana', 'white_check_mark', reply)
    await ops.says('ana', 'on', { in: 'ops' })
    ops.hears('cy')
    await ops.talks('cy', 'How do I renew the TLS certificate of the gateway?', { in: 'ops' })
    expect(ops.hears('cy')).toBe('')
    await ops.wait(MINUTE)
    expect(ops.hears('cy')).toMatch(
      /^Ceci répond peut-être à votre question\. Personne d’autre ne le voit\.\nHow do I renew/,
    )
    expect(ops.hears('bo')).toBe('')
    await ops.talks('cy', 'Where is the TLS certificate of the gateway renewed?', { in: 'ops' })
    await ops.wait(MINUTE)
    expect(ops.hears('cy')).toBe('')
  })

  it('is silent again when it is turned off', async () => {
    const { says, talks, presses } = await bot()
    await says('ana', 'on', { in: 'ops' })
    expect(await presses('ana', 'Turn off')).toBe('I am silent in #ops, unless somebody speaks to me.')
    await talks('ana', QUESTION, { in: 'ops' })
    expect(await says('di', 'open')).toBe('No open questions here. Enjoy the quiet.')
    expect(await says('cy', 'activer', { in: 'ops' })).toBe(
      'Je remarque désormais les questions dans #ops. Je me tais si je ne suis pas sûr, et je réponds en privé.',
    )
    expect(await says('cy', 'désactiver', { in: 'ops' })).toBe('Je me tais dans #ops, sauf si l’on me parle.')
  })

  it('is turned on by its name from anywhere, by those who can read it', async () => {
    const { says, talks } = await bot()
    expect(await says('ana', 'on')).toBe('That works in a channel only.')
    expect(await says('di', 'on #board')).toBe('I do not know that channel, or you are not in it.')
    expect(await says('ana', 'on #data', { in: 'ops' })).toContain('I notice questions in #data from now on.')
    await talks('ana', QUESTION, { in: 'data' })
    await talks('ana', 'Where is the on-call calendar kept these days?', { in: 'ops' })
    const said = await says('di', 'open')
    expect(said).toContain(QUESTION)
    expect(said).not.toContain('calendar')
  })

  it('is off at first: nothing is noticed where nobody asked for it', async () => {
    const { talks, says, hears } = await bot()
    await talks('ana', QUESTION, { in: 'ops' })
    expect(hears('ana')).toBe('')
    expect(await says('di', 'open')).toBe('No open questions here. Enjoy the quiet.')
  })
})
