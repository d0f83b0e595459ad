import type { PersonRef } from '../../chat/ref.ts'
import type { Evidence, EvidenceKind } from '../../knowledge/evidence.ts'
import type { Reader } from '../store.ts'
import { accountsOf, isPerson, personIn } from './accounts.ts'
import { IN_SCOPE, scopeOf } from './readers.ts'
import { json, type Sql } from './sql.ts'

/** What people did on these items: read off what stands, so that it follows every edit, deletion and undo. */
export function evidenceOn(sql: Sql, items: readonly number[], reader: Reader): Evidence[] {
  return sql.all<EvidenceRow>(ON_ITEMS, { ...scopeOf(sql, reader), items: json(items) }).map(toEvidence)
}

/** What this person did, newest first. */
export function evidenceBy(sql: Sql, person: PersonRef, reader: Reader): Evidence[] {
  const query = accountsOf(sql, person).length === 1 ? BY_ACCOUNT : BY_PERSON
  return sql.all<EvidenceRow>(query, { ...scopeOf(sql, reader), person }).map(toEvidence)
}

interface EvidenceRow {
  readonly person: PersonRef
  readonly kind: EvidenceKind
  readonly item: number
  readonly reply: string | null
  readonly at: number
}

const toEvidence = (row: EvidenceRow): Evidence => ({ ...row, at: new Date(row.at) })

/** An accepted reply that stands. */
// That it is a reply of the item is said for the planner: from a person's replies it then gets to their items at once.
const ACCEPTED = 'JOIN reply r on r.id = i.accepted_reply and r.item = i.id and r.removed = 0'

/** The one answer, where nobody accepted any: what helped can only be this. */
const SOLE_ANSWER = `JOIN reply r on r.item = i.id and r.removed = 0 and r.role = 'answer'
  and not exists (select 1 from reply o where o.item = i.id and o.removed = 0 and o.id <> r.id
    and (o.role = 'answer' or o.id is i.accepted_reply))
  and r.id is not i.accepted_reply`

/** What two accounts of a person say alike counts once. */
const LAST_WORD = `not exists (select 1 from voice o where o.item = v.item and o.kind = v.kind and o.seq > v.seq
  and ${personIn('o.person')} = ${personIn('v.person')})`

/** Nobody thanks themselves, whatever the account. */
const BY_ANOTHER = (author: string): string => `${personIn('v.person')} <> ${personIn(author)} and ${LAST_WORD}`

interface Branch {
  readonly kind: EvidenceKind
  /** Column of the account that gets it. */
  readonly who: string
  readonly reply: string
  readonly at: string
  /** What is joined to the item `i`, by `JOIN`, and on which condition. */
  readonly from: string
}

const BRANCHES: readonly Branch[] = [
  {
    kind: 'answered',
    who: 'r.by',
    reply: 'r.id',
    at: 'r.at',
    from: "JOIN reply r on r.item = i.id and r.removed = 0 and r.role = 'answer' where true",
  },
  { kind: 'accepted', who: 'r.by', reply: 'r.id', at: 'i.accepted_at', from: `${ACCEPTED} where true` },
  {
    kind: 'thanked',
    who: 'r.by',
    reply: 'r.id',
    at: 'v.at',
    from: `${ACCEPTED} JOIN voice v on v.item = i.id and v.kind = 'helped' where ${BY_ANOTHER('r.by')}`,
  },
  {
    kind: 'thanked',
    who: 'r.by',
    reply: 'r.id',
    at: 'v.at',
    from: `${SOLE_ANSWER} JOIN voice v on v.item = i.id and v.kind = 'helped'
      where i.kind in ('question', 'thread') and ${BY_ANOTHER('r.by')}`,
  },
  {
    kind: 'thanked',
    who: 'i.by',
    reply: 'null',
    at: 'v.at',
    from: `JOIN voice v on v.item = i.id and v.kind = 'helped'
      where i.kind in ('note', 'status', 'decision') and ${BY_ANOTHER('i.by')}
      and not exists (select 1 from reply r where r.id = i.accepted_reply and r.removed = 0)`,
  },
  {
    kind: 'wrote',
    who: 'i.by',
    reply: 'null',
    at: 'i.at',
    from: "where i.kind in ('note', 'status', 'decision')",
  },
  {
    kind: 'corrected',
    who: 'c.person',
    reply: 'c.reply',
    at: 'c.at',
    from: `JOIN correction c on c.item = i.id
      where (c.reply is null or exists (select 1 from reply r where r.id = c.reply and r.removed = 0))`,
  },
  {
    kind: 'confirmed',
    who: 'v.person',
    reply: 'null',
    at: 'v.at',
    from: `JOIN voice v on v.item = i.id and v.kind = 'confirmed'
      where ${LAST_WORD} and not exists (select 1 from voice w where w.item = i.id and w.kind = 'foundWrong'
        and ${personIn('w.person')} = ${personIn('v.person')} and w.seq > v.seq)`,
  },
  {
    kind: 'remarked',
    who: 'r.by',
    reply: 'r.id',
    at: 'r.at',
    from: `JOIN reply r on r.item = i.id and r.removed = 0 and r.role = 'remark' where ${personIn('r.by')} is not ${personIn('i.by')}`,
  },
  { kind: 'asked', who: 'i.by', reply: 'null', at: 'i.at', from: "where i.kind = 'question'" },
]

const TEACHES_NOT = "json_extract(s.settings, '$.learnFromMe') = 0"

const READABLE = `i.removed = 0 and ${IN_SCOPE}`

/** One account that is not to be learnt from is enough. */
const UNLEARNT = `not exists (select 1 from person_setting s where s.person = e.account and ${TEACHES_NOT})
  and not exists (select 1 from account a join account o on o.person = a.person join person_setting s on s.person = o.ref
    where a.ref = e.account and ${TEACHES_NOT})`

// Looked up once, not once for each kind of act; `cross join` has the planner begin with them.
const CHOSEN = `chosen as materialized (
  select i.id, i.kind, i.by, i.at, i.accepted_reply, i.accepted_at
  from item i where i.id in (select value from json_each(@items)) and ${READABLE})`

const ON_ITEMS = `with ${CHOSEN} ${union('chosen', 'cross join', () => 'true')}`
// Most people have one account: without looking for others, theirs is found sooner.
const BY_ACCOUNT = union('item', 'join', (branch) => `${branch.who} = @person and ${READABLE}`)
const BY_PERSON = union('item', 'join', (branch) => `${isPerson(branch.who)} and ${READABLE}`)

function union(items: string, join: string, filter: (branch: Branch) => string): string {
  const selects = BRANCHES.map(
    (branch) => `select ${branch.who} as account, '${branch.kind}' as kind, i.id as item, ${branch.reply} as reply,
      ${branch.at} as at from ${items} i ${branch.from.replaceAll('JOIN', join)} and ${branch.who} is not null and ${filter(branch)}`,
  )
  return `select ${personIn('e.account')} as person, kind, item, reply, at from (${selects.join('\nunion all\n')}) e
    where ${UNLEARNT} order by at desc, item, kind, person, reply`
}
