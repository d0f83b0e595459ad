import type { Person, Place } from '../src/chat/directory.ts'
import { type PersonRef, personRef, placeRef } from '../src/chat/ref.ts'
import type { Change } from '../src/knowledge/change.ts'
import type { NewItem, Reply } from '../src/knowledge/item.ts'
import { linguist } from '../src/languages/linguist.ts'
import type { Store } from '../src/store/store.ts'
import type { Thread, ThreadAnswer } from './sets.ts'

/** Tells a store what happened, in the order in which it happened. */
export interface Replay {
  /** Everything that was said before this moment. Returns the numbers of the threads that changed. */
  until(moment: Date): Promise<ReadonlySet<number>>
  /** A person found from `at` on that a thread helped them. */
  helped(thread: string, by: string, at: Date): void
}

/** Changes that go into one transaction. */
const AT_ONCE = 500

/** A thread is numbered by its place in `threads`, from 1. */
export async function replayInto(store: Store, threads: readonly Thread[]): Promise<Replay> {
  const happenings = threads.flatMap(happeningsOf).sort((a, b) => a.at.getTime() - b.at.getTime())
  const numberOf = new Map(threads.map((thread, i) => [thread.id, i + 1]))
  const later: Happening[] = []
  let next = 0
  let events = 0
  let batch: Change[] = []

  await settle(null, threads[0]?.at ?? new Date(0), directoryOf(threads))

  async function settle(by: PersonRef | null, at: Date, changes: readonly Change[]): Promise<void> {
    const asOf = await store.lastSeq()
    await store.settle({ event: `bench:${++events}`, by, at, asOf, changes, deliveries: [] })
  }

  async function flush(at: Date): Promise<void> {
    const changes = batch
    batch = []
    if (changes.length > 0) await settle(null, at, changes)
  }

  async function apply(happening: Happening): Promise<void> {
    if (happening.by === null) {
      batch.push(happening.change)
      if (batch.length >= AT_ONCE) await flush(happening.at)
    } else {
      await flush(happening.at)
      await settle(happening.by, happening.at, [happening.change])
    }
  }

  return {
    async until(moment) {
      const changed = new Set<number>()
      const due = (happening: Happening | undefined): happening is Happening =>
        happening !== undefined && happening.at < moment
      for (let one = happenings[next]; due(one); one = happenings[++next]) {
        changed.add(one.thread)
        await apply(one)
      }
      for (let one = later[0]; due(one); one = later[0]) {
        later.shift()
        changed.add(one.thread)
        await apply(one)
      }
      await flush(moment)
      return changed
    },
    helped(thread, by, at) {
      const number = numberOf.get(thread)
      if (number === undefined) return
      later.push({ at, thread: number, by: ref(by), change: { kind: 'helped', item: number } })
    },
  }
}

export const ref = (name: string): PersonRef => personRef(`bench:${name}`)
export const nameOf = (person: PersonRef): string => person.slice('bench:'.length)

interface Happening {
  readonly at: Date
  readonly thread: number
  /** Null: the change says itself who did it. */
  readonly by: PersonRef | null
  readonly change: Change
}

// Whether an answer was accepted is known once the last one was given: nothing says when it was.
function happeningsOf(thread: Thread, index: number): Happening[] {
  const number = index + 1
  const told = (at: Date, change: Change, by: PersonRef | null = null): Happening => ({
    at,
    thread: number,
    by,
    change,
  })
  const accepted = thread.answers.find((answer) => answer.accepted)
  const lastAt = thread.answers.at(-1)?.at ?? thread.at
  return [
    told(thread.at, { kind: 'itemAdded', item: itemOf(thread, number) }),
    ...thread.answers.map((answer) =>
      told(answer.at, { kind: 'replyAdded', item: number, reply: replyOf(thread, answer) }),
    ),
    ...(accepted
      ? [
          told(
            lastAt,
            { kind: 'accepted', item: number, reply: accepted.id, byAsker: true },
            ref(thread.asker ?? 'somebody'),
          ),
        ]
      : []),
  ]
}

const itemOf = (thread: Thread, number: number): NewItem => ({
  id: number,
  kind: 'question',
  title: thread.title,
  body: thread.body,
  by: thread.asker === null ? null : ref(thread.asker),
  at: thread.at,
  language: linguist.languageOf(`${thread.title}\n${thread.body}\n${thread.answers[0]?.text ?? ''}`),
  audience: 'everyone',
  source: { place: placeRef(`bench:${thread.place}`), message: null, permalink: null },
  tags: thread.tags,
  replies: [],
  accepted: null,
})

const replyOf = (thread: Thread, answer: ThreadAnswer): Reply => ({
  id: answer.id,
  by: answer.user === null ? null : ref(answer.user),
  at: answer.at,
  text: answer.text,
  message: null,
  permalink: null,
  role: answer.user === thread.asker ? 'remark' : 'answer',
})

function directoryOf(threads: readonly Thread[]): Change[] {
  const names = threads.flatMap((thread) => [thread.asker, ...thread.answers.map(({ user }) => user)])
  const people = new Set(names.filter((name) => name !== null))
  const places = new Set(threads.map(({ place }) => place))
  return [
    ...[...people].map((name): Change => ({ kind: 'personSeen', person: personOf(name) })),
    ...[...places].map((name): Change => ({ kind: 'placeSeen', place: placeOf(name), members: null })),
  ]
}

const personOf = (name: string): Person => ({
  ref: ref(name),
  name,
  standing: 'member',
  isBot: false,
  locale: null,
  timeZone: null,
})

const placeOf = (name: string): Place => ({
  ref: placeRef(`bench:${name}`),
  name,
  audience: 'everyone',
  external: false,
  archived: false,
})
