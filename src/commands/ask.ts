import { button } from '../action.ts'
import { buttons, context, text } from '../chat/doc.ts'
import { type Item, isOpen } from '../knowledge/item.ts'
import { stillRight } from '../nudges/freshness.ts'
import { Refusal } from '../refusal.ts'
import { answer, type Command, type Press, type PressHandler, type Request, turnInto } from '../request.ts'
import { answerDoc, nothingDoc, quoted } from '../say/answer.ts'
import { doneDoc } from '../say/item.ts'
import type { Matches } from '../search/search.ts'
import type { Reader } from '../store/store.ts'
import { viewsOf } from '../views.ts'
import type { World } from '../world.ts'
import { whyNotInPlaceOf } from './edit.ts'
import { canPostIn, saidInPublic } from './in-public.ts'
import { itemFor, wordsOf } from './words.ts'

const SHOWN = 3
// With less than this share of the best one's score, an item is about something else.
const NEAR_SHARE = 0.4
// A question that dozens asked and nobody answered has no answer.
const ROUNDS = 20

/** Finds the best saved answer, or says in one line that there is none and offers the way on. */
export const ask: Command = async (request, world) => {
  const question = wordsOf(request, 'emptyQuestion')
  const { sure, items, near } = await answersTo(question, request.reader, world, SHOWN)
  const id = world.newId()
  const [best, ...others] = sure ? await viewsOf(items.slice(0, near), world) : []
  const doc = best
    ? answerDoc(request.phrases, [best, ...others], world.now(), {
        ask: id,
        shareable: canPostIn(request.in),
      })
    : nothingDoc(request.phrases, id, near > 0)
  return answer(request, doc, [{ kind: 'asked', ask: id, text: question, place: request.in.ref }])
}

export interface Answers {
  readonly sure: boolean
  /** Estimated chance, from 0 to 1, that the first one is right. */
  readonly confidence: number
  /** Best first; questions that are still open have nothing to say and are left out. */
  readonly items: readonly Item[]
  /** How many of them come near the best one. */
  readonly near: number
}

/** The items that answer a question, for a reader. A question that nobody answered is no answer, however near it is. */
export async function answersTo(question: string, reader: Reader, world: World, limit: number): Promise<Answers> {
  const unanswered = new Set<number>()
  for (let round = 0; round < ROUNDS; round += 1) {
    const matches = await world.search.items(question, reader, world.now(), limit, unanswered)
    const ids = matches.items.map((match) => match.item)
    const items = await world.store.items(ids, reader)
    const open = items.filter((item) => !hasAnswer(item))
    if (!open.length) return { ...matches, items, near: nearIn(matches) }
    for (const { id } of open) unanswered.add(id)
  }
  return { sure: false, confidence: 0, items: [], near: 0 }
}

function nearIn({ items }: Matches): number {
  const enough = (items[0]?.score ?? 0) * NEAR_SHARE
  return items.filter(({ score }) => score >= enough).length
}

const hasAnswer = (item: Item): boolean => !isOpen(item) || item.replies.some((reply) => reply.role === 'answer')

/** `Ask this`: a text that may have been a command, taken as a question. */
export const askThis: PressHandler = async (press, world) =>
  ask({ ...press, text: await askedText(press, world) }, world)

/** The question behind a button, as the person once put it. */
export async function askedText(
  press: Request & { readonly args: readonly string[] },
  world: World,
  at = 0,
): Promise<string> {
  const asked = await world.store.asked(press.args[at] ?? '', press.by.ref)
  if (!asked) throw new Refusal('oldButton')
  return asked.text
}

/** `That helped`: the author's knowledge was of use. Under a suggestion, it answers the question that was posted. */
export const helped: PressHandler = async (press, world) => {
  const item = await itemFor(press, world, Number(press.args[0]))
  const { ask } = press.phrases
  const question = await ownQuestionAnsweredBy(item, press, world)
  const thanked = question
    ? answer(press, doneDoc(press.phrases, ask.solved(item.id), press.event.id), [
        { kind: 'helped', item: item.id },
        { kind: 'itemSuperseded', item: question.id, by: item.id },
      ])
    : answer(press, [text(ask.thanks)], [{ kind: 'helped', item: item.id }])
  const asked = stillRight(item, press.by, press.phrases, world.now())
  return asked ? { ...thanked, deliveries: [...thanked.deliveries, asked] } : thanked
}

/** The open question behind a suggestion: nobody is asked about it any more, unless some who read it may not read the answer. */
async function ownQuestionAnsweredBy(answer: Item, press: Press, world: World): Promise<Item | null> {
  const [question] = await world.store.items([Number(press.args[1])], press.reader)
  if (!question || question.by !== press.by.ref || !isOpen(question)) return null
  return (await whyNotInPlaceOf(question, answer, press, world)) ? null : question
}

/** `Not it`: offers to ask people instead. */
export const notIt: PressHandler = async (press, world) => {
  const item = await itemFor(press, world, Number(press.args[0]))
  const row = buttons(
    button(press.phrases.buttons.askPeople, 'openQuestion', press.args[1] ?? ''),
    button(press.phrases.buttons.whoKnows, 'whoKnows', press.args[1] ?? ''),
  )
  return turnInto(press, [text(press.phrases.ask.notItNoted), row], [{ kind: 'notIt', item: item.id }])
}

/** `Share`: posts the item in the place, as far as everyone there may read it. */
export const share: PressHandler = async (press, world) => {
  if (!canPostIn(press.in)) throw new Refusal('onlyInChannel')
  const { id } = await itemFor(press, world, Number(press.args[0]))
  const [view] = await viewsOf(await world.store.items([id], { kind: 'place', place: press.in.ref }), world)
  if (!view) throw new Refusal('notForAll')
  const doc = [context(press.phrases.ask.shared(press.by.name)), ...quoted(press.phrases, view, world.now())]
  // The button goes with the private answer, so that it is shared once.
  const { deliveries } = turnInto(press, [text(press.phrases.ask.sharedNow)])
  return { changes: [], deliveries: [await saidInPublic(press, doc, world), ...deliveries] }
}
