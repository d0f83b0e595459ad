import type { Delivery, Post } from './chat/delivery.ts'
import type { Person, Place } from './chat/directory.ts'
import type { Doc, Form } from './chat/doc.ts'
import type { Happened } from './chat/event.ts'
import type { MessageRef, PersonRef } from './chat/ref.ts'
import type { Change } from './knowledge/change.ts'
import type { LanguageCode } from './knowledge/item.ts'
import type { Phrases } from './languages/phrases.ts'
import type { Outcome } from './outcome.ts'
import type { Reader } from './store/store.ts'
import type { World } from './world.ts'

/** What somebody asks of Savoir, by whatever way: a verb, a button, a form or a gesture. */
export interface Request {
  readonly event: Happened
  readonly by: Person
  /** The account with which they ask. */
  readonly account: PersonRef
  readonly in: Place
  /** The first message of the thread it was asked in; null at top level. */
  readonly thread: MessageRef | null
  /** The message that asked; null when nobody else can see it. */
  readonly message: MessageRef | null
  readonly permalink: string | null
  /** What follows the verb. */
  readonly text: string
  readonly language: LanguageCode
  readonly phrases: Phrases
  /** On whose behalf everything is read. */
  readonly reader: Reader
}

/** Carries out one verb. Throws a `Refusal` when the person can put something right. */
export type Command = (request: Request, world: World) => Promise<Outcome>

/** A button or a form that came back: `args` are the ids of its action, `fields` what was typed. */
export interface Press extends Request {
  readonly args: readonly string[]
  readonly fields: Readonly<Record<string, string>>
  /** The message that bears the button; null when it cannot be updated. */
  readonly pressed: MessageRef | null
  /** The same; or the message that a form took the place of, and gives back. */
  readonly shownOn: MessageRef | null
}

export type PressHandler = (press: Press, world: World) => Promise<Outcome>

/** An answer to the person alone, with the changes that it tells of. */
export function answer(request: Request, doc: Doc, changes: readonly Change[] = []): Outcome {
  return { changes, deliveries: [privately(request, doc)] }
}

/** The message that bore the button now says this; where it cannot be changed, the person is told. */
export function turnInto(press: Press, doc: Doc, changes: readonly Change[] = []): Outcome {
  const delivery: Delivery = press.pressed ? { kind: 'update', to: press.pressed, doc } : privately(press, doc)
  return { changes, deliveries: [delivery] }
}

/** Opens a form for the person. */
export function openForm(press: Press, form: Form): Outcome {
  return { changes: [], deliveries: [{ kind: 'form', to: press.by.ref, trigger: press.event.id, form }] }
}

/** Said where it was asked, for the asker's eyes only. */
export function privately(request: Request, doc: Doc): Post {
  const post = { kind: 'post', to: request.in.ref, thread: request.thread, doc } as const
  return request.in.audience === 'direct' ? post : { ...post, onlyFor: request.by.ref }
}
