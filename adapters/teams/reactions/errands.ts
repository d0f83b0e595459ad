import { randomUUID } from 'node:crypto'
import type { Keep } from '../../../src/chat/platform.ts'
import type { MessageRef, PlaceRef } from '../../../src/chat/ref.ts'

/** Something to be read from Graph: a message that changed, or what was done in a place from a moment on. */
export type Errand = MessageErrand | PlaceErrand

export interface MessageErrand {
  readonly kind: 'message'
  readonly ref: MessageRef
  /** The first message of its thread; null when it is not told, or the message itself. */
  readonly root: string | null
  /** Graph told that it is gone. */
  readonly deleted: boolean
}

export interface PlaceErrand {
  readonly kind: 'place'
  readonly ref: PlaceRef
  /** Milliseconds since 1970. */
  readonly from: number
}

/** The same errand, however often it was given: `keys` are the records of it. */
export interface Given {
  readonly errand: Errand
  readonly keys: readonly string[]
}

/** What is to be read, on disk until it was read. Each is a record of its own: what comes while one is run stays. */
export class Errands {
  private readonly keep: Keep

  constructor(keep: Keep) {
    this.keep = keep
  }

  async give(errand: Errand): Promise<void> {
    await this.keep.put(`${ERRAND}${errand.ref}/${randomUUID()}`, JSON.stringify(errand))
  }

  async all(): Promise<readonly Given[]> {
    const given = new Map<string, Given>()
    for (const { key, value } of await this.keep.list(ERRAND)) {
      const errand = JSON.parse(value) as Errand
      const before = given.get(errand.ref)
      given.set(errand.ref, {
        errand: before ? both(before.errand, errand) : errand,
        keys: [...(before?.keys ?? []), key],
      })
    }
    return [...given.values()]
  }

  async done({ keys }: Given): Promise<void> {
    for (const key of keys) await this.keep.remove(key)
  }
}

const ERRAND = 'errand/'

function both(one: Errand, other: Errand): Errand {
  if (one.kind === 'place' && other.kind === 'place') return { ...one, from: Math.min(one.from, other.from) }
  if (one.kind === 'message' && other.kind === 'message')
    return { ...one, root: one.root ?? other.root, deleted: one.deleted || other.deleted }
  return other
}
