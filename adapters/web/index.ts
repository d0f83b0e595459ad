import { randomBytes } from 'node:crypto'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { type ServerType, serve } from '@hono/node-server'
import type { History } from '../../src/chat/history.ts'
import type { ChatHost, ChatPlatform } from '../../src/chat/platform.ts'
import type { MessageRef } from '../../src/chat/ref.ts'
import type { Desk } from './acts.ts'
import { deliver } from './deliver.ts'
import { createForms } from './forms.ts'
import { isLoopback, refuseForeignAddress } from './guard.ts'
import { linkTo, messageOf } from './links.ts'
import { createLive } from './live.ts'
import { WEB } from './refs.ts'
import { createSite } from './server.ts'
import { settle } from './settle.ts'
import { createStamps } from './stamps.ts'
import { openTalk } from './talk.ts'
import { readAround, readThread } from './thread.ts'

export interface WebOptions {
  /** 0 takes any free one. */
  readonly port: number
  readonly address: string
  /** Lets other machines reach the page. */
  readonly allowAddress?: boolean
  readonly newId: () => string
  readonly now: () => Date
  /** Told of a request that could not be carried out. */
  readonly failed: (reason: unknown) => void
  /** What was said before the first start, for the page at this address; null begins with an empty page. */
  readonly history: (url: string) => History | null
  /** Where the built page lies. */
  readonly folder?: string
}

export interface WebPlatform extends ChatPlatform {
  /** Where the page is, such as `http://127.0.0.1:3000`; known once it has started. */
  url(): string
}

/** A chat page on this machine, where a visitor acts as anybody. It refuses to be reached from other machines unless told to. */
export function createWebPlatform(options: WebOptions): WebPlatform {
  const { address, now, newId } = options
  const live = createLive()
  let server: ServerType | null = null
  let desk: Desk | null = null
  const port = (): number => (server?.address() as AddressInfo | null)?.port ?? options.port
  const url = (): string => `http://${visitable(address)}:${port()}`
  const link = (message: MessageRef): string => linkTo(url(), message)
  const opened = (): Desk => {
    if (!desk) throw new Error('the local page has not started')
    return desk
  }

  return {
    name: WEB,
    url,
    start: async (host) => {
      refuseForeignAddress(address, options.allowAddress ?? false)
      desk = await openDesk(host, { now, newId, link, changed: live.changed })
      const site = createSite({
        desk,
        live,
        token: randomBytes(24).toString('base64url'),
        port,
        anyIp: !isLoopback(address),
        folder: options.folder ?? join(import.meta.dirname, 'page'),
        failed: options.failed,
      })
      server = await listen(site.fetch, options.port, address)
      await settle(desk, options.history(url()))
    },
    deliver: (id, delivery) => deliver(id, delivery, opened()),
    readThread: async (message) => readThread(message, opened().talk, link),
    readAround: async (message) => readAround(message, opened().talk, link),
    messageAt: (permalink) => messageOf(permalink, url()),
    stop: async () => {
      const closing = server
      server = null
      live.end()
      if (closing) await close(closing)
    },
  }
}

type Tools = Pick<Desk, 'now' | 'newId' | 'link' | 'changed'>

async function openDesk(host: ChatHost, tools: Tools): Promise<Desk> {
  return {
    ...tools,
    host,
    talk: await openTalk(host.keep),
    forms: createForms(),
    stamp: createStamps(tools.now, tools.newId),
  }
}

const visitable = (address: string): string =>
  address === '0.0.0.0' || address === '::' ? '127.0.0.1' : address.includes(':') ? `[${address}]` : address

const listen = (fetch: Parameters<typeof serve>[0]['fetch'], port: number, hostname: string): Promise<ServerType> =>
  new Promise((resolve, reject) => {
    const server = serve({ fetch, port, hostname, overrideGlobalObjects: false }, () => resolve(server))
    server.once('error', reject)
  })

// Requests under way get a moment to finish; a browser would keep its idle connections for longer.
const GRACE_MS = 250

const close = (server: ServerType): Promise<void> =>
  new Promise((resolve) => {
    const end = setTimeout(() => 'closeAllConnections' in server && server.closeAllConnections(), GRACE_MS)
    server.close(() => {
      clearTimeout(end)
      resolve()
    })
  })
