import type { Delivery } from '../chat/delivery.ts'
import type { Person, Place } from '../chat/directory.ts'
import type { Doc } from '../chat/doc.ts'
import type { ChatEvent } from '../chat/event.ts'
import { type PersonRef, placeRef } from '../chat/ref.ts'
import { personNamed, placeNamed } from '../commands/names.ts'
import { settleWith } from '../engine/reception.ts'
import { spoken } from '../languages/spoken.ts'
import type { Outcome } from '../outcome.ts'
import { Refusal } from '../refusal.ts'
import type { World } from '../world.ts'
import { UsageError } from './surroundings.ts'

/** The place where the command line speaks, when no other is named: everyone in the company may read what is said. */
const HERE: Place = {
  ref: placeRef('terminal:here'),
  name: 'command-line',
  audience: 'everyone',
  external: false,
  // Nobody can post there from a chat.
  archived: true,
}

/** Somebody at the command line, and where they speak. */
export interface Speaker {
  readonly person: Person
  readonly place: Place
}

/** The person whom `--as` names and the place of `--in`. */
export async function speakerNamed(
  as: string | undefined,
  inPlace: string | undefined,
  world: World,
): Promise<Speaker> {
  if (!as) throw new UsageError('Who are you? Add --as NAME, such as --as Lea.')
  const person = await named(() => personNamed(as, world))
  const place = inPlace ? await named(() => placeNamed(inPlace, { kind: 'person', person: person.ref }, world)) : HERE
  return { person, place }
}

async function named<T>(find: () => Promise<T>): Promise<T> {
  try {
    return await find()
  } catch (error) {
    if (error instanceof Refusal) throw new UsageError(spoken.en.refusals[error.key])
    throw error
  }
}

/** What the author of an event is told, and all that it brought about. */
export interface Happening {
  readonly docs: readonly Doc[]
  readonly outcome: Outcome
}

/**
 * Lets an event happen as if it came from a platform, and gives back what its author is told. What others are told goes
 * through the outbox of the server. `counts`: the author turns to Savoir by it, as by a message.
 */
export async function happens(event: ChatEvent, counts: boolean, world: World): Promise<Happening> {
  await introduce(HERE, world)
  const toOthers = (outcome: Outcome) => ({
    ...outcome,
    deliveries: outcome.deliveries.filter((delivery) => !isFor(delivery, event.by)),
    ...(counts ? { cause: event } : {}),
  })
  const outcome = await settleWith(event, world, toOthers)
  const mine = outcome.deliveries.filter((delivery) => isFor(delivery, event.by))
  return { outcome, docs: mine.map(shown) }
}

async function introduce(place: Place, world: World): Promise<void> {
  if (await world.store.place(place.ref)) return
  const asOf = await world.store.lastSeq()
  const changes = [{ kind: 'placeSeen', place, members: null }] as const
  await world.store.settle({
    event: `introduce:${place.ref}`,
    by: null,
    at: world.now(),
    asOf,
    changes,
    deliveries: [],
  })
}

function isFor(delivery: Delivery, person: PersonRef): boolean {
  switch (delivery.kind) {
    case 'post':
      return delivery.onlyFor === person
    case 'direct':
    case 'form':
    case 'file':
    case 'home':
      return delivery.to === person
    case 'update':
      return true
    case 'react':
    case 'unreact':
    case 'erase':
      return false
  }
}

function shown(delivery: Delivery): Doc {
  switch (delivery.kind) {
    case 'post':
    case 'direct':
    case 'update':
    case 'home':
      return delivery.doc
    case 'file':
      return [...delivery.doc, { kind: 'quote', text: delivery.content }]
    case 'form':
      return [
        { kind: 'heading', text: delivery.form.title },
        {
          kind: 'list',
          rows: delivery.form.fields.map(({ name, value }) => [{ kind: 'plain', text: `${name}: ${value}` }]),
        },
        {
          kind: 'buttons',
          buttons: [{ label: delivery.form.submit, action: delivery.form.action }],
        },
      ]
    case 'react':
    case 'unreact':
    case 'erase':
      return []
  }
}
