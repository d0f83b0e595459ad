import { createHmac, randomBytes } from 'node:crypto'
import type { PersonRef } from '../../chat/ref.ts'
import { personBehind } from './accounts.ts'
import type { Sql } from './sql.ts'

/** A drawer that no platform has. */
const DRAWER = 'savoir'
const KEY = 'mail'
const SECRET_BYTES = 32

/** Stands for an address: whoever has the key, but not this store, cannot try addresses against it. */
export const mailKey = (sql: Sql, address: string): string =>
  createHmac('sha256', secretOf(sql)).update(address.trim().normalize('NFC').toLowerCase()).digest('base64url')

/** Made at its first use; of several processes, the first one's counts. */
function secretOf(sql: Sql): string {
  const known = sql.one<{ value: string }>('select value from drawer where drawer = ? and key = ?', DRAWER, KEY)
  if (known) return known.value
  const drawn = randomBytes(SECRET_BYTES).toString('base64url')
  sql.run('insert into drawer (drawer, key, value) values (?, ?, ?) on conflict do nothing', DRAWER, KEY, drawn)
  return secretOf(sql)
}

const BEARERS = `select p.ref, p.mail_key as mail, substr(p.ref, 1, instr(p.ref, ':') - 1) as platform from person p
  where p.mail_key is not null and p.standing = 'member' and p.is_bot = 0 and p.name <> ''`

/** Pairs that one address tells to be one person. An address that two of a platform bear tells nothing. */
export function mailTwins(sql: Sql): (readonly [PersonRef, PersonRef])[] {
  const pairs = sql.all<{ one: PersonRef; other: PersonRef }>(
    `with bearer as (${BEARERS}),
       sole as (select * from bearer b where not exists (
         select 1 from bearer o where o.mail = b.mail and o.platform = b.platform and o.ref <> b.ref))
     select a.ref as one, b.ref as other from sole a join sole b on b.mail = a.mail and b.ref > a.ref
     where not exists (select 1 from kept_apart k where k.one = a.ref and k.other = b.ref)
     order by a.ref, b.ref`,
  )
  return pairs.filter(({ one, other }) => mayJoin(sql, one, other)).map(({ one, other }) => [one, other])
}

/** A person has one account on a platform. */
function mayJoin(sql: Sql, one: PersonRef, other: PersonRef): boolean {
  const [person, second] = [personBehind(sql, one), personBehind(sql, other)]
  if (person === second) return false
  const both = sql.one<{ accounts: number; platforms: number }>(
    `select count(*) as accounts, count(distinct substr(ref, 1, instr(ref, ':') - 1)) as platforms from person
     where ref in (?, ?) or ref in (select ref from account where person in (?, ?))`,
    one,
    other,
    person,
    second,
  )
  return both?.accounts === both?.platforms
}

/** People whose accounts were joined by mail, and who were not told yet. */
export const untoldJoins = (sql: Sql): PersonRef[] =>
  sql
    .all<{ person: PersonRef }>('select distinct person from account where told = 0 order by person')
    .map((row) => row.person)
