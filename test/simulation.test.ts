import { join } from 'node:path'
import { expect, it } from 'vitest'
import { simulate } from './support/simulated-company.ts'
import { findingsOf } from './support/simulation-findings.ts'
import { tempFolder } from './support/temp-folder.ts'

// A small part of what `npm run bench:simulation` runs through: from here the clock changes in Zurich, Sydney and Auckland.
const SIZE = { people: 24, weeks: 3, events: 300, kills: 8, stepMinutes: 120, seed: 7, from: new Date('2026-03-23') }

it('keeps every limit through changes of the clock and processes that die', { timeout: 120_000 }, async () => {
  const simulated = await simulate(join(tempFolder(), 'savoir.db'), SIZE)
  const { broken, digests, requests, due } = await findingsOf(simulated)
  await simulated.close()
  expect(broken).toEqual([])
  expect(simulated.killed).toBeGreaterThan(5)
  expect(digests).toBeGreaterThan(15)
  expect(requests).toBeGreaterThan(10)
  expect(due).toBeGreaterThan(10)
})
