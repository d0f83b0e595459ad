import type { Delivery, NudgeKind } from '../chat/delivery.ts'
import type { Person, Place } from '../chat/directory.ts'
import type { ChatEvent } from '../chat/event.ts'
import type { MessageRef, PersonRef, PlaceRef } from '../chat/ref.ts'
import type { Change, LogEntry, Origin } from '../knowledge/change.ts'
import type { Evidence, TopicWord } from '../knowledge/evidence.ts'
import type { Item, ItemKind, LanguageCode } from '../knowledge/item.ts'
import type { ExpertRequest } from '../knowledge/request.ts'
import type { PersonSettings, PlaceSettings } from '../knowledge/settings.ts'
import type { Accounts } from './accounts.ts'

/**
 * Where everything is kept. One store holds one company.
 * Each method is a unit of work: it happens whole or not at all, and what it wrote survives a power cut.
 */
export interface Store extends Records, Directories, Accounts, Inbox, Outbox, Jobs, Drawers {
  /** Lets go of the database. Calling it twice is harmless. */
  close(): Promise<void>
}

/**
 * On whose behalf something is read. A person reads what everyone may read (unless a guest or an outsider) and what the
 * members of their places may. A place reads what each of its members may: the same for all who will see it there.
 * `savoir` reads everything, to build indexes and to follow messages: nothing read so is ever shown.
 */
export type Reader =
  | { readonly kind: 'person'; readonly person: PersonRef }
  | { readonly kind: 'place'; readonly place: PlaceRef }
  | { readonly kind: 'savoir' }

/** What a reader may read, spelled out. */
export interface Readable {
  /** Items whose audience is everyone. */
  readonly everyone: boolean
  /** Of what was said in these places, the items whose audience is everyone: a place with people from outside reads no more. */
  readonly everyoneIn: ReadonlySet<PlaceRef>
  /** Items for the members of these places, and whatever was said there. */
  readonly places: ReadonlySet<PlaceRef>
  readonly all: boolean
}

/** The one rule of who may read an item. */
export const mayRead = (readable: Readable, item: Pick<Item, 'audience' | 'source'>): boolean =>
  readable.all ||
  readable.places.has(item.source.place) ||
  (item.audience === 'everyone' && (readable.everyone || readable.everyoneIn.has(item.source.place)))

/** Filters of `find`; what is absent is not asked for. */
export interface ItemFilter {
  readonly kind?: ItemKind
  readonly by?: PersonRef
  /** Theirs, or one of its answers is. */
  readonly author?: PersonRef
  readonly place?: PlaceRef
  readonly tag?: string
  readonly since?: Date
  /** Before this instant. */
  readonly until?: Date
  /** Questions without an accepted answer. */
  readonly open?: boolean
}

/** Items, evidence, tags and the log. Every read of what people said takes the reader. */
export interface Records {
  /** What the reader may read now. */
  readable(reader: Reader): Promise<Readable>
  /** The items with these numbers that the reader may read, in the order asked for. */
  items(ids: readonly number[], reader: Reader): Promise<readonly Item[]>
  /** Newest first. `after` continues behind that item. */
  itemsWhere(filter: ItemFilter, reader: Reader, page: { limit: number; after?: number }): Promise<readonly Item[]>
  /** The item or reply that came from this message, or that Savoir put there in it; null when there is none or the reader may not read it. */
  origin(message: MessageRef, reader: Reader): Promise<Origin | null>
  /** What people did on these items, as far as the reader may read them and the people let it be learnt. */
  evidence(items: readonly number[], reader: Reader): Promise<readonly Evidence[]>
  /** Tags on what this person asked, said, saved or was helped by, most used first. */
  tagsOf(person: PersonRef, reader: Reader): Promise<readonly OwnTag[]>
  /** What this person did, newest first, as far as the reader may read it. */
  evidenceOf(person: PersonRef, reader: Reader): Promise<readonly Evidence[]>
  /** Topics that people declared, hid or denied. */
  topicWords(): Promise<readonly TopicWord[]>
  /** Tags on what the reader may read, with the number of items, most used first. */
  tags(reader: Reader): Promise<readonly { readonly tag: string; readonly items: number }[]>
  /** Each merged tag and the tag it became. */
  mergedTags(): Promise<ReadonlyMap<string, string>>
  /** What people said of pairs of tags: whether they mean the same. */
  tagVerdicts(): Promise<readonly TagVerdict[]>
  /** Items added or changed behind this place in the log, at most `limit`; `removed` are those that are gone. */
  changedSince(seq: number, limit: number): Promise<Changed>
  /** True when somebody was forgotten behind this place in the log: what was made of their words before is to go. */
  forgottenSince(seq: number): Promise<boolean>
  /** True when an item or reply with this number exists, readable or not: to choose a free one. */
  taken(id: number): Promise<boolean>
  /** The question that this person once put to Savoir. */
  asked(ask: string, by: PersonRef): Promise<{ readonly text: string; readonly place: PlaceRef } | null>
  /** What an event changed, in order. */
  logOf(event: string): Promise<readonly LogEntry[]>
  /** Number of the latest change. */
  lastSeq(): Promise<number>
  /** Messages in which Savoir said the person's words to everybody in a place. */
  postedFor(person: PersonRef): Promise<readonly MessageRef[]>
  /** All that is stored on a person, for `Export`. */
  export(person: PersonRef): Promise<Readonly<Record<string, unknown>>>
}

