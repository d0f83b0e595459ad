import { readFileSync } from 'node:fs'
import { isIP } from 'node:net'
import { homedir } from 'node:os'
import { resolve } from 'node:path'
import { parse } from 'dotenv'
import { z } from 'zod'
import type { LanguageCode } from './knowledge/item.ts'
import type { Gestures } from './world.ts'

/** What the person who runs Savoir decided, read once at the start. */
export interface Config {
  /** Absolute. */
  readonly data: string
  /** 0 takes any free port. */
  readonly port: number
  readonly address: string
  /** Other machines may reach the local page. */
  readonly openToOthers: boolean
  readonly gestures: Gestures
  /** Spoken to people whose language is not known. */
  readonly language: LanguageCode
  readonly log: LogLevel
  /** Fictional people and talk to try Savoir with, or an empty store. */
  readonly company: 'example' | 'none'
}

export type LogLevel = (typeof LOG_LEVELS)[number]

export type Environment = Readonly<Record<string, string | undefined>>

/** How an adapter reads its own settings: what they come to (null: it is off), or every problem with its cure. */
export type ReadSettings = (environment: Environment) => unknown

/** What each adapter read, by its name. */
export type Adapters<Readers extends Record<string, ReadSettings>> = {
  readonly [Name in keyof Readers]: Exclude<ReturnType<Readers[Name]>, Problems>
}

interface Problems {
  readonly problems: readonly string[]
}

/** The settings in the environment and, where it is silent, in the file. Throws a `ConfigError`. */
export function readConfig<Readers extends Record<string, ReadSettings>>(
  environment: Environment,
  { file = '.env', adapters }: { file?: string; adapters?: Readers } = {},
): Config & { readonly adapters: Adapters<Readers> } {
  const given = { ...withoutEmpty(parse(contentOf(file))), ...withoutEmpty(environment) }
  const read = SCHEMA.safeParse(given)
  const ofAdapters = Object.entries(adapters ?? {}).map(([name, readSettings]) => [name, readSettings(given)] as const)
  const problems = [
    ...unknownNames(given),
    ...(read.error?.issues.map(toProblem) ?? []),
    ...ofAdapters.flatMap(([, settings]) => (isProblems(settings) ? settings.problems : [])),
  ]
  if (!read.success || problems.length > 0) throw new ConfigError(problems)
  return { ...toConfig(read.data), adapters: Object.fromEntries(ofAdapters) as Adapters<Readers> }
}

/** Names every setting that is wrong, with its cure. Values stay out: one of them may be a secret. */
export class ConfigError extends Error {
  readonly problems: readonly string[]
  constructor(problems: readonly string[]) {
    const count = problems.length === 1 ? '1 setting needs' : `${problems.length} settings need`
    super(`Savoir cannot start: ${count} a change, in the environment or in .env.\n  ${problems.join('\n  ')}`)
    this.name = 'ConfigError'
    this.problems = problems
  }
}

const LOG_LEVELS = ['silent', 'error', 'warn', 'info', 'debug'] as const
const LANGUAGES = ['en', 'fr'] as const satisfies readonly LanguageCode[]
const PREFIX = 'SAVOIR_'

const SCHEMA = z
  .object({
    SAVOIR_DATA: z.string().default('data').transform(toFolder),
    SAVOIR_PORT: z.string().default('4400').refine(isPort, 'Give a whole number from 0 to 65535, such as 4400.'),
    SAVOIR_ADDRESS: z.string().default('127.0.0.1').refine(isAddress, 'Give an IP address, such as 127.0.0.1.'),
    SAVOIR_ALLOW_ANY_ADDRESS: oneOf(['yes', 'no'], 'no'),
    SAVOIR_SAVE_EMOJI: emojiList('brain'),
    SAVOIR_ACCEPT_EMOJI: emojiList('white_check_mark,heavy_check_mark'),
    SAVOIR_LANGUAGE: oneOf(LANGUAGES, 'en'),
    SAVOIR_LOG: oneOf(LOG_LEVELS, 'warn'),
    SAVOIR_COMPANY: oneOf(['example', 'none'], 'example'),
  })
  .refine(
    ({ SAVOIR_ADDRESS, SAVOIR_ALLOW_ANY_ADDRESS }) => isLoopback(SAVOIR_ADDRESS) || SAVOIR_ALLOW_ANY_ADDRESS === 'yes',
    {
      path: ['SAVOIR_ADDRESS'],
      when: wellFormed('SAVOIR_ADDRESS', 'SAVOIR_ALLOW_ANY_ADDRESS'),
      error:
        'Take 127.0.0.1: whoever reaches the local page can act as anybody. ' +
        'If something in front of it keeps strangers out, add SAVOIR_ALLOW_ANY_ADDRESS=yes.',
    },
  )
  .refine(
    ({ SAVOIR_SAVE_EMOJI, SAVOIR_ACCEPT_EMOJI }) => !SAVOIR_SAVE_EMOJI.some((it) => SAVOIR_ACCEPT_EMOJI.includes(it)),
    {
      path: ['SAVOIR_ACCEPT_EMOJI'],
      when: wellFormed('SAVOIR_SAVE_EMOJI', 'SAVOIR_ACCEPT_EMOJI'),
      error: 'Take an emoji that is not in SAVOIR_SAVE_EMOJI: one gesture has one meaning.',
    },
  )

