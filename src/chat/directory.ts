import type { PersonRef, PlaceRef } from './ref.ts'

/** What a person is to the company: a guest reads only the places they are in, an outsider and a leaver are never named. */
export type Standing = 'member' | 'guest' | 'outsider' | 'left'

/** Somebody who talks in the chat, as the platform describes them. */
export interface Person {
  readonly ref: PersonRef
  readonly name: string
  readonly standing: Standing
  readonly isBot: boolean
  /** Language tag of the person's client, such as `fr-CH`; null when the platform does not tell. */
  readonly locale: string | null
  /** IANA name, such as `Europe/Zurich`; null when the platform does not tell. */
  readonly timeZone: string | null
  /** Stands for the address that the platform has verified, of a full member alone; absent when it tells none. */
  readonly mailKey?: string
}

/** Somebody as a platform describes them, with a key in place of their verified address. */
export async function withMail(
  person: Person,
  address: string | null,
  keyOf: (address: string) => Promise<string>,
): Promise<Person> {
  return address === null ? person : { ...person, mailKey: await keyOf(address) }
}

/** Who may read what is said in a place: every member of the company, its own members, or one person and Savoir. */
export type PlaceAudience = 'everyone' | 'members' | 'direct'

/** A channel, a group chat, or a direct conversation with Savoir. */
export interface Place {
  readonly ref: PlaceRef
  /** Without a leading `#`. */
  readonly name: string
  readonly audience: PlaceAudience
  /** People of another company are in it: only what is public in this very place may be said here. */
  readonly external: boolean
  readonly archived: boolean
}
