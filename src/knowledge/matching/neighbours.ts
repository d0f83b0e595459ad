/** A known term that is written much like another. */
export interface Neighbour {
  readonly term: number
  /** Share of runs of three letters in common (Dice), above 0, below 1. */
  readonly likeness: number
}

/** Terms shorter than this have too few letters to be told apart. */
const SHORTEST = 4
const LONGEST = 24
/** Runs of a term that are looked up, rarest first; a run that more terms have tells nothing. */
const RAREST = 6
const TERMS_AT_MOST = 2000
const FEWEST_SHARED = 2

/** Finds terms that are written alike: other forms of a word, compounds, slips of the pen. */
export class Neighbours {
  readonly #termsByGram = new Map<string, number[]>()
  readonly #texts = new Map<number, string>()

  add(term: number, text: string): void {
    if (!hasLetters(text) || this.#texts.has(term)) return
    this.#texts.set(term, text)
    for (const gram of gramsOf(text)) {
      const terms = this.#termsByGram.get(gram)
      if (terms) terms.push(term)
      else this.#termsByGram.set(gram, [term])
    }
  }

  /** Terms at least so alike, in no order. Only those that share two of the rarest runs are compared. */
  of(text: string, atLeast: number): Neighbour[] {
    if (!hasLetters(text)) return []
    const grams = new Set(gramsOf(text))
    const found: Neighbour[] = []
    for (const [term, shared] of this.#likely(grams)) {
      if (shared < FEWEST_SHARED) continue
      const likeness = dice(grams, gramsOf(this.#texts.get(term) ?? ''))
      if (likeness >= atLeast && likeness < 1) found.push({ term, likeness })
    }
    return found
  }

  // Terms that have the rarest of these runs, with the number of runs shared.
  #likely(grams: ReadonlySet<string>): ReadonlyMap<number, number> {
    const lists = [...grams].map((gram) => this.#termsByGram.get(gram) ?? []).filter((terms) => terms.length > 0)
    const shared = new Map<number, number>()
    const rarest = lists.sort((a, b) => a.length - b.length).slice(0, RAREST)
    for (const terms of rarest) {
      if (terms.length > TERMS_AT_MOST) break
      for (const term of terms) shared.set(term, (shared.get(term) ?? 0) + 1)
    }
    return shared
  }
}

function dice(one: ReadonlySet<string>, other: readonly string[]): number {
  const shared = other.reduce((count, gram) => (one.has(gram) ? count + 1 : count), 0)
  return (2 * shared) / (one.size + other.length)
}

/** Runs of three letters, with the ends of the word marked. */
export function gramsOf(text: string): string[] {
  const padded = `^${text}$`
  const grams = new Set<string>()
  for (let i = 0; i + 3 <= padded.length; i++) grams.add(padded.slice(i, i + 3))
  return [...grams]
}

const hasLetters = (text: string): boolean => text.length >= SHORTEST && text.length <= LONGEST && LETTERS.test(text)
const LETTERS = /^\p{L}+$/u
