import type { PersonRef } from '../../chat/ref.ts'
import type { ExpertRequest } from '../../knowledge/request.ts'
import { json, type Sql } from './sql.ts'

/** Who was asked about these questions. */
export const requestsFor = (sql: Sql, items: readonly number[]): ExpertRequest[] =>
  sql
    .all<RequestRow>(
      `select ${COLUMNS} from request where item in (select value from json_each(?)) order by item, at, person`,
      json(items),
    )
    .map(toRequest)

/** What a person was asked about since then. */
export const requestsTo = (sql: Sql, person: PersonRef, since: Date): ExpertRequest[] =>
  sql
    .all<RequestRow>(
      `select ${COLUMNS} from request where person = ? and at >= ? order by at, item`,
      person,
      since.getTime(),
    )
    .map(toRequest)

const COLUMNS = 'item, person, at, state, since'

type RequestRow = Omit<ExpertRequest, 'at' | 'since'> & { readonly at: number; readonly since: number }

const toRequest = (row: RequestRow): ExpertRequest => ({ ...row, at: new Date(row.at), since: new Date(row.since) })
