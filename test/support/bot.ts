import { renderText } from '../../adapters/terminal/render.ts'
import type { Delivery } from '../../src/chat/delivery.ts'
import type { Person, Place } from '../../src/chat/directory.ts'
import type { Button, Doc, Form } from '../../src/chat/doc.ts'
import type { ChatEvent } from '../../src/chat/event.ts'
import type { ChatPlatform, ThreadMessage } from '../../src/chat/platform.ts'
import {
  type MessageRef,
  messageRef,
  type PersonRef,
  type PlaceRef,
  personRef,
  placeRef,
  platformOf,
} from '../../src/chat/ref.ts'
import { type Engine, openEngine } from '../../src/engine/engine.ts'
import { linguist } from '../../src/languages/linguist.ts'
import { openLog } from '../../src/log.ts'
import { openSearch } from '../../src/search/engine.ts'
import type { Search } from '../../src/search/search.ts'
import { openSqliteStore } from '../../src/store/sqlite/index.ts'
import type { Store } from '../../src/store/store.ts'

/** A Wednesday at ten in the morning, in working hours. */
export const MORNING = new Date('2026-03-04T10:00:00Z')
const HOUR_MS = 3_600_000

/** A company to talk with: people by their short names, `#ops` and `#data` for everyone, `#board` for Ana and Bo. */
export const PEOPLE: readonly Person[] = [
  person('ana', 'Ana Lopes'),
  person('bo', 'Bo Berg'),
  person('cy', 'Cyril Roux', { locale: 'fr-CH' }),
  person('di', 'Dina Katz'),
  person('gus', 'Gus Guest', { standing: 'guest' }),
]
const PLACES: readonly { readonly place: Place; readonly members: readonly string[] }[] = [
  { place: place('ops'), members: ['ana', 'bo', 'cy', 'di', 'gus'] },
  { place: place('data'), members: ['ana', 'cy'] },
  { place: place('board', { audience: 'members' }), members: ['ana', 'bo'] },
]

/** How something is said: where, in which thread. Without a place it is said to Savoir in private. */
export interface How {
  readonly in?: string
  readonly thread?: MessageRef
  /** A slash command instead of a mention. */
  readonly by?: 'command'
}

/** What a test can put in the way. */
export interface Hooks {
  readonly path?: string
  /** Stands in front of the ranking. */
  readonly search?: (real: Search) => Search
  /** Stands in front of the platform. */
  readonly deliver?: (id: string, delivery: Delivery, real: () => void) => Promise<void>
  /** Stands in front of reading threads. */
  readonly readThread?: (real: readonly ThreadMessage[] | null) => readonly ThreadMessage[] | null
  /** Another bot's, whose threads are read instead. */
  readonly threadsOf?: Pick<ChatPlatform, 'readThread'>
}

export interface TestBot {
  readonly store: Store
  readonly engine: Engine
  readonly platform: ChatPlatform
  /** Says something to Savoir and gives back what the person then sees of its answers. */
  says(who: string, text: string, how?: How): Promise<string>
  /** Talks to colleagues; gives back the message. */
  talks(who: string, text: string, how: How & { readonly in: string }): Promise<MessageRef>
  reacts(who: string, emoji: string, message: MessageRef): Promise<string>
  unreacts(who: string, emoji: string, message: MessageRef): Promise<string>
  edits(who: string, message: MessageRef, text: string): Promise<void>
  deletes(who: string, message: MessageRef): Promise<void>
  /** Presses the button with this label on the latest message that the person sees bear it. */
  presses(who: string, label: string): Promise<string>
  /** Sends the form that is open for the person. */
  fills(who: string, fields: Readonly<Record<string, string>>): Promise<string>
  /** Sends any action, as a changed client could. */
  forges(who: string, action: string): Promise<string>
  /** Everything that a person was told since the last call, oldest first. */
  hears(who: string): string
  happens(event: ChatEvent): Promise<void>
  /** The events so far, oldest first: they can happen again. */
  events(): readonly ChatEvent[]
  /** A new place, or one that changed. */
  place(name: string, more: Partial<Place>, members?: readonly string[]): Promise<void>
  /** Somebody new, or somebody who changed. */
  person(who: string, more: Partial<Person>): Promise<void>
  /** What went out so far: every delivery, in order. */
  sent(): readonly Delivery[]
  /** The message in which Savoir last said something to everybody. */
  posted(): MessageRef
  /** Lets hours pass. */
  wait(hours: number): Promise<void>
  /** Labels of the buttons that the person can press now, newest message last. */
  buttons(who: string): readonly string[]
  form(who: string): Form | null
  close(): Promise<void>
}

