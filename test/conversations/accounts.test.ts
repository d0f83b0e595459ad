import { describe, expect, it, onTestFinished } from 'vitest'
import { type Hooks, MORNING, openTestBot, placeOf, ref, type TestBot } from '../support/bot.ts'

/** Ana and Bo are on a second platform too, where `other:lab` is for everyone and `other:vault` for Ana alone. */
async function openTwoPlatforms(hooks: Hooks = {}): Promise<TestBot> {
  const bot = await openTestBot(hooks)
  onTestFinished(() => bot.close())
  await bot.person('other:ana', { name: 'Ana L.' })
  await bot.person('other:bo', { name: 'Bo B.' })
  await bot.place('other:lab', {}, ['other:ana', 'other:bo'])
  await bot.place('other:vault', { audience: 'members' }, ['other:ana'])
  return bot
}

const codeIn = (said: string): string => /[A-Z2-9]{4}-[A-Z2-9]{4}/.exec(said)?.[0] ?? ''

async function link(bot: TestBot, one: string, other: string): Promise<void> {
  const code = codeIn(await bot.says(one, 'me link'))
  await bot.says(other, `me link ${code}`)
  await bot.presses(other, 'Yes, that is me')
}

describe('somebody who is on two platforms', () => {
  it('becomes one person by a code, after seeing whose it is, and is told on both', async () => {
    const bot = await openTwoPlatforms()
    const given = await bot.says('ana', 'me link')
    expect(given).toContain('Within 15 minutes, say this to me on your other platform')
    expect(await bot.says('other:ana', `me link ${codeIn(given).toLowerCase().replace('-', ' ')}`)).toContain(
      'I gave that code to Ana Lopes in Test. Is that you?',
    )
    expect(await bot.store.accountsOf(ref('ana'))).toEqual([])
    bot.hears('ana')
    expect(await bot.presses('other:ana', 'Yes, that is me')).toContain('one person to me in Test and Other')
    expect(bot.hears('ana')).toContain('one person to me in Test and Other')
    expect(await bot.says('ana', 'me')).toContain('You are one person to me in Other and Test.')
  })

  it('hears it in the language of each', async () => {
    const bot = await openTwoPlatforms()
    await bot.person('other:cy', { name: 'Cyril R.', locale: 'en-GB' })
    const given = await bot.says('cy', 'moi lier')
    expect(given).toContain('moi lier ')
    await bot.says('other:cy', `me link ${codeIn(given)}`)
    bot.hears('cy')
    await bot.presses('other:cy', 'Yes, that is me')
    expect(bot.hears('cy')).toContain('une seule personne pour moi dans Test et Other')
  })

  it('is named once among those who know, with what they did on either', async () => {
    const bot = await openTwoPlatforms()
    await bot.says('ana', 'note Kafka lag: first look at the consumer group', { in: 'ops' })
    await bot.says('other:ana', 'note Kafka lag grows when a broker is restarted', { in: 'other:lab' })
    expect((await bot.says('di', 'who knows kafka lag?')).match(/Ana L/g)).toHaveLength(2)
    await link(bot, 'ana', 'other:ana')
    const answer = await bot.says('di', 'who knows kafka lag?')
    expect(answer.match(/Ana Lopes/g)).toHaveLength(1)
    expect(answer).not.toContain('Ana L.')
    expect(answer).toContain('Kafka lag: first look')
    expect(answer).toContain('Kafka lag grows')
  })

  it('reads with each account what the other may read, and no more', async () => {
    const bot = await openTwoPlatforms()
    await bot.says('other:ana', 'note The vault opens with the green key', { in: 'other:vault' })
    expect(await bot.says('ana', 'find vault')).toContain('Nothing found')
    await link(bot, 'ana', 'other:ana')
    expect(await bot.says('ana', 'find vault')).toContain('green key')
    expect(await bot.says('bo', 'find vault')).toContain('Nothing found')
    expect(await bot.says('other:bo', 'find vault')).toContain('Nothing found')
  })

  it('is the asker, whichever account marks the answer', async () => {
    const bot = await openTwoPlatforms()
    await link(bot, 'ana', 'other:ana')
    const question = await bot.talks('ana', 'How do we rotate the signing key of the gateway?', { in: 'ops' })
    await bot.talks('bo', 'Run keyctl rotate, then redeploy the gateway.', { in: 'ops', thread: question })
    await bot.talks('di', 'Ask the platform people to do it for you.', { in: 'ops', thread: question })
    await bot.reacts('bo', 'brain', question)
    const [item] = await bot.store.itemsWhere({}, { kind: 'savoir' }, { limit: 1 })
    await bot.says('other:ana', `accept ${item?.id} 2`)
    expect(await bot.says('bo', `accept ${item?.id} 1`)).toContain('The person who asked has marked another answer')
    const [marked] = await bot.store.itemsWhere({}, { kind: 'savoir' }, { limit: 1 })
    expect(marked?.accepted).toMatchObject({ byAsker: true, by: marked?.by })
  })

  it('is not thanked by themselves, and counts once where they say the same twice', async () => {
    const bot = await openTwoPlatforms()
    const number = /\d+/.exec(await bot.says('bo', 'note Certificates are renewed in March', { in: 'ops' }))?.[0]
    await bot.forges('ana', `helped:${number}`)
    await bot.forges('other:ana', `helped:${number}`)
    await bot.forges('other:bo', `helped:${number}`)
    await link(bot, 'ana', 'other:ana')
    await link(bot, 'bo', 'other:bo')
    const acts = await bot.store.evidenceOf(ref('bo'), { kind: 'savoir' })
    expect(acts.filter(({ kind }) => kind === 'thanked')).toHaveLength(1)
    const [item] = await bot.store.items([Number(number)], { kind: 'savoir' })
    expect(item?.helped).toHaveLength(2)
  })

  it('is answered where they ask, and written to where they were last', async () => {
    const bot = await openTwoPlatforms()
    await link(bot, 'ana', 'other:ana')
    const question = await bot.talks('ana', 'Where do the owls sleep at night?', { in: 'ops' })
    await bot.reacts('ana', 'brain', question)
    const [item] = await bot.store.itemsWhere({ open: true }, { kind: 'savoir' }, { limit: 1 })
    await bot.wait(0.1)
    await bot.says('other:ana', 'me')
    bot.hears('ana')
    await bot.says('bo', `answer ${item?.id} In the barn.`)
    expect(bot.hears('other:ana')).toContain('Bo Berg answered')
    expect(bot.hears('ana')).toBe('')
  })

  it('has one set of settings, the stricter where they differed, and keeps them when it is split', async () => {
    const bot = await openTwoPlatforms()
    await bot.forges('ana', 'switch:showMe:off')
    await bot.forges('other:ana', 'never:suggestion')
    await link(bot, 'ana', 'other:ana')
    expect(await bot.store.personSettings(ref('other:ana'))).toMatchObject({ showMe: false, refused: ['suggestion'] })
    await bot.forges('other:ana', 'switch:showMe:on')
    expect(await bot.store.personSettings(ref('ana'))).toMatchObject({ showMe: true, refused: ['suggestion'] })
    await bot.forges('ana', 'addTopic')
    await bot.fills('ana', { topic: 'kafka' })
    await bot.presses('ana', 'Not me in Other')
    expect((await bot.store.topicWords()).map(({ person }) => person)).toEqual([ref('other:ana'), ref('ana')])
    expect(await bot.store.personSettings(ref('ana'))).toMatchObject({ showMe: true, refused: [] })
    expect(await bot.store.personSettings(ref('other:ana'))).toMatchObject({ showMe: true, refused: ['suggestion'] })
  })

  it('is here as long as one of their accounts is, and reads what that one may', async () => {
    const bot = await openTwoPlatforms()
    await bot.says('ana', 'note Kafka lag: first look at the consumer group', { in: 'board' })
    await bot.says('ana', 'note Kafka brokers restart in pairs', { in: 'ops' })
    await link(bot, 'ana', 'other:ana')
    await bot.person('ana', { standing: 'left' })
    expect(await bot.says('di', 'who knows kafka?')).toContain('Ana L.')
    expect(await bot.says('other:ana', 'find kafka')).toContain('restart in pairs')
    // Who left a platform is in its private places no more.
    expect(await bot.says('other:ana', 'find kafka')).not.toContain('consumer group')
    await bot.person('other:ana', { standing: 'left' })
    expect(await bot.says('di', 'who knows kafka?')).not.toContain('Ana')
  })

  it('gets each account back as it was when it is split', async () => {
    const bot = await openTwoPlatforms()
    await link(bot, 'ana', 'other:ana')
    await bot.says('ana', 'note Kafka lag: first look at the consumer group', { in: 'ops' })
    await bot.says('other:ana', 'note Kafka brokers restart in pairs', { in: 'other:lab' })
    const question = await bot.talks('other:bo', 'Where do the owls sleep at night?', { in: 'other:lab' })
    await bot.talks('other:ana', 'The owls sleep in the old barn by the river.', { in: 'other:lab', thread: question })
    await bot.reacts('other:bo', 'brain', question)
    expect(await bot.presses('other:ana', 'Not me in Other')).toContain('two people to me again')
    const kinds = async (who: string) =>
      (await bot.store.evidenceOf(ref(who), { kind: 'savoir' })).map(({ kind }) => kind)
    expect(await kinds('ana')).toEqual(['wrote'])
    expect(await kinds('other:ana')).toEqual(['wrote', 'answered'])
    expect(await bot.forges('ana', 'splitAccount:other')).toContain('That button no longer works')
  })

  it('is forgotten as a whole', async () => {
    const bot = await openTwoPlatforms()
    await link(bot, 'ana', 'other:ana')
    await bot.says('ana', 'note Kafka lag: first look at the consumer group', { in: 'ops' })
    await bot.says('other:ana', 'note Kafka brokers restart in pairs', { in: 'other:lab' })
    await bot.forges('other:ana', 'forgetYes')
    expect(await bot.says('di', 'find kafka')).toContain('Nothing found')
    for (const account of ['ana', 'other:ana']) {
      expect(await bot.store.person(ref(account))).toMatchObject({ name: '' })
      expect(await bot.store.accountsOf(ref(account))).toEqual([])
      expect(await bot.store.personSettings(ref(account))).toMatchObject({ learnFromMe: false })
    }
    const erased = bot.sent().flatMap((delivery) => (delivery.kind === 'erase' ? [delivery.to] : []))
    expect(erased.sort()).toEqual([ref('other:ana'), ref('ana')])
  })

  it('is exported as a whole', async () => {
    const bot = await openTwoPlatforms()
    await link(bot, 'ana', 'other:ana')
    await bot.says('ana', 'note Kafka lag: first look at the consumer group', { in: 'ops' })
    await bot.says('other:ana', 'note Kafka brokers restart in pairs', { in: 'other:lab' })
    const exported = await bot.forges('ana', 'export')
    expect(exported).toContain('consumer group')
    expect(exported).toContain('restart in pairs')
    expect(exported).toContain('"how": "code"')
  })
})

