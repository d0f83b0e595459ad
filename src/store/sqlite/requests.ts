import type { PersonRef } from '../../chat/ref.ts'
import type { ExpertRequest } from '../../knowledge/request.ts'
import { isPerson, personIn } from './accounts.ts'
import { json, type Sql } from './sql.ts'

/** Who was asked about these questions. */
export const requestsFor = (sql: Sql, items: readonly number[]): ExpertRequest[] =>
  sql
    .all<RequestRow>(
      `select ${COLUMNS} from request r where r.item in (select value from json_each(?))
       group by r.item, 2 order by r.item, r.at, 2`,
      json(items),
    )
    .map(toRequest)

/** What a person was asked about since then. */
export const requestsTo = (sql: Sql, person: PersonRef, since: Date): ExpertRequest[] =>
  sql
    .all<RequestRow>(
      `select ${COLUMNS} from request r where ${isPerson('r.person')} group by r.item, 2
       having r.at >= @since order by r.at, r.item`,
      { person, since: since.getTime() },
    )
    .map(toRequest)

// Two accounts of a person that were asked before they were joined: what was said last counts.
const COLUMNS = `r.item, ${personIn('r.person')} as person, r.at, r.state, max(r.since) as since`

type RequestRow = Omit<ExpertRequest, 'at' | 'since'> & { readonly at: number; readonly since: number }

const toRequest = (row: RequestRow): ExpertRequest => ({ ...row, at: new Date(row.at), since: new Date(row.since) })
