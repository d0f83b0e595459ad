import type { Person, Place } from '../../src/chat/directory.ts'
import type { ChatEvent } from '../../src/chat/event.ts'
import type { Directory } from '../../src/chat/platform.ts'
import type { PersonRef, PlaceRef } from '../../src/chat/ref.ts'
import type { Workspace } from './client.ts'
import type { Known } from './inbound.ts'
import { person, place } from './refs.ts'

/** Who and what the store knows, kept beside it so that reading a message asks nobody. */
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

  knowsPerson(ref: PersonRef): boolean {
    return this.people.has(ref)
  }

  person(ref: PersonRef): Person | null {
    return this.people.get(ref) ?? null
  }

  place(ref: PlaceRef): Place | null {
    return this.places.get(ref) ?? null
  }

  placesOf(team: string): readonly Place[] {
    const prefix = place(team, '')
    return [...this.places.values()].filter(({ ref }) => ref.startsWith(prefix))
  }

  /** The members of a place, as far as they are known. */
  membersOf(ref: PlaceRef): ReadonlySet<PersonRef> {
    return this.members.get(ref) ?? new Set()
  }

  samePerson(now: Person): boolean {
    return JSON.stringify(this.people.get(now.ref)) === JSON.stringify(now)
  }

  /** True when neither the place nor, where they are given, its members differ from what is known. */
  samePlace(now: Place, members: readonly PersonRef[] | null): boolean {
    if (JSON.stringify(this.places.get(now.ref)) !== JSON.stringify(now)) return false
    const before = this.membersOf(now.ref)
    return members === null || (members.length === before.size && members.every((one) => before.has(one)))
  }

  /** How text of a workspace is read. */
  reading({ team, url, self }: Workspace): Known {
    return {
      self,
      url,
      nameOf: (user) => this.people.get(person(team, user))?.name ?? null,
      channelOf: (channel) => this.places.get(place(team, channel))?.name ?? null,
      placeOf: (ref) => this.place(ref),
    }
  }

  private see(now: Place, members: readonly PersonRef[] | null): void {
    this.places.set(now.ref, now)
    if (members) this.members.set(now.ref, new Set(members))
  }
}
