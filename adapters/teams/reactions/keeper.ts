import type { PlaceRef } from '../../../src/chat/ref.ts'
import { failureOf } from '../connector.ts'
import type { Contact, Contacts } from '../contacts.ts'
import { messagesPath } from '../graph.ts'
import type { GraphClient } from '../graph-client.ts'
import { readPlace } from '../refs.ts'
import { Trouble } from '../trouble.ts'
import { askedFor, type Subscription, type Subscriptions } from './subscriptions.ts'

/** What keeping the subscriptions needs. */
export interface Keeping {
  readonly subscriptions: Subscriptions
  readonly contacts: Contacts
  readonly client: GraphClient
  /** Where Graph is to call; null: nowhere any more. */
  readonly url: string | null
  /** Graph is asked in the name of the app in this tenant. */
  readonly tenant: string
  readonly now: () => Date
  /** Graph was silent about a place: what was done there from then on is to be read. Resolves once that is on disk. */
  readonly missed: (place: PlaceRef, from: number) => Promise<void>
  readonly failed: (trouble: Trouble) => void
}

/** Graph takes three days at most; and one hour from those whom it may not tell of an end that comes sooner. */
const LIFETIME_MS = 2 * 86_400_000
/** A refusal holds until Savoir is installed anew, or for so long. */
const REFUSAL_MS = 86_400_000
const BACK_OFF_MS = 60_000
const BACK_OFF_MAX_MS = 3_600_000
/** New messages come to Savoir by themselves: only what is done to them later is asked for. */
const CHANGES = 'updated,deleted'

/** A subscription as Graph tells it. */
interface WireSubscription {
  readonly id?: string
  readonly resource?: string
  readonly notificationUrl?: string
  readonly expirationDateTime?: string
}

/** Keeps Graph telling of every place that Savoir is in, and of no other. */
export class Keeper {
  private readonly keeping: Keeping
  private readonly patience = new Map<PlaceRef, { readonly until: number; readonly tries: number }>()
  private asking = 0
  private round: Promise<void> | null = null
  private another = false
  private stopped = false
  /** Graph asked to be left alone until then. */
  private quietUntil = 0

  constructor(keeping: Keeping) {
    this.keeping = keeping
  }

  /** True while Graph is asked for a subscription: only then it tries whether it is heard. */
  get isAsking(): boolean {
    return this.asking > 0
  }

  /** Brings what Graph holds in line with the places that there are. Calling it often is harmless; it never rejects. */
  check(): Promise<void> {
    this.another = true
    this.round ??= this.rounds()
      .catch((error) => this.keeping.failed(new Trouble('not asked', error instanceof Error ? error.name : '')))
      .finally(() => {
        this.round = null
      })
    return this.round
  }

  async stop(): Promise<void> {
    this.stopped = true
    await this.round
  }

  /** A team or a chat may have agreed meanwhile. */
  async reconsider(place: PlaceRef): Promise<void> {
    this.patience.delete(place)
    if (this.keeping.subscriptions.of(place)?.refused) await this.keeping.subscriptions.remove(place)
  }

  private async rounds(): Promise<void> {
    while (this.another && !this.stopped) {
      this.another = false
      const wanted = this.wanted()
      for (const [place] of this.keeping.subscriptions.all())
        if (!wanted.has(place)) await this.patiently(place, (known) => this.end(place, known))
      for (const [place, resource] of wanted)
        await this.patiently(place, (known) => this.attend(place, resource, known))
    }
  }

  /** The places to be watched, each with its name in Graph. */
  private wanted(): ReadonlyMap<PlaceRef, string> {
    const { contacts, url, tenant } = this.keeping
    return new Map(url === null ? [] : contacts.all().flatMap(([ref, contact]) => watchable(ref, contact, tenant)))
  }

  private async attend(place: PlaceRef, resource: string, known: Subscription | null): Promise<void> {
    const now = this.keeping.now().getTime()
    if (known?.refused) return now - known.heard < REFUSAL_MS ? undefined : this.begin(place, resource, null)
    if (!known?.id || now >= known.until) return this.begin(place, resource, known)
    // Half of its life is left to try again in.
    const half = known.heard + (known.until - known.heard) / 2
    if (known.due || now >= half) await this.renew(place, resource, known)
  }

