import type { MessageRef, PersonRef, PlaceRef } from '../../src/chat/ref.ts'
import { messageRef, personRef, placeRef } from '../../src/chat/ref.ts'

/** The text in front of every ref of this platform. */
export const PLATFORM = 'slack'

/** Where a message stands. `ephemeral` ones are seen by one person and exist for response URLs only. */
export interface MessagePlace {
  readonly team: string
  readonly channel: string
  readonly ts: string
  readonly ephemeral: boolean
}

export const person = (team: string, user: string): PersonRef => personRef(`${PLATFORM}:${team}/${user}`)
export const place = (team: string, channel: string): PlaceRef => placeRef(`${PLATFORM}:${team}/${channel}`)
export const message = (team: string, channel: string, ts: string): MessageRef =>
  messageRef(`${PLATFORM}:${team}/${channel}/${ts}`)
export const ephemeral = (team: string, channel: string, ts: string): MessageRef =>
  messageRef(`${PLATFORM}:${team}/${channel}/e${ts}`)

/** The person's page in the Home tab, as if it were a message: a button in it was pressed. */
export const homePage = (team: string, user: string): MessageRef => message(team, HOME, user)
/** Where the pages of the Home tab stand; no channel is called so. */
export const HOME = 'home'

/** Workspace and user of a person's ref. */
export function readPerson(ref: PersonRef): { readonly team: string; readonly user: string } {
  const [team, user] = partsOf(ref, 2)
  return { team, user }
}

/** Workspace and channel of a place's ref. */
export function readPlace(ref: PlaceRef): { readonly team: string; readonly channel: string } {
  const [team, channel] = partsOf(ref, 2)
  return { team, channel }
}

/** Workspace, channel and timestamp of a message's ref. */
export function readMessage(ref: MessageRef): MessagePlace {
  const [team, channel, ts] = partsOf(ref, 3)
  return { team, channel, ts: ts.replace(/^e/, ''), ephemeral: ts.startsWith('e') }
}

/** The moment that a Slack timestamp names. */
export const momentOf = (ts: string): Date => new Date(Math.round(Number(ts) * 1000))

function partsOf(ref: string, count: number): [string, string, string] {
  const parts = ref.startsWith(`${PLATFORM}:`) ? ref.slice(PLATFORM.length + 1).split('/') : []
  const [first = '', second = '', third = ''] = parts
  if (parts.length !== count) throw new Error(`not a ref of ${PLATFORM}: ${ref}`)
  return [first, second, third]
}
