import type { Person, Standing } from '../chat/directory.ts'
import type { PersonRef } from '../chat/ref.ts'

/** From the one who may read most to the one who may read nothing. */
const STANDINGS: readonly Standing[] = ['member', 'guest', 'outsider', 'left']

/**
 * A person as their accounts describe them, the one that they go by first. Somebody who left one platform and is on
 * another has not left; somebody who asked one account to be forgotten stays without a name.
 */
export function personTogether(ref: PersonRef, accounts: readonly Person[]): Person {
  const here = accounts.filter(({ standing }) => standing !== 'left')
  const told = here.length ? here : accounts
  return {
    ref,
    name: accounts.some(({ name }) => name === '') ? '' : (told[0]?.name ?? ''),
    standing: STANDINGS.find((standing) => accounts.some((account) => account.standing === standing)) ?? 'left',
    isBot: accounts.some(({ isBot }) => isBot),
    locale: firstOf(told.map(({ locale }) => locale)),
    timeZone: firstOf(told.map(({ timeZone }) => timeZone)),
  }
}

const firstOf = (values: readonly (string | null)[]): string | null => values.find((value) => value !== null) ?? null
