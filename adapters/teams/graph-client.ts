import { CLOUDS } from './clouds.ts'
import { ConnectorError, type Method } from './connector.ts'
import type { TeamsSettings } from './settings.ts'
import type { TeamsTransport } from './transport.ts'

type Told = Readonly<Record<string, unknown>>

const TIMEOUT_MS = 10_000
const PATIENCE_S = 30
const PAGES_MAX = 20

/** Calls Graph as the app itself, and no other host. Throws a `ConnectorError`; nothing is tried twice in here. */
export class GraphClient {
  private readonly settings: TeamsSettings
  private readonly transport: TeamsTransport
  private readonly base: string

  constructor(settings: TeamsSettings, transport: TeamsTransport) {
    this.settings = settings
    this.transport = transport
    this.base = settings.standIn ? `${settings.standIn}/graph/` : `${CLOUDS[settings.cloud].graph}/v1.0/`
  }

  /** `path` is below the version; or a link that Graph gave. */
  async call<T = Told>(method: Method | 'PATCH', path: string, body?: object): Promise<T> {
    const url = new URL(path, this.base)
    if (url.origin !== new URL(this.base).origin) throw new Error('a page that is not of Graph')
    const response = await fetch(url, {
      method,
      headers: {
        authorization: await this.transport.authorization(CLOUDS[this.settings.cloud].graph),
        ...(body ? { 'content-type': 'application/json' } : {}),
      },
      ...(body ? { body: JSON.stringify(body) } : {}),
      redirect: 'error',
      signal: AbortSignal.timeout(TIMEOUT_MS),
    })
    if (!response.ok) throw new ConnectorError(response.status, 'Graph', patienceOf(response))
    const text = await response.text()
    return (text === '' ? {} : JSON.parse(text)) as T
  }

  /** The entries of a list, page by page, as far as so many pages go. */
  async *pages<T>(path: string, most = PAGES_MAX): AsyncGenerator<readonly T[]> {
    for (let next = path, page = 0; next !== '' && page < most; page += 1) {
      const told = await this.call<{ value?: T[]; '@odata.nextLink'?: string }>('GET', next)
      yield told.value ?? []
      next = told['@odata.nextLink'] ?? ''
    }
  }
}

/** Graph may ask for patience also while it is out of service. */
function patienceOf({ status, headers }: Response): number | null {
  if (status !== 429 && !(status === 503 && headers.has('retry-after'))) return null
  const seconds = Number(headers.get('retry-after') ?? Number.NaN)
  return (Number.isFinite(seconds) ? Math.max(seconds, 1) : PATIENCE_S) * 1000
}
