import { z } from 'zod'

/** The environment of the Slack adapter. Slack is off while none of it is set. */
export const slackEnvironment = z.object({
  SLACK_BOT_TOKEN: z.string().startsWith('xoxb-', 'must start with xoxb-: copy it from “Install App”').optional(),
  SLACK_APP_TOKEN: z
    .string()
    .startsWith('xapp-', 'must start with xapp-: make one under “Basic Information”')
    .optional(),
  SLACK_SIGNING_SECRET: z.string().min(16, 'is too short: copy it from “Basic Information”').optional(),
  SLACK_PORT: z.coerce.number().int().min(0).max(65_535).optional(),
  SLACK_HOST: z.string().optional(),
  SLACK_API_URL: z.url().optional(),
})

export type SlackEnvironment = z.infer<typeof slackEnvironment>

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

/** The settings, or null when Slack is off, or every problem with its cure. An app token chooses Socket Mode. */
export function slackSettings(env: SlackEnvironment): SlackSettings | null | { readonly problems: readonly string[] } {
  const { SLACK_BOT_TOKEN: token, SLACK_APP_TOKEN: appToken, SLACK_SIGNING_SECRET: signingSecret } = env
  if (!token && !appToken && !signingSecret) return null
  const problems: string[] = []
  if (!token) problems.push('SLACK_BOT_TOKEN is missing: copy the Bot User OAuth Token from “Install App”')
  if (!appToken && !signingSecret) {
    problems.push('SLACK_APP_TOKEN (Socket Mode) or SLACK_SIGNING_SECRET (HTTP) is missing: set one of them')
  }
  if (!token || problems.length > 0) return { problems }
  const apiUrl = env.SLACK_API_URL ?? API_URL
  if (appToken) {
    const host = env.SLACK_HOST ?? '127.0.0.1'
    return { token, apiUrl, transport: { kind: 'socket', appToken, healthPort: env.SLACK_PORT ?? null, host } }
  }
  const host = env.SLACK_HOST ?? '0.0.0.0'
  const port = env.SLACK_PORT ?? PORT
  return { token, apiUrl, transport: { kind: 'http', signingSecret: signingSecret ?? '', port, host } }
}
