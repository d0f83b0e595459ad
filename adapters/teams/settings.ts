import { z } from 'zod'
import { CLOUDS, type CloudName } from './clouds.ts'

const ID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i
const id = (message: string) => z.string().regex(ID, message)
const yesOrNo = z.enum(['yes', 'no'], 'Give one of: yes, no.').optional()
const list = (message: string) =>
  z
    .string()
    .transform((text) => text.split(',').map((one) => one.trim()))
    .refine((ids) => ids.every((one) => ID.test(one)), message)
    .optional()

const SCHEMA = z.object({
  TEAMS_APP_ID: id('Copy the Application (client) ID of the app registration.').optional(),
  TEAMS_APP_PASSWORD: z
    .string()
    .min(16, 'It is too short: copy the value of the client secret, not its id.')
    .optional(),
  TEAMS_MANAGED_IDENTITY: yesOrNo,
  TEAMS_TENANT_ID: id('Copy the Directory (tenant) ID of your company.').optional(),
  TEAMS_ALLOWED_TENANTS: list('Give tenant ids with commas between.'),
  TEAMS_OPEN_TEAMS: list('Give the group ids of teams with commas between.'),
  TEAMS_CLOUD: z
    .enum(Object.keys(CLOUDS) as [CloudName, ...CloudName[]], 'Give one of: public, usgov, china.')
    .optional(),
  TEAMS_PORT: z
    .string()
    .refine(
      (text) => /^\d{1,5}$/.test(text) && Number(text) <= 65_535,
      'Give a whole number from 0 to 65535, such as 3978.',
    )
    .transform(Number)
    .optional(),
  TEAMS_ADDRESS: z.string().optional(),
  TEAMS_TARGETED_MESSAGES: yesOrNo,
  TEAMS_GRAPH: yesOrNo,
  TEAMS_REACTIONS: z.enum(['own', 'graph'], 'Give one of: own, graph.').optional(),
  TEAMS_URL: z
    .url({
      protocol: /^https$/,
      error: 'Give the https address that leads to this machine, such as https://savoir.example.com.',
    })
    .transform((url) => url.replace(/\/+$/, ''))
    .optional(),
  TEAMS_NO_AUTHENTICATION: yesOrNo,
  TEAMS_STAND_IN: z.url('Leave it out: it is for tests with a stand-in for Teams.').optional(),
})

/** Every setting of this adapter. */
export const TEAMS_SETTING_NAMES: readonly string[] = Object.keys(SCHEMA.shape)

/** How Savoir proves who it is. `nobody` is for trying out on one machine: then nobody proves anything. */
export type Identity =
  | { readonly kind: 'secret'; readonly secret: string }
  | { readonly kind: 'managed' }
  | { readonly kind: 'nobody' }

export interface TeamsSettings {
  readonly appId: string
  /** The company's own tenant. */
  readonly tenant: string
  /** What comes from any other tenant is refused. */
  readonly tenants: readonly string[]
  readonly identity: Identity
  readonly cloud: CloudName
  readonly port: number
  readonly address: string
  /** Private answers may be messages that one person alone sees in the channel. */
  readonly targeted: boolean
  /** Threads may be read from Graph. */
  readonly graph: boolean
  /** Graph tells there what becomes of messages, reactions among it; null: Teams tells what it tells by itself. */
  readonly noticesUrl: string | null
  /** Group ids of the teams whose standard channels everybody in the company may read. */
  readonly openTeams: readonly string[]
  /** Address of a stand-in for all of Microsoft's services; null but in tests. */
  readonly standIn: string | null
}

const PORT = 3978
/** Where Graph calls; beside the path of the Bot Framework. */
export const NOTICES_PATH = '/api/notices'
/** Teams calls from outside; something in front ends the encryption. */
const EVERYWHERE = '0.0.0.0'
const LOOPBACK = /^(127\.|::1$|localhost$)/
const NOBODY = '00000000-0000-0000-0000-000000000000'

type Environment = Readonly<Record<string, string | undefined>>

