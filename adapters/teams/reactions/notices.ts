import { createHash, timingSafeEqual } from 'node:crypto'
import type { PlaceRef } from '../../../src/chat/ref.ts'
import { place } from '../refs.ts'
import { isRecord } from '../wire.ts'
import type { Subscriptions } from './subscriptions.ts'

/** What Graph tells: a message changed, though not how; or something about the subscription itself. */
export type Notice = Told & (ChangeNotice | LifecycleNotice)

interface Told {
  readonly subscription: string
  readonly secret: string
  readonly tenant: string
}

interface ChangeNotice {
  readonly kind: 'changed'
  readonly message: MessageAddress
  readonly deleted: boolean
}

interface LifecycleNotice {
  readonly kind: LifecycleEvent
}

export type LifecycleEvent = (typeof LIFECYCLE)[number]

const LIFECYCLE = ['reauthorizationRequired', 'subscriptionRemoved', 'missed'] as const

/** A message in the directory of Graph. */
export interface MessageAddress {
  readonly conversation: string
  /** The first message of the thread, for a reply in a channel. */
  readonly root: string | null
  readonly id: string
}

/** The notices of one call. Null: it is no such call. What Savoir does not follow is left out. */
export function readNotices(body: unknown): readonly Notice[] | null {
  if (!isRecord(body) || !Array.isArray(body.value)) return null
  return body.value.filter(isRecord).flatMap(noticeIn)
}

function noticeIn(json: Readonly<Record<string, unknown>>): Notice[] {
  const { subscriptionId, clientState, tenantId, lifecycleEvent, changeType, resource } = json
  const told = {
    subscription: String(subscriptionId),
    secret: String(clientState),
    tenant: String(tenantId).toLowerCase(),
  }
  const lifecycle = LIFECYCLE.find((one) => one === lifecycleEvent)
  if (lifecycle) return [{ ...told, kind: lifecycle }]
  const message = readResource(String(resource))
  return message ? [{ ...told, kind: 'changed', message, deleted: changeType === 'deleted' }] : []
}

const CHANNEL = /^teams\('[\w-]+'\)\/channels\('([^'/]+)'\)\/messages\('(\d+)'\)(?:\/replies\('(\d+)'\))?$/
const CHAT = /^chats\('([^'/]+)'\)\/messages\('(\d+)'\)$/

/** `teams('…')/channels('19:…')/messages('…')/replies('…')`, or `chats('19:…')/messages('…')`. */
export function readResource(resource: string): MessageAddress | null {
  const [, channel, first, reply] = CHANNEL.exec(resource.slice(0, 1_000)) ?? []
  if (channel && first) return { conversation: channel, root: reply ? first : null, id: reply ?? first }
  const [, chat, id] = CHAT.exec(resource.slice(0, 1_000)) ?? []
  return chat && id ? { conversation: chat, root: null, id } : null
}

/**
 * The place that a notice is about; null when it is not to be believed. Each subscription has a secret of its own, so
 * that one place cannot speak for another.
 */
export function placeBelieved(notice: Notice, subscriptions: Subscriptions, tenant: string): PlaceRef | null {
  if (notice.tenant !== tenant.toLowerCase()) return null
  const ref =
    notice.kind === 'changed' ? place(tenant, notice.message.conversation) : subscriptions.placeOf(notice.subscription)
  const known = ref && subscriptions.of(ref)
  if (!known || !same(notice.secret, known.secret)) return null
  // Graph may tell of a place before it has said under which id.
  return known.id === null || known.id === notice.subscription ? ref : null
}

/** Takes as long for a near miss as for a far one. */
function same(given: string, secret: string): boolean {
  const digest = (text: string) => createHash('sha256').update(text).digest()
  return timingSafeEqual(digest(given), digest(secret))
}
