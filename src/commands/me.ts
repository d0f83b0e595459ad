import { button } from '../action.ts'
import type { NudgeKind } from '../chat/delivery.ts'
import { buttons, type Doc, type Form, text } from '../chat/doc.ts'
import type { Change } from '../knowledge/change.ts'
import type { PersonSettings } from '../knowledge/settings.ts'
import { cleanTag } from '../knowledge/tags.ts'
import { spoken } from '../languages/spoken.ts'
import { Refusal } from '../refusal.ts'
import { answer, type Command, openForm, type Press, type PressHandler, type Request, turnInto } from '../request.ts'
import { type MyTopic, meDoc, type Switch } from '../say/me.ts'
import type { World } from '../world.ts'
import { linkAccounts } from './accounts.ts'
import { evidenceView } from './who.ts'

const TOPIC_LENGTH = 40
/** What comes unasked, and can be refused for good. */
const REFUSABLE: readonly string[] = ['suggestion', 'solved', 'request', 'prompt'] satisfies NudgeKind[]
const SWITCHES: readonly string[] = ['learnFromMe', 'showMe', 'inferTopics'] satisfies Switch[]

/** What Savoir sees of the person, for that person alone, with every switch; or `me link`, see `accounts.ts`. */
export const me: Command = async (request, world) => {
  const [, code] = LINK.exec(request.text.trim()) ?? []
  if (code !== undefined) return linkAccounts(code, request, world)
  return answer(request, await myPage(request, await world.store.personSettings(request.by.ref), world))
}

const LINK = /^(?:link|lier|relier)\b[\s:]*(.*)$/is

/** `Hide topic`: nobody is pointed to the person for it. */
export const hideTopic: PressHandler = async (press) => onTopic(press, 'topicHidden', press.phrases.me.hid)

/** `Not me`: the topic was inferred wrongly. */
export const notMe: PressHandler = async (press) => onTopic(press, 'topicDenied', press.phrases.me.denied)

/** A hidden topic counts again. */
export const freeTopic: PressHandler = async (press) => onTopic(press, 'topicFreed', press.phrases.me.freed)

/** `Add topic`: counts at once, labelled as the person's own word. */
export const addTopic: PressHandler = async (press) => {
  const typed = press.fields.topic
  if (typed === undefined) return openForm(press, topicForm(press))
  return onTopic({ ...press, args: [typed] }, 'topicDeclared', press.phrases.me.added)
}

/** One of the three switches. */
export const turnSwitch: PressHandler = async (press, world) => {
  const [name = '', to] = press.args
  if (name === 'prompts' || name === 'saving') return takeBack(press, name === 'saving', world)
  if (!SWITCHES.includes(name)) throw new Refusal('oldButton')
  const change = { [name]: to === 'on' }
  const settings = { ...(await world.store.personSettings(press.by.ref)), ...change }
  return turnInto(press, await myPage(press, settings, world), [{ kind: 'personSet', settings: change }])
}

/** `Never again` under a message that Savoir sent unasked: none of that kind comes any more. */
export const never: PressHandler = async (press, world) => {
  const [kind = ''] = press.args
  if (!REFUSABLE.includes(kind)) throw new Refusal('oldButton')
  const { refused } = await world.store.personSettings(press.by.ref)
  const change: Change = { kind: 'personSet', settings: { refused: [...new Set([...refused, kind])] } }
  return turnInto(press, [text(press.phrases.me.neverAgain)], [change])
}

/** Takes back what was refused for good: the prompts, or the saving of one's words. */
async function takeBack(press: Press, saving: boolean, world: World) {
  const before = await world.store.personSettings(press.by.ref)
  const refused = before.refused.filter((kind) => (kind === 'saving') !== saving)
  const page = await myPage(press, { ...before, refused }, world)
  return turnInto(press, page, [{ kind: 'personSet', settings: { refused } }])
}

