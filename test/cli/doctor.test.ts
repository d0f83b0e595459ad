import { expect, it } from 'vitest'
import type { ChatEvent } from '../../src/chat/event.ts'
import { doctor } from '../../src/cli/doctor.ts'
import { openStore } from '../../src/cli/workplace.ts'
import { ref, START, seen, settling, spot } from '../support/store-fixtures.ts'
import { tempFolder } from '../support/temp-folder.ts'
import { workplaceIn } from '../support/workplace.ts'

const EVENT: ChatEvent = {
  kind: 'pressed',
  id: 'slack:Ev1',
  at: START,
  by: ref('ana'),
  in: spot('ops'),
  action: 'show:1',
  message: null,
  thread: null,
}
const later = (minutes: number) => new Date(START.getTime() + minutes * 60_000)

it('is content with a store in which nothing failed', async () => {
  const { around, lines } = workplaceIn(tempFolder())
  const store = await openStore(around, true)
  await settling(store)(null, [seen('ana')])
  await doctor(around)
  expect(lines[0]).toBe('✓ the store is sound: 1 people, 1 changes')
  await store.close()
})

it('names jobs that fail and what was given up, without a word of anybody', async () => {
  const { around, lines } = workplaceIn(tempFolder())
  const store = await openStore(around, true)
  for (const [id, again] of [
    ['digests', later(8)],
    ['suggest/42', null],
  ] as const) {
    await store.planJobs([{ id, due: START }])
    await store.claimJobs(START, later(15), 1)
    await store.jobFailed(id, 'TypeError', again)
  }
  await store.receive(EVENT)
  await store.failed(EVENT.id, 'the process died with it', true)
  await expect(doctor(around)).rejects.toThrow('3 of 6 need a hand.')
  expect(lines.filter((line) => line.startsWith('✗'))).toEqual([
    `✗ event slack:Ev1 was given up on ${START.toISOString()}: the process died with it`,
    `✗ the job digests failed at ${START.toISOString()} and is tried again at ${later(8).toISOString()}: TypeError`,
    `✗ the job suggest/42 failed at ${START.toISOString()} and was given up: TypeError`,
  ])
  await store.close()
})
