import type { Delivery } from '../../src/chat/delivery.ts'
import type { Block, Doc, Form, Inline } from '../../src/chat/doc.ts'
import type { ChatEvent, Happened } from '../../src/chat/event.ts'
import { attached, CARD_TYPE, type Card } from './card.ts'
import { COMMANDS } from './command-ids.ts'
import { typed } from './escape.ts'
import { CANCEL, fieldsOf, renderForm, SEND } from './form.ts'
import { type At, messageRefAt, threadAt } from './inbound.ts'
import { inWindow, renderCard, renderForOthers, summaryOf } from './render.ts'
import { type InvokeAnswer, isRecord, type MessagePayload } from './wire.ts'
import { ASK_FORM, type Words } from './words.ts'

/** The emoji that stand for the message actions: an action is a gesture by another way. */
export interface Marks {
  readonly save: string
  readonly accept: string
}

/** What an invoke asks for. */
export type Asked =
  /** Something happened; the answer is shown on the card or in the window, if it comes in time. */
  | { readonly kind: 'event'; readonly event: ChatEvent; readonly where: 'card' | 'window' | 'results' }
  /** A form is to be shown, and nothing is asked of the core yet. */
  | { readonly kind: 'form'; readonly form: Form }
  /** The form on a card is put away. */
  | { readonly kind: 'cancel' }
  | { readonly kind: 'file'; readonly value: unknown }
  | { readonly kind: 'nothing'; readonly answer: InvokeAnswer }

const EMPTY: Asked = { kind: 'nothing', answer: { status: 200, body: {} } }

/** Reads an invoke. One that Savoir does not know is answered with nothing, so that no client shows an error. */
export function askedBy(at: At, marks: Marks, words: Words, textOf: (payload: MessagePayload) => string): Asked {
  const value = isRecord(at.activity.value) ? at.activity.value : {}
  switch (at.activity.name) {
    case 'adaptiveCard/action':
      return onCard(at, value)
    case 'composeExtension/query':
      return query(at, value)
    case 'composeExtension/fetchTask':
      return command(at, value, marks, words, textOf)
    case 'composeExtension/submitAction':
    case 'task/submit':
    case 'task/fetch':
      return inOpenWindow(at, value)
    case 'fileConsent/invoke':
      return { kind: 'file', value }
    default:
      return EMPTY
  }
}

type Value = Readonly<Record<string, unknown>>

function onCard(at: At, value: Value): Asked {
  const action = isRecord(value.action) ? value.action : {}
  const data = isRecord(action.data) ? action.data : {}
  if (action.verb === CANCEL) return { kind: 'cancel' }
  const name = actionOf(data)
  const event = action.verb === SEND ? formSent(at, name, data) : pressed(at, name)
  return { kind: 'event', where: 'card', event }
}

/** Every keystroke may be such a call: it is a look, and asks nobody anything. */
function query(at: At, value: Value): Asked {
  const parameters = Array.isArray(value.parameters) ? value.parameters.filter(isRecord) : []
  const words = String(parameters.find(({ name }) => name === 'q')?.value ?? '').trim()
  if (!words) return { kind: 'nothing', answer: results([]) }
  return { kind: 'event', where: 'results', event: commandOf(happened(at, 'query'), `find ${words}`) }
}

function command(at: At, value: Value, marks: Marks, words: Words, textOf: (payload: MessagePayload) => string): Asked {
  const payload = isRecord(value.messagePayload) ? (value.messagePayload as MessagePayload) : {}
  const react = (emoji: string): Asked => {
    if (!payload.id) return EMPTY
    const event = { kind: 'reacted', ...happened(at, 'action'), message: messageRefAt(at, payload.id), emoji } as const
    return { kind: 'event', where: 'window', event }
  }
  switch (value.commandId) {
    case COMMANDS.save:
      return react(marks.save)
    case COMMANDS.accept:
      return react(marks.accept)
    case COMMANDS.askThis:
      return { kind: 'event', where: 'window', event: commandOf(happened(at, 'action'), `ask ${textOf(payload)}`) }
    case COMMANDS.ask:
      return { kind: 'form', form: words.askForm }
    default:
      return EMPTY
  }
}

