import { TeamsAdapter } from '@microsoft/teams-ai/lib/TeamsAdapter.js'
import { CLOUDS } from '../clouds.ts'
import type { TeamsSettings } from '../settings.ts'
import type { TeamsTransport } from '../transport.ts'
import { quietly } from './quietly.ts'

type Options = NonNullable<ConstructorParameters<typeof TeamsAdapter>[0]>
type Credentials = NonNullable<ConstructorParameters<typeof TeamsAdapter>[1]>

/** The SDK waits for Microsoft's keys for ever. */
const KEYS_MS = 8_000

/** Microsoft's SDK, for the two things that are not to be written by hand: believing a call, and signing one. */
export function openTransport(settings: TeamsSettings): TeamsTransport {
  if (settings.identity.kind === 'nobody') return { believes: async () => 'yes', authorization: async () => '' }
  const door = new Door(
    optionsFor(settings),
    settings.standIn ? standInCredentials(settings.standIn, settings.appId) : undefined,
  )
  const { loginUrl, scope } = CLOUDS[settings.cloud]
  return {
    async believes(authorization, activity) {
      try {
        return await quietly(() => Promise.race([door.enter(authorization, structuredClone(activity)), late()]))
      } catch (error) {
        return refuses(error) ? 'no' : 'unknown'
      }
    },
    async authorization(audience = scope) {
      const credentials = await door.credentialsFactory.createCredentials(settings.appId, audience, loginUrl, true)
      return signature(credentials)
    },
  }
}

type Activity = Parameters<TeamsAdapter['processActivity']>[1]

class Door extends TeamsAdapter {
  constructor(options: Options, credentials?: Credentials) {
    super(options, credentials)
    this.onTurnError = async () => {}
  }

  /** Throws when the call is not to be believed. `process` would write the reason to the console and to the caller. */
  async enter(authorization: string, activity: object): Promise<'yes'> {
    await this.processActivity(authorization, activity as Activity, async () => {})
    return 'yes'
  }
}

const late = (): Promise<'unknown'> => new Promise((resolve) => setTimeout(() => resolve('unknown'), KEYS_MS).unref())

/** The SDK says 401 to a bad token, 500 when it cannot get the keys; a wrong signature is an error of `jsonwebtoken`. */
function refuses(error: unknown): boolean {
  if (!(error instanceof Error)) return false
  const status = 'statusCode' in error ? error.statusCode : null
  return status === 401 || status === 403 || /^(JsonWebToken|TokenExpired|NotBefore)Error$/.test(error.name)
}

interface Signs {
  signRequest(request: unknown): Promise<unknown>
}

async function signature(credentials: Signs): Promise<string> {
  const headers = new Map<string, string>()
  const request = {
    url: '',
    headers: {
      set: (name: string, value: string) => void headers.set(name.toLowerCase(), value),
      contains: (name: string) => headers.has(name.toLowerCase()),
    },
  }
  await credentials.signRequest(request)
  return headers.get('authorization') ?? ''
}

function optionsFor(settings: TeamsSettings): Options {
  const { identity, appId, tenant, cloud, standIn } = settings
  return {
    MicrosoftAppId: appId,
    MicrosoftAppTenantId: tenant,
    // An unknown type would silently become a multi-tenant one.
    MicrosoftAppType: identity.kind === 'managed' ? 'UserAssignedMsi' : 'SingleTenant',
    ...(identity.kind === 'secret' ? { MicrosoftAppPassword: identity.secret } : {}),
    ...(standIn ? standInOptions(standIn) : CLOUDS[cloud].sdk),
  }
}

/** When one of these is set, all must be. */
function standInOptions(standIn: string): Options {
  return {
    ToChannelFromBotLoginUrl: `${standIn}/login`,
    ToChannelFromBotOAuthScope: 'https://api.botframework.com',
    ToBotFromChannelTokenIssuer: 'https://api.botframework.com',
    OAuthUrl: `${standIn}/oauth`,
    ToBotFromChannelOpenIdMetadataUrl: `${standIn}/openid`,
    ToBotFromEmulatorOpenIdMetadataUrl: `${standIn}/openid`,
    CallerId: 'urn:botframework:azure',
  }
}

/** Microsoft's token library speaks https alone: a stand-in is asked directly. */
function standInCredentials(standIn: string, appId: string): Credentials {
  const asked = async (audience: string): Promise<string> => {
    const response = await fetch(`${standIn}/token`, { method: 'POST', body: new URLSearchParams({ scope: audience }) })
    if (!response.ok) throw new Error(`no token (${response.status})`)
    return ((await response.json()) as { access_token: string }).access_token
  }
  const factory = {
    isValidAppId: async (id: string) => id === appId,
    isAuthenticationDisabled: async () => false,
    createCredentials: async (_: string, audience: string) => ({
      signRequest: async (request: { headers: { set(name: string, value: string): void } }) => {
        request.headers.set('authorization', `Bearer ${await asked(audience)}`)
        return request
      },
    }),
  }
  return factory as unknown as Credentials
}
