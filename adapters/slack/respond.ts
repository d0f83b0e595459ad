import { RetryLater } from '../../src/chat/platform.ts'

const TIMEOUT_MS = 5_000
const HOOKS = 'https://hooks.slack.com'
const PATIENCE_S = 30

/** Posts to response URLs: of Slack alone, or of the server that stands in for it. */
export function respondTo(apiUrl: string): (url: string, body: Readonly<Record<string, unknown>>) => Promise<void> {
  const own = new URL(apiUrl).origin
  return async (url, body) => {
    const { origin } = new URL(url)
    if (origin !== HOOKS && origin !== own) throw new Error('a response URL that is not of Slack')
    const response = await fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
      redirect: 'error',
      signal: AbortSignal.timeout(TIMEOUT_MS),
    })
    if (response.status === 429) {
      throw new RetryLater(Number(response.headers.get('retry-after') ?? PATIENCE_S) * 1000)
    }
    if (!response.ok) throw new Error(`Slack did not take the answer (${response.status})`)
  }
}
