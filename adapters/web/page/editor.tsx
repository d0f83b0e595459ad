import type { JSX } from 'preact'
import { useEffect, useRef } from 'preact/hooks'
import type { Message } from '../wire.ts'
import { useUi } from './ui.ts'

interface EditorProps {
  readonly message: Message
  readonly done: () => void
}

/** Rewords a message in its own place; Escape leaves it as it was. */
export function Editor({ message, done }: EditorProps): JSX.Element {
  const { act, t } = useUi()
  const field = useRef<HTMLTextAreaElement>(null)
  useEffect(() => field.current?.focus(), [])
  const send = async (event: Event): Promise<void> => {
    event.preventDefault()
    if (await act('edit', { message: message.ref, text: field.current?.value ?? '' })) done()
  }
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.key === 'Escape') done()
    if (event.key === 'Enter' && !event.shiftKey && !event.isComposing) void send(event)
  }
  return (
    <form class="editor" onSubmit={send}>
      <textarea ref={field} aria-label={t.edit} rows={3} onKeyDown={onKeyDown}>
        {message.said.kind === 'text' ? message.said.text : ''}
      </textarea>
      <div class="doc-buttons">
        <button type="submit" class="button primary">
          {t.send}
        </button>
        <button type="button" class="button" onClick={done}>
          {t.cancel}
        </button>
      </div>
    </form>
  )
}
