import type { ThreadMessage } from '../../src/chat/platform.ts'
import type { MessageRef } from '../../src/chat/ref.ts'
import { again, ConnectorError } from './connector.ts'
import type { Contact } from './contacts.ts'
import { emojiName } from './emoji.ts'
import type { GraphClient } from './graph-client.ts'
import { permalinkOf } from './links.ts'
import { message, person, place, readMessage } from './refs.ts'
import type { TeamsSettings } from './settings.ts'
import { payloadText } from './text.ts'
import type { MessagePayload } from './wire.ts'

/** A message as Graph tells it. */
export interface GraphMessage extends MessagePayload {
  readonly messageType?: string
  readonly deletedDateTime?: string | null
  readonly lastEditedDateTime?: string | null
  readonly reactions?: readonly GraphReaction[] | null
  /** Where they were asked for along with the first message of a thread. */
  readonly replies?: readonly GraphMessage[] | null
}

export interface GraphReaction {
  readonly reactionType?: string
  readonly createdDateTime?: string
  readonly user?: { readonly user?: { readonly id?: string } | null } | null
}

const PAGE = 50

/** The whole thread of a message in a channel, where the team agreed to it; null where it did not. */
export async function readThread(
  root: MessageRef,
  contact: Contact,
  settings: TeamsSettings,
  client: GraphClient,
): Promise<readonly ThreadMessage[] | null> {
  const { tenant, conversation, id } = readMessage(root)
  const messages = contact.kind === 'channel' ? messagesPath(contact, conversation) : null
  if (!messages) return null
  try {
    const found = await again(() => wholeThread(`${messages}/${id}`, client))
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

async function wholeThread(path: string, client: GraphClient): Promise<GraphMessage[]> {
  const found = [await client.call<GraphMessage>('GET', path)]
  for await (const page of client.pages<GraphMessage>(`${path}/replies?$top=${PAGE}`)) found.push(...page)
  return found
}

/** Where Graph has the messages of a place; null for a channel whose team is not known in the directory. */
export function messagesPath({ kind, group }: Contact, conversation: string): string | null {
  if (kind !== 'channel') return `chats/${encodeURIComponent(conversation)}/messages`
  return group ? `teams/${group}/channels/${encodeURIComponent(conversation)}/messages` : null
}

/** A message of a place, as Savoir keeps it. `root` is the first message of its thread. */
export function threadMessage(
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
