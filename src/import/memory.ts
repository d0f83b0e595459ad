import type { PlaceRef } from '../chat/ref.ts'
import type { World } from '../world.ts'

/** Until when earlier imports knew people and places, so that an old archive never overrules a newer one or live talk. */
export interface ImportMemory {
  /** An import of this subject was begun, with an archive that is complete up to then. */
  begun(subject: Subject): Date | null
  /** The whole of this place was imported, from an archive complete up to then. */
  done(place: PlaceRef): Date | null
  begin(subject: Subject, upTo: Date): Promise<void>
  finish(place: PlaceRef, upTo: Date): Promise<void>
}

/** A place, or the people of a platform. */
export type Subject = PlaceRef | `people:${string}`

const DRAWER = 'import'

export async function openMemory({ store }: World): Promise<ImportMemory> {
  const kept = new Map((await store.keepList(DRAWER, '')).map(({ key, value }) => [key, value]))
  const date = (key: string): Date | null => {
    const value = kept.get(key)
    return value === undefined ? null : new Date(value)
  }
  const renew = async (key: string, upTo: Date): Promise<void> => {
    const former = date(key)
    if (former && former >= upTo) return
    kept.set(key, upTo.toISOString())
    await store.keepPut(DRAWER, key, upTo.toISOString())
  }
  return {
    begun: (subject) => date(`begun:${subject}`),
    done: (place) => date(`done:${place}`),
    begin: (subject, upTo) => renew(`begun:${subject}`, upTo),
    finish: (place, upTo) => renew(`done:${place}`, upTo),
  }
}
