import { join } from 'node:path'
import { monitorEventLoopDelay } from 'node:perf_hooks'
import type { Person, Place } from '../src/chat/directory.ts'
import { personRef, placeRef } from '../src/chat/ref.ts'
import { sendDigests } from '../src/jobs/digest.ts'
import type { Change } from '../src/knowledge/change.ts'
import type { ItemKind, NewItem } from '../src/knowledge/item.ts'
import { linguist } from '../src/languages/linguist.ts'
import type { Search } from '../src/search/search.ts'
import { openSqliteStore } from '../src/store/sqlite/index.ts'
import type { World } from '../src/world.ts'
import { tempFolder } from './temp-folder.ts'

/** How long the digests of a whole company take when all are due at once. `npm run bench:digest [people items]` */
const [people = 10_000, items = 100_000] = process.argv.slice(2).map(Number)

const MONDAY = new Date('2026-03-09T09:00:00Z')
const DAY_MS = 86_400_000
const YEARS_MS = 2 * 365 * DAY_MS
const PLACES = 200
const TAGS = 500
const KINDS: readonly ItemKind[] = [
  'question',
  'question',
  'question',
  'question',
  'note',
  'note',
  'thread',
  'decision',
]
/** Slack lets an app post about one message a second in a channel, and some hundreds a minute in all. */
const SLACK_A_MINUTE = 200

let state = 1
const random = (below: number): number => {
  state = (Math.imul(state, 1_103_515_245) + 12_345) & 0x7fffffff
  return Math.floor((state / 0x7fffffff) * below)
}
const person = (at: number) => personRef(`bench:p${at}`)
const place = (at: number) => placeRef(`bench:c${at}`)

const folder = tempFolder()
let now = new Date(MONDAY.getTime() - 10 * DAY_MS)
const store = await openSqliteStore({ path: join(folder, 'savoir.db'), exclusive: true, now: () => now })
await fill()
now = MONDAY

const world: World = {
  store,
  search: {} as Search,
  linguist,
  now: () => now,
  newId: () => String(random(1e9)),
  random,
  gestures: { save: [], accept: [] },
  readThread: async () => null,
  readAround: async () => null,
  messageAt: () => null,
}
const delay = monitorEventLoopDelay({ resolution: 5 })
const memory = { before: process.memoryUsage().rss, most: 0 }
const watch = setInterval(() => {
  memory.most = Math.max(memory.most, process.memoryUsage().rss)
}, 50)
delay.enable()
const began = performance.now()
const worked = process.cpuUsage()
await sendDigests(world)
const seconds = (performance.now() - began) / 1000
const { user, system } = process.cpuUsage(worked)
delay.disable()
clearInterval(watch)
const again = performance.now()
await sendDigests(world)
const idleMs = performance.now() - again
const waiting = (await store.claim({ except: [] }, now, 1_000_000)).length

const mb = (bytes: number) => Math.round(bytes / 1_048_576)
const processor = ((user + system) / 1e6).toFixed(1)
console.log(
  `${people} people, ${items} items: ${waiting} digests in ${seconds.toFixed(1)} s, ${processor} s of a processor`,
)
console.log(`memory: ${mb(memory.before)} MB before, ${mb(memory.most)} MB at most`)
console.log(
  `others waited at most ${Math.round(delay.max / 1e6)} ms, 99 % at most ${Math.round(delay.percentile(99) / 1e6)} ms`,
)
console.log(`a look at the clock that finds all done: ${Math.round(idleMs)} ms`)
console.log(
  `at ${SLACK_A_MINUTE} messages a minute the platform takes ${Math.round(waiting / SLACK_A_MINUTE)} minutes for them`,
)
await store.close()

async function fill(): Promise<void> {
  const zone = 'Etc/UTC'
  const directory: Change[] = []
  for (let at = 0; at < people; at += 1) {
    const known: Person = {
      ref: person(at),
      name: `Person ${at}`,
      standing: 'member',
      isBot: false,
      locale: 'en-GB',
      timeZone: zone,
    }
    directory.push({ kind: 'personSeen', person: known })
  }
  for (let at = 0; at < PLACES; at += 1) {
    const known: Place = {
      ref: place(at),
      name: `c${at}`,
      audience: at % 4 ? 'everyone' : 'members',
      external: false,
      archived: false,
    }
    const members = Array.from({ length: 200 }, () => person(random(people)))
    directory.push({ kind: 'placeSeen', place: known, members: [...new Set(members)] })
  }
  await settle('directory', directory)
  for (let from = 1; from <= items; from += 1_000) {
    const batch = Array.from({ length: Math.min(1_000, items - from + 1) }, (_, at) => itemNumbered(from + at))
    await settle(`items:${from}`, batch)
  }
  for (let at = 0; at < people; at += 1) {
    const id = `use:${at}`
    const happened = { id, at: now, by: person(at), in: place(0) }
    await store.receive({ ...happened, kind: 'pressed', action: 'help', message: null, thread: null })
    const helped: readonly Change[] = [{ kind: 'helped', item: 1 + random(items) }]
    await store.settle({
      event: id,
      by: person(at),
      at: now,
      asOf: await store.lastSeq(),
      changes: helped,
      deliveries: [],
    })
  }
}

async function settle(event: string, changes: readonly Change[]): Promise<void> {
  await store.settle({ event, by: null, at: now, asOf: await store.lastSeq(), changes, deliveries: [] })
}

function itemNumbered(id: number): Change {
  const at = new Date(MONDAY.getTime() - (YEARS_MS / items) * (items - id))
  const where = random(PLACES)
  const kind = KINDS[random(KINDS.length)] ?? 'note'
  const tags = [...new Set([`tag${random(TAGS)}`, `tag${random(TAGS)}`])].sort()
  const answered = kind === 'question' && random(5) > 0
  const reply = `r${id}`
  const by = person(random(people))
  const item: NewItem = {
    id,
    kind,
    title: `How item ${id} is done`,
    body: `Some words on ${tags.join(' and ')} that were said in the chat, number ${id}.`,
    by,
    at,
    language: 'en',
    audience: where % 4 ? 'everyone' : 'members',
    source: { place: place(where), message: null, permalink: null },
    tags,
    replies: answered
      ? [
          {
            id: reply,
            by: person(random(people)),
            at,
            text: 'Run the script.',
            message: null,
            permalink: null,
            role: 'answer',
          },
        ]
      : [],
    accepted: answered && random(2) ? { reply, by, at, byAsker: true } : null,
  }
  return { kind: 'itemAdded', item }
}
