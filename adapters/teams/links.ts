import type { MessageRef } from '../../src/chat/ref.ts'
import { CLOUDS } from './clouds.ts'
import type { Contact } from './contacts.ts'
import { type MessagePlace, message } from './refs.ts'
import type { TeamsSettings } from './settings.ts'

/** The address of a message, as Teams' own “Copy link” makes it. */
export function permalinkOf({ tenant, conversation, id }: MessagePlace, root: string | null, contact: Contact | null) {
  const address = `https://teams.microsoft.com/l/message/${encodeURIComponent(conversation)}/${id}`
  if (contact?.kind === 'personal') return null
  if (contact?.kind !== 'channel') return `${address}?context=${encodeURIComponent('{"contextType":"chat"}')}`
  const query = new URLSearchParams({ tenantId: tenant, createdTime: id, parentMessageId: root ?? id })
  if (contact.group) query.set('groupId', contact.group)
  return `${address}?${query}`
}

/** The message that a link of Teams points to; null when it is none. */
export function messageAt(permalink: string, settings: Pick<TeamsSettings, 'cloud' | 'tenant' | 'tenants'>) {
  const link = URL.canParse(permalink) ? new URL(permalink) : null
  if (!link || !(CLOUDS[settings.cloud].linkHosts as readonly string[]).includes(link.host)) return null
  const [, l, kind, conversation = '', id = ''] = link.pathname.split('/')
  if (l !== 'l' || kind !== 'message' || !/^\d{10,16}$/.test(id)) return null
  const tenant = link.searchParams.get('tenantId') ?? settings.tenant
  if (!settings.tenants.includes(tenant)) return null
  return message(tenant, decoded(conversation), id) satisfies MessageRef
}

function decoded(part: string): string {
  try {
    return decodeURIComponent(part)
  } catch {
    return part
  }
}