type Settings = z.output<typeof SCHEMA>

/** Every setting of the core; an adapter has its own. */
export const SETTING_NAMES: readonly string[] = Object.keys(SCHEMA.shape)

function toConfig(settings: Settings): Config {
  return {
    data: settings.SAVOIR_DATA,
    port: Number(settings.SAVOIR_PORT),
    address: settings.SAVOIR_ADDRESS,
    openToOthers: !isLoopback(settings.SAVOIR_ADDRESS),
    gestures: { save: settings.SAVOIR_SAVE_EMOJI, accept: settings.SAVOIR_ACCEPT_EMOJI },
    language: settings.SAVOIR_LANGUAGE,
    log: settings.SAVOIR_LOG,
    company: settings.SAVOIR_COMPANY,
  }
}

function contentOf(file: string): string {
  try {
    return readFileSync(file, 'utf8')
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : 'unknown'
    if (code === 'ENOENT') return ''
    throw new ConfigError([`${file}: it cannot be read (${code}).`])
  }
}

/** What is left empty counts as absent. */
function withoutEmpty(environment: Environment): Environment {
  const trimmed = Object.entries(environment).map(([name, value]) => [name, value?.trim()] as const)
  return Object.fromEntries(trimmed.filter(([, value]) => value))
}

function unknownNames(environment: Environment): readonly string[] {
  return Object.keys(environment)
    .filter((name) => name.startsWith(PREFIX) && !SETTING_NAMES.includes(name))
    .map((name) => `${name}: there is no such setting. Take it out, or look for its name in .env.example.`)
}

function toProblem(issue: z.core.$ZodIssue): string {
  return `${issue.path.join('.')}: ${issue.message}`
}

function isProblems(settings: unknown): settings is Problems {
  return typeof settings === 'object' && settings !== null && 'problems' in settings
}

function toFolder(text: string): string {
  return resolve(text.replace(/^~(?=\/|$)/, homedir()))
}

function isPort(text: string): boolean {
  return /^\d{1,5}$/.test(text) && Number(text) <= 65_535
}

function isAddress(text: string): boolean {
  return text === 'localhost' || isIP(text) !== 0
}

function isLoopback(address: string): boolean {
  return address === 'localhost' || address === '::1' || address.startsWith('127.')
}

function emojiList(byDefault: string) {
  return z
    .string()
    .default(byDefault)
    .transform((text) => text.split(',').map(toEmoji))
    .refine((list) => list.every(isEmoji), `Give names or characters with commas between, such as ${byDefault}.`)
}

/** As `Reacted` names it: without the colons around it. */
function toEmoji(text: string): string {
  return text.trim().replace(/^:(.*):$/, '$1')
}

function isEmoji(text: string): boolean {
  return /^[\p{L}\p{N}_+'-]{1,100}$/u.test(text) || /^\p{Extended_Pictographic}\S{0,20}$/u.test(text)
}

function oneOf<const Word extends string>(words: readonly Word[], byDefault: NoInfer<Word>) {
  return z.enum(words, `Give one of: ${words.join(', ')}.`).default(byDefault)
}

/** A contradiction between settings is looked for once each of them can be read. */
function wellFormed(...names: readonly string[]) {
  return ({ issues }: z.core.ParsePayload) => !issues.some(({ path }) => names.includes(String(path?.[0])))
}
