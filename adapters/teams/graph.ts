import type { ThreadMessage } from '../../src/chat/platform.ts'
import type { MessageRef } from '../../src/chat/ref.ts'
import { CLOUDS } from './clouds.ts'
import { again, ConnectorError } from './connector.ts'
import type { Contact } from './contacts.ts'
import { emojiName } from './emoji.ts'
import { permalinkOf } from './links.ts'
import { message, person, place, readMessage } from './refs.ts'
import type { TeamsSettings } from './settings.ts'
import { payloadText } from './text.ts'
import type { TeamsTransport } from './transport.ts'
import type { MessagePayload } from './wire.ts'

interface GraphMessage extends MessagePayload {
  readonly messageType?: string
  readonly deletedDateTime?: string | null
  readonly lastEditedDateTime?: string | null
  readonly reactions?: readonly { reactionType?: string; user?: { user?: { id?: string } | null } | null }[]
}

const TIMEOUT_MS = 10_000
const PAGES_MAX = 20
const PAGE = 50

/** The whole thread of a message in a channel, where the team agreed to it; null where it did not. */
export async function readThread(
  root: MessageRef,
  contact: Contact,
  settings: TeamsSettings,
  transport: TeamsTransport,
): Promise<readonly ThreadMessage[] | null> {
  const { tenant, conversation, id } = readMessage(root)
  if (!contact.group || contact.kind !== 'channel') return null
  const base = settings.standIn ? `${settings.standIn}/graph` : `${CLOUDS[settings.cloud].graph}/v1.0`
  const thread = `${base}/teams/${contact.group}/channels/${encodeURIComponent(conversation)}/messages/${id}`
  const get = (url: string) => again(() => fetchJson(url, settings, transport))
  try {
    const found = [(await get(thread)) as GraphMessage]
    for (let next = `${thread}/replies?$top=${PAGE}`, page = 0; next && page < PAGES_MAX; page += 1) {
      const told = (await get(next)) as { value?: GraphMessage[]; '@odata.nextLink'?: string }
      found.push(...(told.value ?? []))
      next = told['@odata.nextLink'] ? new URL(told['@odata.nextLink'], base).href : ''
    }
    const said = found.filter(
      (one) => one.from?.user?.id && !one.deletedDateTime && (one.messageType ?? 'message') === 'message',
    )
    const read = said.map((one) => threadMessage(one, tenant, conversation, id, contact, settings))
    return read.length > 0 ? read.sort((a, b) => a.at.getTime() - b.at.getTime()) : null
  } catch (error) {
    if (error instanceof ConnectorError && error.status < 500) return null
    throw error
  }
}

async function fetchJson(url: string, settings: TeamsSettings, transport: TeamsTransport): Promise<unknown> {
  const { graph } = CLOUDS[settings.cloud]
  if (new URL(url).origin !== new URL(settings.standIn ?? graph).origin) throw new Error('a page that is not of Graph')
  const authorization = await transport.authorization(graph)
  const response = await fetch(url, {
    headers: { authorization },
    redirect: 'error',
    signal: AbortSignal.timeout(TIMEOUT_MS),
  })
  if (response.ok) return response.json()
  const wait = response.status === 429 ? Number(response.headers.get('retry-after') ?? 30) * 1000 : null
  throw new ConnectorError(response.status, 'Graph', wait)
}

function threadMessage(
  wire: GraphMessage,
  tenant: string,
  conversation: string,
  root: string,
  contact: Contact,
  settings: TeamsSettings,
): ThreadMessage {
  const id = wire.id ?? ''
  const edited = wire.lastEditedDateTime ? { editedAt: new Date(wire.lastEditedDateTime) } : {}
  const reactions = new Map<string, string[]>()
  for (const { reactionType = '', user } of wire.reactions ?? []) {
    const emoji = emojiName(reactionType)
    if (user?.user?.id) reactions.set(emoji, [...(reactions.get(emoji) ?? []), user.user.id])
  }
  return {
    message: message(tenant, conversation, id),
    place: place(tenant, conversation),
    by: person(tenant, wire.from?.user?.id ?? ''),
    at: new Date(wire.createdDateTime ?? Number(id)),
    text: payloadText(wire, `28:${settings.appId}`),
    permalink: permalinkOf({ tenant, conversation, id, targeted: false }, root, contact),
    ...edited,
    reactions: [...reactions].map(([emoji, by]) => ({ emoji, by: by.map((user) => person(tenant, user)) })),
  }
}
