import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { type Context, Hono } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import { streamSSE } from 'hono/streaming'
import { type Act, type Desk, dropForm, edit, press, Refused, react, remove, say, sendForm } from './acts.ts'
import { HEADERS, refuseForeigners, requireToken } from './guard.ts'
import type { Live } from './live.ts'
import { look, openFile } from './look.ts'
import { readAct } from './read-act.ts'
import type { Problem } from './wire.ts'

export interface Site {
  readonly desk: Desk
  readonly live: Live
  readonly token: string
  readonly port: () => number
  readonly anyIp: boolean
  /** Where the built page lies. */
  readonly folder: string
  readonly failed: (reason: unknown) => void
}

/** A message this long is a file: 100 kB. */
const MAX_BODY_BYTES = 100_000
// Proxies and browsers drop a silent connection after a minute or less.
const HEARTBEAT_MS = 25_000

const ACTS: Readonly<Record<string, (act: Act, desk: Desk) => Promise<void>>> = {
  say,
  edit,
  remove,
  react,
  press,
  'form/send': sendForm,
  'form/drop': dropForm,
}

/** The pages and the requests of the local page, each behind the guard. */
export function createSite(site: Site): Hono {
  const app = new Hono()
  app.use(async (context, next) => {
    await next()
    for (const [name, value] of Object.entries(HEADERS)) context.res.headers.set(name, value)
  })
  app.use(refuseForeigners(site.port, site.anyIp))
  for (const [path, file, type] of FILES) app.get(path, () => page(site, file, type))
  app.use('/api/*', requireToken(site.token))
  app.use('/api/*', bodyLimit({ maxSize: MAX_BODY_BYTES, onError: (context) => refusal(context, 'tooLong') }))
  app.get('/api/view', async (context) => context.json(await look(context.req.query(), site.desk)))
  app.get('/api/file', async (context) => context.text(await openFile(context.req.query(), site.desk)))
  app.get('/api/live', (context) => streamChanges(context, site.live))
  for (const [name, act] of Object.entries(ACTS)) {
    app.post(`/api/${name}`, async (context) => {
      await act(readAct(await context.req.text()), site.desk)
      return context.json({})
    })
  }
  app.notFound((context) => refusal(context, 'notThere'))
  app.onError((reason, context) => {
    if (reason instanceof Refused) return refusal(context, reason.problem)
    site.failed(reason)
    return refusal(context, 'tryAgain')
  })
  return app
}

const FILES = [
  ['/', 'index.html', 'text/html; charset=utf-8'],
  ['/page.js', 'page.js', 'text/javascript; charset=utf-8'],
  ['/page.css', 'page.css', 'text/css; charset=utf-8'],
  ['/icon.svg', 'icon.svg', 'image/svg+xml'],
] as const

async function page(site: Site, file: string, type: string): Promise<Response> {
  const content = await readFile(join(site.folder, file), 'utf8')
  return new Response(content.replace('{{token}}', site.token), { headers: { 'content-type': type } })
}

const REFUSALS: Readonly<Record<Problem, readonly [400 | 403 | 404 | 413 | 503, string]>> = {
  notThere: [404, 'There is nothing here that this person may see.'],
  empty: [400, 'There is no text in it.'],
  tooLong: [413, 'That is too long for a message: the limit is 100 kB.'],
  malformed: [400, 'That is not a request of the page.'],
  foreign: [403, 'Only the local page itself may ask for this.'],
  tryAgain: [503, 'It could not be kept. Please try again.'],
}

function refusal(context: Context, problem: Problem): Response {
  const [status, line] = REFUSALS[problem]
  return context.json({ problem, line }, status)
}

function streamChanges(context: Context, live: Live): Response {
  return streamSSE(context, async (stream) => {
    const send = (event: string) => void stream.writeSSE({ event, data: '' }).catch(() => undefined)
    send('open')
    const heartbeat = setInterval(send, HEARTBEAT_MS, 'alive')
    await new Promise<void>((resolve) => {
      const leave = live.join({ tell: () => send('changed'), end: resolve })
      stream.onAbort(() => {
        leave()
        resolve()
      })
    })
    clearInterval(heartbeat)
  })
}
