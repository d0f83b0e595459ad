import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { personRef } from '../../../src/chat/ref.ts'
import { buttonsOf, type FakeMessage, type Told, wordsOf } from '../../support/fake-teams/index.ts'
import { OPS, openTeamsSavoir, refOf, type TeamsSavoir } from '../../support/teams-savoir.ts'

let savoir: TeamsSavoir
beforeEach(async () => {
  savoir = await openTeamsSavoir()
})
afterEach(() => savoir.close())

const settings = (user = 'lea') => savoir.store.personSettings(personRef(refOf(savoir.fake, user)))
const buttons = (message: FakeMessage) => buttonsOf(message.card).map(({ title }) => title)

/** The card with all that Savoir sees of the person, and every switch. */
async function page(user = 'lea'): Promise<FakeMessage> {
  savoir.fake.writes(user, 'me')
  await savoir.quiet()
  const shown = savoir.fake.privateTo(user).at(-1)
  if (!shown) throw new Error('there is no page')
  return shown
}

/** The page that comes once somebody puts Savoir in for themselves. */
async function installed(user: string): Promise<FakeMessage> {
  savoir.fake.installs(user, savoir.fake.personal(user), 'add')
  await savoir.quiet()
  const shown = savoir.fake.privateTo(user).at(-1)
  if (!shown) throw new Error('there is no page')
  return shown
}

/** Presses a button of the page; `nth` of those with the same title. Resolves to the page as it is then. */
async function presses(message: FakeMessage, title: string, nth = 0, user = 'lea'): Promise<string> {
  const before = savoir.fake.privateTo(user).length
  const button = buttonsOf(message.card).filter((one) => one.title === title)[nth]
  if (!button) throw new Error(`no button "${title}" among ${buttons(message)}`)
  const told = await savoir.fake.execute(user, message, button.data ?? {}, button.verb)
  await savoir.quiet()
  expect(cardIn(told)).toEqual(message.card)
  expect(savoir.fake.privateTo(user)).toHaveLength(before)
  return wordsOf(message.card)
}

