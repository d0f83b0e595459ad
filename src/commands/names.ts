import type { Person, Place } from '../chat/directory.ts'
import { type PersonRef, personRef, placeRef } from '../chat/ref.ts'
import { fold } from '../knowledge/fold.ts'
import { Refusal } from '../refusal.ts'
import type { Reader } from '../store/store.ts'
import type { World } from '../world.ts'

/** The person whom a name or a ref means: the whole name first, then a first name or the start of one. */
export async function personNamed(typed: string, world: Pick<World, 'store'>): Promise<Person> {
  const wanted = fold(typed.replace(/^@/, '').trim())
  const exact = await world.store.person(personRef(typed.trim()))
  if (exact) return exact
  const people = (await world.store.people()).filter((person) => person.standing !== 'left' && !person.isBot)
  const found =
    people.find((person) => fold(person.name) === wanted) ??
    people.find((person) => fold(person.name).split(/\s+/u).includes(wanted)) ??
    people.find((person) => wanted !== '' && fold(person.name).startsWith(wanted))
  if (!found) throw new Refusal('noSuchPerson')
  return found
}

/** The place that a name or a ref means, as far as the reader can see it. */
export async function placeNamed(typed: string, reader: Reader, world: Pick<World, 'store'>): Promise<Place> {
  const wanted = fold(typed.replace(/^#/, '').trim())
  const places = (await world.store.places()).filter((place) => place.ref === typed || fold(place.name) === wanted)
  const readable = await world.store.readable(reader)
  const open = (place: Place) => readable.places.has(place.ref) || (readable.everyone && place.audience === 'everyone')
  const found = places.find((place) => place.ref === placeRef(typed)) ?? places.find(open)
  if (!found || !(readable.all || open(found))) throw new Refusal('noSuchPlace')
  return found
}

/** True for people who may be spoken to: they are here, and they are no machine. */
export const isHere = (person: Person | null): person is Person =>
  person !== null && person.standing !== 'left' && !person.isBot

/** True when the person can read what is said in a place. */
export async function canRead(person: PersonRef, place: Place, world: Pick<World, 'store'>): Promise<boolean> {
  const readable = await world.store.readable({ kind: 'person', person })
  return readable.places.has(place.ref) || (readable.everyone && place.audience === 'everyone')
}
