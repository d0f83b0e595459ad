import { liveAddress, renewToken } from './api.ts'

const RETRY_MS = 1500
// Several changes of one moment are one look.
const GATHER_MS = 30

/**
 * Listens for changes while the page is in sight, and connects again by itself. A browser allows six connections
 * to one place, so a tab in the background keeps none. Returns how to stop.
 */
export function listen(changed: () => void, connected: (is: boolean) => void): () => void {
  let source: EventSource | null = null
  let retry = 0
  let gather = 0
  const look = (): void => {
    window.clearTimeout(gather)
    gather = window.setTimeout(changed, GATHER_MS)
  }
  const leave = (): void => {
    window.clearTimeout(retry)
    source?.close()
    source = null
  }
  const connect = (): void => {
    leave()
    source = new EventSource(liveAddress())
    source.addEventListener('open', () => {
      connected(true)
      look()
    })
    source.addEventListener('changed', look)
    source.addEventListener('alive', look)
    source.addEventListener('error', () => {
      connected(false)
      leave()
      retry = window.setTimeout(again, RETRY_MS)
    })
  }
  const again = (): void => {
    void renewToken().then(connect, () => {
      retry = window.setTimeout(again, RETRY_MS)
    })
  }
  const onSight = (): void => (document.hidden ? leave() : connect())
  document.addEventListener('visibilitychange', onSight)
  onSight()
  return () => {
    document.removeEventListener('visibilitychange', onSight)
    leave()
  }
}
