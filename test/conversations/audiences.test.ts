import { describe, expect, it } from 'vitest'
import { messageRef } from '../../src/chat/ref.ts'
import { MORNING, placeOf, ref } from '../support/bot.ts'
import { ANSWER, bot, numberIn, QUESTION, savedThread } from '../support/talk.ts'

const NOTHING_THERE = 'I know of nothing under that number that you can read.'
const NO_ANSWER = 'I have no saved answer to that yet.'

describe('what was said in a private channel', () => {
  it('is quoted to its members, wherever they ask, and to nobody else', async () => {
    const ops = await bot()
    await savedThread(ops, 'board', 'bo')
    expect(await ops.says('ana', QUESTION, { in: 'ops' })).toContain(ANSWER)
    expect(await ops.says('bo', QUESTION)).toContain(ANSWER)
    expect(await ops.says('di', QUESTION)).toBe(NO_ANSWER)
    expect(await ops.says('di', 'who knows TLS certificates?')).toBe(
      'I have seen nobody work on “TLS certificates” yet.',
    )
  })

  it('cannot be shared into a wider place', async () => {
    const ops = await bot()
    await savedThread(ops, 'board', 'bo')
    await ops.says('ana', QUESTION, { in: 'ops' })
    expect(await ops.presses('ana', 'Share')).toBe('Not everybody here may read that, so I keep it between us.')
    expect(ops.hears('di')).toBe('')
    await ops.says('ana', QUESTION, { in: 'board' })
    expect(await ops.presses('ana', 'Share')).toContain('Shared by Ana Lopes')
    expect(ops.hears('bo')).toContain(ANSWER)
  })

  it('is shared once a thread, and three times a day in a channel', async () => {
    const ops = await bot()
    const { id } = await savedThread(ops)
    const enough = 'Enough was posted here for today, or in this thread. “noise” tells how much may be.'
    const share = (event: string, thread: string | null) =>
      ops.happens({
        kind: 'pressed',
        id: event,
        at: MORNING,
        by: ref('di'),
        in: placeOf('ops'),
        action: `share:${id}`,
        message: null,
        thread: thread === null ? null : messageRef(thread),
      })
    ops.hears('di')
    await share('1', 'test:ops/thread')
    expect(ops.hears('di')).toContain('Shared by Dina Katz')
    await share('2', 'test:ops/thread')
    expect(ops.hears('di')).toBe(enough)
    await share('3', null)
    await share('4', null)
    expect(ops.hears('di')).not.toContain(enough)
    await share('5', null)
    expect(ops.hears('di')).toBe(enough)
    await ops.wait(24)
    await share('6', null)
    expect(ops.hears('di')).toContain('Shared by Dina Katz')
  })

  it('is gone for those who leave the channel and there for those who join', async () => {
    const ops = await bot()
    const { id } = await savedThread(ops, 'board', 'bo')
    await ops.place('board', { audience: 'members' }, ['bo', 'di'])
    expect(await ops.says('ana', `open ${id}`)).toBe(NOTHING_THERE)
    expect(await ops.says('di', `open ${id}`)).toContain(ANSWER)
  })

  it('stays among its members when the channel is opened to everyone later', async () => {
    const ops = await bot()
    const { id } = await savedThread(ops, 'board', 'bo')
    await ops.place('board', { audience: 'everyone' }, ['ana', 'bo'])
    expect(await ops.says('di', `open ${id}`)).toBe(NOTHING_THERE)
    expect(await ops.says('ana', `open ${id}`)).toContain(ANSWER)
  })

  it('is narrowed at once when a channel is closed', async () => {
    const ops = await bot()
    const { id } = await savedThread(ops)
    expect(await ops.says('cy', `ouvrir ${id}`)).toContain(ANSWER)
    await ops.place('ops', { audience: 'members' }, ['ana', 'bo'])
    expect(await ops.says('cy', `ouvrir ${id}`)).toBe('Je ne connais rien sous ce numéro que vous puissiez lire.')
    expect(await ops.says('ana', `open ${id}`)).toContain(ANSWER)
  })
})

describe('a guest', () => {
  it('reads the places they are in and no other', async () => {
    const ops = await bot()
    await savedThread(ops)
    const elsewhere = numberIn(await ops.says('ana', 'note The lake of data is closed at night', { in: 'data' }))
    expect(await ops.says('gus', QUESTION)).toContain(ANSWER)
    expect(await ops.says('gus', `open ${elsewhere}`)).toBe(NOTHING_THERE)
    expect(await ops.says('gus', 'find in:#data')).toBe('I do not know that channel, or you are not in it.')
  })

  it('is named to nobody as one who knows unless the ranking says so, and asks in a channel', async () => {
    const { says, presses } = await bot()
    await says('gus', QUESTION)
    expect(await presses('gus', 'Open the question')).toBe('That works in a channel only.')
    await says('gus', QUESTION, { in: 'ops' })
    expect(await presses('gus', 'Open the question')).toContain('Your question is open as')
    expect(await says('ana', 'open #ops')).toContain(QUESTION)
  })

  it('is asked about no question that they may not read', async () => {
    const ops = await bot()
    const root = await ops.talks('ana', QUESTION, { in: 'ops' })
    await ops.talks('gus', ANSWER, { in: 'ops', thread: root })
    await ops.reacts('di', 'brain', root)
    await ops.says('di', 'who knows TLS certificates?')
    ops.hears('gus')
    await ops.presses('di', 'Ask them quietly')
    expect(ops.hears('gus')).toBe('')
  })
})