  private async begin(place: PlaceRef, resource: string, before: Subscription | null): Promise<void> {
    const { subscriptions, client, url, now, missed } = this.keeping
    const asked = askedFor(now(), before)
    await subscriptions.put(place, asked)
    const wish = { changeType: CHANGES, notificationUrl: url, lifecycleNotificationUrl: url, resource }
    const body = { ...wish, expirationDateTime: this.lastsUntil(), clientState: asked.secret }
    this.asking += 1
    try {
      if (before) await this.dropStrays(resource)
      const told = await client.call<WireSubscription>('POST', 'subscriptions', body)
      if (before) await missed(place, before.heard)
      await subscriptions.put(place, { ...asked, ...this.granted(told), id: told.id ?? null })
    } catch (error) {
      await this.unlessRefused(error, place, asked)
    } finally {
      this.asking -= 1
    }
  }

  private async renew(place: PlaceRef, resource: string, known: Subscription): Promise<void> {
    const { subscriptions, client } = this.keeping
    try {
      const body = { expirationDateTime: this.lastsUntil() }
      const told = await client.call<WireSubscription>('PATCH', `subscriptions/${known.id}`, body)
      const { due: _, ...kept } = known
      await subscriptions.put(place, { ...kept, ...this.granted(told) })
    } catch (error) {
      if (statusOf(error) === 404) return this.begin(place, resource, known)
      await this.unlessRefused(error, place, known)
    }
  }

  private async end(place: PlaceRef, known: Subscription | null): Promise<void> {
    try {
      if (known?.id) await this.keeping.client.call('DELETE', `subscriptions/${known.id}`)
    } catch (error) {
      // Where Savoir was taken out, Graph has let go of it already.
      if (!GONE.has(statusOf(error) ?? 0)) throw error
    }
    await this.keeping.subscriptions.remove(place)
  }

  /** Graph may hold one whose answer never came, and it takes one only for each place. */
  private async dropStrays(resource: string): Promise<void> {
    const { client, url } = this.keeping
    for (const one of await subscriptionsAt(client, url))
      if (one.resource === resource) await client.call('DELETE', `subscriptions/${one.id}`)
  }

  private async unlessRefused(error: unknown, place: PlaceRef, known: Subscription): Promise<void> {
    if (!GONE.has(statusOf(error) ?? 0)) throw error
    await this.keeping.subscriptions.put(place, {
      ...known,
      id: null,
      heard: this.keeping.now().getTime(),
      refused: true,
    })
  }

  /** A place with which something is wrong is left alone for a while, and the others go on. */
  private async patiently(place: PlaceRef, act: (known: Subscription | null) => Promise<void>): Promise<void> {
    const now = this.keeping.now().getTime()
    if (this.stopped || now < this.quietUntil || now < (this.patience.get(place)?.until ?? 0)) return
    try {
      await act(this.keeping.subscriptions.of(place))
      this.patience.delete(place)
    } catch (error) {
      const failure = failureOf(error)
      const tries = (this.patience.get(place)?.tries ?? 0) + 1
      const backOffMs = Math.min(BACK_OFF_MS * 2 ** (tries - 1), BACK_OFF_MAX_MS)
      this.patience.set(place, { until: now + backOffMs, tries })
      if (failure.kind === 'wait') this.quietUntil = now + failure.afterMs
      this.keeping.failed(
        new Trouble('not asked', failure.kind === 'refused' ? `Graph ${failure.status}` : failure.kind),
      )
    }
  }

  private lastsUntil = (): string => new Date(this.keeping.now().getTime() + LIFETIME_MS).toISOString()

  /** Graph may grant less than it was asked for. */
  private granted({ expirationDateTime }: WireSubscription) {
    const heard = this.keeping.now().getTime()
    return { heard, until: Date.parse(expirationDateTime ?? '') || heard + LIFETIME_MS }
  }
}

/** What Graph holds for the app and tells at this address. */
export async function subscriptionsAt(client: GraphClient, url: string | null): Promise<readonly WireSubscription[]> {
  const found: WireSubscription[] = []
  for await (const page of client.pages<WireSubscription>('subscriptions', PAGES_MAX)) found.push(...page)
  return found.filter(({ notificationUrl }) => notificationUrl === url)
}

/** Ten thousand subscriptions are all that a company may have. */
const PAGES_MAX = 200

/** Not there, or not for Savoir to hear of. */
const GONE: ReadonlySet<number> = new Set([403, 404, 410])

function statusOf(error: unknown): number | null {
  const failure = failureOf(error)
  return failure.kind === 'refused' ? failure.status : null
}

/** Channels of teams that the directory knows, and group chats. In its own chats Savoir hears all that there is. */
function watchable(ref: PlaceRef, contact: Contact, tenant: string): [PlaceRef, string][] {
  const { tenant: of, conversation } = readPlace(ref)
  const path = messagesPath(contact, conversation)
  const isWatched = of === tenant && contact.kind !== 'personal' && !contact.closed && path !== null
  return isWatched ? [[ref, `/${decodeURIComponent(path)}`]] : []
}
