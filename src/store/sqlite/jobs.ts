import type { ClaimedJob, Jobs, PlannedJob } from '../store.ts'
import type { Sql } from './sql.ts'

/** What the clock drives. */
export function openJobs(sql: Sql, now: () => Date): Jobs {
  return {
    planJobs: async (jobs) => sql.write(() => plan(sql, jobs)),
    claimJobs: async (at, until, limit) => claim(sql, at, until, limit),
    jobDone: async (id, next) => done(sql, id, next),
    jobFailed: async (id, reason, again) => {
      sql.run(
        'update job set due = ?, tries = tries + 1, claimed_until = 0, reason = ?, failed_at = ? where id = ?',
        again.getTime(),
        reason,
        now().getTime(),
        id,
      )
    },
    failedJobs: async () =>
      sql
        .all<{ id: string; reason: string; at: number }>(
          'select id, reason, failed_at as at from job where reason is not null order by failed_at desc, id',
        )
        .map((row) => ({ ...row, at: new Date(row.at) })),
  }
}

/** Plans jobs; one that is known stays as it is. */
export function plan(sql: Sql, jobs: readonly PlannedJob[]): void {
  for (const { id, due } of jobs) {
    sql.run('insert into job (id, due) values (?, ?) on conflict do nothing', id, due.getTime())
  }
}

function claim(sql: Sql, now: Date, until: Date, limit: number): ClaimedJob[] {
  return sql.write(() => {
    const rows = sql.all<{ id: string; due: number; tries: number }>(
      'select id, due, tries from job where due <= @now and claimed_until <= @now order by due, id limit @limit',
      { now: now.getTime(), limit },
    )
    for (const { id } of rows) sql.run('update job set claimed_until = ? where id = ?', until.getTime(), id)
    return rows.map((row) => ({ ...row, due: new Date(row.due) }))
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
