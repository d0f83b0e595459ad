import type { ViewBody } from './wire.ts'

/** The fields of a filled form that must not be empty and are. */
export function emptyFields(body: ViewBody): string[] {
  const values = body.view.state.values
  return inputsOf(body).flatMap(({ block_id: id, optional }) => {
    const input = id ? Object.values(values[id] ?? {})[0] : undefined
    return id && optional === false && (input?.value ?? '').trim() === '' ? [id] : []
  })
}

/** Slack shows what is wrong beside a field: the first that must be filled is what a form is about. */
export function besideAField(body: ViewBody, what: string): Readonly<Record<string, string>> | null {
  const inputs = inputsOf(body)
  const field = (inputs.find(({ optional }) => optional === false) ?? inputs[0])?.block_id
  return field ? { [field]: what } : null
}

const inputsOf = (body: ViewBody) => (body.view.blocks ?? []).filter(({ type }) => type === 'input')
