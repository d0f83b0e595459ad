import { type Place, withMail } from '../../src/chat/directory.ts'
import type { ChatEvent } from '../../src/chat/event.ts'
import type { PersonRef, PlaceRef } from '../../src/chat/ref.ts'
import { type Connector, failureOf } from './connector.ts'
import type { Contact, Contacts } from './contacts.ts'
import { isBot, mailOf, personOf, placeOf } from './directory.ts'
import { person as personRefOf, place, readPlace } from './refs.ts'
import type { Roster } from './roster.ts'
import type { TeamsSettings } from './settings.ts'
import type { Member } from './wire.ts'

/** What looking things up in Teams needs. */
export interface LookUp {
  readonly tenant: string
  readonly settings: TeamsSettings
  readonly connector: Connector
  readonly contacts: Contacts
  readonly roster: Roster
  readonly now: () => Date
  readonly mailKey: (address: string) => Promise<string>
  /** Hands an event to the core. */
  readonly tell: (event: ChatEvent) => Promise<void>
}

/** Reads one conversation and its members anew. One that Teams does not show any more is closed to all. */
export async function readConversation(look: LookUp, conversation: string, given = ''): Promise<void> {
  const ref = place(look.tenant, conversation)
  const contact = look.contacts.place(ref)
  if (!contact) return
  try {
    const members = await membersOf(look, contact, conversation)
    const told = await described(look, contact, conversation)
    const outsiders = members.some(({ standing }) => standing === 'outsider')
    const now = placeOf(
      look.tenant,
      conversation,
      told,
      await nameOf(look, told, conversation, given, members),
      outsiders,
      look.settings,
    )
    for (const one of members) await tellPerson(look, one, ref)
    await tellPlace(
      look,
      now,
      members.filter((one) => !one.isBot).map((one) => one.ref),
    )
  } catch (error) {
    const failure = failureOf(error)
    if (failure.kind !== 'refused' || (failure.status !== 403 && failure.status !== 404)) throw error
    await closePlace(look, ref)
  }
}

/** Reads a team: its channels, as far as Teams shows them, each with its members. */
export async function readTeam(look: LookUp, team: string): Promise<void> {
  const general = place(look.tenant, team)
  const known = look.contacts.place(general) ?? look.contacts.placesOf(team).map((ref) => look.contacts.place(ref))[0]
  const service = known?.service ?? look.contacts.service(look.tenant)
  if (!service) return
  const { aadGroupId } = await look.connector.team(service, team)
  const group = aadGroupId ?? known?.group
  for (const { id, type } of await look.connector.channels(service, team)) {
    const channel = id === team ? 'standard' : type
    await look.contacts.learn(place(look.tenant, id), {
      service,
      kind: 'channel',
      team,
      ...(group ? { group } : {}),
      ...(channel ? { channel } : {}),
    })
    await readConversation(look, id)
  }
}

/** Everything that was ever met, once more. */
export async function readAll(look: LookUp): Promise<void> {
  const prefix = place(look.tenant, '')
  const open = look.contacts
    .all()
    .filter(([ref, { kind, closed }]) => ref.startsWith(prefix) && kind !== 'personal' && !closed)
  const teams = new Set(open.flatMap(([, { team }]) => team ?? []))
  for (const team of teams) await readTeam(look, team)
  for (const [ref, contact] of open) {
    // Channels that the listing leaves out are private ones, with a roster of their own.
    if (contact.kind === 'groupChat' || contact.channel !== 'standard')
      await readConversation(look, readPlace(ref).conversation)
  }
}

/** Reads one person, met in this conversation. */
export async function readMember(look: LookUp, conversation: string, user: string, fallback: Member): Promise<void> {
  const ref = place(look.tenant, conversation)
  const contact = look.contacts.place(ref)
  try {
    if (!contact) throw new Error('nowhere to ask')
    await tellMember(look, await look.connector.member(contact.service, conversation, user), ref)
  } catch (error) {
    const failure = failureOf(error)
    if (failure.kind === 'wait' || !fallback.aadObjectId) throw error
    // Nothing says what they are to the company: a guest reads the least.
    await tellMember(look, { ...fallback, userRole: 'guest' }, ref)
  }
}

async function tellMember(look: LookUp, member: Member, where: PlaceRef): Promise<void> {
  await look.contacts.seeUser(look.tenant, withObjectId(member))
  const before = look.roster.person(personRefOf(look.tenant, member.aadObjectId ?? member.objectId ?? ''))
  const now = personOf(look.tenant, member, look.settings, before)
  await tellPerson(look, await withMail(now, mailOf(member, look.settings), look.mailKey), where)
}

const withObjectId = (member: Member): Member => {
  const aadObjectId = member.aadObjectId ?? member.objectId
  return aadObjectId ? { ...member, aadObjectId } : member
}

async function membersOf(look: LookUp, { service }: Contact, conversation: string) {
  const found = []
  for await (const member of look.connector.members(service, conversation)) {
    if (isBot(member)) continue
    await look.contacts.seeUser(look.tenant, withObjectId(member))
    const before = look.roster.person(personRefOf(look.tenant, member.aadObjectId ?? member.objectId ?? ''))
    const now = personOf(look.tenant, member, look.settings, before)
    found.push(await withMail(now, mailOf(member, look.settings), look.mailKey))
  }
  return found
}

/** What kind of channel it is, where nothing told so far. */
async function described(look: LookUp, contact: Contact, conversation: string): Promise<Contact> {
  if (contact.kind !== 'channel' || contact.channel || !contact.team) return contact
  const listed = (await look.connector.channels(contact.service, contact.team)).find(({ id }) => id === conversation)
  const told = { ...contact, channel: listed?.type ?? 'private' }
  await look.contacts.learn(place(look.tenant, conversation), told)
  return told
}

const NAMED = 3

async function nameOf(
  look: LookUp,
  contact: Contact,
  conversation: string,
  given: string,
  members: readonly { name: string }[],
) {
  const { service, team, kind } = contact
  if (kind === 'personal') return ''
  if (kind === 'groupChat')
    return (
      given ||
      members
        .slice(0, NAMED)
        .map(({ name }) => name.split(' ')[0])
        .join(', ')
    )
  if (!team) return given
  if (team === conversation) return (await look.connector.team(service, team)).name ?? given
  const listed = (await look.connector.channels(service, team)).find(({ id }) => id === conversation)
  return listed?.name ?? (given || (look.roster.place(place(look.tenant, conversation))?.name ?? ''))
}

async function tellPerson(look: LookUp, now: ReturnType<typeof personOf>, where: PlaceRef): Promise<void> {
  if (look.roster.samePerson(now)) return
  const at = look.now()
  await look.tell({
    kind: 'personChanged',
    id: `teams:person:${now.ref}:${at.getTime()}`,
    at,
    by: now.ref,
    in: where,
    person: now,
  })
}

async function tellPlace(look: LookUp, now: Place, members: readonly PersonRef[]): Promise<void> {
  if (look.roster.samePlace(now, members)) return
  const at = look.now()
  const by = personRefOf(look.tenant, `28:${look.settings.appId}`)
  await look.tell({
    kind: 'placeChanged',
    id: `teams:place:${now.ref}:${at.getTime()}`,
    at,
    by,
    in: now.ref,
    place: now,
    members,
  })
}

async function closePlace(look: LookUp, ref: PlaceRef): Promise<void> {
  await look.contacts.close(ref)
  const before = look.roster.place(ref)
  if (before && before.audience !== 'direct')
    await tellPlace(look, { ...before, audience: 'members', archived: true }, [])
}
