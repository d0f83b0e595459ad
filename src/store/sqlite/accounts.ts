import { type PersonRef, platformOf } from '../../chat/ref.ts'
import type { Account } from '../accounts.ts'
import { json, type Sql } from './sql.ts'

/** The ref that a person goes by, in SQL: what a column holds, named with its table, unless it is one of several accounts. */
export const personIn = (column: string): string =>
  `ifnull((select a.person from account a where a.ref = ${column}), ${column})`

/** True in SQL when a column holds an account of a person, who may be named by any of them. */
export const isPerson = (column: string, person = '@person'): string =>
  `${column} in (select a.ref from account a join account o on o.person = a.person where o.ref = ${person}
    union all select ${person})`

/** The ref that all accounts of a person go by. */
export const personBehind = (sql: Sql, ref: PersonRef): PersonRef =>
  sql.one<{ person: PersonRef }>('select person from account where ref = ?', ref)?.person ?? ref

/** Every account of a person, the ref that they go by first. */
export function accountsOf(sql: Sql, ref: PersonRef): [PersonRef, ...PersonRef[]] {
  const person = personBehind(sql, ref)
  const rows = sql.all<{ ref: PersonRef }>('select ref from account where person = ? and ref <> person', person)
  return [person, ...rows.map((row) => row.ref)]
}

export const isSamePerson = (sql: Sql, one: PersonRef | null, other: PersonRef | null): boolean =>
  one === other || (one !== null && other !== null && personBehind(sql, one) === personBehind(sql, other))

/** The accounts that were joined; none of a person who has but one. */
export const joinedAccounts = (sql: Sql, ref: PersonRef): Account[] =>
  sql
    .all<Omit<Account, 'at'> & { at: number }>(
      'select ref, how, at from account where person = ? order by platform',
      personBehind(sql, ref),
    )
    .map((row) => ({ ...row, at: new Date(row.at) }))

/** The account that a person has on the platform of another ref; the ref that they go by where they have none there. */
export const accountBeside = (sql: Sql, ref: PersonRef, beside: Parameters<typeof platformOf>[0]): PersonRef =>
  accountsOf(sql, ref).find((account) => platformOf(account) === platformOf(beside)) ?? ref

/** The ref that each joined account goes by. */
export const allBehind = (sql: Sql): Map<PersonRef, PersonRef> =>
  new Map(
    sql
      .all<{ ref: PersonRef; person: PersonRef }>('select ref, person from account')
      .map((row) => [row.ref, row.person]),
  )

/** Of these accounts, the ref that each joined one goes by. */
export const peopleBehind = (sql: Sql, refs: readonly PersonRef[]): Map<PersonRef, PersonRef> =>
  new Map(
    sql
      .all<{ ref: PersonRef; person: PersonRef }>(
        'select ref, person from account where ref in (select value from json_each(?))',
        json(refs),
      )
      .map((row) => [row.ref, row.person]),
  )

/** Who was given a code, and until when it counts. */
export function joinCode(sql: Sql, code: string): { account: PersonRef; until: Date } | null {
  const row = sql.one<{ account: PersonRef; until: number }>(
    'select account, until from join_code where code = ?',
    code,
  )
  return row ? { account: row.account, until: new Date(row.until) } : null
}

/** How many wrong codes a person said since then. */
export const missedCodes = (sql: Sql, person: PersonRef, since: Date): number =>
  sql.one<{ count: number }>(`select count(*) as count from join_miss where ${isPerson('account')} and at >= @since`, {
    person,
    since: since.getTime(),
  })?.count ?? 0
