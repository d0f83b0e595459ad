import { useCallback, useEffect, useRef, useState } from 'preact/hooks'
import type { View } from '../wire.ts'
import { Failed, fetchView, renewToken, type Where } from './api.ts'
import { listen } from './live.ts'

export interface Seen {
  readonly view: View | null
  readonly connected: boolean
}

// While the company moves in at the first start, there is nobody yet.
const RETRY_MS = 400

/** What the person sees where the visitor is, kept up to date. `lostWay` is called when there is nothing they may see. */
export function useView(where: Where, lostWay: () => void): Seen {
  const [view, setView] = useState<View | null>(null)
  const [connected, setConnected] = useState(true)
  const latest = useRef(0)
  const refresh = useCallback(async () => {
    latest.current += 1
    const turn = latest.current
    const seen = await fetchView(where).catch((reason: unknown) => reason)
    if (turn !== latest.current) return
    if (!(seen instanceof Error)) return setView(seen as View)
    const problem = seen instanceof Failed ? seen.problem : 'lost'
    if (problem === 'foreign') await renewToken().catch(() => undefined)
    if (problem === 'notThere' && (where.as || where.place)) return lostWay()
    window.setTimeout(() => turn === latest.current && void refresh(), RETRY_MS)
  }, [where, lostWay])

  const current = useRef(refresh)
  useEffect(() => {
    current.current = refresh
    void refresh()
  }, [refresh])
  useEffect(() => listen(() => void current.current(), setConnected), [])
  return { view, connected }
}
