import { describe, expect, it, onTestFinished, vi } from 'vitest'
import type { Delivery } from '../src/chat/delivery.ts'
import { text } from '../src/chat/doc.ts'
import type { ChatPlatform } from '../src/chat/platform.ts'
import type { Store } from '../src/store/store.ts'
import type { FakeMessage as SlackMessage } from './support/fake-slack/index.ts'
import { guid, type FakeMessage as TeamsMessage } from './support/fake-teams/index.ts'
import { openSlackSavoir } from './support/slack-savoir.ts'
import { OPS, openTeamsSavoir } from './support/teams-savoir.ts'

type Who = 'lea' | 'omar' | 'iris'

/** A company that talks, wherever it does. A message is known by a handle of its own. */
interface Company {
  readonly store: Store
  readonly said: readonly Delivery[]
  says(who: Who, text: string, thread?: unknown): Promise<unknown>
  writes(who: Who, text: string): Promise<void>
  mentions(who: Who, text: string, thread?: unknown): Promise<void>
  reacts(who: Who, message: unknown, emoji: 'brain' | 'white_check_mark'): Promise<void>
  takesBack(who: Who, message: unknown, emoji: 'brain'): Promise<void>
  edits(message: unknown, text: string): Promise<void>
  deletes(message: unknown): Promise<void>
  /** Presses the button with this title, on the newest message that only they see. */
  presses(who: Who, title: string): Promise<void>
  /** What Savoir last said to everybody. */
  lastOfSavoir(): unknown
  quiet(): Promise<void>
}

/** Everything that a platform is told to say, as the core says it. */
function overheard(platform: ChatPlatform): Delivery[] {
  const said: Delivery[] = []
  const deliver = platform.deliver.bind(platform)
  platform.deliver = (id, delivery) => {
    said.push(delivery)
    return deliver(id, delivery)
  }
  return said
}

async function slackCompany(): Promise<Company> {
  const savoir = await openSlackSavoir()
  onTestFinished(() => savoir.close())
  const { fake, store, quiet } = savoir
  const id = (who: Who) => `U${who.toUpperCase()}`
  const heard = async <T>(done: T): Promise<T> => {
    await quiet()
    return done
  }
  const silently = async (done: unknown): Promise<void> => void (await heard(done))
  const message = (of: unknown) => of as SlackMessage
  return {
    store,
    said: overheard(savoir.platform),
    says: (who, text, thread) => heard(fake.says(id(who), 'C1', text, thread as SlackMessage | undefined)),
    writes: (who, text) => silently(fake.writesTo(id(who), text)),
    mentions: (who, text, thread) =>
      silently(fake.says(id(who), 'C1', `<@UBOT> ${text}`, thread as SlackMessage | undefined)),
    reacts: (who, of, emoji) => silently(fake.happenings.reacts(id(who), fake.at('C1'), message(of), emoji)),
    takesBack: (who, of, emoji) => silently(fake.happenings.unreacts(id(who), fake.at('C1'), message(of), emoji)),
    edits: (of, text) => silently(fake.happenings.edits(fake.at('C1'), message(of), text)),
    deletes: (of) => silently(fake.happenings.deletes(fake.at('C1'), message(of))),
    presses: (who, title) => savoir.presses(id(who), 'C1', title),
    lastOfSavoir: () => fake.botMessages('C1').at(-1),
    quiet,
  }
}

const REACTIONS = { brain: '1f9e0_brain', white_check_mark: '2705_whiteheavycheckmark' } as const

async function teamsCompany(): Promise<Company> {
  const savoir = await openTeamsSavoir({ settings: { TEAMS_OPEN_TEAMS: guid('ops') } })
  onTestFinished(() => savoir.close())
  const { fake, store, quiet } = savoir
  const heard = async <T>(done: T): Promise<T> => {
    await quiet()
    return done
  }
  const message = (of: unknown) => of as TeamsMessage
  const root = (thread: unknown) => (thread ? message(thread) : null)
  return {
    store,
    said: overheard(savoir.platform),
    says: (who, text, thread) => heard(fake.says(who, OPS, text, root(thread))),
    writes: async (who, text) => void (await heard(fake.writes(who, text))),
    mentions: async (who, text, thread) =>
      void (await heard(fake.says(who, OPS, `<at>Savoir</at> ${text}`, root(thread)))),
    reacts: (who, of, emoji) => heard(fake.reacts(who, message(of), REACTIONS[emoji])),
    takesBack: (who, of, emoji) => heard(fake.reacts(who, message(of), REACTIONS[emoji], 'Removed')),
    edits: (of, text) => heard(fake.edits(message(of), text)),
    deletes: (of) => heard(fake.deletes(message(of))),
    presses: async (who, title) => void (await heard(await fake.press(who, savoir.withButton(who, title), title))),
    lastOfSavoir: () => fake.botMessages(OPS).at(-1),
    quiet,
  }
}

