import { writeSync } from 'node:fs'
import { readTeamsSettings, teams } from '../../adapters/teams/index.ts'
import { openEngine } from '../../src/engine/engine.ts'
import { linguist } from '../../src/languages/linguist.ts'
import { openLog } from '../../src/log.ts'
import { openSearch } from '../../src/search/engine.ts'
import { openSqliteStore } from '../../src/store/sqlite/index.ts'

const [path = ''] = process.argv.slice(2)

/** Savoir in a process of its own; says on which port it listens once it does. */
async function main(): Promise<void> {
  const now = () => new Date()
  let ids = 0
  const newId = () => `n${++ids}x${process.pid}x${Math.floor(performance.now() * 1000)}`
  const settings = readTeamsSettings(process.env)
  if (!settings || 'problems' in settings) throw new Error('the settings of the test are wrong')
  const store = await openSqliteStore({ path, exclusive: true, now })
  const marks = { save: 'brain', accept: 'white_check_mark' }
  const platform = teams(settings, { now, marks, failed: () => {} })
  const engine = openEngine({
    store,
    search: openSearch(store, linguist),
    linguist,
    now,
    newId,
    random: (below) => Math.floor(performance.now() * 1000) % below,
    gestures: { save: ['brain'], accept: ['white_check_mark'] },
    log: openLog('silent', now),
    platforms: [platform],
    sendsFor: { except: [] },
  })
  await engine.start()
  writeSync(1, `listening ${platform.port ?? 0}\n`)
  process.once('SIGTERM', async () => {
    await engine.stop()
    await store.close()
    process.exit(0)
  })
}

void main()
