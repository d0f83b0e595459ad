import type { Delivery } from '../../src/chat/delivery.ts'
import type { MessageSaid } from '../../src/chat/event.ts'
import type { MessageRef } from '../../src/chat/ref.ts'

/** Shows, or with nothing to say takes away, what Savoir is doing. Never rejects. */
export type ShowStatus = (status: 'working' | 'done', at: MessageRef) => Promise<void>

/** An answer that comes sooner needs no status. */
const SOON_MS = 700
/** Not every message gets an answer: a status goes by itself after this. */
const LONGEST_MS = 30_000
const ANSWERS: ReadonlySet<Delivery['kind']> = new Set(['post', 'direct', 'file'])

/** Tells people who write to Savoir itself that it is at work, when its answer takes a while. */
export class Working {
  private readonly pause: (ms: number) => Promise<void>
  /** The newest work of a conversation, under its place and under its person: answers name one or the other. */
  private readonly works = new Map<string, Work>()

  constructor(pause: (ms: number) => Promise<void>) {
    this.pause = pause
  }

  /** Somebody waits for an answer. Slack may send the same message again. */
  begin({ addressed, by, in: where, message, thread }: MessageSaid, show: ShowStatus): void {
    const before = this.works.get(where)
    if (addressed !== 'direct' || !message || before?.message === message) return
    if (before) end(before)
    const work: Work = { message, at: thread ?? message, show, ended: false, shown: null }
    this.works.set(where, work).set(by, work)
    void this.follow(work)
  }

  /** Something was sent: if it answers somebody, their status goes. */
  sent(delivery: Delivery): void {
    if (!ANSWERS.has(delivery.kind) || ('nudge' in delivery && delivery.nudge)) return
    const work = this.works.get(delivery.to)
    if (work) end(work)
  }

  private async follow(work: Work): Promise<void> {
    await this.pause(SOON_MS)
    if (work.ended) return
    work.shown = work.show('working', work.at)
    await this.pause(LONGEST_MS)
    end(work)
  }
}

interface Work {
  readonly message: MessageRef
  /** Begins the thread that the answer belongs to. */
  readonly at: MessageRef
  readonly show: ShowStatus
  ended: boolean
  shown: Promise<void> | null
}

function end(work: Work): void {
  if (work.ended) return
  work.ended = true
  void work.shown?.then(() => work.show('done', work.at))
}