interface Seen {
  readonly id: string
  readonly for: PersonRef | null
  readonly place: PlaceRef
  doc: Doc
  heard: Set<string>
}

/** A whole Savoir on a store in memory, with a platform that shows what each person sees. */
export async function openTestBot({
  path = ':memory:',
  search,
  deliver,
  readThread,
  threadsOf,
}: Hooks = {}): Promise<TestBot> {
  let now = MORNING
  let count = 0
  const seen: Seen[] = []
  const forms = new Map<PersonRef, { form: Form; trigger: string }>()
  const homes = new Map<PersonRef, Doc>()
  const messages: (ThreadMessage & { root: MessageRef })[] = []
  const past: ChatEvent[] = []
  const out: Delivery[] = []
  const reactions = new Map<MessageRef, Map<string, PersonRef[]>>()
  const nextId = () => {
    count += 1
    return String(count)
  }
  const store = await openSqliteStore({ path, exclusive: false, now: () => now })
  const platform: ChatPlatform = {
    name: 'test',
    start: async () => {},
    stop: async () => {},
    messageAt: (link) => (link.startsWith('https://chat.test/') ? messageRef(link.slice(18)) : null),
    readThread: async (message) => {
      if (threadsOf) return threadsOf.readThread(message)
      const root = messages.find((one) => one.message === message)?.root
      const thread = messages.filter((one) => one.root === root)
      const now = thread.map(({ root: _, ...one }) => ({
        ...one,
        reactions: [...(reactions.get(one.message) ?? [])].map(([emoji, by]) => ({ emoji, by })),
      }))
      return (readThread ?? ((real) => real))(root && thread.length ? now : null)
    },
    readAround: async (message) => {
      const inThreads = new Set(messages.filter((one) => one.root !== one.message).map((one) => one.root))
      const there = messages.filter(
        (one) => one.root === one.message && !inThreads.has(one.message) && placeIn(one.message) === placeIn(message),
      )
      return there.some((one) => one.message === message) ? there : null
    },
    deliver: async (id, delivery) => {
      const real = () => receive(id, delivery)
      await (deliver ? deliver(id, delivery, real) : real())
      return delivery.kind === 'post' && !delivery.onlyFor ? messageOf({ id, place: delivery.to }) : null
    },
  }
  const engine = openEngine({
    store,
    search: (search ?? ((real) => real))(openSearch(store, linguist)),
    linguist,
    now: () => now,
    newId: () => `n${nextId()}`,
    random: (below) => (count * 7919) % below,
    gestures: { save: ['brain'], accept: ['white_check_mark'] },
    log: openLog('silent', () => now),
    platforms: [platform, { ...platform, name: 'other' }],
    sendsFor: { except: [] },
  })

  function receive(id: string, delivery: Delivery): void {
    out.push(delivery)
    switch (delivery.kind) {
      case 'post':
        seen.push({
          id,
          for: delivery.onlyFor ?? directOf(delivery.to),
          place: delivery.to,
          doc: delivery.doc,
          heard: new Set(),
        })
        return
      case 'direct':
        seen.push({ id, for: delivery.to, place: directIn(delivery.to), doc: delivery.doc, heard: new Set() })
        return
      case 'file':
        seen.push({
          id,
          for: delivery.to,
          place: directIn(delivery.to),
          doc: [...delivery.doc, { kind: 'quote', text: delivery.content }],
          heard: new Set(),
        })
        return
      case 'update': {
        const old = seen.find((one) => messageOf(one) === delivery.to)
        if (old) Object.assign(old, { doc: delivery.doc, heard: new Set() })
        return
      }
      case 'home':
        homes.set(delivery.to, delivery.doc)
        return
      case 'form':
        forms.set(delivery.to, { form: delivery.form, trigger: delivery.trigger })
        return
      case 'erase':
      case 'react':
      case 'unreact':
        return
    }
  }

  const visible = (who: string) => seen.filter((one) => one.for === null || one.for === ref(who))
  const happened = (who: string, place: PlaceRef) => ({ id: `test:${nextId()}`, at: now, by: ref(who), in: place })

  async function happens(event: ChatEvent): Promise<void> {
    past.push(event)
    await engine.hostFor(platform).receive(event)
    await engine.drain()
  }

  function hears(who: string): string {
    const fresh = visible(who).filter((one) => !one.heard.has(who))
    for (const one of fresh) one.heard.add(who)
    return fresh.map((one) => renderText(withoutButtons(one.doc), { colour: false, width: 1_000 }).trim()).join('\n\n')
  }

  async function tell(who: string, event: ChatEvent): Promise<string> {
    hears(who)
    await happens(event)
    return hears(who)
  }

  const bot: TestBot = {
    store,
    engine,
    platform,
    happens,
    hears,
    says: (who, text, how = {}) => {
      const at = how.in ? placeOf(how.in) : directIn(ref(who))
      return tell(who, {
        ...happened(who, at),
        kind: 'said',
        message: null,
        thread: how.thread ?? null,
        permalink: null,
        text,
        addressed: how.in ? (how.by ?? 'mention') : 'direct',
      })
    },
    talks: async (who, text, how) => {
      const message = messageRef(`${placeOf(how.in)}/${nextId()}`)
      const base = happened(who, placeOf(how.in))
      const permalink = `https://chat.test/${message}`
      messages.push({
        message,
        root: how.thread ?? message,
        place: placeOf(how.in),
        by: ref(who),
        at: now,
        text,
        permalink,
        reactions: [],
      })
      await happens({ ...base, kind: 'said', message, thread: how.thread ?? null, permalink, text, addressed: 'no' })
      return message
    },
    reacts: (who, emoji, message) => {
      const marks = reactions.get(message) ?? new Map<string, PersonRef[]>()
      reactions.set(message, marks.set(emoji, [...(marks.get(emoji) ?? []), ref(who)]))
      return tell(who, { ...happened(who, placeIn(message)), kind: 'reacted', message, emoji })
    },
    unreacts: (who, emoji, message) => {
      const marks = reactions.get(message)
      marks?.set(
        emoji,
        (marks.get(emoji) ?? []).filter((one) => one !== ref(who)),
      )
      return tell(who, { ...happened(who, placeIn(message)), kind: 'unreacted', message, emoji })
    },
    edits: (who, message, text) => {
      const at = messages.findIndex((one) => one.message === message)
      const old = messages[at]
      if (old) messages[at] = { ...old, text, editedAt: now }
      return happens({ ...happened(who, placeIn(message)), kind: 'edited', message, text })
    },
    deletes: (who, message) => {
      const at = messages.findIndex((one) => one.message === message)
      if (at !== -1) messages.splice(at, 1)
      return happens({ ...happened(who, placeIn(message)), kind: 'deleted', message })
    },
    events: () => [...past],
    sent: () => [...out],
    posted: () => {
      const last = seen.findLast((one) => one.for === null)
      if (!last) throw new Error('Savoir said nothing to everybody')
      return messageOf(last)
    },
    place: (name, more, members) =>
      happens({
        ...happened('ana', placeOf(name)),
        kind: 'placeChanged',
        place: place(name, more),
        members: members ? members.map(ref) : null,
      }),
    person: async (who, more) => {
      await happens({
        ...happened(who, placeOf('ops')),
        kind: 'personChanged',
        person: { ...(PEOPLE.find((one) => one.ref === ref(who)) ?? person(who, who)), ...more },
      })
      const direct: Place = {
        ref: directIn(ref(who)),
        name: 'savoir',
        audience: 'direct',
        external: false,
        archived: false,
      }
      await happens({ ...happened(who, direct.ref), kind: 'placeChanged', place: direct, members: [ref(who)] })
    },
    presses: (who, label) => {
      const found = visible(who).findLast((one) => buttonsIn(one.doc).some((button) => button.label === label))
      const button = found && buttonsIn(found.doc).find((one) => one.label === label)
      if (!found || !button) throw new Error(`${who} sees no button "${label}", but: ${bot.buttons(who).join(', ')}`)
      const message = messageOf(found)
      return tell(who, { ...happened(who, found.place), kind: 'pressed', action: button.action, message, thread: null })
    },
    fills: (who, fields) => {
      const open = forms.get(ref(who))
      if (!open) throw new Error(`no form is open for ${who}`)
      forms.delete(ref(who))
      return tell(who, { ...happened(who, directIn(ref(who))), kind: 'formSent', action: open.form.action, fields })
    },
    forges: (who, action) =>
      tell(who, { ...happened(who, directIn(ref(who))), kind: 'pressed', action, message: null, thread: null }),
    wait: async (hours) => {
      now = new Date(now.getTime() + hours * HOUR_MS)
      await engine.drain()
    },
    buttons: (who) => visible(who).flatMap((one) => buttonsIn(one.doc).map((button) => button.label)),
    form: (who) => forms.get(ref(who))?.form ?? null,
    close: async () => {
      await engine.stop()
      await store.close()
    },
  }

  for (const known of PEOPLE)
    await happens({ ...happened('ana', placeOf('ops')), kind: 'personChanged', person: known })
  for (const { place: known, members } of PLACES) {
    await happens({ ...happened('ana', known.ref), kind: 'placeChanged', place: known, members: members.map(ref) })
  }
  for (const { ref: one } of PEOPLE) {
    const direct: Place = { ref: directIn(one), name: 'savoir', audience: 'direct', external: false, archived: false }
    await happens({ ...happened('ana', direct.ref), kind: 'placeChanged', place: direct, members: [one] })
  }
  return bot
}

