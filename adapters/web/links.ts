import type { MessageRef } from '../../src/chat/ref.ts'
import { readMessageRef } from './refs.ts'

/** The link that opens a message in the page at this address, for whoever may read it. */
export const linkTo = (url: string, message: MessageRef): string =>
  `${url}/?place=${encodeURIComponent(readMessageRef(message).place)}&message=${encodeURIComponent(message)}`
