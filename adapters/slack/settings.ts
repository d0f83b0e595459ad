import { z } from 'zod'

const SCHEMA = z.object({
  SLACK_BOT_TOKEN: z.string().startsWith('xoxb-', 'It must start with xoxb-: copy it from “Install App”.').optional(),
  SLACK_APP_TOKEN: z
    .string()
    .startsWith('xapp-', 'It must start with xapp-: make one under “Basic Information”, App-Level Tokens.')
    .optional(),
  SLACK_SIGNING_SECRET: z.string().min(16, 'It is too short: copy it from “Basic Information”.').optional(),
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

export interface SlackSettings {
  readonly token: string
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
  const { SLACK_BOT_TOKEN: token, SLACK_APP_TOKEN: appToken, SLACK_SIGNING_SECRET: signingSecret } = read.data
  if (!token && !appToken && !signingSecret) return null
  const problems = missing(token, appToken ?? signingSecret)
  if (!token || problems.length > 0) return { problems }
  return { token, apiUrl: read.data.SLACK_API_URL ?? API_URL, transport: transportOf(read.data) }
}

function missing(token: string | undefined, line: string | undefined): string[] {
  const problems: string[] = []
  if (!token) problems.push('SLACK_BOT_TOKEN: It is missing. Copy the Bot User OAuth Token from “Install App”.')
  if (!line)
    problems.push('SLACK_APP_TOKEN: It is missing, or else SLACK_SIGNING_SECRET. Set the first for Socket Mode.')
  return problems
}

function transportOf(settings: z.output<typeof SCHEMA>): Transport {
  const { SLACK_APP_TOKEN: appToken, SLACK_SIGNING_SECRET: signingSecret = '', SLACK_PORT: port } = settings
  if (appToken) return { kind: 'socket', appToken, healthPort: port ?? null, host: settings.SLACK_ADDRESS ?? LOOPBACK }
  return { kind: 'http', signingSecret, port: port ?? PORT, host: settings.SLACK_ADDRESS ?? EVERYWHERE }
}
