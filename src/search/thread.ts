import { Worker } from 'node:worker_threads'
import type { LanguageCode } from '../knowledge/item.ts'
import type { Log } from '../log.ts'
import { Refusal } from '../refusal.ts'
import type { Search } from './search.ts'

/** Somebody who waits is told within 3 seconds; the rest of the way takes some of it. */
const PATIENCE_MS = 2_500
/** More than so many questions at once would wait in vain. */
const WAITING_AT_MOST = 500
/** A question that was on the table when the thread died so often may be what killed it. */
const TRIES = 2
const FIRST_PAUSE_MS = 100
const LONGEST_PAUSE_MS = 60_000

/** What the thread works on. */
export interface Workplace {
  readonly database: string
  /** File of the index. */
  readonly index: string
  /** The file is not to be trusted: all is read from the database. */
  readonly anew?: boolean
  /** As `SqliteOptions`. */
  readonly language: LanguageCode
  readonly openedAt: Date
}

/** What the thread is asked: a method of `Search` with its arguments. */
export type Call =
  | { readonly method: 'items'; readonly args: Parameters<Search['items']> }
  | { readonly method: 'people'; readonly args: Parameters<Search['people']> }
export type ToThread = { readonly kind: 'call'; readonly id: number; readonly call: Call } | { readonly kind: 'stop' }

/** What the thread says. */
export type FromThread =
  | { readonly kind: 'ready' }
  | { readonly kind: 'answer'; readonly id: number; readonly answer: unknown }
  | { readonly kind: 'failure'; readonly id: number; readonly error: unknown }
  /** The index could not be tended. */
  | { readonly kind: 'trouble'; readonly error: unknown }

export interface SearchThread extends Search {
  /** Resolves once it can answer, or when nobody should wait for that any longer. */
  ready(withinMs: number): Promise<void>
  /** Keeps the index and ends. */
  stop(): Promise<void>
  /** Ends at once. */
  end(): Promise<void>
}

/**
 * Search in a thread of its own, so that an event never waits for a question. `script` is the built `search-worker`. A
 * thread that dies is replaced, and asked again what nobody answered. Who would wait too long is refused.
 */
export function openSearchThread(script: string | URL, place: Workplace, log: Log): SearchThread {
  const waiting = new Map<number, Waiting>()
  let asked = 0
  const thread = keepAlive(script, place, log, {
    replaced() {
      for (const [id, one] of waiting) put(id, one)
    },
    hears(said) {
      const one = waiting.get(said.id)
      waiting.delete(said.id)
      if (said.kind === 'answer') one?.resolve(said.answer)
      else one?.reject(said.error)
    },
  })

  function put(id: number, one: Waiting): void {
    if (one.tries < TRIES) {
      one.tries += thread.post({ kind: 'call', id, call: one.call }) ? 1 : 0
      return
    }
    waiting.delete(id)
    one.reject(new Error('the search died over it'))
  }

  /** Gives up on the caller, not on the thread: the question is counted until the thread has answered. */
  async function ask(call: Call): Promise<unknown> {
    if (waiting.size >= WAITING_AT_MOST) throw new Refusal('searchBusy')
    const one: Waiting = { call, tries: 0, ...later<unknown>() }
    asked += 1
    waiting.set(asked, one)
    put(asked, one)
    const patience = setTimeout(() => one.reject(new Refusal('searchBusy')), PATIENCE_MS)
    return one.promise.finally(() => clearTimeout(patience))
  }

  return {
    // The other side calls the method of this name, which answers with this type.
    items: (...args) => ask({ method: 'items', args }) as ReturnType<Search['items']>,
    people: (...args) => ask({ method: 'people', args }) as ReturnType<Search['people']>,
    ready: thread.ready,
    stop: thread.stop,
    end: thread.end,
  }
}

interface Listener {
  /** Another thread took the place of one that died. */
  replaced(): void
  hears(said: Extract<FromThread, { id: number }>): void
}

interface Thread extends Pick<SearchThread, 'ready' | 'stop' | 'end'> {
  /** False when there is none just now. */
  post(message: ToThread): boolean
}

function keepAlive(script: string | URL, place: Workplace, log: Log, listener: Listener): Thread {
  const readiness = later<void>()
  let worker: Worker | null = null
  let stopped = false
  let deaths = 0
  start(place)

  function start(at: Workplace): void {
    let isReady = false
    let reason: unknown = null
    worker = new Worker(script, { workerData: at })
    worker.on('message', (said: FromThread) => {
      if (said.kind === 'ready') {
        isReady = true
        deaths = 0
        readiness.resolve()
      } else if (said.kind === 'trouble') log.error('the search index could not be tended', said.error)
      else listener.hears(said)
    })
    worker.on('error', (error) => {
      reason = error
    })
    worker.on('exit', () => {
      worker = null
      // What kills it before it is ready may be the index that it was given.
      if (!stopped) replace(reason, isReady ? place : { ...place, anew: true })
    })
  }

  function replace(reason: unknown, next: Workplace): void {
    deaths += 1
    log.error('the search died and starts again', reason, { tries: deaths })
    const pause = Math.min(LONGEST_PAUSE_MS, FIRST_PAUSE_MS * 2 ** (deaths - 1))
    setTimeout(() => {
      if (stopped) return
      start(next)
      listener.replaced()
    }, pause).unref()
  }

  return {
    post(message) {
      worker?.postMessage(message)
      return worker !== null
    },
    async ready(withinMs) {
      const patience = setTimeout(readiness.resolve, withinMs)
      await readiness.promise
      clearTimeout(patience)
    },
    async stop() {
      stopped = true
      const ended = new Promise((resolve) => (worker ? worker.once('exit', resolve) : resolve(0)))
      worker?.postMessage({ kind: 'stop' } satisfies ToThread)
      await ended
    },
    async end() {
      stopped = true
      await worker?.terminate()
    },
  }
}

interface Later<T> {
  readonly promise: Promise<T>
  readonly resolve: (value: T) => void
  readonly reject: (reason: unknown) => void
}

interface Waiting extends Later<unknown> {
  readonly call: Call
  /** How many threads were asked. */
  tries: number
}

function later<T>(): Later<T> {
  let resolve: (value: T) => void = () => {}
  let reject: (reason: unknown) => void = () => {}
  const promise = new Promise<T>((fulfil, fail) => {
    resolve = fulfil
    reject = fail
  })
  return { promise, resolve, reject }
}