/** The settings, or null when Teams is off, or every problem with its cure. Without an app id nothing starts. */
export function readTeamsSettings(environment: Environment): TeamsSettings | null | { problems: readonly string[] } {
  if (!TEAMS_SETTING_NAMES.some((name) => environment[name])) return null
  const read = SCHEMA.safeParse(environment)
  if (!read.success) return { problems: read.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`) }
  const problems = read.data.TEAMS_NO_AUTHENTICATION === 'yes' ? unsafe(read.data) : missing(read.data)
  return problems.length > 0 ? { problems } : settingsOf(read.data)
}

type Read = z.output<typeof SCHEMA>

function missing(read: Read): string[] {
  const problems: string[] = []
  const { TEAMS_APP_PASSWORD: secret, TEAMS_MANAGED_IDENTITY: managed } = read
  if (!read.TEAMS_APP_ID) problems.push('TEAMS_APP_ID: It is missing. Copy the Application (client) ID.')
  if (!read.TEAMS_TENANT_ID) problems.push('TEAMS_TENANT_ID: It is missing. Copy the Directory (tenant) ID.')
  if (!secret && managed !== 'yes')
    problems.push(
      'TEAMS_APP_PASSWORD: It is missing. Copy a client secret, or set TEAMS_MANAGED_IDENTITY=yes in Azure.',
    )
  if (secret && managed === 'yes')
    problems.push('TEAMS_APP_PASSWORD: Take it out: with TEAMS_MANAGED_IDENTITY=yes there is no secret.')
  return [...problems, ...missingForReactions(read)]
}

function missingForReactions({ TEAMS_REACTIONS: reactions, TEAMS_URL: url, TEAMS_GRAPH: graph }: Read): string[] {
  if (reactions !== 'graph') return []
  const problems: string[] = []
  if (!url)
    problems.push('TEAMS_URL: It is missing. Graph calls it for TEAMS_REACTIONS=graph; give your https address.')
  if (graph === 'no')
    problems.push('TEAMS_GRAPH: Take it out: with TEAMS_REACTIONS=graph messages are read from Graph.')
  return problems
}

/** Whoever reaches a bot that believes everybody can act as anybody. */
function unsafe({ TEAMS_ADDRESS: address, TEAMS_REACTIONS: reactions }: Read): string[] {
  const graph = 'TEAMS_REACTIONS: Take it out: with TEAMS_NO_AUTHENTICATION=yes Graph cannot be asked.'
  const problems = reactions === 'graph' ? [graph] : []
  if (address && LOOPBACK.test(address)) return problems
  return [
    ...problems,
    'TEAMS_NO_AUTHENTICATION: Take it out. It is for trying out on this machine, with TEAMS_ADDRESS=127.0.0.1.',
  ]
}

function settingsOf(read: Read): TeamsSettings {
  const tenant = read.TEAMS_TENANT_ID ?? NOBODY
  return {
    appId: read.TEAMS_APP_ID ?? NOBODY,
    tenant,
    tenants: [...new Set([tenant, ...(read.TEAMS_ALLOWED_TENANTS ?? [])])],
    identity: identityOf(read),
    cloud: read.TEAMS_CLOUD ?? 'public',
    port: read.TEAMS_PORT ?? PORT,
    address: read.TEAMS_ADDRESS ?? EVERYWHERE,
    targeted: read.TEAMS_TARGETED_MESSAGES === 'yes',
    graph: read.TEAMS_GRAPH === 'yes' || read.TEAMS_REACTIONS === 'graph',
    noticesUrl: read.TEAMS_REACTIONS === 'graph' && read.TEAMS_URL ? `${read.TEAMS_URL}${NOTICES_PATH}` : null,
    openTeams: read.TEAMS_OPEN_TEAMS ?? [],
    standIn: read.TEAMS_STAND_IN ?? null,
  }
}

function identityOf(read: Read): Identity {
  if (read.TEAMS_NO_AUTHENTICATION === 'yes') return { kind: 'nobody' }
  return read.TEAMS_APP_PASSWORD ? { kind: 'secret', secret: read.TEAMS_APP_PASSWORD } : { kind: 'managed' }
}
