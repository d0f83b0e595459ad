import type { Delivery } from '../chat/delivery.ts'
import type { Person } from '../chat/directory.ts'
import type { Doc } from '../chat/doc.ts'
import { text } from '../chat/doc.ts'
import { type PersonRef, platformOf } from '../chat/ref.ts'
import { newCode, readCode } from '../knowledge/join-code.ts'
import { spoken } from '../languages/spoken.ts'
import type { Outcome } from '../outcome.ts'
import { Refusal } from '../refusal.ts'
import { answer, type Press, type PressHandler, type Request, turnInto } from '../request.ts'
import { codeDoc, type Giver, joinedDoc, whoseDoc } from '../say/accounts.ts'
import type { World } from '../world.ts'

const MINUTE_MS = 60_000
const VALID_MS = 15 * MINUTE_MS
/** Wrong codes in an hour. */
const MISSES_AT_MOST = 5
const MISSES_WITHIN_MS = 60 * MINUTE_MS

/** `me link` gives a code; `me link CODE`, said on another platform, shows whose code it is. */
export async function linkAccounts(typed: string, request: Request, world: World): Promise<Outcome> {
  if (!belongs(request.by)) throw new Refusal('linkOnlyUs')
  const code = readCode(typed)
  if (!code) return giveCode(request, world)
  if (request.in.audience !== 'direct' && request.message !== null) throw new Refusal('linkInPrivate')
  const given = await giverOf(code, request, world)
  return given ? answer(request, whoseDoc(request.phrases, given, code)) : missed(request)
}

/** `That is me`: from now on both accounts are one person. Nobody is talked into it by a code alone: they saw a name. */
export const joinAccounts: PressHandler = async (press, world) => {
  const code = readCode(press.args[0] ?? '')
  const given = await giverOf(code, press, world)
  return given ? joined(given, code, press, world) : missed(press)
}

/** `No`: the accounts stay apart. */
export const leaveApart: PressHandler = async (press) => turnInto(press, [text(press.phrases.accounts.leftApart)])

/** `Not me`: the account is a person of its own again. */
export const splitAccount: PressHandler = async (press, world) => {
  const accounts = await world.store.accountsOf(press.by.ref)
  const account = accounts.find(({ ref }) => platformOf(ref) === press.args[0])
  if (!account) throw new Refusal('oldButton')
  return turnInto(press, [text(press.phrases.accounts.split)], [{ kind: 'accountSplit', account: account.ref }])
}

const belongs = ({ standing }: Person): boolean => standing === 'member' || standing === 'guest'

function giveCode(request: Request, world: World): Outcome {
  const code = newCode(world.random)
  const until = new Date(world.now().getTime() + VALID_MS)
  return {
    changes: [{ kind: 'codeGiven', code, until }],
    deliveries: [{ kind: 'direct', to: request.by.ref, doc: codeDoc(request.phrases, code) }],
  }
}

/** Whom a code would join the person to; null when it counts for nothing. */
async function giverOf(code: string, { account, by }: Request, world: World): Promise<Giver | null> {
  const since = new Date(world.now().getTime() - MISSES_WITHIN_MS)
  if ((await world.store.missedCodes(by.ref, since)) >= MISSES_AT_MOST) throw new Refusal('linkTooOften')
  const given = await world.store.joinCode(code)
  if (given?.account === account) throw new Refusal('linkElsewhere')
  const person = given && given.until > world.now() ? await world.store.person(given.account) : null
  if (!given || !person || !belongs(person) || platformOf(given.account) === platformOf(account)) return null
  if (person.ref !== by.ref && (await haveTwoOnOne(person.ref, by.ref, world))) throw new Refusal('linkTaken')
  return { person, account: given.account }
}

/** Nobody learns whether a code was wrong, used or late. */
const missed = (request: Request): Outcome =>
  answer(request, [text(request.phrases.accounts.missed)], [{ kind: 'codeMissed' }])

/** A person has at most one account on a platform: which one something goes out on is never in doubt. */
async function haveTwoOnOne(one: PersonRef, other: PersonRef, world: World): Promise<boolean> {
  const all = [...(await refsOf(one, world)), ...(await refsOf(other, world))]
  return new Set(all.map(platformOf)).size < all.length
}

async function refsOf(person: PersonRef, { store }: World): Promise<readonly PersonRef[]> {
  const joined = (await store.accountsOf(person)).map(({ ref }) => ref)
  return joined.length ? joined : [person]
}

async function joined(given: Giver, code: string, press: Press, world: World): Promise<Outcome> {
  const { account } = press
  const doc = (phrases: Request['phrases']): Doc =>
    joinedDoc(phrases, [given.account, account].map(platformOf), [platformOf(account)], phrases.accounts.joined)
  const there = spoken[await world.store.languageOf(given.account)]
  const told: Delivery = { kind: 'direct', to: given.account, doc: doc(there) }
  const { changes, deliveries } = turnInto(press, doc(press.phrases), [
    { kind: 'accountsJoined', accounts: [given.account, account], how: 'code', code },
  ])
  return { changes, deliveries: [...deliveries, told] }
}
