import type { Problem, View } from '../wire.ts'

/** What the server refused, by name; `lost` when it did not answer at all. */
export class Failed extends Error {
  readonly problem: Problem | 'lost'
  constructor(problem: Problem | 'lost') {
    super(problem)
    this.problem = problem
  }
}

/** Where the visitor is: who they act as, in which place, with which thread open. */
export interface Where {
  readonly as: string
  readonly place: string
  /** A message whose thread is open; empty for none. */
  readonly thread: string
  /** The message that a link led to. */
  readonly found: string
  readonly limit: number
}

/** What the person sees there. */
export async function fetchView({ as, place, thread, limit }: Where): Promise<View> {
  const query = new URLSearchParams({ as, place, thread, limit: String(limit), lang: navigator.language })
  return (await request(`/api/view?${query}`)).json() as Promise<View>
}

/** The file that came with a message. */
export async function fetchFile(as: string, message: string): Promise<Blob> {
  return (await request(`/api/file?${new URLSearchParams({ as, message })}`)).blob()
}

/** Does something on behalf of the person; resolves once it is kept. */
export async function act(name: string, body: Readonly<Record<string, unknown>>): Promise<void> {
  await request(`/api/${name}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  })
}

/** Address of the stream of changes. */
export const liveAddress = (): string => `/api/live?token=${encodeURIComponent(token)}`

/** After a restart the server has another token: reads it from a fresh copy of the page. */
export async function renewToken(): Promise<void> {
  const page = await (await fetch('/')).text()
  token = /name="savoir-token" content="([^"]*)"/.exec(page)?.[1] ?? token
}

let token = document.querySelector<HTMLMetaElement>('meta[name="savoir-token"]')?.content ?? ''

async function request(address: string, init: RequestInit = {}): Promise<Response> {
  const answer = await fetch(address, { ...init, headers: { ...init.headers, 'x-savoir-token': token } }).catch(() => {
    throw new Failed('lost')
  })
  if (answer.ok) return answer
  const told = (await answer.json().catch(() => ({}))) as { readonly problem?: Problem }
  throw new Failed(told.problem ?? 'tryAgain')
}
