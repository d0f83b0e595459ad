import { button } from '../action.ts'
import type { NudgeKind, Update } from '../chat/delivery.ts'
import { buttons, context, type Doc, type Form, text } from '../chat/doc.ts'
import type { PersonRef } from '../chat/ref.ts'
import type { Change } from '../knowledge/change.ts'
import { type Evidence, type TopicWord, tellingMost } from '../knowledge/evidence.ts'
import type { LanguageCode } from '../knowledge/item.ts'
import type { DigestSetting, PersonSettings } from '../knowledge/settings.ts'
import { cleanTag } from '../knowledge/tags.ts'
import { spoken } from '../languages/spoken.ts'
import type { Outcome } from '../outcome.ts'
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
export const hideTopic: PressHandler = (press, world) => onTopic(press, 'topicHidden', press.phrases.me.hid, world)

/** `Not me`: the topic was inferred wrongly. */
export const notMe: PressHandler = (press, world) => onTopic(press, 'topicDenied', press.phrases.me.denied, world)

/** A hidden topic counts again. */
export const freeTopic: PressHandler = (press, world) => onTopic(press, 'topicFreed', press.phrases.me.freed, world)

/** `Add topic`: counts at once, labelled as the person's own word. */
export const addTopic: PressHandler = async (press, world) => {
  const typed = press.fields.topic
  if (typed === undefined) return openForm(press, topicForm(press))
  return onTopic({ ...press, args: [typed] }, 'topicDeclared', press.phrases.me.added, world)
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
export const otherLanguage: PressHandler = async (press, world) => {
  // The button says which: pressed twice, it does not take back what it did.
  const language = LANGUAGES.find((one) => one === press.args[0]) ?? otherThan(press.language)
  const phrases = spoken[language]
  const page = await myPage({ ...press, language, phrases }, await world.store.personSettings(press.by.ref), world)
  return onPage(press, phrases.me.languageNow, page, [{ kind: 'personSet', settings: { language } }])
}

/** The page with another digest on it, from now on. */
export async function digestOnPage(press: Press, digest: DigestSetting, world: World): Promise<Outcome> {
  const settings = { ...(await world.store.personSettings(press.by.ref)), digest }
  return turnInto(press, await myPage(press, settings, world), [{ kind: 'personSet', settings: { digest } }])
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
export const forgetYes: PressHandler = async (press, world) => {
  const { changes, deliveries } = answer(press, [text(press.phrases.me.forgotten)], [{ kind: 'forgotten' }])
  const posted = await world.store.postedFor(press.by.ref)
  const gone = posted.map((to): Update => ({ kind: 'update', to, doc: [context(press.phrases.me.wordsGone)] }))
  return { changes, deliveries: [{ kind: 'erase', to: press.by.ref }, ...gone, ...deliveries] }
}

/** `Keep everything`. */
export const keep: PressHandler = async (press) => turnInto(press, [text(press.phrases.me.kept)])

async function myPage(request: Request, settings: PersonSettings, world: World, said?: TopicChange): Promise<Doc> {
  const before = (await world.store.topicWords()).filter((word) => word.person === request.by.ref)
  const words = said ? wordsAfter(before, said, { by: request.by.ref, at: world.now() }) : before
  const hidden = words.filter((word) => word.says !== 'declared').map((word) => word.topic)
  const declared = words.filter((word) => word.says === 'declared').map((word) => word.topic)
  const topics = (await myTopics(request, declared, world)).filter(({ topic }) => !hidden.includes(topic))
  const { phrases, language, by } = request
  const accounts = await world.store.accountsOf(by.ref)
  const mine = { topics, hidden, settings, accounts, timeZone: by.timeZone, otherLanguage: otherThan(language) }
  return meDoc(phrases, mine, world.now())
}

const LANGUAGES: readonly LanguageCode[] = ['en', 'fr']
const otherThan = (language: LanguageCode): LanguageCode => (language === 'en' ? 'fr' : 'en')

/** What was said last of a topic is what counts. */
function wordsAfter(
  before: readonly TopicWord[],
  { kind, topic }: TopicChange,
  { by, at }: { readonly by: PersonRef; readonly at: Date },
): readonly TopicWord[] {
  const others = before.filter((word) => word.topic !== topic)
  const says = SAYS[kind]
  const all = says ? [...others, { person: by, topic, says, at }] : others
  return all.sort((a, b) => (a.topic < b.topic ? -1 : 1))
}

const SAYS = { topicHidden: 'hidden', topicDenied: 'denied', topicDeclared: 'declared', topicFreed: null } as const

/** Declared topics first, then the tags of what the person did, the most frequent first. */
async function myTopics(request: Request, declared: readonly string[], world: World): Promise<MyTopic[]> {
  const acts = oneForEachItem(await world.store.evidenceOf(request.by.ref, request.reader))
  const items = await world.store.items(
    acts.map((act) => act.item),
    request.reader,
  )
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

/** Whoever answered, was accepted and was thanked did one thing. */
function oneForEachItem(acts: readonly Evidence[]): Evidence[] {
  const byItem = new Map<number, Evidence>()
  for (const act of acts) {
    const known = byItem.get(act.item)
    if (act.kind !== 'asked') byItem.set(act.item, known ? tellingMost(known, act) : act)
  }
  return [...byItem.values()]
}

type TopicChange = Extract<Change, { kind: keyof typeof SAYS }>

async function onTopic(press: Press, kind: TopicChange['kind'], sentence: (topic: string) => string, world: World) {
  const topic = cleanTag(press.args[0] ?? '')
  if (!topic) throw new Refusal('noTag')
  const change = { kind, topic }
  const page = await myPage(press, await world.store.personSettings(press.by.ref), world, change)
  return onPage(press, sentence(`#${topic}`), page, [change])
}

/** The page that bore the button is shown as it is now, below a word on what changed; without one, the word alone. */
function onPage(press: Press, words: string, page: Doc, changes: readonly Change[]): Outcome {
  const { shownOn } = press
  if (!shownOn) return answer(press, [text(words)], changes)
  return turnInto({ ...press, pressed: shownOn }, [text(words), ...page], changes)
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