/** Somebody's word on two tags; `tag` comes first in the alphabet. */
export interface TagVerdict {
  readonly tag: string
  readonly other: string
  readonly person: PersonRef
  readonly same: boolean
}

/** A tag that a person used. */
export interface OwnTag {
  readonly tag: string
  /** They answered or wrote there. */
  readonly knows: boolean
  /** Of what they did, the items that bear it. */
  readonly items: readonly number[]
}

export interface Changed {
  readonly items: readonly Item[]
  readonly removed: readonly number[]
  readonly seq: number
  readonly more: boolean
}

/** People and places, their members and their settings. */
export interface Directories {
  /** When each person who ever turned to Savoir did so, first and last. */
  uses(): Promise<ReadonlyMap<PersonRef, Use>>
  use(person: PersonRef): Promise<Use | null>
  /** Who was asked about these questions. */
  requestsFor(items: readonly number[]): Promise<readonly ExpertRequest[]>
  /** What this person was asked about since then. */
  requestsTo(person: PersonRef, since: Date): Promise<readonly ExpertRequest[]>
  /** The person behind an account, under the one ref that all their accounts go by. */
  person(ref: PersonRef): Promise<Person | null>
  /** Everybody once, however many accounts they have. */
  people(): Promise<readonly Person[]>
  place(ref: PlaceRef): Promise<Place | null>
  places(): Promise<readonly Place[]>
  members(place: PlaceRef): Promise<readonly PersonRef[]>
  personSettings(person: PersonRef): Promise<PersonSettings>
  /** Settings of everyone who changed any. */
  allPersonSettings(): Promise<ReadonlyMap<PersonRef, PersonSettings>>
  placeSettings(place: PlaceRef): Promise<PlaceSettings>
  /** Language spoken to the person: their setting, else their client's, else English. */
  languageOf(person: PersonRef): Promise<LanguageCode>
}

/** When somebody turned to Savoir. */
export interface Use {
  readonly first: Date
  readonly last: Date
}

/** What came in. Each event is on disk before it is acknowledged, and has its effects once. */
export interface Inbox {
  /** Keeps the event; false when it was seen before. Durable once resolved. */
  receive(event: ChatEvent): Promise<boolean>
  /** Events that wait to be handled, oldest first. */
  waiting(limit: number): Promise<readonly ChatEvent[]>
  /**
   * The outcome of an event, whole: the changes with their log, the deliveries, and the event marked as handled.
   * Throws `Stale` when an item that it changes moved on after `asOf` (see `lastSeq`): decide again. An event that was
   * settled before changes nothing.
   */
  settle(settlement: Settlement): Promise<void>
  /** Settles several events at once: all of them, or none when one throws. */
  settleAll(settlements: readonly Settlement[]): Promise<void>
  /** Which of these events were settled before. */
  settled(events: readonly string[]): Promise<ReadonlySet<string>>
  /** Events that wait and were begun by a process that died with them, with how often: to be asked before any is begun. */
  unended(): Promise<ReadonlyMap<string, number>>
  /** Counts, before it is made, a try to handle this event: the next process learns of it if this one dies. */
  begin(event: string): Promise<void>
  /** The try ended in a failure: the event stays in `waiting`, or is set aside. Resolves to the number of its failures. */
  failed(event: string, reason: string, giveUp: boolean): Promise<number>
  /** Events that were given up, newest first. */
  setAside(): Promise<readonly { readonly event: string; readonly reason: string; readonly at: Date }[]>
}

