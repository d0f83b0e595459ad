import { join } from 'node:path'
import type { ChatPlatform } from '../../src/chat/platform.ts'
import { openEngine } from '../../src/engine/engine.ts'
import { linguist } from '../../src/languages/linguist.ts'
import { openLog } from '../../src/log.ts'
import { openSearch } from '../../src/search/engine.ts'
import { openSqliteStore } from '../../src/store/sqlite/index.ts'
import { NOON } from './busy-talk.ts'
import { DEADLY, fatalTalk } from './fatal-talk.ts'

const [folder = ''] = process.argv.slice(2)

/** Runs a whole engine, on a file, through talk of which one question kills the process. Ends by itself when all is done. */
async function main(): Promise<void> {
  const now = () => NOON
  let count = 0
  const store = await openSqliteStore({ path: join(folder, 'savoir.db'), exclusive: true, now })
  const search = openSearch(store, linguist)
  const platform: ChatPlatform = {
    name: 'test',
    start: async (host) => void (await Promise.all(fatalTalk().map((event) => host.receive(event)))),
    stop: async () => {},
    messageAt: () => null,
    readThread: async () => null,
    deliver: async () => null,
  }
  const engine = openEngine({
    store,
    search: {
      ...search,
      items: async (question, ...rest) => {
        // Others are in hand at that moment.
        await new Promise((resolve) => setTimeout(resolve, 20))
        if (question === DEADLY) process.kill(process.pid, 'SIGKILL')
        return search.items(question, ...rest)
      },
    },
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
}

void main()