describe('a question of somebody with two accounts', () => {
  it('is never asked of themselves, and of a colleague with two accounts once', async () => {
    const bot = await openTwoPlatforms()
    await link(bot, 'ana', 'other:ana')
    await link(bot, 'bo', 'other:bo')
    await bot.says('other:ana', 'note Kafka lag: first look at the consumer group', { in: 'other:lab' })
    await bot.says('bo', 'note Kafka lag grows when a broker is restarted', { in: 'ops' })
    await bot.says('other:bo', 'note Kafka lag is measured by the exporter', { in: 'other:lab' })
    await bot.says('ana', 'ask what makes kafka lag after midnight on the new cluster?', { in: 'ops' })
    await bot.presses('ana', 'Open the question')
    for (let hour = 0; hour < 60; hour += 1) await bot.wait(1)
    const [item] = await bot.store.itemsWhere({ open: true }, { kind: 'savoir' }, { limit: 1 })
    const asked = (await bot.store.requestsFor([item?.id ?? 0])).map(({ person }) => person)
    expect(asked).toEqual([ref('bo')])
    const requests = bot.sent().flatMap((one) => (one.kind === 'direct' && one.nudge === 'request' ? [one.to] : []))
    expect(requests).toHaveLength(1)
  })
})

describe('a code', () => {
  const wrong = (bot: TestBot, who: string, code: string) => bot.says(who, `me link ${code}`)

  it('counts for 15 minutes, and once', async () => {
    const bot = await openTwoPlatforms()
    const late = codeIn(await bot.says('ana', 'me link'))
    await bot.wait(0.26)
    expect(await wrong(bot, 'other:ana', late)).toContain('That code does not count')
    const code = codeIn(await bot.says('ana', 'me link'))
    await bot.says('other:ana', `me link ${code}`)
    await bot.presses('other:ana', 'Yes, that is me')
    expect(await wrong(bot, 'other:bo', code)).toContain('That code does not count')
    expect(await bot.forges('other:bo', `joinAccounts:${code}`)).toContain('That code does not count')
    expect(await bot.store.accountsOf(ref('other:bo'))).toEqual([])
  })

  it('gives way to the next one', async () => {
    const bot = await openTwoPlatforms()
    const first = codeIn(await bot.says('ana', 'me link'))
    await bot.says('ana', 'me link')
    expect(await wrong(bot, 'other:ana', first)).toContain('That code does not count')
  })

  it('joins nothing when it came by mistake from somebody else', async () => {
    const bot = await openTwoPlatforms()
    const code = codeIn(await bot.says('bo', 'me link'))
    expect(await bot.says('other:ana', `me link ${code}`)).toContain('Bo Berg in Test')
    expect(await bot.presses('other:ana', 'No, somebody else')).toContain('Nothing is linked')
    expect(await bot.store.accountsOf(ref('other:ana'))).toEqual([])
  })

  it('cannot be guessed: five wrong ones are all in an hour, whatever the way', async () => {
    const bot = await openTwoPlatforms()
    const code = codeIn(await bot.says('ana', 'me link'))
    for (const guess of ['A9A9-A9A9', 'B9B9-B9B9', 'C9C9-C9C9']) await wrong(bot, 'other:bo', guess)
    for (const guess of ['D9D9D9D9', 'E9E9E9E9']) await bot.forges('other:bo', `joinAccounts:${guess}`)
    expect(await wrong(bot, 'other:bo', code)).toContain('many wrong codes')
    expect(await bot.forges('other:bo', `joinAccounts:${code}`)).toContain('many wrong codes')
    // Others are not held up.
    expect(await bot.says('other:ana', `me link ${code}`)).toContain('Is that you?')
    await bot.wait(1.1)
    expect(await wrong(bot, 'other:bo', 'A9A9-A9A9')).toContain('That code does not count')
  })

  it('is given and said in private, on two platforms, by people of the company', async () => {
    const bot = await openTwoPlatforms()
    expect(await bot.says('ana', 'me link', { in: 'ops' })).toContain('Within 15 minutes')
    expect(bot.hears('bo')).not.toContain('Within 15 minutes')
    const code = codeIn(await bot.says('ana', 'me link'))
    expect(await bot.says('ana', `me link ${code}`)).toContain('I gave you that code here')
    expect(await wrong(bot, 'di', code)).toContain('That code does not count')
    await bot.person('other:out', { name: 'Out', standing: 'outsider' })
    expect(await wrong(bot, 'other:out', code)).toContain('Only people of this company')
    expect(await bot.says('other:out', 'me link')).toContain('Only people of this company')
  })

  it('takes no third account of a platform', async () => {
    const bot = await openTwoPlatforms()
    await link(bot, 'ana', 'other:ana')
    const code = codeIn(await bot.says('bo', 'me link'))
    expect(await bot.says('other:ana', `me link ${code}`)).toContain('You are linked to an account there already')
  })
})