export interface Settlement {
  readonly event: string
  /** Null when Savoir itself is the author. */
  readonly by: PersonRef | null
  readonly at: Date
  readonly asOf: number
  readonly changes: readonly Change[]
  readonly deliveries: readonly Delivery[]
  /** What it is the outcome of, where that was not received before: the command line settles what it is told at once. */
  readonly cause?: ChatEvent
  /** Jobs that it plans; one that is known stays as it is. */
  readonly later?: readonly PlannedJob[]
}

/** What an event was decided on moved on meanwhile. */
export class Stale extends Error {
  constructor(what: string) {
    super(`${what} changed meanwhile`)
  }
}

/** What waits to go out. */
export interface Outbox {
  /** Claims up to `limit` deliveries that are due, the first of each conversation only, so that its order is kept. */
  claim(platforms: Platforms, now: Date, limit: number): Promise<readonly Outgoing[]>
  /** It went out, as this message where that is known: its content is erased. */
  sent(id: string, message?: MessageRef | null): Promise<void>
  /** Back in the queue, not before `due`. */
  postpone(id: string, due: Date): Promise<void>
  /** It will not go out; `reason` says why. Its content is erased. */
  dropped(id: string, reason: string): Promise<void>
  /** After a crash: deliveries that were claimed and never reported on. */
  unreported(platforms: Platforms): Promise<readonly Outgoing[]>
  /** Nudges that went out to this person, or were posted in this place or thread, oldest first; of late where `since` is given. */
  nudgesTo(
    to: PersonRef | PlaceRef | MessageRef,
    since?: Date,
  ): Promise<readonly { readonly kind: NudgeKind; readonly at: Date }[]>
  /** Of each kind, how many nudges went out to people since then and how many were dropped; to one person when named. */
  nudgesSince(since: Date, person?: PersonRef): Promise<readonly NudgeCount[]>
}

export interface NudgeCount {
  readonly kind: NudgeKind
  readonly sent: number
  readonly dropped: number
}

/** What the clock drives. Due times are on disk. */
export interface Jobs {
  /** Plans jobs; one that is known stays as it is. */
  planJobs(jobs: readonly PlannedJob[]): Promise<void>
  /** Jobs that are due, the most overdue first. Nobody else gets them before `until`. */
  claimJobs(now: Date, until: Date, limit: number): Promise<readonly ClaimedJob[]>
  /** It was done: due again at `next`, or never. */
  jobDone(id: string, next: Date | null): Promise<void>
  /** It failed: due again at `again`, or given up. `reason` says why, without words of anybody. */
  jobFailed(id: string, reason: string, again: Date | null): Promise<void>
  /** Jobs whose last try failed, the latest failure first. */
  failedJobs(): Promise<readonly FailedJob[]>
}

export interface PlannedJob {
  /** A name, and behind a slash what it is about: `suggest/42`. */
  readonly id: string
  readonly due: Date
}

export interface ClaimedJob extends PlannedJob {
  /** How often it was tried since it was last done; this time is counted, unless the last try is `unended`. */
  readonly tries: number
  /** Nothing was heard of the last try: the process died with it. To be reported as a failure before it is tried again. */
  readonly unended: boolean
}

export interface FailedJob {
  readonly id: string
  readonly reason: string
  readonly at: Date
  /** When it is tried again; null: it was given up. */
  readonly again: Date | null
}

/** The platforms that a process sends for, by the names in front of refs. */
export type Platforms = { readonly only: readonly string[] } | { readonly except: readonly string[] }

export interface Outgoing {
  readonly id: string
  readonly platform: string
  readonly delivery: Delivery
  readonly tries: number
}

/** Small records that adapters keep, in a drawer for each platform. */
export interface Drawers {
  keepGet(drawer: string, key: string): Promise<string | null>
  keepPut(drawer: string, key: string, value: string): Promise<void>
  keepList(drawer: string, prefix: string): Promise<readonly { readonly key: string; readonly value: string }[]>
  keepRemove(drawer: string, key: string): Promise<void>
}
