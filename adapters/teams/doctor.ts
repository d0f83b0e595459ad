import type { Keep } from '../../src/chat/platform.ts'
import { CLOUDS } from './clouds.ts'
import { ConnectorError } from './connector.ts'
import { GraphClient } from './graph-client.ts'
import { subscriptionsAt } from './reactions/keeper.ts'
import { keptSubscriptions } from './reactions/subscriptions.ts'
import type { TeamsSettings } from './settings.ts'
import type { TeamsTransport } from './transport.ts'

/** One thing that was looked at: fine, or with its cure in one line. */
export interface Finding {
  readonly ok: boolean
  readonly text: string
}

const TIMEOUT_MS = 5_000
/** Tokens are refused when the clock is off by five minutes; half a minute is worth a word. */
const CLOCK_S = 30
const METADATA = {
  public: 'https://login.botframework.com/v1/.well-known/openidconfiguration',
  usgov: 'https://login.botframework.azure.us/v1/.well-known/openidconfiguration',
  china: 'https://login.botframework.azure.cn/v1/.well-known/openidconfiguration',
} as const

/** Looks at everything that Savoir needs of Teams and can see from here. `keep` is its drawer. Changes nothing. */
export async function examine(
  settings: TeamsSettings,
  now: () => Date,
  keep: Pick<Keep, 'list'>,
): Promise<readonly Finding[]> {
  if (settings.identity.kind === 'nobody')
    return [ill('TEAMS_NO_AUTHENTICATION is on: anybody on this machine can act as anybody')]
  const transport = (await import('./sdk/transport.ts')).openTransport(settings)
  return [
    ...(await identity(settings, transport)),
    ...(await keys(settings, now)),
    ...(settings.graph ? await graph(settings, transport) : []),
    ...(settings.noticesUrl ? await reactions(settings, new GraphClient(settings, transport), now(), keep) : []),
    fine(`Teams is to call port ${settings.port}, path /api/messages, by https; tokens and the tenant are checked`),
  ]
}

const fine = (text: string): Finding => ({ ok: true, text })
const ill = (text: string): Finding => ({ ok: false, text })

async function identity({ appId, identity, cloud }: TeamsSettings, transport: TeamsTransport): Promise<Finding[]> {
  try {
    await transport.authorization()
    return [fine(`Microsoft knows the app ${appId}`)]
  } catch (error) {
    const code = codeOf(error)
    if (!code) return [ill('Microsoft cannot be asked for a token: check the network, a proxy and TEAMS_CLOUD')]
    return [ill(`Microsoft gives no token (${code}): ${cureFor(code, identity.kind, cloud)}`)]
  }
}

/** The number of an error of Entra, such as AADSTS7000215. The rest of its text is not for a log. */
const codeOf = (error: unknown): string => /AADSTS\d+/.exec(error instanceof Error ? error.message : '')?.[0] ?? ''

function cureFor(code: string, identity: string, cloud: string): string {
  switch (code) {
    case 'AADSTS7000215':
    case 'AADSTS7000222':
      return 'TEAMS_APP_PASSWORD is wrong or ran out: make a new client secret and copy its value'
    case 'AADSTS700016':
      return `TEAMS_APP_ID is not an app of TEAMS_TENANT_ID in the ${cloud} cloud`
    case 'AADSTS90002':
      return 'TEAMS_TENANT_ID is no tenant: copy the Directory (tenant) ID again'
    default:
      return identity === 'managed' ? 'is the identity assigned to this machine?' : 'look the code up at Microsoft'
  }
}

async function keys({ cloud, standIn }: TeamsSettings, now: () => Date): Promise<Finding[]> {
  try {
    const url = standIn ? `${standIn}/openid` : METADATA[cloud]
    const response = await fetch(url, { signal: AbortSignal.timeout(TIMEOUT_MS) })
    if (!response.ok)
      return [ill(`Microsoft does not show its keys (${response.status}): nothing of Teams can be believed`)]
    return [fine('the keys of Microsoft can be read'), clock(response, now())]
  } catch {
    return [ill(`the keys of Microsoft cannot be read: let ${new URL(METADATA[cloud]).host} through the firewall`)]
  }
}

function clock(response: Response, now: Date): Finding {
  const off = Math.round(Math.abs(Date.parse(response.headers.get('date') ?? '') - now.getTime()) / 1000)
  if (Number.isNaN(off) || off <= CLOCK_S) return fine('the clock is right')
  return ill(`the clock is off by ${off} seconds: switch time synchronisation (NTP) on`)
}

async function graph({ cloud }: TeamsSettings, transport: TeamsTransport): Promise<Finding[]> {
  try {
    await transport.authorization(CLOUDS[cloud].graph)
    return [fine('Graph can be asked; each team decides what it shows')]
  } catch {
    return [ill('Graph gives no token: set TEAMS_GRAPH=no, or look at the app registration')]
  }
}

async function reactions(
  { noticesUrl }: TeamsSettings,
  client: GraphClient,
  now: Date,
  keep: Pick<Keep, 'list'>,
): Promise<Finding[]> {
  const known = (await keptSubscriptions(keep)).map(([, subscription]) => subscription)
  const agreed = known.filter(({ refused }) => !refused)
  const others = known.length > agreed.length ? `; ${known.length - agreed.length} more did not agree` : ''
  if (known.length === 0) return [fine('reactions: no place is watched yet; those that agree are, once Savoir runs')]
  try {
    const told = await subscriptionsAt(client, noticesUrl)
    const live = new Set(
      told.filter((one) => Date.parse(one.expirationDateTime ?? '') > now.getTime()).map(({ id }) => id),
    )
    const lost = agreed.filter(({ id }) => id === null || !live.has(id)).length
    if (lost === 0) return [fine(`reactions: Graph tells of those in ${places(agreed.length)}${others}`)]
    const cure = `while Savoir runs it asks again every minute; is ${noticesUrl} reached from outside?`
    return [ill(`reactions: Graph does not tell of those in ${lost} of ${places(agreed.length)}${others}: ${cure}`)]
  } catch (error) {
    const status = error instanceof ConnectorError ? ` (${error.status})` : ''
    return [ill(`reactions: Graph does not say of which places it tells${status}: look at the app registration`)]
  }
}

const places = (count: number): string => (count === 1 ? '1 place' : `${count} places`)
