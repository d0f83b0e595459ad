import type { Person, Standing } from '../../../src/chat/directory.ts'
import { personRef } from '../../../src/chat/ref.ts'

/** Corniche makes booking and invoicing software for small hotels. It has an office in Lausanne and one in Dublin. */
export const PEOPLE: readonly Person[] = [
  lausanne('lea', 'Lea Martin'),
  lausanne('camille', 'Camille Rochat'),
  lausanne('theo', 'Théo Berset'),
  lausanne('nora', 'Nora Keller'),
  lausanne('julien', 'Julien Favre'),
  dublin('omar', 'Omar Diallo'),
  dublin('iris', 'Iris Novak'),
  dublin('samir', 'Samir Haddad'),
  dublin('grace', 'Grace Okafor'),
  dublin('mei', 'Mei Tanaka'),
  lausanne('paula', 'Paula Reyes', 'guest'),
  dublin('victor', 'Victor Hale', 'left'),
  { ...dublin('savoir', 'Savoir'), isBot: true },
]

function lausanne(id: string, name: string, standing: Standing = 'member'): Person {
  return { ref: personRef(`web:${id}`), name, standing, isBot: false, locale: 'fr-CH', timeZone: 'Europe/Zurich' }
}

function dublin(id: string, name: string, standing: Standing = 'member'): Person {
  return { ref: personRef(`web:${id}`), name, standing, isBot: false, locale: 'en-IE', timeZone: 'Europe/Dublin' }
}
