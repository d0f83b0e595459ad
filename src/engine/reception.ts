import { setTimeout as pause } from 'node:timers/promises'
import { decide } from '../bot.ts'
import { text } from '../chat/doc.ts'
import type { ChatEvent } from '../chat/event.ts'
import { RetryLater } from '../chat/platform.ts'
import type { Log } from '../log.ts'
import { NOTHING, type Outcome } from '../outcome.ts'
import { privately } from '../request.ts'
import { requestOf } from '../requester.ts'
import { type Settlement, Stale, type Store } from '../store/store.ts'
import type { World } from '../world.ts'

const TRIES = 3
/** As often the process may die with an event in hand; it may have died of something else. */
const DEATHS = 5
/** As often a platform may put it off. */
const PATIENT_TRIES = 20
const PAUSE_MS = 300
/** After so long, what could not be handled for want of a store is tried again. */
const COMEBACK_MS = 5_000
/** An item that keeps changing under a decision is somebody else's race to lose. */
const DECISIONS = 8
const AT_ONCE = 200
/** More events than wait after the longest outage. */
const BACKLOG = 1_000_000

export interface Reception {
  /** Resolves once the event is on disk; it is handled soon after. A redelivery has no effect. */
  receive(event: ChatEvent): Promise<void>
  /** Handles what waits on disk, from before a restart too. Resolves when nothing is left. */
  drain(): Promise<void>
  /** Takes nothing more from the inbox and resolves when the work in hand is done. */
  stop(): Promise<void>
}

/**
 * Events on their way from the inbox to their outcome: one place after the other within itself, in the order of
 * arrival; different places side by side, so that a slow one does not hold up the rest.
 */
export function openReception(world: World, log: Log, toSend: () => void): Reception {
  const lanes = new Map<string, Promise<void>>()
  const taken = new Set<string>()
  const patience = openPatience()
  let backlog: Promise<void> | null = null
  let comeback: NodeJS.Timeout | null = null
  let stopped = false

  function schedule(event: ChatEvent, deaths = 0, after: Promise<unknown> = Promise.resolve()): void {
    if (stopped || taken.has(event.id)) return
    taken.add(event.id)
    const turn = Promise.all([lanes.get(event.in), after])
    const lane = turn.then(() => (stopped ? false : handle(event, deaths, world, log, patience)))
    const ended = lane
      .then(
        (sends) => {
          // Most talk brings about nothing: nobody is to be woken for it.
          if (sends) toSend()
        },
        (error) => leftWaiting(event, error),
      )
      .finally(() => {
        taken.delete(event.id)
        if (lanes.get(event.in) === ended) lanes.delete(event.in)
      })
    lanes.set(event.in, ended)
  }

  /** What a restart found on disk goes before what comes in now. */
  async function takeUp(): Promise<void> {
    await suspectsFirst()
    for (const event of await world.store.waiting(BACKLOG)) schedule(event)
  }

  /** One after the other: if one of them kills this process too, those behind it were not begun and stay above suspicion. */
  const suspectsFirst = onceDone(async () => {
    for (const { event, deaths } of await suspectsIn(world.store)) schedule(event, deaths, Promise.all(lanes.values()))
  })

  /** Not even the failure could be written down: the disk is full, say. The event is on it and comes back. */
  function leftWaiting(event: ChatEvent, error: unknown): void {
    log.error('an event was left waiting', error, { event: event.id, kind: event.kind })
    if (stopped || comeback) return
    comeback = setTimeout(() => {
      comeback = null
      void drain().catch((again) => leftWaiting(event, again))
    }, COMEBACK_MS)
    comeback.unref()
  }

  async function drain(): Promise<void> {
    await suspectsFirst()
    for (;;) {
      for (const event of await world.store.waiting(AT_ONCE)) schedule(event)
      if (!lanes.size || stopped) return
      await Promise.all(lanes.values())
      if (comeback) return
    }
  }

  return {
    async receive(event) {
      if (!(await world.store.receive(event))) return
      backlog ??= takeUp().catch((error) => log.error('what waits on disk could not be read', error))
      void backlog.then(() => schedule(event))
    },
    drain,
    async stop() {
      stopped = true
      if (comeback) clearTimeout(comeback)
      patience.end()
      await Promise.all(lanes.values())
    },
  }
}

