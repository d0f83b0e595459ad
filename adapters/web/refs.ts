import { type MessageRef, messageRef, type PersonRef, type PlaceRef, placeRef } from '../../src/chat/ref.ts'

/** The page's own platform name, in front of every ref that it makes. */
export const WEB = 'web'

/** Signs Savoir's messages in the page. */
export const SAVOIR = `${WEB}:savoir` as PersonRef

const DIRECT = `${WEB}:direct/`

/** A person's own conversation with Savoir. */
export const directPlace = (person: PersonRef): PlaceRef => placeRef(`${DIRECT}${person}`)

/** True for a conversation with Savoir, whoever it belongs to. */
export const isDirect = (place: PlaceRef): boolean => place.startsWith(DIRECT)

/**
 * Names a message by its place and an id that sorts by time. Places of other platforms keep their whole ref inside,
 * as in `web:slack:T1/C3/0mnm1x`, so that the place can be read back.
 */
export function messageIn(place: PlaceRef, id: string): MessageRef {
  return messageRef(`${place.startsWith(`${WEB}:`) ? place : `${WEB}:${place}`}/${id}`)
}

/** The place that a message of this page stands in, and its id there. */
export function readMessageRef(message: MessageRef): { readonly place: PlaceRef; readonly id: string } {
  const cut = message.lastIndexOf('/')
  const own = message.slice(0, cut)
  const inner = own.slice(WEB.length + 1)
  return { place: placeRef(/^[^/]+:/.test(inner) ? inner : own), id: message.slice(cut + 1) }
}
