import { type DestinationStream, destination, pino } from 'pino'
import type { LogLevel } from './config.ts'

/**
 * What Savoir tells the person who runs it. A line is a fixed sentence and fields with ids in them:
 * there is no way in for what people say, and a token that strays into a field is struck out.
 */
export interface Log {
  debug<Words extends string>(words: Fixed<Words>, fields?: LogFields): void
  info<Words extends string>(words: Fixed<Words>, fields?: LogFields): void
  warn<Words extends string>(words: Fixed<Words>, fields?: LogFields): void
  /** Of the error its name, its code and where it happened: a message may quote what somebody said. */
  error<Words extends string>(words: Fixed<Words>, error: unknown, fields?: LogFields): void
}

/** Ids, kinds and measures. A text that has a space in it is struck out. */
export interface LogFields {
  /** Id of the event that it was about. */
  readonly event?: string
  /** Id of the delivery. */
  readonly delivery?: string
  readonly platform?: string
  readonly place?: string
  readonly item?: number
  /** Of an event, a delivery, a job or a failure. */
  readonly kind?: string
  readonly ms?: number
  readonly count?: number
  readonly tries?: number
  /** Of the local page. */
  readonly port?: number
}

/** A log of JSON lines, on standard error unless `to` says otherwise. */
export function openLog(level: LogLevel, now: () => Date, to: DestinationStream = standardError()): Log {
  const lines = pino({ level, base: null, timestamp: () => `,"time":"${now().toISOString()}"` }, to)
  return {
    debug: (words, fields = {}) => lines.debug(clean(fields), words),
    info: (words, fields = {}) => lines.info(clean(fields), words),
    warn: (words, fields = {}) => lines.warn(clean(fields), words),
    error: (words, error, fields = {}) => lines.error({ ...clean(fields), error: traceOf(error) }, words),
  }
}

/** A text written in the source, not one put together: `never` for any other. */
type Fixed<Words extends string> = Record<never, never> extends Record<Words, 1> ? never : Words

const FIELDS: ReadonlySet<string> = new Set<keyof LogFields>([
  'event',
  'delivery',
  'platform',
  'place',
  'item',
  'kind',
  'ms',
  'count',
  'tries',
  'port',
])
const STRUCK = '[withheld]'
// Ids are words without spaces, and short.
const ID = /^[\w:.,/@+=~|-]{1,200}$/
// Slack tokens, bearer and web tokens, keys of cloud services and of this kind: nothing that an id looks like.
const SECRET = /xox[a-z]-|xapp-|bearer|eyJ[\w-]{8}|AKIA|gh[a-z]_|github_pat|sk-|secret|password|token/i
// Deep enough for an error of a library that wraps one of the system.
const MOST_CAUSES = 3

const standardError = (): DestinationStream => destination({ dest: 2, sync: true })

/** Checked again while it runs: a caller may hand over more than its type says. */
function clean(fields: LogFields): Record<string, string | number> {
  const known = Object.entries(fields).filter(([name, value]) => FIELDS.has(name) && value !== undefined)
  return Object.fromEntries(known.map(([name, value]) => [name, typeof value === 'number' ? value : idOnly(value)]))
}

function idOnly(value: unknown): string {
  return typeof value === 'string' && ID.test(value) && !SECRET.test(value) ? value : STRUCK
}

interface Trace {
  readonly name: string
  readonly code?: string
  readonly at: readonly string[]
  readonly cause?: Trace
}

function traceOf(error: unknown, depth = 1): Trace {
  if (!(error instanceof Error)) return { name: typeof error, at: [] }
  const code = 'code' in error && error.code !== undefined ? { code: idOnly(String(error.code)) } : {}
  const cause = error.cause !== undefined && depth < MOST_CAUSES ? { cause: traceOf(error.cause, depth + 1) } : {}
  return { name: idOnly(error.name), ...code, at: framesOf(error), ...cause }
}

/** The stack begins with the name and the message, which may look like frames: what cannot be taken off is left out. */
function framesOf(error: Error): readonly string[] {
  const stack = error.stack ?? ''
  const head = headsOf(error).find((text) => stack.startsWith(text))
  const frames = head === undefined ? '' : stack.slice(head.length)
  return frames.split('\n').flatMap((line) => line.match(/^\s+at (.+)$/)?.[1] ?? [])
}

/** V8 writes the stack before a constructor gives the error its own name; Node puts the code behind the name. */
function headsOf(error: Error): readonly string[] {
  const names = [error.name, String(Object.getPrototypeOf(error)?.name)]
  if ('code' in error) names.push(`${error.name} [${error.code}]`)
  return names.map((name) => (error.message ? `${name}: ${error.message}` : name))
}