/** A day at the company: what is asked, answered, saved, marked, put right and deleted. */
async function aDay(company: Company): Promise<void> {
  const root = await company.says('lea', 'How do we rotate the signing key of the gateway?')
  const reply = await company.says('omar', 'Run keyctl rotate, then redeploy the gateway.', root)
  await company.reacts('iris', root, 'brain')
  await company.reacts('omar', root, 'brain')
  await company.reacts('lea', reply, 'white_check_mark')
  await company.mentions('iris', 'who knows the gateway?')
  await company.writes('iris', 'ask how do we rotate the signing key of the gateway?')
  await company.edits(reply, 'Run keyctl renew, then redeploy the gateway.')
  await company.says('iris', 'And restart the proxy afterwards.', root)
  const falcon = await company.says('omar', 'Where does the falcon sleep?')
  await company.says('lea', 'The falcon sleeps in the tower.', falcon)
  await company.mentions('iris', 'save', falcon)
  await company.deletes(falcon)
  const kafka = await company.says('lea', 'How do we measure kafka lag?')
  await company.reacts('iris', kafka, 'brain')
  await company.takesBack('iris', kafka, 'brain')
  await company.writes('lea', 'note Kafka lag: first look at the consumer group')
  await company.writes('omar', 'qui connaît la gateway ?')
  await company.writes('lea', 'find gateway')
  await company.writes('lea', 'nonsense of no verb')
}

/** Another day: every verb in the channel, in either language, and the buttons of what comes back. */
async function aDayOfVerbs(company: Company): Promise<void> {
  const root = await company.says('lea', 'How do we rotate the signing key of the gateway?')
  await company.says('omar', 'Run keyctl rotate, then redeploy the gateway.', root)
  await company.mentions('iris', 'save', root)
  const key = await numberOf(company, 'rotate the signing key')
  for (const text of [`tag ${key} keys gateway`, `untag ${key} gateway`, `answer ${key} Use the console.`])
    await company.mentions('iris', text)
  await company.mentions('lea', `accept ${key}`)
  await company.mentions('iris', 'ask how do we rotate the signing key of the gateway?')
  await company.presses('iris', 'Share')
  await company.mentions('omar', 'demander comment changer la clé de signature de la gateway ?')
  await company.mentions('omar', 'noter Le relais redémarre à midi')
  await company.mentions('omar', 'décider Nous gardons Postgres')
  await company.mentions('lea', 'status The migration is half done')
  const midday = await numberOf(company, 'redémarre à midi')
  await company.mentions('omar', `ouvrir ${midday}`)
  await company.mentions('omar', 'équipe gateway, voile taille 2')
  for (const text of ['open', `open ${key}`, 'find gateway kind:question', 'who knows the gateway?', 'me'])
    await company.mentions('lea', text)
  await company.mentions('omar', 'moi')
  await company.presses('omar', 'Masquer ce sujet')
  for (const text of ['on', 'noise', 'help', 'help who']) await company.mentions('iris', text)
  await company.mentions('omar', 'désactiver')
  for (const text of ['digest', 'digest daily 8:30', 'digest off']) await company.mentions('lea', text)
  await company.mentions('iris', 'how do we descale the coffee machine?')
  await company.presses('iris', 'Open the question')
  await company.mentions('iris', 'team gateway, keys size 2')
  await company.mentions('omar', `annuler ${midday}`)
  await company.mentions('lea', 'unsave 1234567')
  await company.mentions('lea', 'answer')
}

async function numberOf(company: Company, words: string): Promise<number> {
  const items = await company.store.itemsWhere({}, { kind: 'savoir' }, { limit: 100 })
  const found = items.find(({ title }) => title.includes(words))
  if (!found) throw new Error(`no item with "${words}"`)
  return found.id
}