/** A name without a platform is of the one where everybody is; `other:ana` is on the second one. */
export function ref(who: string): PersonRef {
  return personRef(onPlatform(who))
}

export function placeOf(name: string): PlaceRef {
  return placeRef(onPlatform(name))
}

function onPlatform(name: string): string {
  return name.includes(':') ? name : `test:${name}`
}

function localOf(whole: PersonRef | MessageRef | PlaceRef): string {
  return whole.slice(whole.indexOf(':') + 1)
}

function person(short: string, name: string, more: Partial<Person> = {}): Person {
  return {
    ref: ref(short),
    name,
    standing: 'member',
    isBot: false,
    locale: 'en-GB',
    timeZone: 'UTC',
    ...more,
  }
}

function place(name: string, more: Partial<Place> = {}): Place {
  return {
    ref: placeOf(name),
    name: localOf(placeOf(name)),
    audience: 'everyone',
    external: false,
    archived: false,
    ...more,
  }
}

const directIn = (who: PersonRef): PlaceRef => placeRef(`${platformOf(who)}:direct-${localOf(who)}`)
const directOf = (where: PlaceRef): PersonRef | null =>
  localOf(where).startsWith('direct-')
    ? personRef(`${platformOf(where)}:${localOf(where).slice('direct-'.length)}`)
    : null
const placeIn = (message: MessageRef): PlaceRef => placeRef(message.slice(0, message.lastIndexOf('/')))
const messageOf = ({ id, place }: { id: string; place: PlaceRef }): MessageRef => messageRef(`${place}/${id}`)
const buttonsIn = (doc: Doc): readonly Button[] =>
  doc.flatMap((block) => (block.kind === 'buttons' ? block.buttons : []))
const withoutButtons = (doc: Doc): Doc => doc.filter((block) => block.kind !== 'buttons')