describe('the gate, for somebody with two accounts', () => {
  it('holds what comes to both to the limits of one', async () => {
    const bot = await openTwoPlatforms()
    await link(bot, 'ana', 'other:ana')
    const prompt = (account: string, place: string) =>
      ({ kind: 'post', to: placeOf(place), thread: null, onlyFor: ref(account), doc: [], nudge: 'prompt' }) as const
    await bot.store.settle({
      event: 'two prompts',
      by: null,
      at: MORNING,
      asOf: await bot.store.lastSeq(),
      changes: [],
      deliveries: [prompt('ana', 'ops'), prompt('other:ana', 'other:lab'), prompt('bo', 'ops')],
    })
    await bot.engine.drain()
    const out = bot.sent().flatMap((one) => (one.kind === 'post' && one.nudge === 'prompt' ? [one.onlyFor] : []))
    expect(out.sort()).toEqual([ref('ana'), ref('bo')])
  })

  it('refuses with one account what was refused with the other', async () => {
    const bot = await openTwoPlatforms()
    await bot.forges('other:ana', 'never:prompt')
    await link(bot, 'ana', 'other:ana')
    await bot.store.settle({
      event: 'a prompt',
      by: null,
      at: MORNING,
      asOf: await bot.store.lastSeq(),
      changes: [],
      deliveries: [{ kind: 'direct', to: ref('ana'), doc: [], nudge: 'prompt' }],
    })
    await bot.engine.drain()
    expect(bot.sent().some((one) => one.kind === 'direct' && one.nudge === 'prompt')).toBe(false)
  })

  it('counts what either got, and sends one digest', async () => {
    const bot = await openTwoPlatforms()
    await link(bot, 'ana', 'other:ana')
    await bot.says('ana', 'note Kafka lag: first look at the consumer group', { in: 'ops' })
    await bot.says('ana', 'tag 1 kafka')
    await bot.forges('ana', 'addTopic')
    await bot.fills('ana', { topic: 'kafka' })
    await bot.says('bo', 'note Kafka brokers restart in pairs', { in: 'ops' })
    await bot.says('bo', 'decide We keep kafka until June', { in: 'ops' })
    // Wednesday to Monday morning, and a day on.
    await bot.wait(5 * 24 - 1)
    await bot.wait(2)
    await bot.wait(22)
    const digests = bot.sent().filter((one) => one.kind === 'direct' && one.nudge === 'digest')
    expect(digests.map((one) => one.to)).toEqual([ref('ana')])
    expect(await bot.store.nudgesTo(ref('other:ana'))).toEqual(await bot.store.nudgesTo(ref('ana')))
  })
})
