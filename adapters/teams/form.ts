import type { Form } from '../../src/chat/doc.ts'
import type { Card, CardAction, CardElement, TextInput } from './card.ts'
import { card } from './card.ts'
import { cut, literal, typed } from './escape.ts'
import { titleOf } from './render.ts'

/** Verbs of the buttons of a form. */
export const SEND = 'savoir.send'
export const CANCEL = 'savoir.cancel'
/** Names of fields are ids of inputs behind this, so that none is taken for something else. */
const FIELD = 'field.'
const VALUE = 20_000

/** Writes a form as a card. `dialog`: it opens by itself, in a window that has its own way to close. */
export function renderForm(form: Form, missing: string, dialog = false): Card {
  const heading: CardElement = {
    type: 'RichTextBlock',
    inlines: [{ type: 'TextRun', text: titleOf(form.title), weight: 'Bolder', size: 'Medium' }],
  }
  const inputs = form.fields.map((field) => inputOf(field, missing))
  const actions = dialog ? [submit(form)] : [send(form), cancel(form)]
  return card([...(dialog ? [] : [heading]), ...inputs, { type: 'ActionSet', actions }])
}

/** What was typed, by field. */
export function fieldsOf(data: Readonly<Record<string, unknown>>): Record<string, string> {
  const fields = Object.entries(data).filter(([name]) => name.startsWith(FIELD))
  return Object.fromEntries(fields.map(([name, value]) => [name.slice(FIELD.length), typed(String(value ?? ''))]))
}

const send = (form: Form): CardAction => ({
  type: 'Action.Execute',
  title: titleOf(form.submit),
  verb: SEND,
  data: { action: literal(form.action) },
  style: 'positive',
})

const cancel = (form: Form): CardAction => ({
  type: 'Action.Execute',
  title: titleOf(form.cancel),
  verb: CANCEL,
  data: { action: literal(form.action) },
  associatedInputs: 'none',
})

const submit = (form: Form): CardAction => ({
  type: 'Action.Submit',
  title: titleOf(form.submit),
  data: { action: literal(form.action) },
})

function inputOf(field: Form['fields'][number], missing: string): TextInput {
  const max = Math.min(Math.max(Math.floor(field.max), 1), VALUE)
  return {
    type: 'Input.Text',
    id: `${FIELD}${field.name}`,
    label: titleOf(field.label),
    value: cut(literal(field.value), max),
    maxLength: max,
    isMultiline: field.kind === 'lines',
    isRequired: field.required,
    ...(field.required ? { errorMessage: missing } : {}),
  }
}
