import { AsyncLocalStorage } from 'node:async_hooks'

const hushed = new AsyncLocalStorage<true>()
let installed = false

/** Lets the SDK work without writing to the console: it prints keys and traces for each call that it refuses. */
export function quietly<T>(work: () => Promise<T>): Promise<T> {
  if (!installed) install()
  return hushed.run(true, work)
}

function install(): void {
  installed = true
  const { console } = globalThis
  const print = console.error.bind(console)
  Object.assign(console, { error: (...words: unknown[]) => (hushed.getStore() ? undefined : print(...words)) })
}
