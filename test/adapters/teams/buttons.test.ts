import { describe, expect, it } from 'vitest'
import { MORNING } from '../../support/bot.ts'
import { guid, wordsOf } from '../../support/fake-teams/index.ts'
import { numberIn } from '../../support/talk.ts'
import { type TeamsPeople, teamsPeople } from '../../support/teams-people.ts'
import { CHAT, OPS } from '../../support/teams-savoir.ts'

const QUESTION = 'How do we rotate the signing key of the gateway?'
const ANSWER = 'Run keyctl rotate, then redeploy the gateway.'
const ASKED = 'Does the printer in the basement mind when a signing key changes?'

const open = () => teamsPeople({ from: MORNING })
const inOps = (people: TeamsPeople) => people.fake.botMessages(OPS).map(({ card }) => wordsOf(card))

/** Omar's answer to Lea's question, saved by Iris and marked by Lea. */
async function answered(people: TeamsPeople): Promise<number> {
  const root = await people.talks('lea', OPS, QUESTION)
  const reply = await people.talks('omar', OPS, ANSWER, root)
  const id = numberIn(await people.chooses('iris', root, 'save'))
  await people.chooses('lea', reply, 'accept')
  return id
}

describe('the buttons of an answer', () => {
  it('thank its author, and ask whether an old one is still right', async () => {
    const people = await open()
    await answered(people)
    await people.asks('iris', QUESTION)
    expect(await people.presses('iris', 'That helped')).toBe('Good to know, thank you.')
    await people.wait(24 * 203)
    await people.asks('iris', QUESTION)
    expect(await people.presses('iris', 'That helped')).toContain('Is it still right?')
    expect(await people.presses('iris', 'Yes')).toContain('noted as still right')
    expect(await people.asks('lea', QUESTION)).toContain('confirmed by 1 person')
  })

  it('take the next way on when it is not it', async () => {
    const people = await open()
    await answered(people)
    await people.asks('iris', QUESTION, OPS)
    expect(await people.presses('iris', 'Not it')).toContain('Shall I ask people instead?')
    expect(await people.presses('iris', 'Who may know?')).toContain('Omar Diallo')
    expect(await people.presses('iris', 'Why these?')).toContain('Nobody is scored')
  })

  it('open it in full, and share it in the channel where it was asked, for all to see', async () => {
    const people = await open()
    await answered(people)
    await people.asks('iris', QUESTION, OPS)
    expect(await people.presses('iris', 'Open')).toContain(ANSWER)
    expect(await people.presses('iris', 'Share')).toBe('Shared.')
    expect(inOps(people)).toEqual([expect.stringContaining(ANSWER)])
    expect(inOps(people)[0]).toContain('Shared by Iris Novak')
    await people.asks('iris', QUESTION)
    expect(people.buttons('iris')).not.toContain('Share')
  })

  it('share in the thread in which it was asked', async () => {
    const people = await open()
    await answered(people)
    const root = await people.talks('omar', OPS, 'The gateway refuses every key since noon.')
    await people.asks('iris', QUESTION, OPS, root)
    await people.presses('iris', 'Share')
    expect(people.fake.botMessages(OPS).map((one) => one.root)).toEqual([root.id])
  })

  it('share from the window of a command as well', async () => {
    const people = await open()
    const id = await answered(people)
    const told = await people.fake.invoke('iris', OPS, 'composeExtension/submitAction', {
      commandId: 'ask',
      data: { action: `share:${id}` },
    })
    await people.quiet()
    expect(JSON.stringify(told.body)).toContain('Shared.')
    expect(inOps(people)).toEqual([expect.stringContaining(ANSWER)])
  })

  it('share nothing any more in a channel that the person has left', async () => {
    const people = await open()
    await answered(people)
    await people.asks('iris', QUESTION, OPS)
    const left = { membersRemoved: [{ id: '29:iris', aadObjectId: guid('iris') }] }
    people.fake.updates('lea', OPS, 'teamMemberRemoved', left)
    await people.quiet()
    expect(await people.presses('iris', 'Share')).toBe('That works in a channel only.')
    expect(inOps(people)).toEqual([])
  })

  it('show in the group chat no more than those in it may read', async () => {
    const people = await open()
    await answered(people)
    people.fake.user('zoe', { name: 'Zoe' })
    people.fake.world.chats.get(CHAT)?.members.push(guid('zoe'))
    people.fake.updates('lea', CHAT, '', { membersAdded: [{ id: '29:zoe' }] })
    await people.asks('lea', QUESTION, CHAT)
    await people.asks('lea', QUESTION, CHAT)
    expect(await people.presses('lea', 'Share')).toBe('Not everybody here may read that, so I keep it between us.')
    expect(people.fake.botMessages(CHAT)).toEqual([])
  })

  it('open the question where nothing was found, and put it to colleagues in the channel', async () => {
    const people = await open()
    await answered(people)
    await people.asks('iris', 'who knows the gateway?', OPS)
    expect(people.buttons('iris')).toEqual(['Ask them quietly', 'Ask in #Ops', 'Why these?'])
    await people.asks('iris', 'how do we descale the coffee machine?', OPS)
    expect(await people.presses('iris', 'Open the question')).toContain('Your question is open as')
    expect(await people.asks('lea', 'open')).toContain('coffee machine')
    expect(await people.asks('iris', 'open mine')).toContain('coffee machine')
  })
})

