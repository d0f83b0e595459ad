import type { Keep } from '../../../src/chat/platform.ts'
import type { MessageRef, PersonRef, PlaceRef } from '../../../src/chat/ref.ts'
import type { Answer } from '../http.ts'
import { message } from '../refs.ts'
import { Trouble } from '../trouble.ts'
import { Errands } from './errands.ts'
import { Keeper } from './keeper.ts'
import { type Notice, placeBelieved, readNotices } from './notices.ts'
import { Reader, type Reading } from './reader.ts'
import { SeenMessages } from './seen-messages.ts'
import { Subscriptions } from './subscriptions.ts'

/** What watching reactions needs. */
export interface Watching extends Omit<Reading, 'errands' | 'seen' | 'subscriptions'> {
  readonly keep: Keep
}

/** Graph's own tokens have some hundred characters. */
const TOKEN_MAX = 2_048
const DAY_MS = 86_400_000
/** Graph tries again for four hours what it could not tell; after a shorter silence of ours there is nothing to look for. */
const SILENCE_MS = 3_600_000
const STAMP_MS = 10 * 60_000

/**
 * The emoji on any message. Teams tells a bot only of those on its own messages; Graph tells that a message changed,
 * which is then read and compared with how it was.
 */
export class Watch {
  private readonly watching: Watching
  private readonly subscriptions: Subscriptions
  private readonly errands: Errands
  private readonly seen: SeenMessages
  private readonly keeper: Keeper
  private readonly reader: Reader
  private stamped = 0

  constructor(watching: Watching) {
    const { settings, keep } = watching
    this.watching = watching
    this.subscriptions = new Subscriptions(keep)
    this.errands = new Errands(keep)
    this.seen = new SeenMessages(keep)
    const shared = { ...watching, subscriptions: this.subscriptions }
    this.reader = new Reader({ ...shared, errands: this.errands, seen: this.seen })
    const missed = async (ref: PlaceRef, from: number): Promise<void> => {
      await this.errands.give({ kind: 'place', ref, from })
      void this.reader.wake()
    }
    this.keeper = new Keeper({ ...shared, url: settings.noticesUrl, tenant: settings.tenant, missed })
  }

  /** Learns what Graph was asked to tell: only then its calls can be believed. */
  load(): Promise<void> {
    return this.subscriptions.load()
  }

  /** Takes up what was left to read, also what was done while Savoir did not run. Switched off, Graph is told so. */
  async start(): Promise<void> {
    const { keep, now, settings } = this.watching
    if (settings.noticesUrl === null) await this.seen.forget()
    const last = Number(await keep.get(ALIVE)) || now().getTime()
    if (now().getTime() - last > SILENCE_MS) await this.lookEverywhere(last)
    void this.keeper.check()
    void this.reader.wake()
  }

  /** Renews what is about to end, watches what is new, and reads what is left to read. */
  async tick(): Promise<void> {
    const now = this.watching.now().getTime()
    if (now - this.stamped >= STAMP_MS) {
      this.stamped = now
      await this.watching.keep.put(ALIVE, String(now))
    }
    await Promise.all([this.keeper.check(), this.reader.wake()])
  }

  /** Graph tries whether it is heard. Nobody else has a reason to call so, and then only while it is being asked. */
  hello(token: string): Answer {
    if (!this.keeper.isAsking) return { status: 404 }
    return token === '' || token.length > TOKEN_MAX ? { status: 400 } : { status: 200, text: token }
  }

  /** Resolves once what Graph tells is kept for good. What is not believed gets a status and no word of why. */
  async take(body: unknown): Promise<Answer> {
    const notices = readNotices(body)
    if (!notices) return { status: 400 }
    const { tenant } = this.watching.settings
    const believed = notices.flatMap((notice) => {
      const place = placeBelieved(notice, this.subscriptions, tenant)
      return place ? [{ notice, place }] : []
    })
    if (notices.length > 0 && believed.length === 0) return { status: 403 }
    try {
      for (const { notice, place } of believed) await this.heed(notice, place)
    } catch (error) {
      // Graph tells it again.
      this.watching.failed(new Trouble('not kept', error instanceof Error ? error.name : ''))
      return { status: 500 }
    }
    if (believed.some(({ notice }) => notice.kind !== 'changed')) void this.keeper.check()
    void this.reader.wake()
    return { status: 202 }
  }

  /** True where Graph tells of reactions, and what Teams tells of them by itself is told twice. */
  covers(place: PlaceRef): boolean {
    return Boolean(this.subscriptions.of(place)?.id)
  }

  /** A message of a place that is covered changed. */
  async changed(ref: MessageRef, root: string | null): Promise<void> {
    await this.errands.give({ kind: 'message', ref, root, deleted: false })
    void this.reader.wake()
  }

  /** Somebody put Savoir in, or took it out: what was refused may be granted now. */
  async installed(places: readonly PlaceRef[]): Promise<void> {
    for (const place of places) await this.keeper.reconsider(place)
    void this.keeper.check()
  }

  erase(person: PersonRef): Promise<void> {
    return this.seen.erase(person)
  }

  forgetOld(now: Date): Promise<void> {
    return this.seen.forget(now)
  }

  async stop(): Promise<void> {
    await Promise.all([this.keeper.stop(), this.reader.stop()])
  }

  private async heed(notice: Notice, place: PlaceRef): Promise<void> {
    const known = this.subscriptions.of(place)
    if (!known) return
    switch (notice.kind) {
      case 'changed': {
        const { id, root, conversation } = notice.message
        const ref = message(this.watching.settings.tenant, conversation, id)
        return this.errands.give({ kind: 'message', ref, root, deleted: notice.deleted })
      }
      case 'reauthorizationRequired':
        return this.subscriptions.put(place, { ...known, due: true })
      case 'subscriptionRemoved':
        return this.subscriptions.put(place, { ...known, id: null })
      case 'missed':
        return this.errands.give({ kind: 'place', ref: place, from: known.heard - DAY_MS })
    }
  }

  private async lookEverywhere(from: number): Promise<void> {
    for (const [ref] of this.subscriptions.all()) await this.errands.give({ kind: 'place', ref, from })
  }
}

const ALIVE = 'alive/reactions'
