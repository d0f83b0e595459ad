import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type FakeMessage, guid, type Told, wordsOf } from '../../support/fake-teams/index.ts'
import { BOARD, CHAT, OPS, openTeamsSavoir, refOf, type TeamsSavoir } from '../../support/teams-savoir.ts'

let savoir: TeamsSavoir
beforeEach(async () => {
  savoir = await openTeamsSavoir()
})
afterEach(() => savoir.close())

/** Says it to Savoir in a personal chat; resolves to what comes back there. */
async function writes(user: string, text: string): Promise<string> {
  const before = savoir.privateTo(user).length
  savoir.fake.writes(user, text)
  await savoir.quiet()
  return savoir.privateTo(user).slice(before).join('\n')
}

/** A question and its answer, in a channel where Savoir hears all. */
async function thread(): Promise<{ root: FakeMessage; reply: FakeMessage }> {
  const root = savoir.fake.says('lea', OPS, 'How do we rotate the signing key of the gateway?')
  const reply = savoir.fake.says('omar', OPS, 'Run keyctl rotate, then redeploy the gateway.', root)
  await savoir.quiet()
  return { root, reply }
}

async function action(user: string, message: FakeMessage, command: string): Promise<string> {
  const told = await savoir.fake.messageAction(user, message, command)
  await savoir.quiet()
  return windowOf(told)
}

