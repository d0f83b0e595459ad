import type { JSX } from 'preact'
import { useId, useState } from 'preact/hooks'
import type { Field } from '../../../src/chat/doc.ts'
import type { OpenedForm } from '../wire.ts'
import { Dialog } from './dialog.tsx'
import { useUi } from './ui.ts'

/** A form that Savoir opened for the person. */
export function FormDialog({ opened }: { readonly opened: OpenedForm }): JSX.Element {
  const { act, t, view } = useUi()
  const { form, trigger } = opened
  const [fields, setFields] = useState(() => Object.fromEntries(form.fields.map(({ name, value }) => [name, value])))
  const send = (event: Event): void => {
    event.preventDefault()
    void act('form/send', { trigger, place: view.place.ref, fields })
  }
  const drop = (): void => void act('form/drop', { trigger })
  return (
    <Dialog label={form.title} close={drop}>
      <form class="form" onSubmit={send}>
        {form.fields.map((field) => (
          <FieldView
            key={field.name}
            field={field}
            value={fields[field.name] ?? ''}
            change={(value) => setFields({ ...fields, [field.name]: value })}
          />
        ))}
        <div class="doc-buttons">
          <button type="submit" class="button primary">
            {form.submit}
          </button>
          <button type="button" class="button" onClick={drop}>
            {form.cancel || t.cancel}
          </button>
        </div>
      </form>
    </Dialog>
  )
}

interface FieldProps {
  readonly field: Field
  readonly value: string
  readonly change: (value: string) => void
}

function FieldView({ field, value, change }: FieldProps): JSX.Element {
  const { t } = useUi()
  const id = useId()
  const shared = { id, name: field.name, value, maxLength: field.max, required: field.required }
  return (
    <div class="field">
      <label for={id}>
        {field.label} {field.required && <span class="quiet">({t.required})</span>}
      </label>
      {field.kind === 'line' ? (
        <input {...shared} onInput={(event) => change(event.currentTarget.value)} />
      ) : (
        <textarea {...shared} rows={6} onInput={(event) => change(event.currentTarget.value)} />
      )}
    </div>
  )
}
