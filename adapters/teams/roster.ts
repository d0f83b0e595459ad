import type { Person, Place } from '../../src/chat/directory.ts'
import type { ChatEvent } from '../../src/chat/event.ts'
import type { Directory } from '../../src/chat/platform.ts'
import type { PersonRef, PlaceRef } from '../../src/chat/ref.ts'

/** Who and what the store knows, kept beside it so that reading an activity asks nobody. */
export class Roster {
  private readonly people = new Map<PersonRef, Person>()
  private readonly places = new Map<PlaceRef, Place>()
  private readonly members = new Map<PlaceRef, Set<PersonRef>>()

  load(directory: Directory): void {
    for (const one of directory.people) this.people.set(one.ref, one)
    for (const one of directory.places) this.see(one.place, one.members)
  }

  /** Follows an event that the store has taken. */
  follow(event: ChatEvent): void {
    if (event.kind === 'personChanged') this.people.set(event.person.ref, event.person)
    if (event.kind === 'placeChanged') this.see(event.place, event.members)
    if (event.kind !== 'membersChanged') return
    const members = this.members.get(event.in) ?? new Set()
    for (const one of event.joined) members.add(one)
    for (const one of event.left) members.delete(one)
    this.members.set(event.in, members)
  }

  person(ref: PersonRef): Person | null {
    return this.people.get(ref) ?? null
  }

  place(ref: PlaceRef): Place | null {
    return this.places.get(ref) ?? null
  }

  isMember(place: PlaceRef, person: PersonRef): boolean {
    return this.members.get(place)?.has(person) ?? false
  }

  samePerson(now: Person): boolean {
    return JSON.stringify(this.people.get(now.ref)) === JSON.stringify(now)
  }

  /** True when neither the place nor, where they are given, its members differ from what is known. */
  samePlace(now: Place, members: readonly PersonRef[] | null): boolean {
    if (JSON.stringify(this.places.get(now.ref)) !== JSON.stringify(now)) return false
    const before = this.members.get(now.ref) ?? new Set()
    return members === null || (members.length === before.size && members.every((one) => before.has(one)))
  }

  private see(now: Place, members: readonly PersonRef[] | null): void {
    this.places.set(now.ref, now)
    if (members) this.members.set(now.ref, new Set(members))
  }
}
