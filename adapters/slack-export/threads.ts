import type { ThreadMessage } from '../../src/chat/platform.ts'
import type { Said } from './messages.ts'

/** A thread as the day files give it; `root` is the `ts` of its first message, which may be missing. */
export interface Thread {
  readonly root: string
  readonly messages: readonly ThreadMessage[]
}

/**
 * Puts the threads of one channel together while its days go by. What nobody answered goes through at once, a thread as
 * soon as all its replies were seen: only open threads stay in memory.
 */
export class Threads {
  private readonly open = new Map<string, OpenThread>()

  add(said: Extract<Said, { kind: 'said' | 'deleted' }>): Thread | null {
    if (said.kind === 'deleted') {
      this.at(said.ts).deleted = true
      return null
    }
    if (said.thread === null) return { root: said.ts, messages: [said.message] }
    const thread = this.at(said.thread)
    if (said.ts === said.thread) Object.assign(thread, { root: said.message, ...said.replies })
    else thread.replies.set(said.ts, said.message)
    return null
  }

  /** Threads that are whole by the end of this day, such as `2026-03-12`. */
  endOfDay(day: string): readonly Thread[] {
    const whole = [...this.open].filter(([, thread]) => isWhole(thread, day))
    for (const [root] of whole) this.open.delete(root)
    return whole.flatMap(toThread)
  }

  /** The rest; replies whose first message was deleted go with it. */
  end(): readonly Thread[] {
    const rest = [...this.open]
    this.open.clear()
    return rest.flatMap(toThread)
  }

  private at(root: string): OpenThread {
    const known = this.open.get(root)
    if (known) return known
    const thread: OpenThread = { root: null, deleted: false, replies: new Map(), count: 0, latest: root }
    this.open.set(root, thread)
    return thread
  }
}

interface OpenThread {
  root: ThreadMessage | null
  deleted: boolean
  readonly replies: Map<string, ThreadMessage>
  count: number
  latest: string
}

/** Days of files follow the time zone of the workspace, which may be ahead of or behind UTC by a day. */
const ZONES_SECONDS = 86_400

function isWhole(thread: OpenThread, day: string): boolean {
  const dayBegan = Date.parse(day) / 1000
  return thread.root !== null && thread.replies.size >= thread.count && Number(thread.latest) < dayBegan - ZONES_SECONDS
}

function toThread([root, { root: first, deleted, replies }]: readonly [string, OpenThread]): readonly Thread[] {
  const sorted = [...replies].sort(([one], [other]) => Number(one) - Number(other)).map(([, reply]) => reply)
  const messages = first ? [first, ...sorted] : sorted
  return deleted || messages.length === 0 ? [] : [{ root, messages }]
}
