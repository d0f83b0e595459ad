import { z } from 'zod'

const SCHEMA = z.object({
  SLACK_BOT_TOKEN: z.string().startsWith('xoxb-', 'It must start with xoxb-: copy it from “Install App”.').optional(),
  SLACK_APP_TOKEN: z
    .string()
    .startsWith('xapp-', 'It must start with xapp-: make one under “Basic Information”, App-Level Tokens.')
    .optional(),
  SLACK_SIGNING_SECRET: z.string().min(16, 'It is too short: copy it from “Basic Information”.').optional(),
  SLACK_CLIENT_ID: z.string().optional(),
  SLACK_CLIENT_SECRET: z.string().optional(),
  SLACK_TOKEN_KEY: z
    .string()
    .min(32, 'Give at least 32 characters at random, such as of openssl rand -base64 32.')
    .optional(),
  SLACK_URL: z
    .url('Give the https address at which Slack and people reach Savoir.')
    .refine((url) => url.startsWith('https://'), 'It must start with https://.')
    .transform((url) => url.replace(/\/+$/, ''))
    .optional(),
  SLACK_TEAMS: z
    .string()
    .transform((text) => text.split(',').map((team) => team.trim()))
    .refine(
      (teams) => teams.every((team) => /^T\w+$/.test(team)),
      'Give the ids of your workspaces, such as T0123,T0456.',
    )
    .optional(),
  SLACK_PORT: z
    .string()
    .refine(
      (text) => /^\d{1,5}$/.test(text) && Number(text) <= 65_535,
      'Give a whole number from 0 to 65535, such as 3000.',
    )
    .transform(Number)
    .optional(),
  SLACK_ADDRESS: z.string().optional(),
  SLACK_API_URL: z.url('Leave it out: it is for tests with a stand-in for Slack.').optional(),
})

/** How Slack reaches Savoir: by a socket that Savoir opens, or by calls to an address of yours. */
export type Transport =
  | { readonly kind: 'socket'; readonly appToken: string; readonly healthPort: number | null; readonly host: string }
  | { readonly kind: 'http'; readonly signingSecret: string; readonly port: number; readonly host: string }

/** How Savoir comes by its token: it is given one, or people install it in their workspace. */
export type Access = { readonly kind: 'token'; readonly token: string } | ({ readonly kind: 'oauth' } & OAuth)

export interface OAuth {
  readonly clientId: string
  readonly clientSecret: string
  /** Locks the tokens in the store. */
  readonly key: string
  /** Address at which people reach Savoir, without a slash at the end. */
  readonly url: string
  /** The workspaces of the company: installed anywhere else, the app would let strangers read. */
  readonly teams: readonly string[]
}

export interface SlackSettings {
  readonly access: Access
  readonly transport: Transport
  readonly apiUrl: string
}

const API_URL = 'https://slack.com/api/'
const PORT = 3000
const LOOPBACK = '127.0.0.1'
/** Slack calls from outside; something in front ends the encryption. */
const EVERYWHERE = '0.0.0.0'

/** The settings, or null when Slack is off, or every problem with its cure. An app token chooses Socket Mode. */
export function readSlackSettings(
  environment: Readonly<Record<string, string | undefined>>,
): SlackSettings | null | { readonly problems: readonly string[] } {
  const read = SCHEMA.safeParse(environment)
  if (!read.success) return { problems: read.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`) }
  const given = read.data
  const any = given.SLACK_BOT_TOKEN ?? given.SLACK_APP_TOKEN ?? given.SLACK_SIGNING_SECRET ?? given.SLACK_CLIENT_ID
  if (any === undefined) return null
  const access = given.SLACK_CLIENT_ID === undefined ? tokenOf(given) : oauthOf(given)
  const transport = transportOf(given)
  const problems = [access, transport].filter((one) => Array.isArray(one)).flat()
  if (Array.isArray(access) || Array.isArray(transport)) return { problems }
  return { access, transport, apiUrl: given.SLACK_API_URL ?? API_URL }
}

type Given = z.output<typeof SCHEMA>

function tokenOf({ SLACK_BOT_TOKEN: token }: Given): Access | string[] {
  if (token !== undefined) return { kind: 'token', token }
  return ['SLACK_BOT_TOKEN: It is missing. Copy the Bot User OAuth Token from “Install App”.']
}

function oauthOf(given: Given): Access | string[] {
  const { SLACK_CLIENT_ID: clientId, SLACK_CLIENT_SECRET: clientSecret, SLACK_TOKEN_KEY: key } = given
  const { SLACK_URL: url, SLACK_TEAMS: teams } = given
  if (given.SLACK_BOT_TOKEN !== undefined) {
    return [
      'SLACK_BOT_TOKEN: Take it out, or else SLACK_CLIENT_ID: either Savoir is given a token, or people install it.',
    ]
  }
  if (given.SLACK_APP_TOKEN !== undefined) {
    return ['SLACK_APP_TOKEN: Take it out: with SLACK_CLIENT_ID Slack reaches Savoir over HTTP.']
  }
  if (clientId && clientSecret && key && url && teams) return { kind: 'oauth', clientId, clientSecret, key, url, teams }
  const needed = { SLACK_CLIENT_SECRET: clientSecret, SLACK_TOKEN_KEY: key, SLACK_URL: url, SLACK_TEAMS: teams }
  const missing = Object.entries(needed).flatMap(([name, value]) => (value === undefined ? [name] : []))
  return missing.map((name) => `${name}: It is missing. With SLACK_CLIENT_ID it is needed: docs/slack.md.`)
}

function transportOf(given: Given): Transport | string[] {
  const { SLACK_APP_TOKEN: appToken, SLACK_SIGNING_SECRET: signingSecret, SLACK_PORT: port } = given
  if (appToken) return { kind: 'socket', appToken, healthPort: port ?? null, host: given.SLACK_ADDRESS ?? LOOPBACK }
  if (signingSecret) return { kind: 'http', signingSecret, port: port ?? PORT, host: given.SLACK_ADDRESS ?? EVERYWHERE }
  return ['SLACK_APP_TOKEN: It is missing, or else SLACK_SIGNING_SECRET. Set the first for Socket Mode.']
}
