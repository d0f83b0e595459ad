import { execFileSync } from 'node:child_process'
import { join } from 'node:path'
import { company } from '../../adapters/web/company/index.ts'
import { createWebPlatform, type WebOptions, type WebPlatform } from '../../adapters/web/index.ts'
import { createFakeHost, type FakeHost } from './fake-host.ts'
import { tempFolder } from './temp-folder.ts'

/** Noon of the day on which the tests take place. */
export const NOON = new Date('2026-03-04T12:00:00Z')

export interface TestPage {
  readonly platform: WebPlatform
  readonly host: FakeHost
  readonly url: string
  /** As the page's own script would ask. */
  get(path: string, headers?: Record<string, string>): Promise<Response>
  act(name: string, body: unknown, headers?: Record<string, string>): Promise<Response>
  stop(): Promise<void>
}

/** The local page with a fake core, on any free port. */
export async function openTestPage(host = createFakeHost(), options: Partial<WebOptions> = {}): Promise<TestPage> {
  let ids = 0
  let clock = NOON.getTime()
  const platform = createWebPlatform({
    port: 0,
    address: '127.0.0.1',
    newId: () => `n${++ids}`,
    now: () => {
      clock += 1000
      return new Date(clock)
    },
    failed: () => undefined,
    history: (address) => company(NOON, address),
    ...options,
  })
  host.answerThrough(platform)
  await platform.start(host)
  const url = platform.url()
  const token = /content="([\w-]{20,})"/.exec(await (await fetch(url)).text())?.[1] ?? ''
  const own = { 'x-savoir-token': token, origin: url }
  return {
    platform,
    host,
    url,
    get: (path, headers = {}) => fetch(url + path, { headers: { ...own, ...headers } }),
    act: (name, body, headers = {}) =>
      fetch(`${url}/api/${name}`, {
        method: 'POST',
        headers: { ...own, ...headers },
        body: typeof body === 'string' ? body : JSON.stringify(body),
      }),
    stop: () => platform.stop(),
  }
}

/** Bundles the page into a new folder. */
export function buildPage(): string {
  const folder = tempFolder()
  execFileSync(process.execPath, [join(import.meta.dirname, '../../scripts/build-page.mjs'), folder])
  return folder
}
