import type { ChatEvent } from '../../../src/chat/event.ts'
import type { PlaceRef } from '../../../src/chat/ref.ts'
import { failureOf } from '../connector.ts'
import type { Contact, Contacts } from '../contacts.ts'
import { type GraphMessage, messagesPath, threadMessage } from '../graph.ts'
import type { GraphClient } from '../graph-client.ts'
import { message, placeOfMessage, readMessage, readPlace } from '../refs.ts'
import type { TeamsSettings } from '../settings.ts'
import type { Talk } from '../talk.ts'
import { Trouble } from '../trouble.ts'
import { changesOf, gone, type Look } from './compare.ts'
import type { Errand, Errands, Given, MessageErrand, PlaceErrand } from './errands.ts'
import type { SeenMessages } from './seen-messages.ts'
import type { Subscriptions } from './subscriptions.ts'

/** What running errands needs. */
export interface Reading {
  readonly settings: TeamsSettings
  readonly errands: Errands
  readonly seen: SeenMessages
  readonly subscriptions: Subscriptions
  readonly contacts: Contacts
  readonly client: GraphClient
  readonly talk: Talk
  readonly now: () => Date
  readonly pause: (ms: number) => Promise<void>
  /** Hands an event to the core. */
  readonly tell: (event: ChatEvent) => Promise<void>
  readonly failed: (trouble: Trouble) => void
}

const PAGE = 50
const BACK_OFF_MS = 2_000
const BACK_OFF_MAX_MS = 300_000
/** The store knows an event again for seven days: what was done longer ago is not told of a message never seen. */
const NEWS_MS = 5 * 86_400_000

/** Reads what Graph told to read, one after the other, and tells the core what people did. */
export class Reader {
  private readonly reading: Reading
  private readonly later = new Map<Errand['ref'], { readonly after: number; readonly tries: number }>()
  private running: Promise<void> | null = null
  private another = false
  private stopped = false

  constructor(reading: Reading) {
    this.reading = reading
  }

  /** There may be something to read. Resolves once nothing is left that can be read now; never rejects. */
  wake(): Promise<void> {
    this.another = true
    this.running ??= this.run()
      .catch((error) => this.reading.failed(new Trouble('not asked', error instanceof Error ? error.name : '')))
      .finally(() => {
        this.running = null
      })
    return this.running
  }

  async stop(): Promise<void> {
    this.stopped = true
    await this.running
  }

  private async run(): Promise<void> {
    while (this.another && !this.stopped) {
      this.another = false
      for (const given of await this.reading.errands.all()) {
        if (this.stopped) return
        const now = this.reading.now().getTime()
        if (now >= (this.later.get(given.errand.ref)?.after ?? 0)) await this.attempt(given)
      }
    }
  }

  private async attempt(given: Given): Promise<void> {
    const { errands, failed } = this.reading
    const { ref } = given.errand
    try {
      await this.runErrand(given.errand)
      await errands.done(given)
      this.later.delete(ref)
    } catch (error) {
      const failure = failureOf(error)
      failed(new Trouble('not asked', failure.kind === 'refused' ? `Graph ${failure.status}` : failure.kind))
      // What Graph refuses, it refuses again.
      if (failure.kind === 'refused') return errands.done(given)
      this.tryLater(ref, failure.kind === 'wait' ? failure.afterMs : null)
    }
  }

  private tryLater(ref: Errand['ref'], askedMs: number | null): void {
    const tries = (this.later.get(ref)?.tries ?? 0) + 1
    const ms = askedMs ?? Math.min(BACK_OFF_MS * 2 ** (tries - 1), BACK_OFF_MAX_MS)
    this.later.set(ref, { after: this.reading.now().getTime() + ms, tries })
    void this.reading.pause(ms).then(() => (this.stopped ? undefined : this.wake()))
  }

  private async runErrand(errand: Errand): Promise<void> {
    const ref = errand.kind === 'place' ? errand.ref : placeOfMessage(errand.ref)
    const watched = this.watched(ref)
    // Savoir was taken out meanwhile.
    if (!watched) return
    await (errand.kind === 'place' ? this.readPlace(errand, watched) : this.readOne(errand, watched))
  }

