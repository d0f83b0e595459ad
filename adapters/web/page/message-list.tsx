import { type ComponentChildren, Fragment, type JSX } from 'preact'
import { useEffect, useLayoutEffect, useRef } from 'preact/hooks'
import type { Message } from '../wire.ts'
import { MessageView } from './message.tsx'
import { dayOf, useUi } from './ui.ts'

interface ListProps {
  readonly messages: readonly Message[]
  readonly found: string
  readonly inThread?: boolean
  readonly children?: ComponentChildren
}

// Whoever has scrolled up further than this reads something older: it stays where it is.
const NEAR_PX = 160

/** Messages under their days, at the newest one unless somebody reads further up. */
export function MessageList({ messages, found, inThread = false, children }: ListProps): JSX.Element {
  const { lang } = useUi()
  const list = useRef<HTMLDivElement>(null)
  const follows = useRef(!messages.some((message) => message.ref === found))
  const shown = useRef<string | undefined>(undefined)
  const newest = messages.at(-1)?.ref
  useLayoutEffect(() => {
    const box = list.current
    if (box && (follows.current || saidSince(shown.current, messages))) follows.current = showNewest(box)
    shown.current = newest
  }, [newest, messages.length])
  useEffect(() => stayAtEnd(list.current, () => follows.current), [])
  const onScroll = (): void => {
    const box = list.current
    if (box) follows.current = box.scrollHeight - box.scrollTop - box.clientHeight < NEAR_PX
  }
  return (
    <div ref={list} class="messages" onScroll={onScroll} tabIndex={-1}>
      <div>
        {children}
        {messages.map((message, at) => (
          <Fragment key={message.ref}>
            <DayLine day={dayOf(message.at, lang)} before={messages[at - 1]} />
            <MessageView message={message} inThread={inThread} found={message.ref === found} />
          </Fragment>
        ))}
      </div>
    </div>
  )
}

// An answer may come together with what the visitor said.
function saidSince(last: string | undefined, messages: readonly Message[]): boolean {
  const from = messages.findIndex((message) => message.ref === last)
  return messages.slice(from + 1).some((message) => message.mine)
}

// At the end, unless the newest message is longer than the box: then at its beginning. Tells whether it is at the end.
function showNewest(box: HTMLElement): boolean {
  const newest = [...box.querySelectorAll<HTMLElement>('.message')].at(-1)
  box.scrollTop = box.scrollHeight
  if (!newest || newest.offsetHeight <= box.clientHeight) return true
  newest.scrollIntoView()
  return false
}

// The box shrinks when a writing field grows or a keyboard opens; its content grows with an emoji.
function stayAtEnd(box: HTMLElement | null, follows: () => boolean): () => void {
  const watcher = new ResizeObserver(() => {
    if (box && follows()) box.scrollTop = box.scrollHeight
  })
  for (const part of box ? [box, ...box.children] : []) watcher.observe(part)
  return () => watcher.disconnect()
}

function DayLine({ day, before }: { readonly day: string; readonly before: Message | undefined }): JSX.Element | null {
  const { lang } = useUi()
  if (before && dayOf(before.at, lang) === day) return null
  return (
    <h3 class="day">
      <span>{day}</span>
    </h3>
  )
}
