import { liveAddress, renewToken } from './api.ts'

const RETRY_MS = 1500

/** Listens for changes for as long as the page is open, and connects again by itself. Returns how to stop. */
export function listen(changed: () => void, connected: (is: boolean) => void): () => void {
  let source: EventSource | null = null
  let retry = 0
  const connect = (): void => {
    source = new EventSource(liveAddress())
    source.addEventListener('open', () => {
      connected(true)
      changed()
    })
    source.addEventListener('changed', changed)
    source.addEventListener('error', () => {
      connected(false)
      source?.close()
      retry = window.setTimeout(again, RETRY_MS)
    })
  }
  const again = (): void => void renewToken().then(connect, () => (retry = window.setTimeout(again, RETRY_MS)))
  connect()
  return () => {
    window.clearTimeout(retry)
    source?.close()
  }
}
