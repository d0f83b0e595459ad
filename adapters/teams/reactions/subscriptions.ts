import { randomBytes } from 'node:crypto'
import type { Keep } from '../../../src/chat/platform.ts'
import type { PlaceRef } from '../../../src/chat/ref.ts'

/** What Graph was asked to tell of one place. Times are milliseconds since 1970. */
export interface Subscription {
  /** Comes back with each notice, and is known to nobody else. */
  readonly secret: string
  /** Null: Graph has not answered yet, or let go of it. */
  readonly id: string | null
  /** Graph forgets it then. */
  readonly until: number
  /** The place is watched since: what people did before is no news. */
  readonly since: number
  /** When Graph last said yes; or no, where it refused. */
  readonly heard: number
  /** The team or the chat did not agree. */
  readonly refused?: true
  /** Graph asks to be asked again. */
  readonly due?: true
}

/** What Graph was asked to tell, by place, kept over a restart. */
export class Subscriptions {
  private readonly keep: Keep
  private readonly known = new Map<PlaceRef, Subscription>()

  constructor(keep: Keep) {
    this.keep = keep
  }

  async load(): Promise<void> {
    for (const [place, subscription] of await keptSubscriptions(this.keep)) this.known.set(place, subscription)
  }

  of(place: PlaceRef): Subscription | null {
    return this.known.get(place) ?? null
  }

  placeOf(id: string): PlaceRef | null {
    return this.all().find(([, subscription]) => subscription.id === id)?.[0] ?? null
  }

  all(): readonly (readonly [PlaceRef, Subscription])[] {
    return [...this.known]
  }

  async put(place: PlaceRef, subscription: Subscription): Promise<void> {
    this.known.set(place, subscription)
    await this.keep.put(`${SUBSCRIPTION}${place}`, JSON.stringify(subscription))
  }

  async remove(place: PlaceRef): Promise<void> {
    this.known.delete(place)
    await this.keep.remove(`${SUBSCRIPTION}${place}`)
  }
}

const SUBSCRIPTION = 'subscription/'
/** Graph takes up to 128 characters. */
const SECRET_BYTES = 32

/** The subscriptions on disk, by place. */
export async function keptSubscriptions(
  keep: Pick<Keep, 'list'>,
): Promise<readonly (readonly [PlaceRef, Subscription])[]> {
  const kept = await keep.list(SUBSCRIPTION)
  return kept.map(({ key, value }) => [key.slice(SUBSCRIPTION.length) as PlaceRef, JSON.parse(value) as Subscription])
}

/** A subscription that Graph is about to be asked for: its first notice may come before the answer. */
export const askedFor = (now: Date, before: Subscription | null): Subscription => ({
  secret: randomBytes(SECRET_BYTES).toString('base64url'),
  id: null,
  until: 0,
  since: before?.since ?? now.getTime(),
  heard: before?.heard ?? now.getTime(),
})
