// Nine digits in base 36 hold milliseconds for the next three thousand years.
const DIGITS = 9

/** Message ids that sort by time, each after every one before it. */
export function createStamps(now: () => Date, newId: () => string): () => string {
  let last = 0
  return () => {
    last = Math.max(last + 1, now().getTime())
    return `${last.toString(36).padStart(DIGITS, '0')}-${newId()}`
  }
}

/** Ids of messages from before the first start: they sort before any other, in their own order. */
export const pastStamp = (position: number): string => position.toString(36).padStart(DIGITS, '0')
