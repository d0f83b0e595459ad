import type { MessageRef, PersonRef, PlaceRef } from '../../src/chat/ref.ts'
import { messageRef, personRef, placeRef } from '../../src/chat/ref.ts'

/** The text in front of every ref of this platform. */
export const PLATFORM = 'teams'

/** A person is known by their object id in the directory of the tenant: other ids differ from bot to bot. */
export const person = (tenant: string, user: string): PersonRef => personRef(ref(tenant, user))
/** `conversation` is without the thread: `19:…@thread.tacv2`. */
export const place = (tenant: string, conversation: string): PlaceRef => placeRef(ref(tenant, conversation))
/** `targeted` messages are seen by one person, and changed by an address of their own. */
export const message = (tenant: string, conversation: string, id: string, targeted = false): MessageRef =>
  messageRef(ref(tenant, conversation, targeted ? `t${id}` : id))

export interface MessagePlace {
  readonly tenant: string
  readonly conversation: string
  readonly id: string
  readonly targeted: boolean
}

/** Tenant and object id of a person's ref. */
export function readPerson(of: PersonRef): { readonly tenant: string; readonly user: string } {
  const [tenant, user] = partsOf(of, 2)
  return { tenant, user }
}

/** Tenant and conversation of a place's ref. */
export function readPlace(of: PlaceRef): { readonly tenant: string; readonly conversation: string } {
  const [tenant, conversation] = partsOf(of, 2)
  return { tenant, conversation }
}

/** Tenant, conversation and id of a message's ref. */
export function readMessage(of: MessageRef): MessagePlace {
  const [tenant, conversation, id] = partsOf(of, 3)
  return { tenant, conversation, id: id.replace(/^t/, ''), targeted: id.startsWith('t') }
}

/** The place that a message stands in. */
export function placeOfMessage(of: MessageRef): PlaceRef {
  const { tenant, conversation } = readMessage(of)
  return place(tenant, conversation)
}

/** `19:…@thread.tacv2;messageid=1700000000000` names a thread of a conversation. */
export function readConversation(id: string): { readonly conversation: string; readonly root: string | null } {
  const [conversation = '', ...rest] = id.split(';')
  const root = rest.find((part) => part.startsWith('messageid='))?.slice('messageid='.length)
  return { conversation, root: root || null }
}

/** The ids of Teams' messages are the milliseconds of their moment; others tell none. */
export function momentOf(id: string): Date | null {
  return /^\d{13}$/.test(id) ? new Date(Number(id)) : null
}

const ref = (...parts: readonly string[]): string =>
  `${PLATFORM}:${parts.map((part) => part.replace(/[%/]/g, encodeURIComponent)).join('/')}`

function partsOf(of: string, count: number): [string, string, string] {
  const parts = of.startsWith(`${PLATFORM}:`) ? of.slice(PLATFORM.length + 1).split('/') : []
  if (parts.length !== count) throw new Error(`not a ref of ${PLATFORM}`)
  const [first = '', second = '', third = ''] = parts.map(decodeURIComponent)
  return [first, second, third]
}
