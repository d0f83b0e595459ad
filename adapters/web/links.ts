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
  return isHere(link, new URL(url)) && message ? messageRef(message) : null
}

const LOOPBACK = ['127.0.0.1', 'localhost', '[::1]']

/** True when a link leads to the page, under any of the names that this machine has for itself. */
export const isHere = (link: URL, page: URL): boolean =>
  link.origin === page.origin ||
  (link.port === page.port && [link, page].every((address) => LOOPBACK.includes(address.hostname)))