describe('Savoir in Teams', () => {
  it('saves a thread by the menu of a message and answers from it, privately', async () => {
    const { root, reply } = await thread()
    expect(await action('iris', root, 'save')).toContain('How do we rotate the signing key')
    expect(root.reactions).toContain('2705_whiteheavycheckmark')
    await action('lea', reply, 'accept')
    expect(await writes('iris', 'ask how do we rotate the signing key of the gateway?')).toContain(
      'Run keyctl rotate, then redeploy the gateway.',
    )
    expect(savoir.fake.botMessages(OPS)).toEqual([])
  })

  it('saves the message alone where it heard nothing of the thread', async () => {
    const unheard: FakeMessage = { ...silent('omar', OPS), text: 'The falcon is fed at nine, with two mice.' }
    expect(await action('lea', unheard, 'save')).toContain('The falcon is fed at nine')
    expect(await writes('iris', 'find falcon')).toContain('falcon')
  })

  it('saves the thread in which it is told to', async () => {
    const { root } = await thread()
    savoir.fake.says('iris', OPS, '<at>Savoir</at> save', root)
    await savoir.quiet()
    expect(savoir.privateTo('iris').join('\n')).toContain('How do we rotate the signing key')
    expect(await writes('lea', 'find gateway')).toContain('gateway')
  })

  it('saves by a reaction, where Teams tells of it, and lets go when it is taken away', async () => {
    const { root } = await thread()
    savoir.fake.reacts('iris', root, '1f9e0_brain')
    await savoir.quiet()
    expect(await writes('lea', 'find gateway')).toContain('rotate')
    savoir.fake.reacts('iris', root, '1f9e0_brain', 'Removed')
    await savoir.quiet()
    expect(await writes('lea', 'find gateway')).not.toContain('rotate')
  })

  it('opens who knows a subject, by mention in a channel, in a group chat and in its own chat', async () => {
    const { reply } = await thread()
    await action('lea', reply, 'accept')
    savoir.fake.says('iris', OPS, '<at>Savoir</at> who knows the gateway?')
    await savoir.quiet()
    savoir.fake.says('lea', CHAT, '<at>Savoir</at>, who knows the gateway?')
    await savoir.quiet()
    expect(savoir.privateTo('iris').join()).toContain('Omar Diallo')
    expect(savoir.privateTo('lea').join()).toContain('Omar Diallo')
    expect(await writes('iris', 'who knows the gateway?')).toContain('Omar Diallo')
    expect([...savoir.fake.botMessages(OPS), ...savoir.fake.botMessages(CHAT)]).toEqual([])
  })

  it('answers in the language of the person', async () => {
    const [french, english] = [await writes('omar', 'aide'), await writes('iris', 'help')]
    expect(french).toContain('demander')
    expect(english).not.toBe(french)
  })

  it.each([
    ['help', 'ask'],
    ['note Kafka lag: first look at the consumer group', 'Kafka lag'],
    ['status the migration is half done', 'migration'],
    ['decide we keep Postgres', 'Postgres'],
    ['open', ''],
    ['me', ''],
    ['find kafka', ''],
    ['team kafka, sso size 2', ''],
    ['nonsense of no verb', ''],
    ['ask', ''],
    ['answer 99999 x', ''],
    ['accept 99999', ''],
    ['tag 99999 keys', ''],
    ['untag 99999 keys', ''],
    ['save https://teams.microsoft.com/l/message/19%3Aops%40thread.tacv2/1767600009000', ''],
    ['unsave 99999', ''],
  ])('says something to %s', async (text, expected) => {
    const said = await writes('iris', text)
    expect(said.length).toBeGreaterThan(0)
    expect(said).toContain(expected)
    expect(said).not.toMatch(/went wrong|mal passé/i)
  })

  it.each(['on', 'off'])('can be turned %s in a channel', async (verb) => {
    savoir.fake.says('iris', OPS, `<at>Savoir</at> ${verb}`)
    await savoir.quiet()
    expect(savoir.privateTo('iris')).toHaveLength(1)
  })

  it('saves what a link points to', async () => {
    const { root } = await thread()
    const link = `https://teams.microsoft.com/l/message/${encodeURIComponent(OPS)}/${root.id}?tenantId=${savoir.fake.world.tenant}`
    expect(await writes('iris', `save ${link}`)).toContain('rotate the signing key')
  })

  it('changes its message when a button is pressed', async () => {
    await writes('iris', 'note Kafka lag: first look at the consumer group')
    const message = savoir.withButton('iris', 'Undo')
    const told = await savoir.fake.press('iris', message, 'Undo')
    await savoir.quiet()
    expect(told.status).toBe(200)
    expect(message.card).toEqual(cardIn(told))
    expect(await writes('iris', 'find kafka')).not.toContain('consumer group')
  })

  it('edits an item through a form on the card, and gives the card back when it is put away', async () => {
    await writes('iris', 'note Kafka lag: first look at the consumer group')
    const message = savoir.withButton('iris', 'Edit')
    const before = message.card
    const form = cardIn(await savoir.fake.press('iris', message, 'Edit'))
    expect(JSON.stringify(form)).toContain('Input.Text')
    const shown = { ...message, card: form }
    expect(cardIn(await savoir.fake.press('iris', shown, 'Cancel'))).toEqual(before)
    const again = { ...message, card: cardIn(await savoir.fake.press('iris', message, 'Edit')) }
    const sent = await savoir.fake.press('iris', again, 'Send', {
      'field.title': 'Kafka lag, step by step',
      'field.body': 'Look.',
    })
    expect(sent.status).toBe(200)
    await savoir.quiet()
    expect(await writes('lea', 'find kafka')).not.toContain('step by step')
    expect(await writes('iris', 'find kafka')).toContain('Kafka lag, step by step')
  })

  it('asks from anywhere by its command, and goes on in the same window', async () => {
    const { reply } = await thread()
    await action('lea', reply, 'accept')
    const opened = await savoir.fake.invoke('omar', OPS, 'composeExtension/fetchTask', { commandId: 'ask' })
    expect(windowOf(opened)).toBe('')
    expect(JSON.stringify(opened.body)).toContain('Demander à Savoir')
    const data = { action: 'teams.ask', 'field.question': 'how do we rotate the signing key of the gateway?' }
    const answer = await savoir.fake.invoke('omar', OPS, 'composeExtension/submitAction', { commandId: 'ask', data })
    expect(windowOf(answer)).toContain('keyctl rotate')
    expect(savoir.privateTo('omar').join()).not.toContain('keyctl')
  })

  it('finds from the box in which one writes', async () => {
    const { root } = await thread()
    await action('iris', root, 'save')
    const search = (q: string) =>
      savoir.fake.invoke('iris', OPS, 'composeExtension/query', {
        commandId: 'search',
        parameters: [{ name: 'q', value: q }],
      })
    const found = await search('gateway')
    expect(JSON.stringify(found.body)).toContain('rotate the signing key')
    expect(JSON.stringify(found.body)).not.toContain('Action.Execute')
    expect((await search('')).body).toMatchObject({ composeExtension: { attachments: [] } })
  })

  it('follows what is edited and deleted in Teams', async () => {
    const { root, reply } = await thread()
    await action('lea', reply, 'accept')
    savoir.fake.edits(reply, 'Run keyctl renew instead.')
    await savoir.quiet()
    expect(await writes('iris', 'ask how do we rotate the signing key of the gateway?')).toContain('keyctl renew')
    savoir.fake.deletes(reply)
    savoir.fake.deletes(root)
    await savoir.quiet()
    expect(await writes('iris', 'ask how do we rotate the signing key of the gateway?')).not.toContain('keyctl')
    expect(JSON.stringify(await savoir.engine.hostFor(savoir.platform).keep.list('said/'))).not.toContain('keyctl')
  })

  it('keeps what was said in a private channel from those who are not in it', async () => {
    const root = savoir.fake.says('lea', BOARD, 'What is the budget for the falcon project?')
    savoir.fake.says('omar', BOARD, 'Two hundred for the falcon.', root)
    await savoir.quiet()
    await action('lea', root, 'save')
    expect(await writes('lea', 'find falcon')).toContain('falcon')
    expect(await writes('iris', 'find falcon')).not.toContain('budget')
    const channel = [...savoir.fake.world.teams.values()][0]?.channels.find(({ id }) => id === BOARD)
    channel?.members?.shift()
    const left = { membersRemoved: [{ id: '29:lea', aadObjectId: guid('lea') }] }
    savoir.fake.updates('omar', BOARD, 'channelMemberRemoved', left)
    await savoir.quiet()
    expect(await writes('lea', 'find falcon')).not.toContain('budget')
  })

  it('keeps what was said in a team from guests of another one, and shows it to its own', async () => {
    const { root } = await thread()
    await action('iris', root, 'save')
    expect(await writes('gus', 'find gateway')).toContain('rotate')
    savoir.fake.user('zoe', { name: 'Zoe' })
    expect(await writes('zoe', 'find gateway')).not.toContain('rotate')
  })

  it('hands out all that is stored on the person, once they agree to the file', async () => {
    await writes('iris', 'me')
    await savoir.fake.press('iris', savoir.withButton('iris', 'Export'), 'Export')
    await savoir.quiet()
    const offer = savoir.fake.offers('iris').at(-1)
    expect(offer).toMatchObject({ name: 'savoir.json' })
    await savoir.fake.takesFile('iris', offer)
    expect(savoir.fake.uploads.join()).toContain(refOf(savoir.fake, 'iris'))
    expect(await savoir.engine.hostFor(savoir.platform).keep.list('file/')).toEqual([])
  })
})

const windowOf = ({ body }: Told): string => wordsOf((body as Answered)?.task?.value?.card?.content ?? null)
const cardIn = ({ body }: Told): Card | null => (body as Answered)?.value ?? null

type Card = NonNullable<FakeMessage['card']>
type Answered = { value?: Card; task?: { value?: { card?: { content?: Card } } } } | null

function silent(user: string, conversation: string): FakeMessage {
  const id = savoir.fake.nextId()
  const base = { id, conversation, root: null, from: guid(user), text: '', card: null, onlyFor: null }
  return { ...base, reactions: new Set(), deleted: false }
}
