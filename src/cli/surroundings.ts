import type { AdapterSettings } from '../../adapters/index.ts'
import type { Config } from '../config.ts'

/** What a command of the command line gets from the outside world. */
export interface Surroundings {
  /** Throws a `ConfigError` with every problem, when it is first asked for. */
  readonly config: () => Config & { readonly adapters: AdapterSettings }
  readonly now: () => Date
  readonly newId: () => string
  readonly random: (below: number) => number
  readonly out: Terminal
  /** The built `search-worker`, which a thread begins with. */
  readonly searchScript: URL
  /** Resolves when somebody asks the process to stop; from then on a second request ends it at once. */
  readonly untilStopped: () => Promise<void>
}

/** Where a command writes. */
export interface Terminal {
  /** A line of the result. */
  line(text: string): void
  /** A line about the work: problems, progress. Never part of the result. */
  aside(text: string): void
  readonly colour: boolean
  /** In columns. */
  readonly width: number
  /** A person watches: progress may be drawn. */
  readonly interactive: boolean
}

/** What the person at the command line can put right; printed as it is, without a stack. */
export class UsageError extends Error {}
