import type { Direct } from '../chat/delivery.ts'
import { type PersonRef, platformOf } from '../chat/ref.ts'
import type { Change } from '../knowledge/change.ts'
import { spoken } from '../languages/spoken.ts'
import type { Outcome } from '../outcome.ts'
import { joinedDoc } from '../say/accounts.ts'
import type { World } from '../world.ts'
import { settleOnce } from './settle-once.ts'

const EVERY_MS = 10 * 60_000
const WEEK_MS = 7 * 86_400_000

/** Joins accounts that bear the same verified mail address, and tells each person once, when they may be told. */
export async function joinByMail(world: World): Promise<Date> {
  for (const accounts of await world.store.mailTwins()) {
    await act({ changes: [{ kind: 'accountsJoined', accounts, how: 'mail' }], deliveries: [] }, world)
  }
  for (const person of await world.store.untoldJoins()) {
    if (await mayBeTold(person, world)) await act(await telling(person, world), world)
  }
  return new Date(Math.floor(world.now().getTime() / EVERY_MS + 1) * EVERY_MS)
}

// What is done already, by another process or in another run, changes nothing. The name of the event holds nobody's ref.
const act = (outcome: Outcome, world: World): Promise<void> => settleOnce(`accounts:${world.newId()}`, outcome, world)

/** Who never used Savoir is not written to; who had a prompt this week is told later, rather than never. */
async function mayBeTold(person: PersonRef, { store, now }: World): Promise<boolean> {
  if (!(await store.use(person))) return false
  const since = now().getTime() - WEEK_MS
  const lately = (await store.nudgesTo(person)).some(({ kind, at }) => kind === 'prompt' && at.getTime() > since)
  return !lately && !(await store.personSettings(person)).refused.includes('prompt')
}

async function telling(person: PersonRef, { store }: World): Promise<Outcome> {
  const phrases = spoken[await store.languageOf(person)]
  const platforms = (await store.accountsOf(person)).map(({ ref }) => platformOf(ref))
  const doc = joinedDoc(phrases, platforms, platforms, phrases.accounts.joinedByMail)
  const delivery: Direct = { kind: 'direct', to: person, doc, nudge: 'prompt' }
  const told: Change = { kind: 'joinTold', person }
  return { changes: [told], deliveries: [delivery] }
}
