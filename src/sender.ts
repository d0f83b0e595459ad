import { type ChatPlatform, RetryLater } from './chat/platform.ts'
import { nudgeOf, type Passage, passage, type Recipient } from './gate.ts'
import type { Log } from './log.ts'
import type { Outgoing, Platforms, Store } from './store/store.ts'

const AT_ONCE = 32
const POLL_MS = 1_000
const PLATFORM_TRIES = 20

export interface Sender {
  /** Something may be waiting: looks at once. */
  wake(): void
  /** Sends all that is due. Resolves when nothing is left to send now. */
  drain(): Promise<void>
  /** Resolves when the deliveries in hand are done. */
  stop(): Promise<void>
}

/** Who carries what: the platform whose refs a delivery bears, or a stand-in for platforms that are not connected. */
export interface Carriers {
  readonly of: (platform: string) => ChatPlatform | undefined
  readonly platforms: Platforms
}

/** The loop that empties the outbox: through the gate, to the platform, in order within each conversation. */
export function openSender(store: Store, carriers: Carriers, now: () => Date, log: Log): Sender {
  let running: Promise<void> | null = null
  let again = false
  let stopped = false
  const timer = setInterval(() => wake(), POLL_MS)
  timer.unref()

  function wake(): void {
    again = true
    if (stopped || running) return
    running = run().finally(() => {
      running = null
      if (again) wake()
    })
  }

  async function run(): Promise<void> {
    again = false
    for (;;) {
      const due = stopped ? [] : await store.claim(carriers.platforms, now(), AT_ONCE)
      if (!due.length) return
      await Promise.all(due.map((outgoing) => send(outgoing, store, carriers, now, log)))
    }
  }

  return {
    wake,
    async drain() {
      wake()
      while (running) await running
    },
    async stop() {
      stopped = true
      clearInterval(timer)
      await running
    },
  }
}

/**
 * Deliveries that a crash left without a report. It is unknown whether they went out: a nudge is let go, since a lost
 * one is better than two; an answer that somebody waits for is sent again.
 */
export async function recover(store: Store, platforms: Platforms, now: Date): Promise<void> {
  for (const { id, delivery } of await store.unreported(platforms)) {
    if (nudgeOf(delivery)) await store.dropped(id, 'unknown outcome after a crash')
    else await store.postpone(id, now)
  }
}

async function send(outgoing: Outgoing, store: Store, carriers: Carriers, now: () => Date, log: Log): Promise<void> {
  const { id, platform, delivery, tries } = outgoing
  try {
    const decided = passage(delivery, await recipientOf(outgoing, store), now())
    if (decided.kind !== 'send') return await heldBack(id, decided, store)
    const carrier = carriers.of(platform)
    if (!carrier) return await store.dropped(id, 'its platform is not connected')
    await carrier.deliver(id, delivery)
    await store.sent(id)
  } catch (error) {
    const retry = error instanceof RetryLater && tries < PLATFORM_TRIES
    log.error('a delivery failed', error, { delivery: id, platform, kind: delivery.kind, tries })
    if (retry) await store.postpone(id, new Date(now().getTime() + error.afterMs))
    else await store.dropped(id, error instanceof Error ? error.name : 'unknown')
  }
}

async function heldBack(id: string, decided: Exclude<Passage, { kind: 'send' }>, store: Store): Promise<void> {
  switch (decided.kind) {
    case 'hold':
      return store.postpone(id, decided.until)
    case 'drop':
      return store.dropped(id, decided.reason)
  }
}

async function recipientOf({ delivery }: Outgoing, store: Store): Promise<Recipient> {
  const to = delivery.kind === 'direct' ? delivery.to : delivery.kind === 'post' ? delivery.onlyFor : undefined
  if (!to || !nudgeOf(delivery)) return { timeZone: null, sentBefore: [], refused: [] }
  return {
    timeZone: (await store.person(to))?.timeZone ?? null,
    sentBefore: await store.nudgesTo(to),
    refused: (await store.personSettings(to)).refused,
  }
}
