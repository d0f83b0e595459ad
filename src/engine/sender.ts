import type { Delivery } from '../chat/delivery.ts'
import { type ChatPlatform, RetryLater } from '../chat/platform.ts'
import type { MessageRef, PersonRef } from '../chat/ref.ts'
import { nudgeOf, type Passage, passage } from '../gate/gate.ts'
import { recipientOf, recipientRef } from '../gate/recipient.ts'
import type { Log } from '../log.ts'
import type { Outgoing, Platforms, Store } from '../store/store.ts'

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

/**
 * The loop that empties the outbox: through the gate, to the platform. The store hands out one delivery of a conversation
 * at a time, so its order is kept and a slow conversation holds up no other.
 */
export function openSender(store: Store, carriers: Carriers, now: () => Date, log: Log): Sender {
  const inHand = new Set<Promise<void>>()
  const turns = turnsByPerson()
  let looking: Promise<void> | null = null
  let again = false
  let stopped = false
  const timer = setInterval(() => wake(), POLL_MS)
  timer.unref()

  function wake(): void {
    again = true
    if (stopped || looking) return
    looking = look()
      .catch((error) => log.error('the outbox could not be read', error))
      .finally(() => {
        looking = null
        if (again) wake()
      })
  }

  async function look(): Promise<void> {
    while (again && !stopped) {
      again = false
      for (const outgoing of await store.claim(carriers.platforms, now(), AT_ONCE - inHand.size)) take(outgoing)
    }
  }

  function take(outgoing: Outgoing): void {
    const done = turns(outgoing.delivery, () => send(outgoing, store, carriers, now, log)).finally(() => {
      inHand.delete(done)
      wake()
    })
    inHand.add(done)
  }

  return {
    wake,
    async drain() {
      wake()
      while (looking || inHand.size) await (looking ?? Promise.race(inHand))
    },
    async stop() {
      stopped = true
      clearInterval(timer)
      await looking
      await Promise.all(inHand)
    },
  }
}

/** Nudges to one person go one after the other, whatever their conversations: the gate counts those before. */
function turnsByPerson(): (delivery: Delivery, act: () => Promise<void>) => Promise<void> {
  const last = new Map<PersonRef, Promise<void>>()
  return (delivery, act) => {
    const person = nudgeOf(delivery) && recipientRef(delivery)
    if (!person) return act()
    const turn = (last.get(person) ?? Promise.resolve()).then(act).finally(() => {
      if (last.get(person) === turn) last.delete(person)
    })
    last.set(person, turn)
    return turn
  }
}

/**
 * Deliveries that a crash left without a report. It is unknown whether they went out: a nudge counts as sent, since a lost
 * one is better than two; an answer that somebody waits for is sent again.
 */
export async function recover(store: Store, platforms: Platforms, now: Date): Promise<void> {
  for (const { id, delivery } of await store.unreported(platforms)) {
    if (nudgeOf(delivery)) await store.sent(id)
    else await store.postpone(id, now)
  }
}

async function send(outgoing: Outgoing, store: Store, carriers: Carriers, now: () => Date, log: Log): Promise<void> {
  const { id, platform, delivery, tries } = outgoing
  const report = await attempt(outgoing, store, carriers, now).catch((error): Report => {
    log.error('a delivery failed', error, { delivery: id, platform, kind: delivery.kind, tries })
    if (!(error instanceof RetryLater) || tries >= PLATFORM_TRIES) return { kind: 'drop', reason: nameOf(error) }
    return { kind: 'hold', until: new Date(now().getTime() + error.afterMs) }
  })
  // What cannot be reported stays claimed: the next start decides what becomes of it.
  await tell(id, report, store).catch((error) => log.error('a delivery could not be reported', error, { delivery: id }))
}

/** What became of a delivery: `send` says that it went out. */
type Report = Passage & { readonly message?: MessageRef | null }

async function attempt(outgoing: Outgoing, store: Store, carriers: Carriers, now: () => Date): Promise<Report> {
  const { id, platform, delivery } = outgoing
  const decided = passage(delivery, await recipientOf(delivery, store, now()), now())
  if (decided.kind !== 'send') return decided
  const carrier = carriers.of(platform)
  if (!carrier) return { kind: 'drop', reason: 'its platform is not connected' }
  return { ...decided, message: await carrier.deliver(id, delivery) }
}

async function tell(id: string, report: Report, store: Store): Promise<void> {
  switch (report.kind) {
    case 'send':
      return store.sent(id, report.message)
    case 'hold':
      return store.postpone(id, report.until)
    case 'drop':
      return store.dropped(id, report.reason)
  }
}

const nameOf = (error: unknown): string => (error instanceof Error ? error.name : 'unknown')
