/** A known term that is written much like another. */
export interface Neighbour {
  readonly term: number
  /** Share of runs of three letters in common (Dice), above 0, below 1. */
  readonly likeness: number
}

/** Terms shorter than this have too few letters to be told apart. */
const SHORTEST = 4
const LONGEST = 24

/** Finds terms that are written alike: other forms of a word, compounds, slips of the pen. */
export class Neighbours {
  readonly #termsByGram = new Map<string, number[]>()
  readonly #sizes = new Map<number, number>()

  add(term: number, text: string): void {
    if (!hasLetters(text) || this.#sizes.has(term)) return
    const grams = gramsOf(text)
    this.#sizes.set(term, grams.length)
    for (const gram of grams) {
      const terms = this.#termsByGram.get(gram)
      if (terms) terms.push(term)
      else this.#termsByGram.set(gram, [term])
    }
  }

  /** Terms at least so alike, in no order. Looks through the rarest runs only: whoever is alike has one of them. */
  of(text: string, atLeast: number): Neighbour[] {
    if (!hasLetters(text)) return []
    const grams = gramsOf(text)
    const lists = grams.map((gram) => this.#termsByGram.get(gram) ?? []).sort((a, b) => a.length - b.length)
    const shared = new Map<number, number>()
    const needed = Math.ceil((atLeast * grams.length) / (2 - atLeast))
    lists.forEach((terms, i) => {
      const mayStart = i <= grams.length - needed
      for (const term of terms) {
        const count = shared.get(term)
        if (count !== undefined) shared.set(term, count + 1)
        else if (mayStart) shared.set(term, 1)
      }
    })
    const found: Neighbour[] = []
    for (const [term, count] of shared) {
      const likeness = (2 * count) / (grams.length + (this.#sizes.get(term) ?? 0))
      if (likeness >= atLeast && likeness < 1) found.push({ term, likeness })
    }
    return found
  }
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
