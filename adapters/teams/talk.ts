import type { Keep, ThreadMessage } from '../../src/chat/platform.ts'
import type { MessageRef, PersonRef } from '../../src/chat/ref.ts'
import { placeOfMessage, readMessage } from './refs.ts'

/** What was said, as it was heard. */
export interface Said {
  readonly by: PersonRef
  /** Milliseconds since 1970. */
  readonly at: number
  readonly text: string
  readonly permalink: string | null
  readonly editedAt?: number
}

/** Talk is let go of after this: a thread is seldom saved later than that. */
const KEEP_DAYS = 30
const DAY_MS = 86_400_000

/**
 * What Savoir heard of threads, since Teams lets no bot read back. It stays in the drawer for some weeks, names its author
 * so that forgetting them takes it along, and goes when the message is deleted.
 */
export class Talk {
  private readonly keep: Keep

  constructor(keep: Keep) {
    this.keep = keep
  }

  async hear(ref: MessageRef, root: MessageRef | null, said: Said): Promise<void> {
    const thread = root ?? ref
    await this.keep.put(`${ROOT}${ref}`, thread)
    await this.keep.put(`${SAID}${thread}/${readMessage(ref).id}`, JSON.stringify(said))
  }

  async edit(ref: MessageRef, text: string, at: Date): Promise<void> {
    const key = await this.keyOf(ref)
    const before = await this.keep.get(key)
    if (before === null) return
    await this.keep.put(key, JSON.stringify({ ...(JSON.parse(before) as Said), text, editedAt: at.getTime() }))
  }

  async forget(ref: MessageRef): Promise<void> {
    await this.keep.remove(await this.keyOf(ref))
    // The thread of a message that is gone is still known by its replies.
    if ((await this.rootOf(ref)) !== ref) await this.keep.remove(`${ROOT}${ref}`)
  }

  /** The first message of the thread that a message stands in, as far as it was heard. */
  async rootOf(ref: MessageRef): Promise<MessageRef> {
    return ((await this.keep.get(`${ROOT}${ref}`)) as MessageRef | null) ?? ref
  }

  /** The thread of a message, first message first; null when nothing of it was heard. */
  async thread(ref: MessageRef): Promise<readonly ThreadMessage[] | null> {
    const root = await this.rootOf(ref)
    const kept = await this.keep.list(`${SAID}${root}/`)
    if (kept.length === 0) return null
    const place = placeOfMessage(root)
    const base = root.slice(0, root.lastIndexOf('/') + 1)
    return kept.map(({ key, value }) => {
      const { by, at, text, permalink, editedAt } = JSON.parse(value) as Said
      const message = `${base}${encoded(key.slice(key.lastIndexOf('/') + 1))}` as MessageRef
      const edited = editedAt === undefined ? {} : { editedAt: new Date(editedAt) }
      return { message, place, by, at: new Date(at), text, permalink, ...edited, reactions: [] }
    })
  }

  async forgetOld(now: Date): Promise<void> {
    const oldest = now.getTime() - KEEP_DAYS * DAY_MS
    for (const { key, value } of await this.keep.list(SAID)) {
      if ((JSON.parse(value) as Said).at < oldest) await this.keep.remove(key)
    }
    for (const { key } of await this.keep.list(ROOT)) {
      const { id } = readMessage(key.slice(ROOT.length) as MessageRef)
      if (Number(id) < oldest) await this.keep.remove(key)
    }
  }

  private async keyOf(ref: MessageRef): Promise<string> {
    return `${SAID}${await this.rootOf(ref)}/${readMessage(ref).id}`
  }
}

const ROOT = 'root/'
const SAID = 'said/'
const encoded = (id: string): string => id.replace(/[%/]/g, encodeURIComponent)
