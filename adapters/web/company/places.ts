import type { Place, PlaceAudience } from '../../../src/chat/directory.ts'
import { type PersonRef, personRef, placeRef } from '../../../src/chat/ref.ts'
import { PEOPLE } from './people.ts'

export interface CompanyPlace {
  readonly place: Place
  readonly members: readonly PersonRef[]
}

const EVERYONE = PEOPLE.filter((person) => person.standing === 'member' && !person.isBot).map((person) => person.ref)

/** The channels of Corniche. The guest is in #produit alone. */
export const PLACES: readonly CompanyPlace[] = [
  channel('general', 'everyone', EVERYONE),
  channel('ops', 'everyone', EVERYONE),
  channel('data', 'everyone', EVERYONE),
  channel('support', 'everyone', EVERYONE),
  channel('finance', 'everyone', EVERYONE),
  channel('produit', 'everyone', [...EVERYONE, personRef('web:paula')]),
  channel('bureau-lausanne', 'everyone', people('lea', 'camille', 'theo', 'nora', 'julien')),
  channel('contracts-fr', 'members', people('nora', 'camille', 'theo', 'lea')),
  channel('hiring', 'members', people('grace', 'iris', 'omar', 'lea')),
]

function channel(name: string, audience: PlaceAudience, members: readonly PersonRef[]): CompanyPlace {
  return { place: { ref: placeRef(`web:${name}`), name, audience, external: false, archived: false }, members }
}

function people(...ids: readonly string[]): readonly PersonRef[] {
  return ids.map((id) => personRef(`web:${id}`))
}
