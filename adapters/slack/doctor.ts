import type { webApi } from '@slack/bolt'
import { codeOf, openClient, pages } from './client.ts'
import { BOT_SCOPES } from './manifest.ts'
import type { SlackSettings } from './settings.ts'

/** One thing that was looked at: fine, or with its cure in one line. */
export interface Finding {
  readonly ok: boolean
  readonly text: string
}

/** Slack refuses requests whose time is off by five minutes; half a minute is worth a word. */
const CLOCK_S = 30

/** Looks at everything that Savoir needs of Slack. Changes nothing there. */
export async function examine(settings: SlackSettings, now: () => Date): Promise<readonly Finding[]> {
  if (settings.access.kind === 'oauth') {
    const where = fine(
      `people of ${settings.access.teams.join(', ')} install it at ${settings.access.url}/slack/install`,
    )
    return [where, ...(await guarded(() => checkLine(settings))), ...(await guarded(() => checkClock(settings, now)))]
  }
  const client = openClient(settings.access.token, settings.apiUrl)
  const token = await guarded(() => checkToken(client))
  if (!token[0]?.ok) return [...token, ...(await guarded(() => checkLine(settings)))]
  return [
    ...token,
    ...(await guarded(() => checkLine(settings))),
    ...(await guarded(() => checkMembership(client))),
    ...(await guarded(() => checkClock(settings, now))),
  ]
}

const fine = (text: string): Finding => ({ ok: true, text })
const ill = (text: string): Finding => ({ ok: false, text })

async function guarded(check: () => Promise<readonly Finding[]>): Promise<readonly Finding[]> {
  try {
    return await check()
  } catch (error) {
    return [ill(cureFor(codeOf(error)))]
  }
}

function cureFor(code: string | null): string {
  switch (code) {
    case null:
      return 'Slack cannot be reached: check the network, a proxy and SLACK_API_URL'
    case 'invalid_auth':
    case 'not_authed':
    case 'not_allowed_token_type':
      return `Slack does not know SLACK_BOT_TOKEN (${code}): copy it again from “Install App”`
    case 'account_inactive':
    case 'token_revoked':
    case 'token_expired':
      return `SLACK_BOT_TOKEN is no longer valid (${code}): install the app again and copy the new token`
    case 'missing_scope':
      return 'a scope is missing: update the app from `savoir manifest slack` and install it again'
    default:
      return `Slack answered ${code}`
  }
}

async function checkToken(client: webApi.WebClient): Promise<readonly Finding[]> {
  const { team, user, response_metadata: more } = await client.auth.test()
  const scopes = (more as { scopes?: readonly string[] } | undefined)?.scopes ?? []
  const missing = BOT_SCOPES.filter((scope) => !scopes.includes(scope))
  const token = fine(`the token is good: @${user} in ${team}`)
  if (missing.length === 0) return [token, fine('all scopes are granted')]
  const cure = 'add them under “OAuth & Permissions” (or take `savoir manifest slack`) and install the app again'
  return [token, ill(`scopes are missing: ${missing.join(', ')}; ${cure}`)]
}

async function checkLine({ transport, apiUrl }: SlackSettings): Promise<readonly Finding[]> {
  if (transport.kind === 'http') {
    return [fine(`Slack is to call port ${transport.port}, path /slack/events; signatures are checked`)]
  }
  try {
    await openClient(transport.appToken, apiUrl).apps.connections.open()
    return [fine('a socket can be opened')]
  } catch (error) {
    const code = codeOf(error)
    if (code === null) throw error
    const cure = 'under “Basic Information” make an App-Level Token with connections:write, and switch Socket Mode on'
    return [ill(`Slack opens no socket for SLACK_APP_TOKEN (${code}): ${cure}`)]
  }
}

async function checkMembership(client: webApi.WebClient): Promise<readonly Finding[]> {
  let places = 0
  const types = 'public_channel,private_channel'
  const call = (cursor: object) => client.conversations.list({ types, exclude_archived: true, limit: 200, ...cursor })
  for await (const page of pages(call)) places += (page.channels ?? []).filter((it) => it.is_member).length
  if (places === 0) return [ill('Savoir is in no channel: type /invite @savoir in one')]
  return [fine(`Savoir is in ${places} channel${places === 1 ? '' : 's'}`)]
}

async function checkClock({ apiUrl }: SlackSettings, now: () => Date): Promise<readonly Finding[]> {
  const response = await fetch(new URL('api.test', apiUrl), { method: 'POST', signal: AbortSignal.timeout(5_000) })
  const theirs = Date.parse(response.headers.get('date') ?? '')
  const off = Math.round(Math.abs(theirs - now().getTime()) / 1000)
  if (Number.isNaN(off) || off <= CLOCK_S) return [fine('the clock is right')]
  return [ill(`the clock is off by ${off} seconds: switch time synchronisation (NTP) on`)]
}
