import { button } from '../action.ts'
import { type Block, type Button, bold, buttons, context, type Doc, quote, text } from '../chat/doc.ts'
import type { Item } from '../knowledge/item.ts'
import type { Phrases } from '../languages/phrases.ts'
import { arrow, cut, dotted, TITLE_MAX } from './lines.ts'
import type { EvidenceView } from './people.ts'

const QUESTION_MAX = 1_500

interface Why {
  readonly asker: string | null
  readonly act: EvidenceView | null
  readonly passedBy?: string
  readonly again?: boolean
}

type Question = Pick<Item, 'id' | 'title' | 'body' | 'source'>

/** A private request: the question, why they are asked, and five ways to go on. */
export function requestDoc(phrases: Phrases, item: Question, why: Why, now: Date): Doc {
  const { clock } = phrases.nudges
  const asker = why.asker ?? phrases.someone
  return [
    text(why.passedBy ? clock.passedOn(why.passedBy, asker) : clock.request(asker)),
    quote(cut(item.body || item.title, QUESTION_MAX)),
    context(...dotted([[...reasons(phrases, why, now), clock.onlyYou].join(' '), arrow(item.source.permalink)])),
    buttons(...requestButtons(phrases, item.id, why.again ?? false)),
    buttons(button(phrases.buttons.never, 'never', 'request')),
  ]
}

/** Nobody answered: what the asker can do. */
export function choicesDoc(phrases: Phrases, item: Question, inPlace: boolean): Doc {
  const { stillOpen, buttons: labels } = phrases.nudges.clock
  const widen = inPlace ? [button(labels.widen, 'widen', item.id)] : []
  return [text(stillOpen(cut(item.title, TITLE_MAX))), buttons(...widen, ...otherChoices(phrases, item))]
}

/** It was put to everybody; the other ways stay open. */
export const widenedChoicesDoc = (phrases: Phrases, item: Question): Doc => [
  text(phrases.nudges.clock.widened),
  buttons(...otherChoices(phrases, item)),
]

const otherChoices = ({ nudges }: Phrases, { id }: Question): Button[] => [
  button(nudges.clock.buttons.reword, 'edit', id),
  button(nudges.clock.buttons.found, 'found', id),
  button(nudges.clock.buttons.drop, 'drop', id),
]

/** The question, put to a place once more. */
export const widenedDoc = (phrases: Phrases, item: Question, asker: string): Doc => [
  context(phrases.nudges.clock.asksAgain(asker)),
  quote(cut(item.body || item.title, QUESTION_MAX)),
  buttons({ ...button(phrases.buttons.answer, 'answer', item.id), style: 'primary' }),
]

/** An answer that was given in private, in the thread of its question. */
export const answerInThread = (phrases: Phrases, item: number, reply: string, name: string, words: string): Doc => [
  ...answered(phrases, name, words),
  buttons(button(phrases.buttons.accept, 'accept', item, reply)),
]

/** The same, once it is marked as the answer: the words stay. */
export const acceptedInThread = (phrases: Phrases, name: string, words: string): Doc => [
  ...answered(phrases, name, words),
  context(phrases.items.accepted(name)),
]

const answered = (phrases: Phrases, name: string, words: string): Block[] => [
  text(bold(phrases.nudges.clock.answers(name))),
  quote(words),
]

function reasons({ nudges, ago }: Phrases, { act, passedBy }: Why, now: Date): string[] {
  if (passedBy) return []
  return [act ? nudges.clock.why(cut(act.title, TITLE_MAX), ago(act.at, now)) : nudges.clock.whySays]
}

function requestButtons(phrases: Phrases, item: number, again: boolean): Button[] {
  const labels = phrases.nudges.clock.buttons
  return [
    { ...button(labels.answerHere, 'answerHere', item), style: 'primary' },
    button(labels.take, 'take', item),
    button(labels.passTo, 'passTo', item),
    ...(again ? [] : [button(labels.later, 'later', item)]),
    button(phrases.buttons.notMyTopic, 'notMyTopic', item),
  ]
}
