import { statSync } from 'node:fs'
import type { AdapterSettings } from '../../adapters/index.ts'
import { settingsReaders } from '../../adapters/index.ts'
import { indexIn } from '../search/index-file.ts'
import type { FailedJob, Store } from '../store/store.ts'
import { type Surroundings, UsageError } from './surroundings.ts'
import { openStore } from './workplace.ts'

interface Finding {
  readonly ok: boolean
  readonly text: string
}

/** Looks at the store and at each platform that is set up, and names the cure of whatever is wrong, a line each. */
export async function doctor(around: Surroundings): Promise<void> {
  const findings = await allFindings(around)
  for (const { ok, text } of findings) around.out.line(`${ok ? '✓' : '✗'} ${text}`)
  const ill = findings.filter(({ ok }) => !ok).length
  if (ill) throw new UsageError(`${ill} of ${findings.length} need a hand.`)
}

async function allFindings(around: Surroundings): Promise<readonly Finding[]> {
  const store = await openStore(around, false)
  try {
    return [
      ...(await storeFindings(store, around)),
      ...(await platformFindings(around.config().adapters, around.now, store)),
    ]
  } finally {
    await store.close()
  }
}

async function storeFindings(store: Store, around: Surroundings): Promise<Finding[]> {
  const people = (await store.people()).length
  const aside = await store.setAside()
  const failed = (await store.failedJobs()).map(jobTrouble)
  const given = aside.map(({ event, reason, at }) => `event ${event} was given up on ${at.toISOString()}: ${reason}`)
  return [
    { ok: true, text: `the store is sound: ${people} people, ${await store.lastSeq()} changes` },
    indexFinding(around),
    ...[...given, ...failed].map((text) => ({ ok: false, text })),
  ]
}

function jobTrouble({ id, reason, at, again }: FailedJob): string {
  const next = again ? `is tried again at ${again.toISOString()}` : 'was given up'
  return `the job ${id} failed at ${at.toISOString()} and ${next}: ${reason}`
}

/** Nothing is wrong without one. */
function indexFinding({ config }: Surroundings): Finding {
  const kept = statSync(indexIn(config().data), { throwIfNoEntry: false })
  const text = kept
    ? `the search index is kept: ${Math.ceil(kept.size / 1e6)} MB, of ${kept.mtime.toISOString()}`
    : 'no search index is kept yet: it is made anew at the start'
  return { ok: true, text }
}

async function platformFindings(
  { slack, teams }: AdapterSettings,
  now: () => Date,
  store: Store,
): Promise<readonly Finding[]> {
  if (!slack && !teams) {
    const names = Object.keys(settingsReaders).join(', ')
    return [{ ok: true, text: `no platform is connected (${names}): the local page stands alone` }]
  }
  const keep = { list: (prefix: string) => store.keepList('teams', prefix) }
  return [
    ...(slack ? await (await import('../../adapters/slack/doctor.ts')).examine(slack, now) : []),
    ...(teams ? await (await import('../../adapters/teams/doctor.ts')).examine(teams, now, keep) : []),
  ]
}