/** The other language, from now on. */
export const otherLanguage: PressHandler = async (press) => {
  const language = press.language === 'en' ? 'fr' : 'en'
  const doc = [text(spoken[language].me.languageNow)]
  return answer(press, doc, [{ kind: 'personSet', settings: { language } }])
}

/** `Export`: everything that is stored on the person, as a file for them alone. */
export const exportMine: PressHandler = async (press, world) => {
  const content = `${JSON.stringify(await world.store.export(press.by.ref), null, 2)}\n`
  return {
    changes: [],
    deliveries: [
      { kind: 'file', to: press.by.ref, name: 'savoir.json', content, doc: [text(press.phrases.me.exportReady)] },
    ],
  }
}

/** `Forget me`: asks once more, since it cannot be undone. */
export const forget: PressHandler = async (press) => answer(press, forgetDoc(press))

/** `Yes, forget me`: words, evidence and name go at once. */
export const forgetYes: PressHandler = async (press) => {
  const { changes, deliveries } = answer(press, [text(press.phrases.me.forgotten)], [{ kind: 'forgotten' }])
  return { changes, deliveries: [{ kind: 'erase', to: press.by.ref }, ...deliveries] }
}

/** `Keep everything`. */
export const keep: PressHandler = async (press) => turnInto(press, [text(press.phrases.me.kept)])

async function myPage(request: Request, settings: PersonSettings, world: World): Promise<Doc> {
  const words = (await world.store.topicWords()).filter((word) => word.person === request.by.ref)
  const hidden = words.filter((word) => word.says !== 'declared').map((word) => word.topic)
  const declared = words.filter((word) => word.says === 'declared').map((word) => word.topic)
  const topics = (await myTopics(request, declared, world)).filter(({ topic }) => !hidden.includes(topic))
  const accounts = await world.store.accountsOf(request.by.ref)
  return meDoc(request.phrases, { topics, hidden, settings, accounts }, world.now())
}

/** Declared topics first, then the tags of what the person did, the most frequent first. */
async function myTopics(request: Request, declared: readonly string[], world: World): Promise<MyTopic[]> {
  const acts = (await world.store.evidenceOf(request.by.ref, request.reader)).filter((act) => act.kind !== 'asked')
  const items = await world.store.items([...new Set(acts.map((act) => act.item))], request.reader)
  const byId = new Map(items.map((item) => [item.id, item]))
  const byTopic = new Map<string, MyTopic>(declared.map((topic) => [topic, { topic, declared: true, evidence: [] }]))
  for (const act of acts) {
    for (const topic of byId.get(act.item)?.tags ?? []) {
      const known = byTopic.get(topic) ?? { topic, declared: false, evidence: [] }
      byTopic.set(topic, { ...known, evidence: [...known.evidence, ...evidenceView(act, byId.get(act.item))] })
    }
  }
  return [...byTopic.values()].sort(
    (a, b) =>
      Number(b.declared) - Number(a.declared) || b.evidence.length - a.evidence.length || (a.topic < b.topic ? -1 : 1),
  )
}

type TopicChange = 'topicHidden' | 'topicDenied' | 'topicFreed' | 'topicDeclared'

async function onTopic(press: Press, kind: TopicChange, sentence: (topic: string) => string) {
  const topic = cleanTag(press.args[0] ?? '')
  if (!topic) throw new Refusal('noTag')
  return answer(press, [text(sentence(`#${topic}`))], [{ kind, topic }])
}

function topicForm({ phrases }: Press): Form {
  const { fields, forms, buttons: labels } = phrases
  return {
    action: 'addTopic',
    title: forms.addTopic,
    submit: labels.send,
    cancel: labels.cancel,
    fields: [{ name: 'topic', label: fields.topic, kind: 'line', value: '', max: TOPIC_LENGTH, required: true }],
  }
}

function forgetDoc({ phrases }: Press): Doc {
  return [
    text(phrases.me.forgetSure),
    buttons(
      { ...button(phrases.buttons.forgetYes, 'forgetYes'), style: 'danger' },
      button(phrases.buttons.keep, 'keep'),
    ),
  ]
}
