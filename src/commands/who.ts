import type { Evidence } from '../knowledge/evidence.ts'
import type { Item, LanguageCode } from '../knowledge/item.ts'
import { parse } from '../languages/parse.ts'
import { answer, type Command, type PressHandler } from '../request.ts'
import { type EvidenceView, type ExpertView, expertsDoc, whyDoc } from '../say/people.ts'
import type { Reader } from '../store/store.ts'
import type { World } from '../world.ts'
import { askedText } from './ask.ts'
import { canPostIn } from './in-public.ts'
import { wordsOf } from './words.ts'

const SHOWN = 3

/** Finds up to three people who may help, each with evidence that the asker can open. */
export const who: Command = async (request, world) => {
  const words = wordsOf(request, 'emptyTopic')
  const topic = topicIn(words, request.language)
  const found = await expertsOn(topic, request.reader, world, SHOWN + 1)
  const experts = found.filter((expert) => expert.ref !== request.by.ref).slice(0, SHOWN)
  const youKnow = found.some((expert) => expert.ref === request.by.ref)
  const ask = world.newId()
  const place = canPostIn(request.in) ? request.in.name : null
  const doc = expertsDoc(request.phrases, { topic, experts, ask, place, youKnow }, world.now())
  // Whoever is asked hears a question, not a mere topic.
  const question = world.linguist.isQuestion(words) ? words : request.phrases.who.question(topic)
  return answer(request, doc, [{ kind: 'asked', ask, text: question, place: request.in.ref }])
}

/** What people are looked for by, in a topic or in a question about it. */
function topicIn(words: string, language: LanguageCode): string {
  const parsed = parse(words, language, 'direct')
  return (parsed.kind === 'verb' && parsed.verb === 'who' ? parsed.text : words).replace(/[?？\s]+$/u, '')
}

/** `Who may know?` under a question that has no answer. */
export const whoKnows: PressHandler = async (press, world) =>
  who({ ...press, text: await askedText(press, world) }, world)

/** `Why these?`: the acts that weighed most, and the rule in words. */
export const why: PressHandler = async (press, world) => {
  const topic = topicIn(await askedText(press, world), press.language)
  const experts = await expertsOn(topic, press.reader, world, SHOWN + 1)
  const others = experts.filter((expert) => expert.ref !== press.by.ref).slice(0, SHOWN)
  return answer(press, whyDoc(press.phrases, others, world.now()))
}

/** Who knows a topic, for a reader, most able first. */
export async function expertsOn(topic: string, reader: Reader, world: World, limit: number): Promise<ExpertView[]> {
  const experts = await world.search.people(topic, reader, world.now(), limit)
  const ids = [...new Set(experts.flatMap((expert) => expert.because.map((act) => act.item)))]
  const items = new Map((await world.store.items(ids, reader)).map((item) => [item.id, item]))
  const views = experts.map(async ({ person, because, saysSo }) => {
    const known = await world.store.person(person)
    const evidence = because.flatMap((act) => evidenceView(act, items.get(act.item)))
    return known ? [{ ref: person, name: known.name, saysSo, evidence }] : []
  })
  return (await Promise.all(views)).flat()
}

/** One act with the title and the link that let the reader open it; nothing when they may not read the item. */
export function evidenceView(act: Evidence, item: Item | undefined): EvidenceView[] {
  if (!item) return []
  const reply = item.replies.find((one) => one.id === act.reply)
  const permalink = reply?.permalink ?? item.source.permalink
  return [{ kind: act.kind, item: item.id, title: item.title, at: act.at, permalink }]
}
