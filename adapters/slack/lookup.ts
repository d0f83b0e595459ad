import { type Place, withMail } from '../../src/chat/directory.ts'
import type { ChatEvent } from '../../src/chat/event.ts'
import type { PersonRef, PlaceRef } from '../../src/chat/ref.ts'
import type { Workspace } from './client.ts'
import { codeOf, pages, patiently } from './client.ts'
import { mailOf, personOf, placeOf } from './directory.ts'
import { person, place } from './refs.ts'
import type { Roster } from './roster.ts'
import type { WireChannel, WireUser } from './wire.ts'

/** What looking things up in Slack needs. */
export interface LookUp {
  readonly workspace: Workspace
  readonly roster: Roster
  readonly now: () => Date
  readonly pause: (ms: number) => Promise<void>
  readonly mailKey: (address: string) => Promise<string>
  /** Hands an event to the core. */
  readonly tell: (event: ChatEvent) => Promise<void>
}

const PAGE = 200
const MEMBERS_PAGE = 1_000
const PATIENCE_MS = 10 * 60_000
const TYPES = 'public_channel,private_channel,mpim'
const GONE = new Set(['channel_not_found', 'not_in_channel'])

/** Reads everybody and every place of the workspace, and tells what differs from what is known. */
export async function readAll(look: LookUp): Promise<void> {
  await readPeople(look)
  const found = await readPlaces(look)
  await closeGone(look, found)
}

/** Reads one place and its members anew. A place that Slack does not show is closed to all. */
export async function readPlace(look: LookUp, channel: string): Promise<void> {
  const { client, team } = look.workspace
  try {
    const { channel: found } = await patient(look, () => client.conversations.info({ channel }))
    if (found) await tellPlace(look, found as WireChannel, await membersOf(look, channel))
  } catch (error) {
    const before = look.roster.place(place(team, channel))
    if (!GONE.has(codeOf(error) ?? '')) throw error
    if (before) await close(look, before)
  }
}

/** Reads one person, met in this place. */
export async function readPerson(look: LookUp, user: string, where: PlaceRef): Promise<void> {
  const { client } = look.workspace
  const { user: found } = await patient(look, () => client.users.info({ user, include_locale: true }))
  if (found) await tellPerson(look, found as WireUser, where)
}

async function readPeople(look: LookUp): Promise<void> {
  const { client } = look.workspace
  const call = (cursor: object) => client.users.list({ limit: PAGE, include_locale: true, ...cursor })
  for await (const page of pages((cursor) => patient(look, () => call(cursor)))) {
    for (const user of page.members ?? []) await tellPerson(look, user as WireUser, place(look.workspace.team, '-'))
  }
}

async function readPlaces(look: LookUp): Promise<ReadonlySet<string>> {
  const { client } = look.workspace
  const found = new Set<string>()
  const call = (cursor: object) => client.conversations.list({ limit: PAGE, types: TYPES, ...cursor })
  for await (const page of pages((cursor) => patient(look, () => call(cursor)))) {
    for (const channel of (page.channels ?? []) as WireChannel[]) {
      found.add(place(look.workspace.team, channel.id))
      // A public channel that Savoir is not in is read by everybody: its members need no counting.
      const members = channel.is_member ? await membersOf(look, channel.id) : null
      await tellPlace(look, channel, members)
    }
  }
  return found
}

/** Places that were there and are not shown any more: Savoir was taken out while it was away. */
async function closeGone(look: LookUp, found: ReadonlySet<string>): Promise<void> {
  for (const known of look.roster.placesOf(look.workspace.team)) {
    if (known.audience !== 'direct' && !found.has(known.ref)) await close(look, known)
  }
}

/** Closes every private place to all: who is in them can no longer be followed. */
export async function closePrivate(look: LookUp): Promise<void> {
  const places = look.roster.placesOf(look.workspace.team)
  for (const known of places) if (known.audience === 'members') await close(look, known)
}

async function close(look: LookUp, known: Place): Promise<void> {
  await tellIfNew(look, { ...known, audience: 'members' }, [])
}

async function membersOf(look: LookUp, channel: string): Promise<readonly PersonRef[]> {
  const { client, team, self } = look.workspace
  const members: PersonRef[] = []
  const call = (cursor: object) => client.conversations.members({ channel, limit: MEMBERS_PAGE, ...cursor })
  for await (const page of pages((cursor) => patient(look, () => call(cursor)))) {
    for (const user of page.members ?? []) if (user !== self) members.push(person(team, user))
  }
  return members
}

async function tellPerson(look: LookUp, user: WireUser, where: PlaceRef): Promise<void> {
  const { team } = look.workspace
  const now = await withMail(personOf(team, user), mailOf(team, user), look.mailKey)
  if (look.roster.samePerson(now)) return
  const at = look.now()
  const id = `slack:person:${now.ref}:${at.getTime()}`
  await look.tell({ kind: 'personChanged', id, at, by: now.ref, in: where, person: now })
}

const tellPlace = (look: LookUp, channel: WireChannel, members: readonly PersonRef[] | null): Promise<void> =>
  tellIfNew(look, placeOf(look.workspace.team, channel), members)

async function tellIfNew(look: LookUp, now: Place, members: readonly PersonRef[] | null): Promise<void> {
  if (look.roster.samePlace(now, members)) return
  const { team, self } = look.workspace
  const at = look.now()
  const id = `slack:place:${now.ref}:${at.getTime()}`
  await look.tell({ kind: 'placeChanged', id, at, by: person(team, self), in: now.ref, place: now, members })
}

const patient = <T>(look: LookUp, call: () => Promise<T>): Promise<T> => patiently(call, look.pause, PATIENCE_MS)
