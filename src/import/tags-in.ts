import type { PlaceRef } from '../chat/ref.ts'
import type { World } from '../world.ts'

/** A tag on fewer items is one text's own word. */
const COMMON_TAG_ITEMS = 3
const COMMON_TAGS = 200

/** The common tags among those that all readers of a place may know of, so that a proposal betrays nothing. */
export async function tagsIn(place: PlaceRef, { store }: Pick<World, 'store'>): Promise<readonly string[]> {
  const tags = await store.tags({ kind: 'place', place })
  const common = tags.filter(({ items }) => items >= COMMON_TAG_ITEMS)
  return common.slice(0, COMMON_TAGS).map(({ tag }) => tag)
}
