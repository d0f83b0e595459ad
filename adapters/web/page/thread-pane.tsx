import type { JSX } from 'preact'
import type { Message } from '../wire.ts'
import { Composer } from './composer.tsx'
import { Icon } from './icons.tsx'
import { MessageList } from './message-list.tsx'
import { useUi } from './ui.ts'

interface ThreadProps {
  readonly messages: readonly Message[]
  readonly found: string
}

/** A thread beside its place. */
export function ThreadPane({ messages, found }: ThreadProps): JSX.Element {
  const { go, t, view } = useUi()
  const root = messages[0]?.ref ?? ''
  const close = (): void => go({ thread: '' })
  return (
    <aside class="thread" aria-label={t.thread} onKeyDown={(event) => event.key === 'Escape' && close()}>
      <header class="pane-head">
        <button type="button" class="icon-button only-narrow" aria-label={t.back} onClick={close}>
          <Icon name="back" />
        </button>
        <h2>{t.thread}</h2>
        <span class="quiet">{view.place.audience === 'direct' ? view.place.name : `#${view.place.name}`}</span>
        <button type="button" class="icon-button only-wide" aria-label={t.close} title={t.close} onClick={close}>
          <Icon name="close" />
        </button>
      </header>
      <MessageList key={root} messages={messages} found={found} inThread />
      {!view.place.archived && <Composer key={`${view.me.ref} ${root}`} thread={root} label={t.reply} />}
    </aside>
  )
}