/** Refs become names, numbers and addresses become the same everywhere. */
async function levelled(company: Company, value: unknown): Promise<unknown> {
  let text = JSON.stringify(value)
  for (const { ref, name } of await company.store.people()) text = text.replaceAll(ref, `person:${name}`)
  for (const { ref, name } of await company.store.places())
    text = text.replaceAll(`"${ref}"`, `"place:${name.toLowerCase()}"`)
  text = text
    .replace(/"https:[^"]*"/g, '"link"')
    .replace(/#Ops/g, '#ops')
    .replace(/\bn\d+x\d*x?\d+\b/g, 'id')
    .replace(/(slack|teams)(:|%3A)[^"\s]*/g, 'ref')
    .replace(/(said|command|pressed|reacted|edited)(:|%3A)[^"]*/g, 'event')
    .replace(/\d{4,}/g, 'N')
    // Midnight may fall between the two days.
    .replace(/"\d{1,2}(er)? \p{L}+"/gu, '"day"')
    .replace(/T\d\d:\d\d:\d\d\.\d+Z|N-\d\d-\d\d/g, '')
  return JSON.parse(text)
}

async function itemsOf(company: Company) {
  const items = await company.store.itemsWhere({}, { kind: 'savoir' }, { limit: 100 })
  const told = items.map(({ kind, title, body, by, tags, audience, replies, accepted, endorsedBy, source }) => ({
    kind,
    title,
    body,
    by,
    tags,
    audience,
    place: source.place,
    replies: replies.map((reply) => ({
      by: reply.by,
      text: reply.text,
      role: reply.role,
      accepted: reply.id === accepted?.reply,
    })),
    accepted: accepted && { by: accepted.by, byAsker: accepted.byAsker },
    endorsedBy: endorsedBy.map((act) => act.by),
  }))
  return levelled(
    company,
    told.sort((a, b) => (a.title < b.title ? -1 : 1)),
  )
}

/** What was said to whom, whatever the order in which conversations went on side by side. */
async function saidBy(company: Company) {
  const told = company.said.flatMap((delivery) => {
    if (delivery.kind === 'post') return [{ to: delivery.onlyFor ?? 'direct', doc: delivery.doc }]
    if (delivery.kind === 'update') return [{ to: 'changed', doc: delivery.doc }]
    return delivery.kind === 'direct' ? [{ to: delivery.to, doc: delivery.doc }] : []
  })
  const lines = (await levelled(company, told)) as { to: string; doc: unknown }[]
  return lines.map((line) => JSON.stringify(line)).sort()
}

describe('an answer that Savoir brings into a thread for its author', () => {
  it.each([
    ['Slack', slackCompany],
    ['Teams', teamsCompany],
  ])('takes a mark in %s like any other reply', async (_, open) => {
    const company = await open()
    const root = await company.says('lea', 'How do we rotate the signing key of the gateway?')
    await company.reacts('iris', root, 'brain')
    const [item] = await company.store.itemsWhere({}, { kind: 'savoir' }, { limit: 1 })
    const omar = (await company.store.people()).find(({ name }) => name.startsWith('Omar'))
    if (!item || !omar) throw new Error('nothing was saved')
    const { message, place } = item.source
    const reply = { id: 'r1', by: omar.ref, at: item.at, text: 'Run keyctl.', permalink: null, role: 'answer' } as const
    const doc = [text('Omar answers: Run keyctl.')]
    await company.store.settle({
      event: 'answered',
      by: omar.ref,
      at: item.at,
      asOf: await company.store.lastSeq(),
      changes: [{ kind: 'replyAdded', item: item.id, reply: { ...reply, message: null } }],
      deliveries: [{ kind: 'post', to: place, thread: message, doc, speaksFor: { reply: 'r1' } }],
    })
    await vi.waitFor(() => expect(company.lastOfSavoir()).toBeDefined(), { timeout: 10_000 })
    await company.quiet()
    await company.reacts('lea', company.lastOfSavoir(), 'white_check_mark')
    const [marked] = await company.store.items([item.id], { kind: 'savoir' })
    expect(marked?.accepted).toMatchObject({ reply: 'r1', byAsker: true })
  })
})

describe('one brain behind every platform', () => {
  it.each([
    ['of talk', aDay, 2, 8],
    ['of verbs and buttons', aDayOfVerbs, 5, 35],
  ])(
    'knows the same, and says the same, after the same day %s in Slack and in Teams',
    async (_, live, items, words) => {
      const [slack, teams] = [await slackCompany(), await teamsCompany()]
      await Promise.all([live(slack), live(teams)])
      const known = await itemsOf(slack)
      expect(known).toHaveLength(items)
      expect(await itemsOf(teams)).toEqual(known)
      const said = await saidBy(slack)
      expect(said.length).toBeGreaterThan(words)
      expect(await saidBy(teams)).toEqual(said)
    },
  )
})
