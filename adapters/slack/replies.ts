import { createHash } from 'node:crypto'
import type { ChatEvent } from '../../src/chat/event.ts'
import type { Keep } from '../../src/chat/platform.ts'
import type { MessageRef, PersonRef, PlaceRef } from '../../src/chat/ref.ts'

/** A way to answer that a command or a press brought along. */
export interface ReplyUrl {
  readonly url: string
  /** Milliseconds since 1970. */
  readonly until: number
  readonly left: number
}

/** What lets a form open, and where it was asked for. */
export interface Trigger {
  readonly trigger: string
  readonly where: PlaceRef
  /** Milliseconds since 1970. */
  readonly until: number
}

/** Slack allows five uses in thirty minutes; one minute is left for the way. */
const USES = 5
const LIFE_MS = 29 * 60_000
/** A form must be asked for within three seconds. */
const TRIGGER_MS = 3_000
/** Where a form was asked for is known for longer: whoever asked can be told that it is too late. */
const PLACE_MS = 10 * 60_000

/** Remembers response URLs, also over a restart, and the triggers of forms while they last. */
export class Replies {
  private readonly keep: Keep
  private readonly now: () => Date
  private readonly triggers = new Map<string, Trigger>()

  constructor(keep: Keep, now: () => Date) {
    this.keep = keep
    this.now = now
  }

  /** The person may be answered here through this URL, and `ephemeral`, if a button of it was pressed, changed by it. */
  async remember(url: string, by: PersonRef, where: PlaceRef, ephemeral: MessageRef | null): Promise<void> {
    const reply: ReplyUrl = { url, until: this.now().getTime() + LIFE_MS, left: USES }
    await this.keep.put(privateKey(by, where), JSON.stringify(reply))
    if (ephemeral) await this.keep.put(messageKey(ephemeral), JSON.stringify(reply))
  }

  rememberTrigger({ id, in: where }: ChatEvent, trigger: string): void {
    const now = this.now().getTime()
    for (const [old, { until }] of this.triggers) if (until + PLACE_MS < now) this.triggers.delete(old)
    this.triggers.set(id, { trigger, where, until: now + TRIGGER_MS })
  }

  /** The trigger of an event, which may have ended; null when nobody remembers. */
  triggerOf(event: string): Trigger | null {
    return this.triggers.get(event) ?? null
  }

  /** The URL for a private answer to the person in this place, one use taken; null when there is none. */
  takePrivate(by: PersonRef, where: PlaceRef): Promise<string | null> {
    return this.take(privateKey(by, where))
  }

  /** The URL for a message that only response URLs reach, one use taken. */
  takeFor(message: MessageRef): Promise<string | null> {
    return this.take(messageKey(message))
  }

  /** The latest URL of anybody for this place: for conversations that Savoir is not in. */
  async takeAny(where: PlaceRef): Promise<string | null> {
    const [first] = await this.keep.list(`reply/${where}|`)
    return first ? this.take(first.key) : null
  }

  /** Lets go of what can no longer be used. */
  async forgetOld(): Promise<void> {
    const now = this.now().getTime()
    for (const { key, value } of await this.keep.list('reply/')) {
      if ((JSON.parse(value) as ReplyUrl).until < now) await this.keep.remove(key)
    }
  }

  private async take(key: string): Promise<string | null> {
    const value = await this.keep.get(key)
    if (value === null) return null
    const reply = JSON.parse(value) as ReplyUrl
    if (reply.left <= 0 || reply.until < this.now().getTime()) {
      await this.keep.remove(key)
      return null
    }
    await this.keep.put(key, JSON.stringify({ ...reply, left: reply.left - 1 }))
    return reply.url
  }
}

/** Nobody who asks to be forgotten is left in the keys. */
const privateKey = (by: PersonRef, where: PlaceRef): string =>
  `reply/${where}|${createHash('sha256').update(by).digest('base64url')}`
const messageKey = (message: MessageRef): string => `reply/${message}`
