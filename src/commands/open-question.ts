import { button } from '../action.ts'
import type { Delivery } from '../chat/delivery.ts'
import { buttons, context, quote, text } from '../chat/doc.ts'
import type { Change } from '../knowledge/change.ts'
import type { NewItem } from '../knowledge/item.ts'
import { spoken } from '../languages/spoken.ts'
import { Refusal } from '../refusal.ts'
import { answer, type Press, type PressHandler, turnInto } from '../request.ts'
import { doneDoc, visibleTo } from '../say/item.ts'
import { cut, TITLE_MAX } from '../say/lines.ts'
import type { EvidenceView, ExpertView } from '../say/people.ts'
import { mayRead } from '../store/store.ts'
import type { World } from '../world.ts'
import { askedText } from './ask.ts'
import { saidInPublic } from './in-public.ts'
import { newItem } from './publish.ts'
import { expertsOn } from './who.ts'

const ASKED_AT_MOST = 3
/** Some of those who know may not read the question. */
const CONSIDERED = 10
// A question that was opened by another button of the same answer is among the person's latest ones.
const RECENT = 20

/** `Open the question`: it becomes an item that others can find and answer. */
export const openQuestion: PressHandler = async (press, world) => {
  const { item, changes } = await questionOf(press, world)
  const doc = doneDoc(press.phrases, await openedSentence(press, item, world), press.event.id)
  return turnInto(press, doc, changes)
}

/** `Ask in #place`: opens the question and puts it to the place, in the asker's name. */
export const askInPlace: PressHandler = async (press, world) => {
  if (press.in.audience === 'direct') throw new Refusal('onlyInChannel')
  const { item, changes } = await questionOf(press, world)
  const { phrases } = press
  const doc = [
    context(phrases.ask.openedInPlace(press.by.name)),
    quote(item.body),
    buttons({ ...button(phrases.buttons.answer, 'answer', item.id), style: 'primary' }),
  ]
  return {
    changes,
    deliveries: [
      await saidInPublic(press, doc, world),
      ...turnInto(press, doneDoc(phrases, await openedSentence(press, item, world), press.event.id)).deliveries,
    ],
  }
}

/** `Ask them quietly`: opens the question and asks the likely people in private; each may pass at no cost. */
export const askQuietly: PressHandler = async (press, world) => {
  const { item, changes } = await questionOf(press, world)
  const experts = await thoseToAsk(item, press, world)
  if (!experts.length) return answer(press, [text(press.phrases.who.nobodyToAsk)])
  const names = experts.map((expert) => expert.name).join(', ')
  return {
    changes,
    deliveries: [
      ...turnInto(press, doneDoc(press.phrases, press.phrases.who.asked(names), press.event.id)).deliveries,
      ...(await Promise.all(experts.map((expert) => requestTo(expert, press, item, world)))),
    ],
  }
}

/** `Not my topic`: counts at once. */
export const notMyTopic: PressHandler = async (press, world) => {
  const [item] = await world.store.items([Number(press.args[0])], press.reader)
  const topics = item?.tags ?? []
  return turnInto(
    press,
    [text(press.phrases.who.notMyTopicNoted)],
    topics.map((topic) => ({ kind: 'topicDenied', topic }) as const),
  )
}

/** People who know, and who may read the question: asking widens nothing. */
async function thoseToAsk(item: Opened['item'], press: Press, world: World): Promise<ExpertView[]> {
  const experts = await expertsOn(item.body, press.reader, world, CONSIDERED)
  const others = experts.filter((expert) => expert.ref !== press.by.ref)
  const able = await Promise.all(
    others.map(async ({ ref }) => mayRead(await world.store.readable({ kind: 'person', person: ref }), item)),
  )
  return others.filter((_, index) => able[index]).slice(0, ASKED_AT_MOST)
}

async function requestTo(expert: ExpertView, press: Press, item: Opened['item'], world: World): Promise<Delivery> {
  const phrases = spoken[await world.store.languageOf(expert.ref)]
  const [act] = await readableActs(expert, world)
  const doc = [
    text(phrases.who.request(press.by.name)),
    quote(item.body),
    ...(act ? [context(phrases.who.requestWhy(cut(act.title, TITLE_MAX), phrases.ago(act.at, world.now())))] : []),
    buttons(
      { ...button(phrases.buttons.answer, 'answer', item.id), style: 'primary' },
      button(phrases.buttons.notMyTopic, 'notMyTopic', item.id),
      button(phrases.buttons.never, 'never', 'request'),
    ),
  ]
  return { kind: 'direct', to: expert.ref, doc, nudge: 'request' }
}

/** What they did on items that they may still read. */
async function readableActs({ ref, evidence }: ExpertView, world: World): Promise<readonly EvidenceView[]> {
  const reader = { kind: 'person', person: ref } as const
  const items = await world.store.items(
    evidence.map((act) => act.item),
    reader,
  )
  return evidence.filter((act) => items.some((item) => item.id === act.item))
}

interface Opened {
  readonly item: Pick<NewItem, 'id' | 'title' | 'body' | 'audience' | 'source'>
  readonly changes: readonly Change[]
}

/**
 * The question as an item, added unless it is open already. One put in private is shown to everyone: that is what
 * opening it means.
 */
async function questionOf(press: Press, world: World): Promise<Opened> {
  const words = await askedText(press, world)
  const mine = { kind: 'question', by: press.by.ref, open: true } as const
  const opened = await world.store.itemsWhere(mine, press.reader, { limit: RECENT })
  const before = opened.find((item) => item.body === words)
  if (before) return { item: before, changes: [] }
  // A guest who asks in private would ask nobody.
  if (press.in.audience === 'direct' && press.by.standing !== 'member') throw new Refusal('onlyInChannel')
  const item = await newItem('question', words, { ...press, message: null, permalink: null }, world)
  const asked: NewItem = press.in.audience === 'direct' ? { ...item, audience: 'everyone' } : item
  return { item: asked, changes: [{ kind: 'itemAdded', item: asked }] }
}

async function openedSentence(press: Press, item: Opened['item'], world: World): Promise<string> {
  const members = (await world.store.members(press.in.ref)).length
  const where =
    item.audience === 'everyone' ? press.phrases.items.visibleToEveryone : visibleTo(press.phrases, press.in, members)
  return press.phrases.ask.opened(item.id, where)
}
