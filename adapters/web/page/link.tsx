import type { JSX } from 'preact'
import { useContext } from 'preact/hooks'
import { isHere } from '../links.ts'
import { UiContext } from './ui.ts'

/** A link to http or https; the text alone when it leads anywhere else. Links to messages open in the page itself. */
export function Link({ text, url }: { readonly text: string; readonly url: string }): JSX.Element {
  const ui = useContext(UiContext)
  const target = webAddress(url)
  if (!target) return <>{text}</>
  const message = ui && messageAt(target)
  if (!message) {
    return (
      <a href={target.href} target="_blank" rel="noopener noreferrer">
        {text}
      </a>
    )
  }
  const open = (event: MouseEvent): void => {
    if (event.metaKey || event.ctrlKey || event.shiftKey) return
    event.preventDefault()
    ui.go({ ...message, found: message.thread })
  }
  return (
    <a href={target.href} onClick={open}>
      {text}
    </a>
  )
}

function webAddress(url: string): URL | null {
  if (!URL.canParse(url)) return null
  const target = new URL(url)
  return target.protocol === 'http:' || target.protocol === 'https:' ? target : null
}

function messageAt(target: URL): { readonly place: string; readonly thread: string } | null {
  const place = target.searchParams.get('place')
  const thread = target.searchParams.get('message')
  return isHere(target, new URL(location.href)) && place && thread ? { place, thread } : null
}
