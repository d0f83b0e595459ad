import { type PersonRef, platformOf } from '../../chat/ref.ts'
import { Stale } from '../store.ts'
import { accountsOf, isPerson, isSamePerson, personBehind } from './accounts.ts'
import type { Of, Trace, Turn } from './change-turn.ts'
import { flag, type Sql } from './sql.ts'

type AccountChange = Of<'codeGiven' | 'codeMissed' | 'accountsJoined' | 'joinTold' | 'accountSplit'>

/** Accounts of different platforms become one person, and apart again. The log tells that it happened, not whose they are. */
export function applyAccount(turn: Turn, change: AccountChange): Trace | null {
  switch (change.kind) {
    case 'codeGiven':
      return give(turn, change)
    case 'codeMissed':
      return miss(turn)
    case 'accountsJoined':
      return join(turn, change)
    case 'joinTold':
      return tell(turn, change.person)
    case 'accountSplit':
      return split(turn, change.account)
  }
}

/** A new code takes the place of the one before; those that are out of date go. */
function give({ sql, by, at, next }: Turn, { code, until }: Of<'codeGiven'>): Trace | null {
  if (by === null) return null
  sql.run('delete from join_code where account = ? or until < ?', by, at)
  sql.run('insert into join_code (code, account, until) values (?, ?, ?)', code, by, until.getTime())
  return { seq: next() }
}

const MISSES_KEPT_MS = 86_400_000

function miss({ sql, by, at, next }: Turn): Trace | null {
  if (by === null) return null
  sql.run('delete from join_miss where at < ?', at - MISSES_KEPT_MS)
  sql.run('insert into join_miss (account, at) values (?, ?)', by, at)
  return { seq: next() }
}

function join(turn: Turn, change: Of<'accountsJoined'>): Trace | null {
  const { sql } = turn
  const [one, other] = change.accounts
  // Somebody else was quicker, or another code was given meanwhile.
  if (
    change.how === 'code' &&
    sql.run('delete from join_code where code = ? and account = ?', change.code, one) === 0
  ) {
    throw new Stale('a code')
  }
  if (isSamePerson(sql, one, other)) return null
  const person = personBehind(sql, one)
  const joining = [...accountsOf(sql, one), ...accountsOf(sql, other)]
  for (const account of joining) {
    sql.run(
      `insert into account (ref, person, platform, how, at, told) values (?, ?, ?, ?, ?, ?)
       on conflict (ref) do update set person = excluded.person`,
      account,
      person,
      platformOf(account),
      change.how,
      turn.at,
      flag(change.how === 'code'),
    )
  }
  for (const account of joining) reconcile(turn, account, joining)
  return { seq: turn.next(), detail: { how: change.how } }
}

/** What they themselves joined was not meant to be kept apart. */
function reconcile({ sql }: Turn, account: PersonRef, others: readonly PersonRef[]): void {
  for (const other of others) sql.run('delete from kept_apart where one = ? and other = ?', account, other)
}

function tell({ sql, next }: Turn, person: PersonRef): Trace | null {
  const changed = sql.run(`update account set told = 1 where told = 0 and ${isPerson('ref')}`, { person })
  return changed === 0 ? null : { seq: next() }
}

/** Only whoever has the account splits it. Where but one other is left, it needs no person around it. */
function split(turn: Turn, account: PersonRef): Trace | null {
  const { sql, by } = turn
  const others = accountsOf(sql, account).filter((other) => other !== account)
  if (others.length === 0 || !isSamePerson(sql, by, account)) return null
  for (const other of others) keepApart(turn, account, other)
  sql.run('delete from account where ref = ?', account)
  const [heir] = others
  if (others.length === 1) sql.run('delete from account where ref = ?', heir ?? null)
  else sql.run('update account set person = ? where person = ?', heir ?? null, account)
  return { seq: turn.next() }
}

/** Nothing is left of what joined them, or kept them apart. */
export function eraseAccounts(sql: Sql, accounts: readonly PersonRef[]): void {
  for (const account of accounts) {
    sql.run('delete from account where ref = ?', account)
    sql.run('delete from join_code where account = ?', account)
    sql.run('delete from join_miss where account = ?', account)
    sql.run('delete from kept_apart where one = @account or other = @account', { account })
  }
}

function keepApart({ sql }: Turn, account: PersonRef, other: PersonRef): void {
  const [first, second] = account < other ? [account, other] : [other, account]
  sql.run('insert into kept_apart (one, other) values (?, ?) on conflict do nothing', first, second)
}
