import { RetryLater } from '../../src/chat/platform.ts'
import type { PersonRef } from '../../src/chat/ref.ts'
import { again, type Connector, failureOf } from './connector.ts'
import type { Contacts } from './contacts.ts'
import type { Files } from './files.ts'
import type { Pages } from './pages.ts'
import { place, readPerson } from './refs.ts'
import type { SentCards } from './sent-cards.ts'
import type { TeamsSettings } from './settings.ts'
import type { Talk } from './talk.ts'
import type { Whispers } from './whispers.ts'

/** What sending needs. */
export interface Sending {
  readonly settings: TeamsSettings
  readonly connector: Connector
  readonly contacts: Contacts
  readonly sentCards: SentCards
  readonly files: Files
  readonly talk: Talk
  readonly whispers: Whispers
  readonly pages: Pages
  readonly localeOf: (ref: PersonRef) => string | null
}

/** Answers of Teams to a bot that is not wanted there: it stays silent until somebody speaks to it again. */
const UNWANTED = new Set([
  'BotNotInConversationRoster',
  'BotDisabledByAdmin',
  'ConversationBlockedByUser',
  'ForbiddenOperationException',
])

export function isUnwanted(error: unknown): boolean {
  const failure = failureOf(error)
  return failure.kind === 'refused' && failure.status === 403 && (UNWANTED.has(failure.code) || failure.code === '')
}

/** The person's own conversation with Savoir. */
export async function directConversation(ref: PersonRef, sending: Sending): Promise<string> {
  const { contacts, connector } = sending
  const known = await contacts.direct(ref)
  if (known) return known
  const { tenant, user } = readPerson(ref)
  const service = contacts.service(tenant)
  // Nobody of that tenant has spoken yet, so that nobody knows where to send.
  if (!service) throw new RetryLater(NO_SERVICE_MS)
  const opened = await again(() => connector.openDirect(service, tenant, contacts.idOf(ref) ?? user))
  await contacts.learn(place(tenant, opened), { service, kind: 'personal' })
  await contacts.setDirect(ref, opened)
  return opened
}

const NO_SERVICE_MS = 60_000