describe('the page of a person in Teams', () => {
  it('is shown once they put Savoir in for themselves, in their language, and is no use of it', async () => {
    const shown = await installed('omar')
    expect(wordsOf(shown.card)).toMatch(/Ce que je vois de vous.*Votre résumé vient/s)
    expect(buttons(shown)).toContain('Ajouter un sujet')
    expect([...(await savoir.store.uses()).keys()]).toEqual([])
  })

  it('has the sections of the Home tab, and keeps them whatever is pressed', async () => {
    savoir.fake.writes('lea', 'ask who feeds the falcon on Sundays?')
    await savoir.quiet()
    await savoir.fake.press('lea', savoir.withButton('lea', 'Open the question'), 'Open the question')
    await savoir.quiet()
    const shown = await installed('iris')
    expect(wordsOf(shown.card)).toContain('falcon')
    expect(await presses(shown, 'Turn off', 1, 'iris')).toMatch(/falcon.*You are not shown to anybody/s)
    expect(await presses(shown, 'Daily', 0, 'iris')).toMatch(/falcon.*on working days/s)
    expect(await presses(shown, 'Français', 0, 'iris')).toMatch(/falcon.*Ce que je vois de vous/s)
    expect(await settings('iris')).toMatchObject({ showMe: false, language: 'fr', digest: { every: 'day' } })
  })

  it('gives way to a form, and comes back with what was typed', async () => {
    const shown = await installed('lea')
    const form = cardIn(await savoir.fake.press('lea', shown, 'Add topic'))
    expect(JSON.stringify(form)).toContain('Input.Text')
    const sent = await savoir.fake.press('lea', { ...shown, card: form }, 'Send', { 'field.topic': '#Kafka' })
    await savoir.quiet()
    expect(cardIn(sent)).toEqual(shown.card)
    expect(wordsOf(shown.card)).toContain('#kafka · you said so')
    expect(savoir.privateTo('lea')).toHaveLength(1)
  })

  it('is known again after a restart', async () => {
    const shown = await installed('lea')
    savoir = await savoir.restart()
    expect(await presses(shown, 'Turn off', 0)).toContain('I do not learn from what you write')
  })

  it('is shown unasked no second time', async () => {
    const own = savoir.fake.personal('omar')
    for (const action of ['add', 'add', 'remove', 'add'] as const) {
      savoir.fake.installs('omar', own, action)
      await savoir.quiet()
    }
    expect(savoir.privateTo('omar')).toHaveLength(1)
  })

  it('is shown to nobody when a team puts Savoir in', async () => {
    savoir.fake.installs('lea', OPS, 'add')
    await savoir.quiet()
    expect([...savoir.privateTo('lea'), ...savoir.privateTo('omar')]).toEqual([])
  })

  it.each([
    ['learnFromMe', 0, 'I do not learn from what you write'],
    ['showMe', 1, 'You are not shown to anybody'],
    ['inferTopics', 2, 'Only topics that you added count'],
  ] as const)('turns %s off and on', async (name, nth, off) => {
    const shown = await page()
    expect(await presses(shown, 'Turn off', nth)).toContain(off)
    expect(await settings()).toMatchObject({ [name]: false })
    expect(await presses(shown, 'Turn on')).not.toContain(off)
    expect(await settings()).toMatchObject({ [name]: true })
    expect(await presses(shown, 'Turn off', nth)).toContain(off)
    expect(await settings()).toMatchObject({ [name]: false })
    expect(await settings('omar')).toMatchObject({ [name]: true })
  })

  it.each([
    ['Daily', { every: 'day' }],
    ['Monthly', { every: 'month' }],
    ['Off', { every: 'never' }],
  ])('sets the digest: %s', async (title, digest) => {
    const shown = await page()
    await presses(shown, title)
    expect((await settings()).digest).toMatchObject(digest)
    await presses(shown, 'Weekly')
    expect((await settings()).digest).toMatchObject({ every: 'week' })
  })

  it('pauses the digest, and lets it go on', async () => {
    const shown = await page()
    expect(await presses(shown, 'Pause 2 weeks')).toContain('paused until')
    expect((await settings()).digest.pausedUntil).toBeGreaterThan(Date.now())
    expect(await presses(shown, 'Go on')).not.toContain('paused until')
    expect((await settings()).digest.pausedUntil).toBe(0)
  })

  it('changes the language', async () => {
    const shown = await page()
    expect(await presses(shown, 'Français')).toContain('Ce que je vois de vous')
    expect(await presses(shown, 'English')).toContain('What I see of you')
  })

  it('adds a topic by a form on the card, hides it, and lets it count again', async () => {
    const shown = await page()
    const form = cardIn(await savoir.fake.press('lea', shown, 'Add topic'))
    const sent = await savoir.fake.press('lea', { ...shown, card: form }, 'Send', { 'field.topic': '#Kafka' })
    await savoir.quiet()
    expect(cardIn(sent)).toEqual(shown.card)
    expect(wordsOf(shown.card)).toContain('#kafka · you said so')
    expect(savoir.privateTo('lea')).toHaveLength(1)
    expect(await presses(shown, 'Hide topic')).toMatch(/Hidden: #kafka.*Hidden:/s)
    expect(buttons(shown)).toContain('#kafka')
    expect(await presses(shown, '#kafka')).toContain('#kafka counts again')
    expect(buttons(shown)).not.toContain('#kafka')
  })

  it('denies a topic that was inferred', async () => {
    const root = savoir.fake.says('iris', OPS, 'How do we rotate the signing key of the gateway?')
    const reply = savoir.fake.says('lea', OPS, 'Run keyctl rotate, then redeploy the gateway.', root)
    await savoir.quiet()
    await savoir.fake.messageAction('iris', reply, 'accept')
    await savoir.quiet()
    savoir.fake.writes('iris', 'find gateway')
    await savoir.quiet()
    const [number] = /\d{4}/.exec(savoir.privateTo('iris').at(-1) ?? '') ?? []
    savoir.fake.writes('iris', `tag ${number} keys`)
    await savoir.quiet()
    const shown = await page()
    expect(wordsOf(shown.card)).toContain('#keys')
    expect(await presses(shown, 'Not me')).toContain('Noted: #keys is not your topic.')
    expect(buttons(shown)).toContain('#keys')
  })

  it('takes back what was refused for good', async () => {
    const before = await page()
    await savoir.fake.execute('lea', before, { action: 'never:suggestion' })
    await savoir.quiet()
    expect((await settings()).refused).toEqual(['suggestion'])
    const shown = await page()
    expect(wordsOf(shown.card)).toContain('things that you do not want me to ask')
    expect(await presses(shown, 'Turn on')).not.toContain('things that you do not want me to ask')
    expect((await settings()).refused).toEqual([])
  })

  it('hands out what is stored, and forgets, only once that was meant', async () => {
    const shown = await page()
    await savoir.fake.press('lea', shown, 'Export')
    await savoir.quiet()
    expect(savoir.fake.offers('lea')).toHaveLength(1)
    await savoir.fake.press('lea', shown, 'Forget me')
    await savoir.quiet()
    const sure = savoir.fake.privateTo('lea').at(-1) as FakeMessage
    await savoir.fake.press('lea', sure, buttons(sure)[0] ?? '')
    await savoir.quiet()
    expect(await savoir.store.person(personRef(refOf(savoir.fake, 'lea')))).toMatchObject({ name: '' })
  })

  it('belongs to one person: nobody else can turn their switches', async () => {
    const shown = await page()
    const off = buttonsOf(shown.card).find(({ title }) => title === 'Turn off')
    await savoir.fake.execute('omar', { ...shown, conversation: savoir.fake.personal('omar') }, off?.data ?? {})
    await savoir.quiet()
    expect(await settings()).toMatchObject({ learnFromMe: true })
    expect(await settings('omar')).toMatchObject({ learnFromMe: false })
  })

  it('keeps every switch within the size of a card', async () => {
    for (const topic of ['kafka', 'sso', 'vat', 'certificates', 'contracts', 'pricing']) {
      await savoir.fake.execute('lea', await page(), { action: 'addTopic', 'field.topic': topic }, 'savoir.send')
      await savoir.quiet()
    }
    const shown = await page()
    expect(buttons(shown).filter((title) => title === 'Turn off')).toHaveLength(3)
    expect(buttons(shown)).toEqual(expect.arrayContaining(['Add topic', 'Off', 'Français', 'Export', 'Forget me']))
  })
})

const cardIn = ({ body }: Told): FakeMessage['card'] => (body as { value?: FakeMessage['card'] } | null)?.value ?? null
