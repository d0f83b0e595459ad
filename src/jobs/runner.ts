import type { Log } from '../log.ts'
import type { ClaimedJob, PlannedJob, Store } from '../store/store.ts'

/** Does one job, and says when it is due again; null: never. Done twice, it has its effects once. */
export type Work = (subject: string, job: ClaimedJob) => Promise<Date | null>

export interface Runner {
  /** Begins to look at the clock. */
  start(): void
  /** Does every job that is due. */
  runDue(): Promise<void>
  /** Takes no more jobs; resolves when the one in hand is done. */
  stop(): Promise<void>
}

/** How often it looks whether something is due. */
const LOOK_MS = 1_000
/** One after the other: of what killed the process, nothing else is suspected. */
const AT_ONCE = 1
/** A process that died with a job lets go of it after so long. */
const LEASE_MS = 15 * 60_000
const FIRST_PAUSE_MS = 60_000
const LONGEST_PAUSE_MS = 6 * 3_600_000
/** What is to be done once is given up after so many tries, some two hours; what recurs never is. */
const TRIES = 8

/**
 * Jobs by due times that are on disk, each done by one process at a time. Ticks that come late, twice or never do no harm:
 * what is due stays due until it is done. One that fails, or kills the process, is tried again after a pause that doubles.
 */
export function openRunner(
  store: Store,
  works: Readonly<Record<string, Work>>,
  recurring: readonly string[],
  now: () => Date,
  log: Log,
): Runner {
  let planned = false
  let stopped = false
  let timer: NodeJS.Timeout | null = null
  let running: Promise<void> | null = null

  async function run(): Promise<void> {
    if (!planned) await store.planJobs(recurring.map((id): PlannedJob => ({ id, due: now() })))
    planned = true
    while (!stopped) {
      const jobs = await store.claimJobs(now(), new Date(now().getTime() + LEASE_MS), AT_ONCE)
      if (!jobs.length) return
      for (const job of jobs) await attempt(job)
    }
  }

  async function attempt(job: ClaimedJob): Promise<void> {
    const [name = '', ...subject] = job.id.split('/')
    if (job.unended) return failed(job, DIED)
    try {
      await store.jobDone(job.id, (await works[name]?.(subject.join('/'), job)) ?? null)
    } catch (error) {
      log.error('a job failed', error, { kind: name, tries: job.tries })
      await failed(job, nameOf(error))
    }
  }

  async function failed({ id, tries }: ClaimedJob, reason: string): Promise<void> {
    const pause = Math.min(FIRST_PAUSE_MS * 2 ** (tries - 1), LONGEST_PAUSE_MS)
    const again = new Date(now().getTime() + pause)
    await store.jobFailed(id, reason, tries >= TRIES && !recurring.includes(id) ? null : again)
  }

  async function runDue(): Promise<void> {
    running ??= run().finally(() => {
      running = null
    })
    await running
  }

  return {
    start() {
      timer = setInterval(() => {
        runDue().catch((error) => log.error('the jobs could not be read', error))
      }, LOOK_MS)
      timer.unref()
    },
    runDue,
    async stop() {
      stopped = true
      if (timer) clearInterval(timer)
      await running?.catch(() => undefined)
    },
  }
}

const DIED = 'the process died with it'

const nameOf = (error: unknown): string => (error instanceof Error ? error.name : 'unknown')
