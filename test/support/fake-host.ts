import type { Delivery } from '../../src/chat/delivery.ts'
import { bold, buttons, code, context, type Doc, heading, list, quote, text } from '../../src/chat/doc.ts'
import type { ChatEvent } from '../../src/chat/event.ts'
import type { ChatHost, ChatPlatform, Directory, Keep } from '../../src/chat/platform.ts'
import type { PersonRef } from '../../src/chat/ref.ts'

/** A core with a handful of scripted answers, to try a platform without the real one. */
export interface FakeHost extends ChatHost {
  /** Everything received, in order. */
  readonly events: ChatEvent[]
  /** The platform that its answers go to. */
  answerThrough(platform: ChatPlatform): void
  /** Makes the next `receive` calls fail. */
  breakDown(broken: boolean): void
}

export function createFakeHost(keep: Keep = createFakeKeep(), directory = createFakeDirectory()): FakeHost {
  const events: ChatEvent[] = []
  let platform: ChatPlatform | null = null
  let broken = false
  let deliveries = 0
  return {
    events,
    keep,
    answerThrough: (given) => {
      platform = given
    },
    breakDown: (is) => {
      broken = is
    },
    receive: async (event) => {
      if (broken) throw new Error('the disk is full')
      events.push(event)
      directory.learn(event)
      for (const delivery of script(event)) {
        deliveries += 1
        await platform?.deliver(`${event.id}/${deliveries}`, delivery)
      }
    },
    directory: async () => directory.read(),
    mailKey: async (address) => `key of ${address.toLowerCase()}`,
  }
}

export interface FakeDirectory {
  learn(event: ChatEvent): void
  read(): Directory
}

export function createFakeDirectory(start: Directory = { people: [], places: [] }): FakeDirectory {
  const people = new Map(start.people.map((person) => [person.ref, person]))
  const places = new Map(start.places.map((room) => [room.place.ref, room]))
  return {
    learn: (event) => {
      if (event.kind === 'personChanged') people.set(event.person.ref, event.person)
      if (event.kind === 'placeChanged') {
        places.set(event.place.ref, { place: event.place, members: event.members ?? [] })
      }
    },
    read: () => ({ people: [...people.values()], places: [...places.values()] }),
  }
}

/** A drawer in memory; hand the same one to two hosts to see what survives a restart. */
export function createFakeKeep(): Keep {
  const records = new Map<string, string>()
  return {
    get: async (key) => records.get(key) ?? null,
    put: async (key, value) => void records.set(key, value),
    remove: async (key) => void records.delete(key),
    list: async (prefix) =>
      [...records]
        .filter(([key]) => key.startsWith(prefix))
        .sort(([a], [b]) => (a < b ? -1 : 1))
        .map(([key, value]) => ({ key, value })),
  }
}

function script(event: ChatEvent): readonly Delivery[] {
  switch (event.kind) {
    case 'said': {
      if (event.addressed === 'no') return []
      const onlyFor = event.addressed === 'command' ? { onlyFor: event.by } : {}
      return [{ kind: 'post', to: event.in, thread: event.thread, doc: answerTo(event.text, event.by), ...onlyFor }]
    }
    case 'reacted': {
      if (event.emoji !== 'brain') return []
      const saved = [
        text('Saved: “How do we rotate the signing key?” · #keys · visible to everyone (42)'),
        buttons({ label: 'Edit', action: 'edit:42' }, { label: 'Undo', action: 'undo:42' }),
      ]
      return [
        { kind: 'react', to: event.message, emoji: 'white_check_mark' },
        { kind: 'post', to: event.in, thread: event.message, doc: saved, onlyFor: event.by },
      ]
    }
    case 'pressed':
      if (event.action === 'edit:42') return [{ kind: 'form', to: event.by, trigger: event.id, form: EDIT }]
      return event.message ? [{ kind: 'update', to: event.message, doc: [text('Done: ', code(event.action))] }] : []
    case 'formSent':
      return [{ kind: 'direct', to: event.by, doc: [text('Kept: ', bold(event.fields.title ?? ''))] }]
    default:
      return []
  }
}

const answerTo = (asked: string, by: PersonRef): Doc => [
  heading('How do we rotate the signing key?'),
  context(
    { kind: 'person', ref: by, name: 'Lea Martin' },
    ' · #ops · 12 March · confirmed by 3 people, last 2 weeks ago',
  ),
  quote('Run keyctl rotate --overlap 24h, then redeploy the gateway.\nBoth keys are accepted during the overlap.'),
  context('#keys #gateway · ', { kind: 'link', text: 'open thread', url: 'https://example.com/thread' }),
  list([
    [{ kind: 'person', ref: by, name: 'Omar Diallo' }, ' – answered 3 questions here, last in May'],
    ['You asked: ', bold(asked), ' ', { kind: 'link', text: 'nowhere', url: 'javascript:alert(1)' }],
  ]),
  buttons(
    { label: 'That helped', action: 'helped:42', style: 'primary' },
    { label: 'Not it', action: 'not:42' },
    { label: 'Ask people', action: 'people:42' },
    { label: 'Edit', action: 'edit:42' },
  ),
]

const EDIT = {
  action: 'edit:42',
  title: 'Edit what was saved',
  submit: 'Save',
  cancel: 'Cancel',
  fields: [
    {
      name: 'title',
      label: 'Title',
      kind: 'line',
      value: 'How do we rotate the signing key?',
      max: 60,
      required: true,
    },
    { name: 'body', label: 'Text', kind: 'lines', value: 'Run keyctl rotate.', max: 3000, required: false },
  ],
} as const