/** Events that a process had in hand when it died, oldest first. */
async function suspectsIn(store: Store): Promise<readonly { readonly event: ChatEvent; readonly deaths: number }[]> {
  const unended = await store.unended()
  if (!unended.size) return []
  const waiting = await store.waiting(BACKLOG)
  return waiting.flatMap((event) => {
    const deaths = unended.get(event.id)
    return deaths ? [{ event, deaths }] : []
  })
}

/** Does it once, for whoever comes later too; again only after it failed. */
function onceDone(act: () => Promise<void>): () => Promise<void> {
  let done: Promise<void> | null = null
  return () => {
    done ??= act().catch((error) => {
      done = null
      throw error
    })
    return done
  }
}

/** Pauses between tries, cut short when it is time to stop. */
interface Patience {
  /** Resolves to false when there is no time left. */
  wait(ms: number): Promise<boolean>
  end(): void
}

function openPatience(): Patience {
  const ending = new AbortController()
  return {
    wait: (ms) => pause(ms, true, { signal: ending.signal }).catch(() => false),
    end: () => ending.abort(),
  }
}

/**
 * Handles one event to its end: settled, or set aside after a few tries with an apology to the person. Resolves to
 * whether something is to be sent.
 */
async function handle(event: ChatEvent, deaths: number, world: World, log: Log, patience: Patience): Promise<boolean> {
  if (deaths >= DEATHS) await world.store.failed(event.id, DIED, true)
  else {
    const settled = await tried(event, world, log, patience)
    if (settled !== null) return settled
  }
  await apologise(event, world).catch((error) => log.error('no apology could be made', error, { event: event.id }))
  return true
}

/** Handles one event: whether something is to be sent; null when it was set aside. */
async function tried(event: ChatEvent, world: World, log: Log, patience: Patience): Promise<boolean | null> {
  for (let tries = 1; ; tries += 1) {
    try {
      await world.store.begin(event.id)
      return await settle(event, world)
    } catch (error) {
      log.error('an event could not be handled', error, { event: event.id, kind: event.kind, tries })
      // A platform that asks for patience gets it: the event is sound.
      const asked = error instanceof RetryLater ? error.afterMs : null
      const last = tries >= (asked === null ? TRIES : PATIENT_TRIES)
      await world.store.failed(event.id, nameOf(error), last)
      if (last) return null
      if (!(await patience.wait(asked ?? PAUSE_MS * tries))) return false
    }
  }
}

/** Decides on an event until the outcome fits what is stored, and settles it. */
async function settle(event: ChatEvent, world: World): Promise<boolean> {
  return (await settleWith(event, world, (outcome) => outcome)).deliveries.length > 0
}

/**
 * Decides on an event and settles what `keep` leaves of the outcome, all again when an item moved on meanwhile.
 * Resolves to the whole outcome.
 */
export async function settleWith(
  event: ChatEvent,
  world: World,
  keep: (outcome: Outcome) => Outcome & Pick<Settlement, 'cause'>,
): Promise<Outcome> {
  for (let decision = 1; ; decision += 1) {
    const asOf = await world.store.lastSeq()
    const outcome = await decide(event, world)
    try {
      await world.store.settle({ event: event.id, by: authorOf(event), at: event.at, asOf, ...keep(outcome) })
      return outcome
    } catch (error) {
      if (!(error instanceof Stale) || decision === DECISIONS) throw error
    }
  }
}

/** What the directory tells is nobody's doing. */
const authorOf = (event: ChatEvent) =>
  event.kind === 'personChanged' || event.kind === 'placeChanged' || event.kind === 'membersChanged' ? null : event.by

async function apologise(event: ChatEvent, world: World): Promise<void> {
  const outcome = await apology(event, world)
  const at = world.now()
  await world.store.settle({
    event: `${event.id}#apology`,
    by: null,
    at,
    asOf: await world.store.lastSeq(),
    ...outcome,
  })
}

async function apology(event: ChatEvent, world: World): Promise<Outcome> {
  if (!isAwaited(event, world)) return NOTHING
  const request = await requestOf(event, world)
  return { changes: [], deliveries: [privately(request, [text(request.phrases.bot.apology(event.id))])] }
}

/** Somebody did it for Savoir to see. */
function isAwaited(event: ChatEvent, { gestures }: World): boolean {
  if (event.kind === 'said') return event.addressed !== 'no'
  if (event.kind === 'reacted') return [...gestures.save, ...gestures.accept].includes(event.emoji)
  return event.kind === 'pressed' || event.kind === 'formSent'
}

const DIED = 'the process died with it'

const nameOf = (error: unknown): string => (error instanceof Error ? error.name : 'unknown')
