import type { Keep } from '../../../src/chat/platform.ts'
import type { MessageRef, PersonRef } from '../../../src/chat/ref.ts'
import type { Seen } from './compare.ts'

/** Long after a message is touched, few touch it again. */
const KEEP_DAYS = 30
const DAY_MS = 86_400_000

/** Messages as they were last seen, without their words. */
export class SeenMessages {
  private readonly keep: Keep

  constructor(keep: Keep) {
    this.keep = keep
  }

  async get(ref: MessageRef): Promise<Seen | null> {
    const kept = await this.keep.get(`${SEEN}${ref}`)
    return kept === null ? null : (JSON.parse(kept) as Seen)
  }

  async put(ref: MessageRef, seen: Seen): Promise<void> {
    await this.keep.put(`${SEEN}${ref}`, JSON.stringify(seen))
  }

  /** What the person put stays known as seen, without them: their emoji still stands, and must not count anew. */
  async erase(person: PersonRef): Promise<void> {
    for (const { key, value } of await this.keep.list(SEEN)) {
      const seen = JSON.parse(value) as Seen
      if (!seen.reactions.some(({ by }) => by === person)) continue
      const reactions = seen.reactions.map((one) => (one.by === person ? { ...one, by: null } : one))
      await this.keep.put(key, JSON.stringify({ ...seen, reactions } satisfies Seen))
    }
  }

  /** Lets go of those seen before; all of them without a time. */
  async forget(now?: Date): Promise<void> {
    const oldest = now ? now.getTime() - KEEP_DAYS * DAY_MS : Number.POSITIVE_INFINITY
    for (const { key, value } of await this.keep.list(SEEN)) {
      if ((JSON.parse(value) as Seen).at < oldest) await this.keep.remove(key)
    }
  }
}

const SEEN = 'seen/'
