import { appendFileSync, existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { ChatPlatform } from '../../src/chat/platform.ts'
import { openEngine } from '../../src/engine/engine.ts'
import { nudgeOf } from '../../src/gate/gate.ts'
import { linguist } from '../../src/languages/linguist.ts'
import { openLog } from '../../src/log.ts'
import { openSearch } from '../../src/search/engine.ts'
import { openSqliteStore } from '../../src/store/sqlite/index.ts'
import { busyTalk, NOON, threadOf } from './busy-talk.ts'

const [folder = ''] = process.argv.slice(2)
const acks = join(folder, 'acks')
const out = join(folder, 'out')

/**
 * Runs a whole engine through a busy hour, on files: `acks` names the events that it acknowledged, which its platform
 * does not send again; `out` names the deliveries that went out. Ends by itself when all is done.
 */
async function main(): Promise<void> {
  const now = () => NOON
  let count = 0
  const store = await openSqliteStore({ path: join(folder, 'savoir.db'), exclusive: true, now })
  const platform: ChatPlatform = {
    name: 'test',
    start: async (host) => {
      const known = new Set(existsSync(acks) ? readFileSync(acks, 'utf8').split('\n') : [])
      await Promise.all(
        busyTalk()
          .filter((event) => !known.has(event.id))
          .map(async (event, index) => {
            await new Promise((resolve) => setTimeout(resolve, index * 3))
            await host.receive(event)
            appendFileSync(acks, `${event.id}\n`)
          }),
      )
    },
    stop: async () => {},
    messageAt: () => null,
    readThread: async (message) => threadOf(message),
    deliver: async (id, delivery) => {
      await new Promise((resolve) => setTimeout(resolve, count++ % 4))
      appendFileSync(out, `${nudgeOf(delivery) ?? 'answer'} ${id}\n`)
      return null
    },
  }
  const engine = openEngine({
    store,
    search: openSearch(store, linguist),
    linguist,
    now,
    newId: () => `${process.pid}-${count++}`,
    random: (below) => Math.floor(Math.random() * below),
    gestures: { save: ['brain'], accept: ['white_check_mark'] },
    log: openLog('silent', now),
    platforms: [platform],
    sendsFor: { except: [] },
  })
  await engine.start()
  await engine.drain()
  await engine.stop()
  await store.close()
  process.stdout.write('done\n')
}

void main()
