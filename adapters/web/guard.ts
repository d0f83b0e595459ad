import { timingSafeEqual } from 'node:crypto'
import type { MiddlewareHandler } from 'hono'

// Anybody can act as anybody here, so the page must be out of reach of other sites that the same browser visits:
// the host check stops DNS rebinding, the origin check and the token stop forged requests, the policy stops injection.

/** Headers that every answer carries. Only the page's own files run, and nothing may frame it. */
export const HEADERS: Readonly<Record<string, string>> = {
  'content-security-policy':
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; " +
    "base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
  'cache-control': 'no-store',
}

/** Thrown at start when the page would be within reach of other machines without anybody having said so. */
export function refuseForeignAddress(address: string, allowAddress: boolean): void {
  if (allowAddress || isLoopback(address)) return
  throw new Error(
    `The local page does not listen on ${address}: anybody who reaches it can act as anybody. ` +
      'Use 127.0.0.1, or say explicitly that another address is allowed.',
  )
}

/** Lets through what the browser sends for this very page and refuses the rest. `anyIp`: the page serves other machines. */
export function refuseForeigners(port: () => number, anyIp: boolean): MiddlewareHandler {
  return async (context, next) => {
    const host = context.req.header('host') ?? ''
    const origin = context.req.header('origin')
    const site = context.req.header('sec-fetch-site')
    const foreign =
      !isOurHost(host, port(), anyIp) ||
      (origin !== undefined && origin !== `http://${host}`) ||
      (site !== undefined && !fromHere(site, context.req.path))
    if (foreign) return context.json({ problem: 'foreign' }, 403)
    return next()
  }
}

/** Refuses whoever has not read the token in the page itself. */
export function requireToken(token: string): MiddlewareHandler {
  return async (context, next) => {
    const given = context.req.header('x-savoir-token') ?? context.req.query('token') ?? ''
    if (!same(given, token)) return context.json({ problem: 'foreign' }, 403)
    return next()
  }
}

/** True for an address that only this machine reaches. */
export const isLoopback = (address: string): boolean =>
  address === 'localhost' || address === '::1' || /^127(\.\d{1,3}){3}$/.test(address)

// A name that resolves here may belong to anybody; a bare IP address cannot be rebound.
function isOurHost(host: string, port: number, anyIp: boolean): boolean {
  const [, name = '', given] = /^(\[[^\]]*\]|[^:]*)(?::(\d+))?$/.exec(host) ?? []
  if (name === 'localhost' || name === '[::1]' || isLoopback(name)) return anyIp || Number(given ?? 80) === port
  return anyIp && (/^\d{1,3}(\.\d{1,3}){3}$/.test(name) || /^\[[0-9a-f:]+\]$/i.test(name))
}

// A link from elsewhere may open the page; only the page itself may ask for anything else.
const fromHere = (site: string, path: string): boolean => site === 'same-origin' || site === 'none' || path === '/'

function same(given: string, expected: string): boolean {
  const [a, b] = [Buffer.from(given), Buffer.from(expected)]
  return a.length === b.length && timingSafeEqual(a, b)
}
