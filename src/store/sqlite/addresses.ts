import type { Delivery } from '../../chat/delivery.ts'
import type { PersonRef } from '../../chat/ref.ts'
import type { Settlement } from '../store.ts'
import { accountBeside, accountsOf, isPerson, isSamePerson, personBehind } from './accounts.ts'
import type { Sql } from './sql.ts'

/**
 * Deliveries to people, with the account that each goes out on: in a place, the one of its platform; to somebody who just
 * did something, the one that they did it with; else the one that they used last. Erasing reaches every account.
 */
export const addressed = (sql: Sql, { by, deliveries }: Settlement): readonly Delivery[] =>
  deliveries.flatMap((delivery) => toAccounts(sql, delivery, by))

function toAccounts(sql: Sql, delivery: Delivery, acting: PersonRef | null): readonly Delivery[] {
  switch (delivery.kind) {
    case 'post':
      return [delivery.onlyFor ? { ...delivery, onlyFor: accountBeside(sql, delivery.onlyFor, delivery.to) } : delivery]
    case 'direct':
    case 'form':
    case 'file':
    case 'home':
      return [{ ...delivery, to: accountInUse(sql, delivery.to, acting) }]
    case 'erase':
      return accountsOf(sql, delivery.to).map((to) => ({ ...delivery, to }))
    case 'react':
    case 'unreact':
    case 'update':
      return [delivery]
  }
}

function accountInUse(sql: Sql, person: PersonRef, acting: PersonRef | null): PersonRef {
  if (isSamePerson(sql, person, acting)) return acting ?? person
  const used = sql.one<{ ref: PersonRef }>(
    `select p.ref from person p left join person_use u on u.person = p.ref
     where ${isPerson('p.ref')} and p.standing <> 'left' order by u.last desc nulls last, p.ref <> @person limit 1`,
    { person: personBehind(sql, person) },
  )
  return used?.ref ?? person
}
