import { type MessageRef, messageRef } from '../../src/chat/ref.ts'
import { readMessageRef } from './refs.ts'

/** The link that opens a message in the page at this address, for whoever may read it. */
export const linkTo = (url: string, message: MessageRef): string =>
  `${url}/?place=${encodeURIComponent(readMessageRef(message).place)}&message=${encodeURIComponent(message)}`

/** The message that such a link opens; null when it is no link of the page at this address. */
export function messageOf(permalink: string, url: string): MessageRef | null {
  if (!URL.canParse(permalink)) return null
  const link = new URL(permalink)
  const message = link.searchParams.get('message')
  return link.origin === url && message ? messageRef(message) : null
}