describe('somebody who left', () => {
  it('is named no more, and their words stay', async () => {
    const ops = await bot()
    await savedThread(ops)
    await ops.person('bo', { standing: 'left' })
    expect(await ops.says('di', QUESTION)).toMatch(/a former colleague · #ops/)
    expect(await ops.says('di', 'who knows TLS certificates?')).toBe(
      'I have seen nobody work on “TLS certificates” yet.',
    )
    expect(await ops.says('di', 'find by:bo')).toBe('I do not know anybody of that name.')
  })

  it('is marked as a former colleague at the start of a sentence too', async () => {
    const ops = await bot()
    const { id } = await savedThread(ops)
    await ops.person('bo', { standing: 'left' })
    expect(await ops.says('di', `accept ${id}`)).toBe('A former colleague’s reply is marked as the answer.')
    expect(await ops.says('cy', `accepter ${id}`)).toBe('La réponse d’un ancien collègue est marquée comme la bonne.')
  })

  it('is told nothing any more', async () => {
    const ops = await bot()
    await ops.says('bo', QUESTION)
    const id = numberIn(await ops.presses('bo', 'Open the question'))
    await ops.person('bo', { standing: 'left' })
    await ops.says('di', `answer ${id} ${ANSWER}`)
    expect(ops.hears('bo')).toBe('')
  })

  it('is somebody again who comes back', async () => {
    const ops = await bot()
    await savedThread(ops)
    await ops.person('bo', { standing: 'left' })
    await ops.person('bo', { standing: 'member' })
    expect(await ops.says('di', 'who knows TLS certificates?')).toContain('Bo Berg')
  })
})

describe('a channel with people of another company', () => {
  async function shared() {
    const ops = await bot()
    await ops.person('out', { name: 'Otto Outside', standing: 'outsider' })
    await ops.place('partners', { external: true }, ['ana', 'bo', 'out'])
    await savedThread(ops)
    return ops
  }

  it('hears only what is public in that very place', async () => {
    const ops = await shared()
    expect(await ops.says('ana', QUESTION, { in: 'partners' })).toBe(NO_ANSWER)
    const root = await ops.talks('ana', 'Which port does the partner API use?', { in: 'partners' })
    const reply = await ops.talks('bo', 'The partner API uses port 8443 with TLS.', { in: 'partners', thread: root })
    await ops.reacts('ana', 'white_check_mark', reply)
    expect(await ops.says('ana', 'which port does the partner API use?', { in: 'partners' })).toContain('8443')
    expect(await ops.says('ana', QUESTION)).toContain(ANSWER)
  })

  it('gets nothing shared from elsewhere', async () => {
    const ops = await shared()
    await ops.says('ana', QUESTION)
    const id = numberIn(await ops.says('ana', 'find gateway'))
    await ops.says('ana', 'help', { in: 'partners' })
    ops.hears('out')
    expect(await ops.says('out', `open ${id}`, { in: 'partners' })).toBe(NOTHING_THERE)
    expect(await ops.says('out', QUESTION, { in: 'partners' })).toBe(NO_ANSWER)
  })

  it('lets an outsider read nothing by any way', async () => {
    const ops = await shared()
    const id = numberIn(await ops.says('ana', 'find gateway'))
    expect(await ops.says('out', QUESTION)).toBe(NO_ANSWER)
    expect(await ops.says('out', 'find gateway')).toBe('Nothing found that you can read. Fewer filters may help.')
    expect(await ops.says('out', 'tags')).toMatch(/^Which tag\?/)
    for (const name of ['show', 'edit', 'helped', 'confirm', 'share', 'supersede', 'answer', 'wrong', 'notIt'])
      expect(await ops.forges('out', `${name}:${id}`)).toMatch(
        /^(I know of nothing under that number that you can read\.|That works in a channel only\.)$/,
      )
  })
})

describe('somebody whom the platform never introduced', () => {
  it('is answered, and reads nothing', async () => {
    const ops = await bot()
    await savedThread(ops)
    expect(await ops.says('nobody', QUESTION)).toBe(NO_ANSWER)
    expect(await ops.says('nobody', 'help', { in: 'ops' })).toMatch(/^Hello, I am Savoir\./)
  })
})

describe('a bot', () => {
  it('is heard by nobody', async () => {
    const ops = await bot()
    await ops.person('robot', { name: 'Robot', isBot: true })
    expect(await ops.says('robot', 'help')).toBe('')
    await ops.says('ana', 'on', { in: 'ops' })
    await ops.talks('robot', 'How do I renew the TLS certificate of the gateway?', { in: 'ops' })
    expect(await ops.says('ana', 'open')).toBe('No open questions here. Enjoy the quiet.')
  })
})
