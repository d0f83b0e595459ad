import type { Person } from '../../src/chat/directory.ts'
import type { Directory } from '../../src/chat/platform.ts'
import type { PersonRef, PlaceRef } from '../../src/chat/ref.ts'
import { directPlace, isDirect } from './refs.ts'

/** A place together with its members. */
export type Room = Directory['places'][number]

/** Somebody whom a visitor may act as: neither a bot nor somebody who left. */
export const canAct = (person: Person): boolean => !person.isBot && person.standing !== 'left'

/** The person to act as; null when there is none, or nobody may act as them. */
export function actor(directory: Directory, ref: PersonRef): Person | null {
  return directory.people.find((person) => person.ref === ref && canAct(person)) ?? null
}

/** The place, if this person may read it; null otherwise, whether it exists or not. */
export function roomFor(directory: Directory, person: Person, ref: PlaceRef): Room | null {
  return roomsOf(directory, person).find((room) => room.place.ref === ref) ?? null
}

/** Everything this person may read, the conversation with Savoir first. */
export function roomsOf(directory: Directory, person: Person): readonly Room[] {
  const known = directory.places.filter((room) => mayRead(person, room)).sort(byName)
  return [ownConversation(person), ...known]
}

/** The person's conversation with Savoir, whether it has begun or not. */
export function ownConversation(person: Person): Room {
  const place = { ref: directPlace(person.ref), name: 'Savoir', external: false, archived: false }
  return { place: { ...place, audience: 'direct' }, members: [person.ref] }
}

function mayRead(person: Person, { place, members }: Room): boolean {
  switch (place.audience) {
    case 'everyone':
      return person.standing === 'member' || members.includes(person.ref)
    case 'members':
      return members.includes(person.ref)
    case 'direct':
      return false
  }
}

const byName = (a: Room, b: Room): number => a.place.name.localeCompare(b.place.name)

/** True when the place is somebody's conversation with Savoir that the store has not heard of. */
export const isNewConversation = (directory: Directory, place: PlaceRef): boolean =>
  isDirect(place) && !directory.places.some((room) => room.place.ref === place)
