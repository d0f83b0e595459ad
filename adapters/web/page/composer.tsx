import type { JSX } from 'preact'
import { useEffect, useId, useRef, useState } from 'preact/hooks'
import { draftOf, keepDraft } from './drafts.ts'
import { fold } from './emoji-table.ts'
import { Icon } from './icons.tsx'
import { useUi } from './ui.ts'
import { VerbList } from './verb-list.tsx'

interface ComposerProps {
  readonly thread?: string
  readonly label: string
  readonly hint?: string
}

/** Where one writes. Enter sends, Shift+Enter begins a new line; a slash lists the verbs. What was not sent is kept. */
export function Composer({ thread = '', label, hint }: ComposerProps): JSX.Element {
  const { act, t, view } = useUi()
  const id = useId()
  const key = `${view.me.ref} ${view.place.ref} ${thread}`
  const [text, setText] = useState(() => draftOf(key))
  const [sending, setSending] = useState(false)
  const field = useRef<HTMLTextAreaElement>(null)
  useEffect(() => keepDraft(key, text), [key, text])
  useEffect(() => grow(field.current), [text])
  useEffect(() => {
    if (window.matchMedia('(hover: hover)').matches) field.current?.focus({ preventScroll: true })
  }, [])

  const verbs = verbsFor(text, t.verbs)
  const complete = (verb: string): void => {
    setText(`/${verb} `)
    field.current?.focus()
  }
  const send = async (event?: Event): Promise<void> => {
    event?.preventDefault()
    if (!text.trim() || sending) return
    setSending(true)
    if (await act('say', { place: view.place.ref, thread, text })) setText('')
    setSending(false)
  }
  const onKeyDown = (event: KeyboardEvent): void => {
    const [first] = verbs
    if (event.key === 'Tab' && !event.shiftKey && first) {
      event.preventDefault()
      complete(first[0])
    } else if (event.key === 'Enter' && !event.shiftKey && !event.isComposing) void send(event)
  }
  return (
    <form class="composer" onSubmit={send}>
      {verbs.length > 0 && <VerbList verbs={verbs} choose={complete} />}
      <div class="composer-box">
        <textarea
          ref={field}
          rows={1}
          value={text}
          aria-label={label}
          aria-describedby={hint ? id : undefined}
          placeholder={label}
          onInput={(event) => setText(event.currentTarget.value)}
          onKeyDown={onKeyDown}
        />
        <button
          type="button"
          class="icon-button slash"
          aria-label={t.commands}
          title={t.commands}
          onClick={() => complete('')}
        >
          /
        </button>
        <button type="submit" class="send" aria-label={t.send} title={t.send} disabled={!text.trim() || sending}>
          <Icon name="send" />
        </button>
      </div>
      {hint && (
        <p class="hint" id={id}>
          {hint}
        </p>
      )}
    </form>
  )
}

type Verbs = readonly (readonly [verb: string, example: string])[]

function verbsFor(text: string, verbs: Verbs): Verbs {
  const typed = /^\/([\p{L}-]*)\s?$/u.exec(text)?.[1]
  if (typed === undefined || (typed !== '' && text.endsWith(' '))) return []
  return verbs.filter(([verb]) => fold(verb).startsWith(fold(typed)))
}

const MOST_LINES_PX = 220

function grow(field: HTMLTextAreaElement | null): void {
  if (!field) return
  field.style.height = 'auto'
  field.style.height = `${Math.min(field.scrollHeight, MOST_LINES_PX)}px`
}
