import type { Person, Place, Standing } from '../../src/chat/directory.ts'
import type { Contact } from './contacts.ts'
import { person, place } from './refs.ts'
import type { TeamsSettings } from './settings.ts'
import type { Member } from './wire.ts'

/** A member of a conversation as a person of the company. What the roster does not tell is kept as it was known. */
export function personOf(tenant: string, member: Member, settings: TeamsSettings, before: Person | null): Person {
  const user = member.aadObjectId ?? member.objectId ?? member.id ?? ''
  return {
    ref: person(tenant, user),
    name: member.name || before?.name || member.userPrincipalName?.split('@')[0] || '?',
    standing: standingOf(member, settings),
    isBot: isBot(member),
    locale: before?.locale ?? null,
    timeZone: before?.timeZone ?? null,
  }
}

/**
 * The sign-in name of a full member, which Microsoft lets a company choose within domains that it proved to own. The mail
 * address itself can be set to anybody's, so it tells nothing.
 */
export function mailOf(member: Member, settings: TeamsSettings): string | null {
  const isOne = member.tenantId !== undefined && settings.identity.kind !== 'nobody' && !isBot(member)
  return (isOne && standingOf(member, settings) === 'member' && member.userPrincipalName) || null
}

export const isBot = ({ id, role }: Member): boolean => role === 'bot' || (id ?? '').startsWith('28:')

function standingOf({ tenantId, userRole, userPrincipalName }: Member, { tenants, identity }: TeamsSettings): Standing {
  if (userRole === 'guest' || userPrincipalName?.includes('#EXT#')) return 'guest'
  if (userRole === 'anonymous') return 'outsider'
  const isOurs = tenantId === undefined || tenants.includes(tenantId) || identity.kind === 'nobody'
  return isOurs ? 'member' : 'outsider'
}

/** What is known of a conversation, as a place. What is not known to be open is for its members. */
export function placeOf(
  tenant: string,
  conversation: string,
  contact: Contact,
  name: string,
  external: boolean,
  settings: TeamsSettings,
): Place {
  const isOpen =
    contact.kind === 'channel' && contact.channel === 'standard' && settings.openTeams.includes(contact.group ?? '')
  const audience = contact.kind === 'personal' ? 'direct' : isOpen && !external ? 'everyone' : 'members'
  return { ref: place(tenant, conversation), name, audience, external, archived: false }
}
