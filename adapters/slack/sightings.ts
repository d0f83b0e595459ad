import type { webApi } from '@slack/bolt'
import type { Keep } from '../../src/chat/platform.ts'

/** Looked back this much further than the moment of doubt: clocks differ. */
const BACK_S = 120
const PAGE = 100

/**
 * Finds out whether a message went through after its outcome was unknown: each message bears the mark of its delivery,
 * so that the conversation itself tells.
 */
export class Sightings {
  private readonly keep: Keep
  private readonly now: () => Date

  constructor(keep: Keep, now: () => Date) {
    this.keep = keep
    this.now = now
  }

  /** The id that the first block of a message bears. */
  static markOf(id: string): string {
    return `savoir_${id}`.slice(0, 255)
  }

  /** Nobody knows whether this delivery reached Slack. */
  async doubt(id: string): Promise<void> {
    if ((await this.keep.get(keyOf(id))) === null) await this.keep.put(keyOf(id), String(this.now().getTime()))
  }

  async settle(id: string): Promise<void> {
    if ((await this.keep.get(keyOf(id))) !== null) await this.keep.remove(keyOf(id))
  }

  /** The timestamp of the message, when the delivery was in doubt and stands in the conversation. */
  async find(id: string, client: webApi.WebClient, channel: string, thread: string | null): Promise<string | null> {
    const since = await this.keep.get(keyOf(id))
    if (since === null) return null
    const oldest = String(Math.floor(Number(since) / 1000) - BACK_S)
    const page = thread
      ? await client.conversations.replies({ channel, ts: thread, oldest, limit: PAGE })
      : await client.conversations.history({ channel, oldest, limit: PAGE })
    const mark = Sightings.markOf(id)
    const found = (page.messages ?? []).find((message) =>
      (message.blocks ?? []).some((block) => block.block_id === mark),
    )
    if (found) await this.settle(id)
    return found?.ts ?? null
  }
}

const keyOf = (id: string): string => `doubt/${id}`