function inOpenWindow(at: At, value: Value): Asked {
  const data = isRecord(value.data) ? value.data : {}
  const action = actionOf(data)
  if (!action) return EMPTY
  const fields = fieldsOf(data)
  if (action === ASK_FORM) {
    return { kind: 'event', where: 'window', event: commandOf(happened(at, 'window'), `ask ${fields.question ?? ''}`) }
  }
  const isForm = Object.keys(fields).length > 0
  const event = isForm ? formSent(at, action, data) : { ...pressed(at, action), message: null }
  return { kind: 'event', where: 'window', event }
}

const actionOf = (data: Value): string => typed(String(data.action ?? ''))

const happened = ({ activity, happened }: At, what: string): Happened => ({
  ...happened,
  id: `teams:${what}:${happened.in}/${activity.id ?? happened.at.getTime()}`,
})

function pressed(at: At, action: string) {
  const { replyToId } = at.activity
  const message = replyToId ? messageRefAt(at, replyToId) : null
  return { kind: 'pressed', ...happened(at, 'press'), action, message, thread: threadAt(at, replyToId) } as const
}

function formSent(at: At, action: string, data: Value): ChatEvent {
  const { message } = pressed(at, action)
  // Where others see the card it is not for one person's form to change.
  const isTheirs = message !== null && at.known.contactOf(at.happened.in)?.kind === 'personal'
  const sent = { kind: 'formSent', ...happened(at, 'form'), action, fields: fieldsOf(data) } as const
  return isTheirs ? { ...sent, message } : sent
}

/** The person's page is to be shown anew, after something that they did there. */
export function pageAgain({ id, at, by, in: where }: ChatEvent): ChatEvent {
  return { kind: 'homeOpened', id: `${id}:page`, at, by, in: where }
}

const commandOf = (by: Happened, text: string): ChatEvent => ({
  kind: 'said',
  ...by,
  message: null,
  thread: null,
  text: text.trim(),
  addressed: 'command',
  permalink: null,
})

/** The answer on a card: what the core said of it, else the card as it is, else a word. */
export function onCardAnswer(delivery: Delivery | null, before: Card | null, words: Words): InvokeAnswer {
  const card =
    delivery?.kind === 'form'
      ? renderForm(delivery.form, words.missing)
      : delivery?.kind === 'update' || delivery?.kind === 'home'
        ? renderCard(delivery.doc)
        : before
  if (!card) return { status: 200, body: { statusCode: 200, type: MESSAGE, value: words.noted } }
  return { status: 200, body: { statusCode: 200, type: CARD_TYPE, value: card } }
}

const MESSAGE = 'application/vnd.microsoft.activity.message'

/** The answer in a window; without one in time, a word on where it will be. */
export function windowAnswer(delivery: Delivery | null, words: Words): InvokeAnswer {
  switch (delivery?.kind) {
    case 'form':
      return formWindow(delivery.form, words)
    case 'post':
    case 'update':
      return window('Savoir', inWindow(renderCard(delivery.doc)))
    default:
      return { status: 200, body: { task: { type: 'message', value: words.later } } }
  }
}

export const formWindow = (form: Form, words: Words): InvokeAnswer =>
  window(form.title, renderForm(form, words.missing, true))

const window = (title: string, card: Card): InvokeAnswer => ({
  status: 200,
  body: { task: { type: 'continue', value: { title, width: 'medium', height: 'medium', card: attached(card) } } },
})

/** What was found, a row each, without buttons: whoever inserts one shows it to others. */
export function resultsAnswer(delivery: Delivery | null): InvokeAnswer {
  if (delivery?.kind !== 'post') return results([])
  const rows = delivery.doc.flatMap((block): Doc[] => (block.kind === 'list' ? block.rows.map(rowDoc) : []))
  return results((rows.length > 0 ? rows : [delivery.doc]).slice(0, MOST))
}

const MOST = 10
const rowDoc = (inlines: readonly Inline[]): Doc => [{ kind: 'text', inlines } satisfies Block]

function results(docs: readonly Doc[]): InvokeAnswer {
  const attachments = docs.map((doc) => ({
    ...attached(renderForOthers(doc)),
    preview: { contentType: THUMBNAIL, content: { title: summaryOf(doc) } },
  }))
  return { status: 200, body: { composeExtension: { type: 'result', attachmentLayout: 'list', attachments } } }
}

const THUMBNAIL = 'application/vnd.microsoft.card.thumbnail'
