import { refusalOf } from '../bot.ts'
import type { ChatHost, ChatPlatform, ThreadMessage } from '../chat/platform.ts'
import { type MessageRef, type PersonRef, platformOf } from '../chat/ref.ts'
import { openJobs } from '../jobs/index.ts'
import type { Log } from '../log.ts'
import type { Platforms } from '../store/store.ts'
import type { World } from '../world.ts'
import { openReception } from './reception.ts'
import { openSender, recover } from './sender.ts'

/** What the engine is made of: the world but for what it gets from the platforms. */
export interface Parts extends Omit<World, 'readThread' | 'readAround' | 'messageAt'> {
  readonly log: Log
  readonly platforms: readonly ChatPlatform[]
  /** Speaks for platforms that are not connected, such as the local page for an imported workspace. */
  readonly standIn?: ChatPlatform
  /** The platforms that this process sends for. */
  readonly sendsFor: Platforms
}

export interface Engine {
  readonly world: World
  /** What a platform may use. */
  hostFor(platform: ChatPlatform): ChatHost
  /** Takes up what a crash left behind, then starts the platforms. */
  start(): Promise<void>
  /** Handles every event, does every job and sends every delivery that is due. */
  drain(): Promise<void>
  /** Stops the intake, finishes the work in hand, lets go of the platforms. */
  stop(): Promise<void>
}

/** Everything between the platforms and the store: events in, deliveries out. */
export function openEngine(parts: Parts): Engine {
  const { log, platforms, standIn, sendsFor, ...rest } = parts
  const carrier = (name: string) => platforms.find((platform) => platform.name === name) ?? standIn
  const world: World = {
    ...rest,
    readThread: async (message) => byPeople((await carrier(platformOf(message))?.readThread(message)) ?? null, rest),
    readAround: async (message) => byPeople((await carrier(platformOf(message))?.readAround?.(message)) ?? null, rest),
    messageAt: (link) => firstFound(platforms, (platform) => platform.messageAt(link)),
  }
  const sender = openSender(world.store, { of: carrier, platforms: sendsFor }, world.now, log)
  const jobs = openJobs(world, log, () => sender.wake())
  const reception = openReception(world, log, () => sender.wake())

  const hostFor = (platform: ChatPlatform): ChatHost => ({
    receive: (event) => reception.receive(event),
    refusalOf: (form) => refusalOf(form, world),
    directory: () => directoryOf(world),
    mailKey: (address) => world.store.mailKey(address),
    keep: {
      get: (key) => world.store.keepGet(platform.name, key),
      put: (key, value) => world.store.keepPut(platform.name, key, value),
      list: (prefix) => world.store.keepList(platform.name, prefix),
      remove: (key) => world.store.keepRemove(platform.name, key),
    },
  })

  return {
    world,
    hostFor,
    async start() {
      await recover(world.store, sendsFor, world.now())
      for (const platform of platforms) await platform.start(hostFor(platform))
      void reception.drain().then(() => sender.wake())
      jobs.start()
    },
    async drain() {
      await reception.drain()
      await jobs.runDue()
      await sender.drain()
    },
    async stop() {
      for (const platform of platforms) await platform.stop()
      await reception.stop()
      await jobs.stop()
      await sender.stop()
    },
  }
}

/** Platforms know accounts; what is said is read as said by the people behind them. */
async function byPeople(thread: readonly ThreadMessage[] | null, { store }: Pick<World, 'store'>) {
  if (!thread) return null
  const behind = await store.behind(thread.flatMap(({ by, reactions }) => [by, ...reactions.flatMap((one) => one.by)]))
  const person = (account: PersonRef): PersonRef => behind.get(account) ?? account
  return thread.map((message) => ({
    ...message,
    by: person(message.by),
    reactions: message.reactions.map(({ emoji, by }) => ({ emoji, by: [...new Set(by.map(person))] })),
  }))
}

async function directoryOf({ store }: World) {
  const places = (await store.places()).map(async (place) => ({ place, members: await store.members(place.ref) }))
  return { people: await store.accounts(), places: await Promise.all(places) }
}

function firstFound(platforms: readonly ChatPlatform[], find: (platform: ChatPlatform) => MessageRef | null) {
  for (const platform of platforms) {
    const found = find(platform)
    if (found) return found
  }
  return null
}
