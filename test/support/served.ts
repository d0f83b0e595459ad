import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { tempFolder } from './temp-folder.ts'

const PROGRAM = join(import.meta.dirname, '../../dist/src/main.js')

export interface Served {
  readonly url: string
  readonly process: ChildProcess
  stop(): Promise<void>
}

interface ServeOptions {
  readonly flags?: readonly string[]
  readonly errors?: 'inherit' | 'pipe'
}

/**
 * Runs the built program as a newcomer would: an empty data folder, and no settings but a free port. `flags` are for Node;
 * `errors` is where the log goes.
 */
export async function serveSavoir({ flags = [], errors = 'inherit' }: ServeOptions = {}): Promise<Served> {
  const folder = tempFolder()
  const env = { PATH: process.env.PATH, SAVOIR_DATA: join(folder, 'data'), SAVOIR_PORT: '0' }
  const program = spawn(process.execPath, [...flags, PROGRAM, 'serve'], {
    cwd: folder,
    env,
    stdio: ['ignore', 'pipe', errors],
  })
  return {
    url: await urlFrom(program),
    process: program,
    stop: async () => {
      if (program.exitCode !== null) return
      const exited = once(program, 'exit')
      program.kill('SIGTERM')
      await exited
    },
  }
}

async function urlFrom(program: ChildProcess): Promise<string> {
  if (!program.stdout) throw new Error('the program has no output')
  for await (const line of createInterface({ input: program.stdout })) {
    const url = /http:\S+/.exec(line)?.[0]
    if (url) return url
  }
  throw new Error('the program ended before it was ready: is it built?')
}
