#!/usr/bin/env node
import { randomInt, randomUUID } from 'node:crypto'
import { settingsReaders } from '../adapters/index.ts'
import { runCli } from './cli/index.ts'
import type { Surroundings } from './cli/surroundings.ts'
import { readConfig } from './config.ts'
import { openLog } from './log.ts'

const DEFAULT_WIDTH = 80

/**
 * What a library let slip is told without its message, which may quote what people say. A failed promise is survived: all
 * that counts is on disk. After a throw nobody knows how things stand, and a new process does.
 */
function watchForSlips(): void {
  const log = openLog('error', () => new Date())
  process.on('unhandledRejection', (error) => log.error('a promise failed that nobody looked after', error))
  process.once('uncaughtException', (error) => {
    log.error('something was thrown that nobody caught', error)
    process.exit(1)
  })
}

/** Resolves at the first request to stop; a second one ends the process at once. */
function untilStopped(): Promise<void> {
  return new Promise((resolve) => {
    for (const signal of ['SIGTERM', 'SIGINT'] as const) {
      process.once(signal, () => {
        process.once(signal, () => process.exit(1))
        resolve()
      })
    }
  })
}

/** Makes a value when it is first asked for. */
function lazily<T>(make: () => T): () => T {
  let made: { value: T } | undefined
  return () => {
    made ??= { value: make() }
    return made.value
  }
}

const around: Surroundings = {
  config: lazily(() => readConfig(process.env, { adapters: settingsReaders })),
  now: () => new Date(),
  newId: () => randomUUID().replaceAll('-', '').slice(0, 16),
  random: (below) => randomInt(below),
  out: {
    line: (text) => void process.stdout.write(`${text}\n`),
    aside: (text) => void process.stderr.write(`${text}\n`),
    colour: Boolean(process.stdout.isTTY) && !process.env.NO_COLOR,
    width: process.stdout.columns ?? DEFAULT_WIDTH,
    interactive: Boolean(process.stdout.isTTY),
  },
  searchScript: new URL('./cli/search-worker.js', import.meta.url),
  untilStopped,
}

watchForSlips()
process.exitCode = await runCli(process.argv.slice(2), around)
