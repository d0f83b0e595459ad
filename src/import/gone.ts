import type { HistoryThread } from '../chat/history.ts'
import type { MessageRef, PlaceRef } from '../chat/ref.ts'
import type { World } from '../world.ts'
import { againWhenStale } from './again.ts'
import { digest } from './digest.ts'

/** The reading of one place, from its first thread to its last. */
export interface PlaceVisit {
  readonly place: PlaceRef
  see(thread: HistoryThread): void
  /** Items that the store had before, and no thread so far shows. */
  readonly unseen: ReadonlyMap<MessageRef, { readonly item: number; readonly at: Date }>
  /** When the oldest message so far was said. */
  readonly from: () => Date | null
}

const PAGE = 200

export async function visit(place: PlaceRef, { store }: World): Promise<PlaceVisit> {
  const unseen = new Map<MessageRef, { item: number; at: Date }>()
  for (let after: number | undefined; ; ) {
    const page = after === undefined ? { limit: PAGE } : { limit: PAGE, after }
    const items = await store.itemsWhere({ place }, { kind: 'savoir' }, page)
    for (const { id, at, source } of items) if (source.message) unseen.set(source.message, { item: id, at })
    after = items.at(-1)?.id
    if (items.length < PAGE) break
  }
  let from: Date | null = null
  const see = ({ messages }: HistoryThread): void => {
    for (const { message, at } of messages) {
      unseen.delete(message)
      if (from === null || at < from) from = at
    }
  }
  return { place, see, unseen, from: () => from }
}

/** Takes away the items whose message is no longer there; returns how many. */
export async function gonePlaceItems({ place, unseen, from }: PlaceVisit, upTo: Date, world: World): Promise<number> {
  const since = from()
  const gone = since ? [...unseen.values()].filter(({ at }) => at >= since && at < upTo) : []
  if (gone.length === 0) return 0
  const changes = gone.map(({ item }) => ({ kind: 'itemRemoved' as const, item }))
  await againWhenStale(async () => {
    const asOf = await world.store.lastSeq()
    const event = `import:gone:${place}:${digest([asOf, changes])}`
    await world.store.settle({ event, by: null, at: world.now(), asOf, changes, deliveries: [] })
  })
  return gone.length
}
