import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { FakeMessage } from '../../support/fake-slack/index.ts'
import type { TransportKind } from '../../support/slack-bot.ts'
import { openSlackSavoir, type SlackSavoir } from '../../support/slack-savoir.ts'

const transports: TransportKind[] = ['http', 'socket']

describe.each(transports)('Savoir in Slack over %s', (transport) => {
  let savoir: SlackSavoir
  beforeEach(async () => {
    savoir = await openSlackSavoir({ transport })
  })
  afterEach(() => savoir.close())

  /** Lea asks in #ops, Omar answers in the thread. */
  const thread = async (): Promise<{ root: FakeMessage; reply: FakeMessage }> => {
    const root = savoir.fake.says('ULEA', 'C1', 'How do we rotate the signing key of the gateway?')
    const reply = savoir.fake.says('UOMAR', 'C1', 'Run keyctl rotate, then redeploy the gateway.', root)
    await savoir.quiet()
    return { root, reply }
  }
  const reacts = async (user: string, message: FakeMessage, name: string): Promise<void> => {
    savoir.fake.happenings.reacts(user, savoir.fake.at('C1'), message, name)
    await savoir.quiet()
  }
  const types = async (user: string, command: string, text: string, channel = 'C1'): Promise<string> => {
    const sent = savoir.fake.command(user, channel, command, text)
    await savoir.quiet()
    expect(sent.acked).toBe(true)
    return savoir.privateTo(user).at(-1) ?? ''
  }

  it('saves a thread with a brain and answers from it, privately', async () => {
    const { root, reply } = await thread()
    await reacts('UIRIS', root, 'brain')
    expect(root.reactions).toContainEqual({ name: 'white_check_mark', users: ['UBOT'] })
    expect(savoir.privateTo('UIRIS').join('\n')).toContain('rotate the signing key')
    await reacts('ULEA', reply, 'white_check_mark')
    const answer = await types('UIRIS', '/ask', 'how do we rotate the signing key of the gateway?')
    expect(answer).toContain('Run keyctl rotate, then redeploy the gateway.')
    expect(savoir.fake.botMessages('C1')).toEqual([])
  })

  it('takes the save back when the brain is taken away', async () => {
    const { root } = await thread()
    await reacts('UIRIS', root, 'brain')
    savoir.fake.happenings.unreacts('UIRIS', savoir.fake.at('C1'), root, 'brain')
    await savoir.quiet()
    expect(await types('UIRIS', '/savoir', 'find gateway')).not.toContain('rotate')
  })

  it('opens who knows a subject, by slash command and by mention', async () => {
    const { reply } = await thread()
    await reacts('ULEA', reply, 'white_check_mark')
    expect(await types('UIRIS', '/who', 'knows gateway?')).toContain('Omar Diallo')
    savoir.fake.says('UIRIS', 'C1', '<@UBOT> who knows the gateway?')
    await savoir.quiet()
    expect(savoir.privateTo('UIRIS').filter((text) => text.includes('Omar Diallo'))).toHaveLength(2)
  })

  it('answers in a direct conversation, in the language of the person', async () => {
    savoir.fake.writesTo('UOMAR', 'aide')
    savoir.fake.writesTo('UIRIS', 'help')
    await savoir.quiet()
    const [french, english] = [savoir.privateTo('UOMAR').at(-1), savoir.privateTo('UIRIS').at(-1)]
    expect(french).not.toBe('')
    expect(french).not.toBe(english)
  })

  it('says something to every verb, privately', async () => {
    const note = 'note Kafka lag: first look at the consumer group'
    const link = 'https://fake.slack.com/archives/C1/p1767600009000100'
    const rest = [
      'answer 99999 x',
      'accept 99999',
      'tag 99999 keys',
      'untag 99999 keys',
      `save ${link}`,
      'unsave 99999',
    ]
    const publishing = [note, 'status the migration is half done', 'decide we keep Postgres']
    const asking = [
      'help',
      'ask',
      'ask about kafka',
      'who knows kafka',
      'open',
      'me',
      'find kafka',
      'on',
      'off',
      'nonsense',
    ]
    for (const [turn, text] of [...publishing, ...asking, ...rest].entries()) {
      const said = await types('UIRIS', '/savoir', text)
      expect(savoir.privateTo('UIRIS'), text).toHaveLength(turn + 1)
      expect(said, text).not.toMatch(/went wrong|mal passé/i)
    }
    expect(savoir.privateTo('UIRIS').join('\n')).toContain('Kafka lag')
    expect(savoir.fake.botMessages('C1')).toEqual([])
  })

  it('shares an answer in the channel when asked to', async () => {
    const { reply } = await thread()
    await reacts('ULEA', reply, 'white_check_mark')
    await types('UIRIS', '/ask', 'how do we rotate the signing key of the gateway?')
    await savoir.presses('UIRIS', 'C1', 'Share')
    expect(
      savoir.fake
        .botMessages('C1')
        .map(({ text }) => text)
        .join(),
    ).toContain('keyctl rotate')
  })

  it('edits an item through a form', async () => {
    await types('UIRIS', '/savoir', 'note Kafka lag: first look at the consumer group')
    await savoir.presses('UIRIS', 'C1', 'Edit')
    const view = savoir.fake.openView('UIRIS')?.view
    const [first] = (view?.blocks ?? []) as { block_id: string }[]
    expect(first?.block_id).toBeTruthy()
    await savoir.fake.submit('UIRIS', { [first?.block_id ?? '']: 'Kafka lag, step by step' })
    await savoir.quiet()
    expect(await types('ULEA', '/savoir', 'find kafka')).toContain('Kafka lag, step by step')
  })

  it('says beside the field what is wrong in it, and takes the form once it is right', async () => {
    const notes = async (words: string) =>
      /\b[1-9]\d{3}\b/.exec(await types('UIRIS', '/savoir', `note ${words}`))?.[0] ?? ''
    const number = await notes('Kafka lag: look at the group')
    await types('UIRIS', '/savoir', 'find kafka')
    await savoir.presses('UIRIS', 'C1', `Open ${number}`)
    const other = await notes('Slow consumers: look twice')
    await savoir.presses('UIRIS', 'C1', 'Replace')
    const replaces = async (typed: string) => (await savoir.fake.submit('UIRIS', { number: typed })).answer
    const before = savoir.privateTo('UIRIS').length
    expect(told(await replaces('the other one'))).toEqual([
      'number',
      expect.stringContaining('nothing under that number'),
    ])
    expect(told(await replaces(number))).toEqual(['number', 'An item cannot replace itself.'])
    expect(savoir.privateTo('UIRIS')).toHaveLength(before)
    expect(told(await replaces(`#${other}`))).toEqual([])
    await savoir.quiet()
    expect(savoir.privateTo('UIRIS').at(-1)).toContain(`Replaced by ${other}`)
  })

  it('follows what is edited and deleted in Slack', async () => {
    const { root, reply } = await thread()
    await reacts('ULEA', reply, 'white_check_mark')
    savoir.fake.happenings.edits(savoir.fake.at('C1'), reply, 'Run keyctl renew instead.')
    await savoir.quiet()
    expect(await types('UIRIS', '/ask', 'how do we rotate the signing key of the gateway?')).toContain('keyctl renew')
    savoir.fake.happenings.deletes(savoir.fake.at('C1'), reply)
    savoir.fake.happenings.deletes(savoir.fake.at('C1'), root)
    await savoir.quiet()
    expect(await types('UIRIS', '/ask', 'how do we rotate the signing key of the gateway?')).not.toContain('keyctl')
  })

  it('keeps what was said in private from those who were not there', async () => {
    const root = savoir.fake.says('ULEA', 'C2', 'What is the budget for the falcon project?')
    savoir.fake.says('UOMAR', 'C2', 'Two hundred for the falcon.', root)
    await savoir.quiet()
    savoir.fake.happenings.reacts('ULEA', savoir.fake.at('C2'), root, 'brain')
    await savoir.quiet()
    expect(await types('ULEA', '/savoir', 'find falcon')).toContain('falcon')
    expect(await types('UIRIS', '/savoir', 'find falcon')).not.toContain('budget')
    savoir.fake.happenings.leaves('ULEA', savoir.fake.at('C2'))
    await savoir.quiet()
    expect(await types('ULEA', '/savoir', 'find falcon')).not.toContain('budget')
  })

  it('finds out, before it answers, that somebody left without a word from Slack', async () => {
    const root = savoir.fake.says('ULEA', 'C2', 'What is the budget for the falcon project?')
    await savoir.quiet()
    savoir.fake.happenings.reacts('UOMAR', savoir.fake.at('C2'), root, 'brain')
    await savoir.quiet()
    savoir.fake.at('C2').members.delete('ULEA')
    expect(await types('ULEA', '/savoir', 'find falcon')).not.toContain('budget')
    expect(await types('UOMAR', '/savoir', 'find falcon')).toContain('budget')
  })

  it('saves and accepts from the message menu', async () => {
    const { root, reply } = await thread()
    savoir.fake.messageShortcut('UIRIS', 'C1', 'savoir_save', root)
    await savoir.quiet()
    savoir.fake.messageShortcut('ULEA', 'C1', 'savoir_accept', reply)
    await savoir.quiet()
    expect(await types('UIRIS', '/ask', 'how do we rotate the signing key of the gateway?')).toContain('keyctl rotate')
  })

  it('shows each person a page of their own, and keeps it fresh', async () => {
    const opens = async (user: string): Promise<string> => {
      savoir.fake.happenings.opensHome(user, 'home', `D${user}`)
      await savoir.quiet()
      return homeOf(user)
    }
    const homeOf = (user: string): string => JSON.stringify(savoir.fake.world.homes.get(user)?.view.blocks ?? null)
    const before = await opens('ULEA')
    expect(before).toContain('Turn off')
    expect(await opens('UOMAR')).not.toBe(before)
    savoir.fake.pressHome('ULEA', 'Turn off')
    await savoir.quiet()
    expect(homeOf('ULEA')).toContain('Turn on')
    expect(savoir.privateTo('ULEA')).toEqual([])
    savoir.fake.pressHome('ULEA', 'Add topic')
    await savoir.quiet()
    expect(told((await savoir.fake.submit('ULEA', { topic: '?!' })).answer)).toEqual([
      'topic',
      expect.stringContaining('Which tag?'),
    ])
    await savoir.fake.submit('ULEA', { topic: 'kafka' })
    await savoir.quiet()
    expect(homeOf('ULEA')).toContain('#kafka')
  })

  it('sends a file with all that is stored on the person', async () => {
    await types('UIRIS', '/savoir', 'me')
    await savoir.presses('UIRIS', 'C1', 'Export')
    const [file] = [...savoir.fake.world.files.values()]
    expect(file).toMatchObject({ name: 'savoir.json', channel: 'DUIRIS' })
  })
})

/** The field that an acknowledgement complains of, and in which words. */
function told(answer: unknown): unknown[] {
  const read = typeof answer === 'string' && answer !== '' ? JSON.parse(answer) : answer
  return Object.entries((read as { errors?: object } | undefined)?.errors ?? {}).flat()
}
