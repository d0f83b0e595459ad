import type { Keep } from '../../src/chat/platform.ts'
import type { MessageRef, PersonRef, PlaceRef } from '../../src/chat/ref.ts'
import { readMessage } from './refs.ts'

/** Where something was said that one person alone was to see. */
export interface Whisper {
  readonly to: PersonRef
  readonly in: PlaceRef
  readonly thread: MessageRef | null
}

/** Buttons are seldom pressed later than that. */
const KEEP_DAYS = 30
const DAY_MS = 86_400_000

/**
 * What one person alone may see of a channel comes in their own conversation with Savoir. It speaks of the channel all the
 * same: `Share` posts there. This remembers where.
 */
export class Whispers {
  private readonly keep: Keep

  constructor(keep: Keep) {
    this.keep = keep
  }

  async put(message: MessageRef, whisper: Whisper): Promise<void> {
    await this.keep.put(`${WHISPER}${message}`, JSON.stringify(whisper))
  }

  async get(message: MessageRef): Promise<Whisper | null> {
    const kept = await this.keep.get(`${WHISPER}${message}`)
    return kept === null ? null : JSON.parse(kept)
  }

  async erase(person: PersonRef): Promise<void> {
    for (const { key, value } of await this.keep.list(WHISPER)) {
      if ((JSON.parse(value) as Whisper).to === person) await this.keep.remove(key)
    }
  }

  async forgetOld(now: Date): Promise<void> {
    const oldest = now.getTime() - KEEP_DAYS * DAY_MS
    for (const { key } of await this.keep.list(WHISPER)) {
      const { id } = readMessage(key.slice(WHISPER.length) as MessageRef)
      if (Number(id) < oldest) await this.keep.remove(key)
    }
  }
}

const WHISPER = 'whisper/'
