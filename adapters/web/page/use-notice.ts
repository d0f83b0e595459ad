import { useCallback, useRef, useState } from 'preact/hooks'

const SHOWN_MS = 5000

/** A line that is shown for a moment, and how to show one. */
export function useNotice(): readonly [notice: string, tell: (line: string) => void] {
  const [notice, setNotice] = useState('')
  const timer = useRef(0)
  const tell = useCallback((line: string) => {
    window.clearTimeout(timer.current)
    setNotice(line)
    timer.current = window.setTimeout(() => setNotice(''), SHOWN_MS)
  }, [])
  return [notice, tell]
}
