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
 * What Savoir heard of threads, since Teams lets no bot read back. It stays in the drawer for some weeks, and goes when the
 * message is deleted or its author forgotten.
 */
export class Talk {
  private readonly keep: Keep

  constructor(keep: Keep) {
    this.keep = keep
  }

  async hear(ref: MessageRef, root: MessageRef | null, said: Said): Promise<void> {
    const thread = root ?? ref
    // What begins a thread is its own root without saying so: every write is one more wait for the disk.
    if (root) await this.keep.put(`${ROOT}${ref}`, root)
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
    return kept.length === 0 ? null : kept.map((record) => threadMessage(record)).map(({ root: _, ...one }) => one)
  }

  /** What was said outside of threads around a message of a place, oldest first; null when it was not heard. */
  async around(ref: MessageRef): Promise<readonly ThreadMessage[] | null> {
    const kept = await this.keep.list(`${SAID}${placeOfMessage(ref)}/`)
    const open = kept.map((record) => threadMessage(record)).filter(({ root, message }) => root === message)
    const at = open.findIndex(({ message }) => message === ref)
    return at < 0 ? null : open.slice(Math.max(at - AROUND, 0), at + AROUND + 1).map(({ root: _, ...one }) => one)
  }

  /** Lets go of whatever somebody said. */
  async erase(person: PersonRef): Promise<void> {
    for (const { key, value } of await this.keep.list(SAID)) {
      if ((JSON.parse(value) as Said).by === person) await this.keep.remove(key)
    }
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
/** So many messages before and after. */
const AROUND = 50

function threadMessage({ key, value }: { key: string; value: string }): ThreadMessage & { root: string } {
  const root = key.slice(SAID.length, key.lastIndexOf('/'))
  const { by, at, text, permalink, editedAt } = JSON.parse(value) as Said
  const base = root.slice(0, root.lastIndexOf('/') + 1)
  const message = `${base}${encoded(key.slice(key.lastIndexOf('/') + 1))}` as MessageRef
  const edited = editedAt === undefined ? {} : { editedAt: new Date(editedAt) }
  const place = placeOfMessage(message)
  return { root, message, place, by, at: new Date(at), text, permalink, ...edited, reactions: [] }
}

const encoded = (id: string): string => id.replace(/[%/]/g, encodeURIComponent)