describe('the buttons of what one person alone sees in the channel', () => {
  const targeted = () => teamsPeople({ from: MORNING, settings: { TEAMS_TARGETED_MESSAGES: 'yes' } })

  it('act there, and nobody else sees anything of it', async () => {
    const people = await targeted()
    const id = await answered(people)
    await people.asks('iris', QUESTION, OPS)
    expect(await people.presses('iris', 'Not it')).toContain('Shall I ask people instead?')
    await people.asks('iris', `open ${id}`, OPS)
    await people.presses('iris', 'Edit')
    expect(await people.cancels('iris')).toContain(QUESTION)
    for (const { conversation, onlyFor } of people.fake.privateTo('iris').slice(-2))
      expect([conversation, onlyFor]).toEqual([OPS, guid('iris')])
    expect(inOps(people)).toEqual([])
    expect(people.fake.privateTo('lea').every(({ onlyFor }) => onlyFor !== guid('iris'))).toBe(true)
  })

  it('share what all may see', async () => {
    const people = await targeted()
    await answered(people)
    await people.asks('iris', QUESTION, OPS)
    expect(await people.presses('iris', 'Share')).toBe('Shared.')
    expect(inOps(people)).toEqual([expect.stringContaining(ANSWER)])
  })

  it('do nothing for somebody else', async () => {
    const people = await targeted()
    await answered(people)
    await people.asks('iris', QUESTION, OPS)
    const seen = people.withButton('iris', 'Not it')
    const before = wordsOf(seen.card)
    await people.fake.press('lea', seen, 'Not it')
    await people.quiet()
    expect(wordsOf(seen.card)).toBe(before)
    expect(people.hears('lea')).toContain('Shall I ask people instead?')
  })
})

describe('the buttons of a suggestion', () => {
  it('come to the asker alone, where Savoir is on and nearly certain', async () => {
    const people = await open()
    await answered(people)
    await people.asks('lea', 'on', OPS)
    await people.talks('iris', OPS, QUESTION)
    people.hears('iris')
    await people.wait(0.1)
    expect(people.hears('iris')).toMatch(/^This may answer your question. Only you see it./)
    expect(people.hears('lea')).toBe('')
    expect(await people.presses('iris', 'That helped')).toContain(
      'Good to know, thank you. I have closed your question',
    )
    expect(inOps(people)).toEqual([])
  })
})

