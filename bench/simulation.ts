import { join } from 'node:path'
import { simulate } from '../test/support/simulated-company.ts'
import { findingsOf } from '../test/support/simulation-findings.ts'
import { tempFolder } from './temp-folder.ts'

/** The simulation at full size: 200 people in 12 time zones, 10,000 events in 8 weeks. `npm run bench:simulation [people weeks events kills]` */
const [people = 200, weeks = 8, events = 10_000, kills = 60] = process.argv.slice(2).map(Number)

/** Eight weeks from here hold the changes of the clock in New York, Zurich, Sydney and Auckland. */
const from = new Date('2026-03-02T00:00:00Z')

const folder = tempFolder()
const began = performance.now()
const simulated = await simulate(join(folder, 'savoir.db'), {
  people,
  weeks,
  events,
  kills,
  stepMinutes: 30,
  seed: 1,
  from,
})
const findings = await findingsOf(simulated)
await simulated.close()
console.log(
  JSON.stringify({ people, weeks, events, killed: simulated.killed, lost: simulated.lost, ...findings }, null, 1),
)
console.log(`${Math.round((performance.now() - began) / 1000)} s`)
process.exitCode = findings.broken.length ? 1 : 0
