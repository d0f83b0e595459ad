import type { Log } from '../log.ts'
import type { World } from '../world.ts'
import { joinByMail } from './accounts.ts'
import { sendDigests } from './digest.ts'
import { openFollower } from './open-questions.ts'
import { openRunner, type Runner, type Work } from './runner.ts'
import { suggest } from './suggest.ts'

/** Everything that the clock drives. `acted`: something may be waiting to go out. */
export function openJobs(world: World, log: Log, acted: () => void): Runner {
  const waking =
    (work: Work): Work =>
    async (subject, job) => {
      try {
        return await work(subject, job)
      } finally {
        acted()
      }
    }
  const followQuestions = openFollower(world)
  const works: Readonly<Record<string, Work>> = {
    digests: waking(() => sendDigests(world)),
    questions: waking(() => followQuestions()),
    accounts: waking(() => joinByMail(world)),
    suggest: waking((item) => suggest(Number(item), world)),
  }
  return openRunner(world.store, works, RECURRING, world.now, log)
}

const RECURRING = ['digests', 'questions', 'accounts'] as const