describe('the buttons of what was saved', () => {
  it('give the authors the last word', async () => {
    const people = await open()
    const root = await people.talks('lea', OPS, QUESTION)
    await people.talks('omar', OPS, ANSWER, root)
    await people.chooses('iris', root, 'save')
    expect(people.hears('omar')).toContain('Cela vous va')
    expect(await people.presses('omar', 'Pas celui-ci')).toContain('Vos mots')
    expect(await people.presses('lea', 'Fine, always')).toBe('Thank you. I will not ask again.')
    expect(await people.asks('iris', 'find keyctl')).not.toContain('keyctl rotate')
  })

  it('mark the answer that looks like one', async () => {
    const people = await open()
    const root = await people.talks('lea', OPS, QUESTION)
    await people.talks('omar', OPS, ANSWER, root)
    await people.chooses('lea', root, 'save')
    expect(await people.presses('lea', 'Yes')).toContain('Omar Diallo’s reply is marked as the answer.')
    expect(people.hears('omar')).toContain('Lea Martin')
    expect(await people.presses('lea', 'Undo')).toBe('Undone.')
  })

  it('edit it, replace it, mark it wrong and take it all back', async () => {
    const people = await open()
    const id = await answered(people)
    const other = numberIn(await people.asks('iris', 'note The signing key lives in the vault', OPS))
    await people.asks('iris', `open ${id}`)
    await people.presses('iris', 'Edit')
    expect(people.form('iris')).toEqual(['Title', 'Text'])
    expect(await people.cancels('iris')).toContain(QUESTION)
    await people.presses('iris', 'Edit')
    expect(await people.fills('iris', { title: 'Rotating the signing key', body: 'How?' })).toContain('Changed.')
    expect(await people.asks('lea', `open ${id}`)).toMatch(/^Rotating the signing key/)
    await people.presses('lea', 'Replace')
    expect(await people.fills('lea', { number: String(other) })).toContain(`Replaced by ${other}`)
    expect(await people.presses('lea', 'Undo')).toBe('Undone.')
    await people.asks('lea', `open ${id}`)
    expect(await people.presses('lea', 'Wrong')).toContain('If a second person says so')
    await people.asks('iris', `open ${id}`)
    expect(await people.presses('iris', 'Wrong')).toContain('From now on it comes last')
  })

  it('show everybody what was written in private', async () => {
    const people = await open()
    await people.asks('iris', 'note Kafka lag: look at the consumer group')
    expect(await people.asks('lea', 'find kafka')).toContain('Nothing found')
    expect(await people.presses('iris', 'Show to everyone')).toContain('visible to everyone')
    expect(await people.asks('lea', 'find kafka')).toContain('consumer group')
  })
})

describe('the buttons of a request', () => {
  /** Iris asks in the channel, where Savoir is on; after four hours Omar is asked. */
  async function requested(): Promise<TeamsPeople> {
    const people = await open()
    await answered(people)
    await people.asks('lea', 'on', OPS)
    await people.talks('iris', OPS, ASKED)
    for (const who of ['lea', 'omar', 'iris']) people.hears(who)
    await people.wait(4.1)
    expect(people.hears('omar')).toContain('Pourriez-vous aider Iris Novak')
    return people
  }

  it('answer in the thread, under the name of whoever answers', async () => {
    const people = await requested()
    expect(people.buttons('omar').slice(0, 5)).toEqual([
      'Répondre ici',
      'Je m’en occupe',
      'Transmettre à…',
      'Plus tard',
      'Pas mon sujet',
    ])
    await people.presses('omar', 'Répondre ici')
    expect(people.form('omar')[0]).toContain('#Ops')
    await people.fills('omar', { answer: 'Hold the green button for ten seconds.' })
    expect(inOps(people)).toEqual(['Omar Diallo answers:\nHold the green button for ten seconds.'])
    expect(people.hears('iris')).toContain('Hold the green button')
    expect(await people.presses('iris', 'Mark as the answer')).toContain('Omar Diallo’s reply is marked')
  })

  it('tell the asker that somebody looks, and not who', async () => {
    const people = await requested()
    await people.presses('omar', 'Je m’en occupe')
    const told = people.hears('iris')
    expect(told).toContain('looking')
    expect(told).not.toContain('Omar')
  })

  it('pass it on to a colleague', async () => {
    const people = await requested()
    await people.presses('omar', 'Transmettre à…')
    expect(await people.fills('omar', { name: 'Lea' })).toContain('Lea Martin')
    await people.wait(0.1)
    expect(people.hears('lea')).toContain('Omar Diallo thinks that you could help Iris Novak')
    expect(people.buttons('lea').slice(0, 2)).toEqual(['Answer here', 'I’ll take it'])
  })

  it.each([
    ['Plus tard', /demain/],
    ['Pas mon sujet', /noté/i],
  ])('are free to be put off: %s', async (title, said) => {
    const people = await requested()
    expect(await people.presses('omar', title)).toMatch(said)
    expect(people.hears('iris')).toBe('')
  })

  /** After 72 working hours, in which Omar passed. */
  async function threeDaysLater(): Promise<TeamsPeople> {
    const people = await requested()
    await people.presses('omar', 'Pas mon sujet')
    await people.wait(24 * 12)
    expect(people.buttons('iris').slice(0, 4)).toEqual(['Widen', 'Reword', 'I found it', 'Drop'])
    return people
  }

  it('put the question to everybody in the channel, once the asker says so', async () => {
    const people = await threeDaysLater()
    await people.presses('iris', 'Widen')
    expect(inOps(people)).toEqual([expect.stringContaining('printer in the basement')])
  })

  it('let the asker put it otherwise, answer it, or drop it', async () => {
    const people = await threeDaysLater()
    await people.presses('iris', 'Reword')
    expect(await people.fills('iris', { title: 'Does the printer mind a new key?', body: ASKED })).toContain('Changed.')
    await people.presses('iris', 'I found it')
    await people.fills('iris', { answer: 'It was the green button.' })
    expect(await people.asks('lea', 'does the printer mind a new key?')).toContain('green button')
  })

  it('let the asker drop it, and have it back', async () => {
    const people = await threeDaysLater()
    await people.presses('iris', 'Drop')
    expect(await people.asks('lea', 'open')).not.toContain('printer')
    await people.presses('iris', 'Undo')
    expect(await people.asks('lea', 'open')).toContain('printer')
  })
})

