import { randomInt } from 'node:crypto'
import { writeSync } from 'node:fs'
import type { History, HistoryRecord } from '../src/chat/history.ts'
import { messageRef, personRef, placeRef } from '../src/chat/ref.ts'
import { importHistory } from '../src/import/import-history.ts'
import { linguist } from '../src/languages/linguist.ts'
import { openSearch } from '../src/search/engine.ts'
import { openSqliteStore } from '../src/store/sqlite/index.ts'

const [path = '', threads = '0'] = process.argv.slice(2)

/** Imports made-up threads of five messages into a store that Savoir works on; says how many messages it took in. */
async function main(): Promise<void> {
  const now = () => new Date()
  const store = await openSqliteStore({ path, exclusive: false, now })
  let ids = 0
  const nothing = { readThread: async () => null, readAround: async () => null, messageAt: () => null }
  const gestures = { save: ['brain'], accept: ['white_check_mark'] }
  const newId = () => `import${++ids}`
  const search = openSearch(store, linguist)
  const world = { store, search, linguist, now, newId, random: randomInt, gestures, ...nothing }
  writeSync(1, 'begins\n')
  const { messages } = await importHistory(historyOf(Number(threads), now()), world)
  await store.close()
  writeSync(1, `imported ${messages}\n`)
}

const PEOPLE = 40
const WHAT = ['gateway', 'mail server', 'build server', 'printer', 'wiki', 'phone system', 'archive', 'test bench']
const place = placeRef('slack:T9/C9')
const by = (number: number) => personRef(`slack:T9/U${number % PEOPLE}`)

const historyOf = (threads: number, upTo: Date): History => ({
  upTo,
  records: async function* (): AsyncGenerator<HistoryRecord> {
    const common = { standing: 'member', isBot: false, locale: null, timeZone: null } as const
    for (let number = 0; number < PEOPLE; number += 1)
      yield { kind: 'person', person: { ref: by(number), name: `Person ${number}`, ...common } }
    const archive = { ref: place, name: 'archive', audience: 'everyone', external: false, archived: false } as const
    yield { kind: 'place', place: archive, members: [] }
    for (let number = 0; number < threads; number += 1) {
      yield thread(number, upTo)
      if (number % 50 === 0) yield { kind: 'progress', done: number, total: threads }
    }
  },
})

function thread(number: number, upTo: Date): HistoryRecord {
  const what = `${WHAT[number % WHAT.length]} in room ${number}`
  const texts = [
    `How do I restart the ${what} after the night deployment?`,
    `Press the red button of the ${what} for ten seconds.`,
    'Which one is the red button?',
    `The one on the left of the ${what}.`,
    'That worked, thank you!',
  ]
  const refs = texts.map((_, turn) => messageRef(`slack:T9/C9/${1_700_000_000 + number * 100 + turn}.000100`))
  const messages = texts.map((text, turn) => ({
    message: refs[turn] ?? messageRef(''),
    place,
    by: by(number + (turn % 2)),
    at: new Date(upTo.getTime() - 86_400_000 + number * 1000 + turn),
    text,
    permalink: null,
    reactions: [],
  }))
  return { kind: 'thread', place, root: refs[0] ?? messageRef(''), messages }
}

void main()
