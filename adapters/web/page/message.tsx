import type { JSX } from 'preact'
import { useEffect, useRef, useState } from 'preact/hooks'
import type { Message } from '../wire.ts'
import { fetchFile } from './api.ts'
import { Avatar } from './avatar.tsx'
import { DocView } from './doc.tsx'
import { Editor } from './editor.tsx'
import { Icon } from './icons.tsx'
import { MessageActions } from './message-actions.tsx'
import { Reactions } from './reactions.tsx'
import { TextView } from './text.tsx'
import { dayOf, timeOf, useUi } from './ui.ts'

interface MessageProps {
  readonly message: Message
  /** Shown in the thread pane, where it has no replies of its own. */
  readonly inThread?: boolean
  /** A link led here. */
  readonly found: boolean
}

/** One message with what one can do with it. */
export function MessageView({ message, inThread = false, found }: MessageProps): JSX.Element {
  const { lang, t, view } = useUi()
  const isOpen = !inThread && view.thread?.[0]?.ref === message.ref
  const [editing, setEditing] = useState(false)
  const row = useRef<HTMLElement>(null)
  useEffect(() => {
    if (found) row.current?.scrollIntoView({ block: 'center' })
  }, [found])
  const kinds = [
    'message',
    found && 'found',
    isOpen && 'open',
    message.onlyMe && 'private',
    message.bySavoir && 'savoir',
  ]
  return (
    <article ref={row} class={kinds.filter(Boolean).join(' ')} data-ref={message.ref} tabIndex={-1}>
      <Avatar refText={message.by.ref} name={message.by.name} savoir={message.bySavoir} />
      <div class="message-body">
        {message.onlyMe && (
          <p class="only-you">
            <Icon name="eye" /> {t.onlyYou}
          </p>
        )}
        <header>
          <span class="author">{message.by.name}</span>
          <time dateTime={message.at} title={dayOf(message.at, lang)}>
            {timeOf(message.at, lang)}
          </time>
        </header>
        {editing ? <Editor message={message} done={() => setEditing(false)} /> : <SaidView message={message} />}
        <Reactions message={message} />
        {!inThread && message.replies > 0 && <RepliesLink message={message} />}
      </div>
      {message.said.kind !== 'gone' && !editing && (
        <MessageActions message={message} inThread={inThread} edit={() => setEditing(true)} />
      )}
    </article>
  )
}

function SaidView({ message }: { readonly message: Message }): JSX.Element {
  const { act, t } = useUi()
  switch (message.said.kind) {
    case 'text':
      return (
        <>
          <TextView text={message.said.text} />
          {message.edited && <span class="quiet">{t.edited}</span>}
        </>
      )
    case 'doc':
      return (
        <>
          <DocView doc={message.said.doc} press={(action) => act('press', { message: message.ref, action })} />
          {message.said.file && <FileButton message={message} name={message.said.file} />}
        </>
      )
    case 'gone':
      return <p class="quiet">{t.gone}</p>
  }
}

function FileButton({ message, name }: { readonly message: Message; readonly name: string }): JSX.Element {
  const { t, tell, view } = useUi()
  const download = (): Promise<void> =>
    fetchFile(view.me.ref, message.ref).then(
      (content) => saveAs(name, content),
      () => tell(t.problems.lost),
    )
  return (
    <button type="button" class="button" onClick={() => void download()}>
      {t.download(name)}
    </button>
  )
}

function saveAs(name: string, content: Blob): void {
  const link = document.createElement('a')
  link.download = name
  link.href = URL.createObjectURL(content)
  link.click()
  URL.revokeObjectURL(link.href)
}

function RepliesLink({ message }: { readonly message: Message }): JSX.Element {
  const { go, t } = useUi()
  return (
    <button type="button" class="replies" onClick={() => go({ thread: message.ref })}>
      <Icon name="reply" /> {t.replies(message.replies)}
      {message.answered && <span class="answered">✓ {t.answered}</span>}
    </button>
  )
}
