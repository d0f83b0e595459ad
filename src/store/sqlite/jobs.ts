import type { ClaimedJob, FailedJob, Jobs, PlannedJob } from '../store.ts'
import { flag, type Sql } from './sql.ts'

/** What the clock drives. */
export function openJobs(sql: Sql, now: () => Date): Jobs {
  return {
    planJobs: async (jobs) => sql.write(() => plan(sql, jobs)),
    claimJobs: async (at, until, limit) => claim(sql, at, until, limit),
    jobDone: async (id, next) => done(sql, id, next),
    jobFailed: async (id, reason, again) => {
      sql.run(
        'update job set due = coalesce(?, due), aside = ?, claimed_until = 0, reason = ?, failed_at = ? where id = ?',
        again?.getTime() ?? null,
        flag(again === null),
        reason,
        now().getTime(),
        id,
      )
    },
    failedJobs: async () => failedJobs(sql),
  }
}

function failedJobs(sql: Sql): FailedJob[] {
  const rows = sql.all<{ id: string; reason: string; at: number; due: number; aside: number }>(
    'select id, reason, failed_at as at, due, aside from job where reason is not null order by failed_at desc, id',
  )
  return rows.map(({ id, reason, at, due, aside }) => ({
    id,
    reason,
    at: new Date(at),
    again: aside ? null : new Date(due),
  }))
}

/** Plans jobs; one that is known stays as it is. */
export function plan(sql: Sql, jobs: readonly PlannedJob[]): void {
  for (const { id, due } of jobs) {
    sql.run('insert into job (id, due) values (?, ?) on conflict do nothing', id, due.getTime())
  }
}

function claim(sql: Sql, now: Date, until: Date, limit: number): ClaimedJob[] {
  return sql.write(() => {
    // A try is counted before it is made: what kills the process must not be tried for ever.
    const rows = sql.all<{ id: string; due: number; tries: number; unended: number }>(
      `select id, due, tries + (claimed_until = 0) as tries, claimed_until > 0 as unended from job
       where due <= @now and claimed_until <= @now and aside = 0 order by due, id limit @limit`,
      { now: now.getTime(), limit },
    )
    for (const { id, tries } of rows) {
      sql.run('update job set claimed_until = ?, tries = ? where id = ?', until.getTime(), tries, id)
    }
    return rows.map((row) => ({ ...row, due: new Date(row.due), unended: row.unended === 1 }))
  })
}

function done(sql: Sql, id: string, next: Date | null): void {
  if (next === null) sql.run('delete from job where id = ?', id)
  else {
    sql.run(
      'update job set due = ?, tries = 0, claimed_until = 0, reason = null, failed_at = null where id = ?',
      next.getTime(),
      id,
    )
  }
}