  private watched(place: PlaceRef): Watched | null {
    const { contacts, subscriptions } = this.reading
    const contact = contacts.place(place)
    const subscription = subscriptions.of(place)
    const path = contact && !contact.closed ? messagesPath(contact, readPlace(place).conversation) : null
    return contact && path && subscription ? { place, contact, path, since: subscription.since } : null
  }

  private async readOne({ ref, root, deleted }: MessageErrand, watched: Watched): Promise<void> {
    const { id } = readMessage(ref)
    const isReply = root !== null && root !== id && watched.contact.kind === 'channel'
    const path = `${watched.path}/${isReply ? `${root}/replies/${id}` : id}`
    try {
      await this.compare(await this.reading.client.call<GraphMessage>('GET', path), isReply ? root : null, watched)
    } catch (error) {
      const failure = failureOf(error)
      if (!deleted || failure.kind !== 'refused' || failure.status !== 404) throw error
      await this.settle(gone(await this.reading.seen.get(ref), this.lookAt(id, watched)), id, watched)
    }
  }

  /** The latest first: the rest was read before. */
  private async readPlace({ from }: PlaceErrand, watched: Watched): Promise<void> {
    const { client } = this.reading
    for await (const page of client.pages<GraphMessage>(`${watched.path}?${latest(watched.contact, from)}`)) {
      const found = page.flatMap((first) => [
        { wire: first, root: null },
        ...(first.replies ?? []).map((wire) => ({ wire, root: first.id ?? null })),
      ])
      const changed = found.filter(({ wire }) => !(Date.parse(wire.lastModifiedDateTime ?? '') < from))
      for (const { wire, root } of changed) await this.compare(wire, root, watched)
      if (changed.length === 0) return
    }
  }

  private async compare(wire: GraphMessage, root: string | null, watched: Watched): Promise<void> {
    if (!wire.id || (wire.messageType ?? 'message') !== 'message') return
    const look = this.lookAt(wire.id, watched)
    const { seen, talk, settings } = this.reading
    const { events, seen: now } = changesOf(wire, await seen.get(look.ref), look)
    if (wire.from?.user?.id && events.some(({ kind }) => kind === 'reacted')) {
      const { conversation } = readPlace(watched.place)
      const said = threadMessage(wire, look.tenant, conversation, root ?? wire.id, watched.contact, settings)
      // A message from before Savoir came can be saved too.
      const rootRef = root ? message(look.tenant, conversation, root) : await talk.rootOf(look.ref)
      await talk.hear(look.ref, rootRef, {
        by: said.by,
        at: said.at.getTime(),
        text: said.text,
        permalink: said.permalink,
      })
    }
    await this.settle({ events, seen: now }, wire.id, watched)
  }

  /** Told first: after a crash in between the same is told again, under the same ids. */
  private async settle({ events, seen }: ReturnType<typeof changesOf>, id: string, watched: Watched): Promise<void> {
    for (const event of events) await this.reading.tell(event)
    await this.reading.seen.put(this.lookAt(id, watched).ref, seen)
  }

  private lookAt(id: string, { place, since }: Watched): Look {
    const { tenant, conversation } = readPlace(place)
    const now = this.reading.now()
    const oldest = Math.max(since, now.getTime() - NEWS_MS)
    return { ref: message(tenant, conversation, id), tenant, appId: this.reading.settings.appId, since: oldest, now }
  }
}

interface Watched {
  readonly place: PlaceRef
  readonly contact: Contact
  /** Of its messages, in Graph. */
  readonly path: string
  readonly since: number
}

/** A channel comes with the latest threads first, each with its replies; a chat with the latest changes first. */
function latest({ kind }: Contact, from: number): string {
  if (kind === 'channel') return `$top=${PAGE}&$expand=replies`
  const filter = encodeURIComponent(`lastModifiedDateTime gt ${new Date(from).toISOString()}`)
  return `$top=${PAGE}&$orderby=${encodeURIComponent('lastModifiedDateTime desc')}&$filter=${filter}`
}