describe('the buttons of a team', () => {
  it('swap, invite, and say yes or no', async () => {
    const people = await open()
    await answered(people)
    const root = await people.talks('omar', OPS, 'How do we add a client to SSO login?')
    const reply = await people.talks('lea', OPS, 'For SSO add the client in the realm console.', root)
    await people.chooses('iris', root, 'save')
    await people.chooses('omar', reply, 'accept')
    const team = await people.asks('iris', 'team gateway, sso')
    expect(team).toContain('covers 2 of 2')
    expect(people.buttons('iris')[0]).toBe('Invite Omar and Lea')
    await people.presses('iris', 'Invite Omar and Lea')
    expect(people.hears('omar')).toContain('Iris Novak')
    expect(await people.presses('lea', 'Count me in')).toContain('In so far for gateway · sso: Iris Novak and you')
    expect(people.hears('iris')).toContain('Lea Martin is in')
    expect(await people.presses('omar', 'Pas cette fois')).toContain('Personne')
    expect(people.hears('iris')).toBe('')
  })

  it('put somebody else in a person’s place', async () => {
    const people = await open()
    await answered(people)
    await people.asks('iris', 'team gateway')
    expect(await people.presses('iris', 'Swap Omar Diallo')).not.toMatch(/^Omar Diallo$/m)
  })
})

describe('the buttons of one’s own page', () => {
  it('hide, add and give back topics, and turn switches', async () => {
    const people = await open()
    await answered(people)
    await people.asks('iris', 'me')
    await people.presses('iris', 'Add topic')
    expect(await people.fills('iris', { topic: 'sailing' })).toContain('Added: #sailing')
    expect(await people.asks('lea', 'who knows sailing?')).toContain('Iris Novak – says so')
    await people.asks('iris', 'me')
    await people.presses('iris', 'Hide topic')
    expect(await people.asks('lea', 'who knows sailing?')).not.toContain('Iris Novak')
    await people.asks('iris', 'me')
    await people.presses('iris', 'Français')
    expect(await people.asks('iris', 'help')).toMatch(/savoir/i)
    expect(people.buttons('iris').join()).not.toContain('Hide topic')
  })

  it('forget the person once they are sure', async () => {
    const people = await open()
    await answered(people)
    await people.asks('omar', 'moi')
    await people.presses('omar', 'M’oublier')
    expect(await people.presses('omar', 'Tout garder')).toContain('reste')
    await people.asks('omar', 'moi')
    await people.presses('omar', 'M’oublier')
    expect(await people.presses('omar', 'Oui, oubliez-moi')).toContain('Je ne sais plus rien de vous')
    expect(await people.asks('lea', 'find keyctl')).not.toContain('keyctl')
    expect(JSON.stringify(await people.engine.hostFor(people.platform).keep.list('whisper/'))).not.toContain(
      guid('omar'),
    )
  })
})

describe('lists', () => {
  it('go on under More', async () => {
    const people = await open()
    for (const name of ['alpha', 'beta', 'gamma', 'delta', 'epsilon']) {
      await people.asks('iris', `note The lantern of ${name} is lit at dusk`, OPS)
    }
    expect(await people.asks('lea', 'find lantern', OPS)).toMatch(/The (best|newest) 3/)
    expect(await people.presses('lea', 'More')).toContain('2 more results')
  })
})
