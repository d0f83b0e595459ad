/** A pure function of a short text that remembers its latest results: stemming costs far more than looking up. */
export function memo<T>(compute: (text: string) => T, size = SIZE): (text: string) => T {
  let recent = new Map<string, T>()
  let older = new Map<string, T>()
  return (text) => {
    const fresh = recent.get(text)
    if (fresh !== undefined) return fresh
    const result = older.get(text) ?? compute(text)
    if (recent.size >= size) {
      older = recent
      recent = new Map()
    }
    recent.set(text, result)
    return result
  }
}

/** Words in each of two generations: a company's vocabulary, in some ten megabytes. */
const SIZE = 60_000
