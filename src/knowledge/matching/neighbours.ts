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
  readonly #termsByGram = new Map<number, number[]>()
  readonly #textOf: (term: number) => string

  constructor(textOf: (term: number) => string) {
    this.#textOf = textOf
  }

  /** Makes the term known; once is enough. */
  add(term: number): void {
    const text = this.#textOf(term)
    if (!hasLetters(text)) return
    for (const gram of gramsOf(text)) {
      const terms = this.#termsByGram.get(gram)
      if (!terms) this.#termsByGram.set(gram, [term])
      else if (terms[terms.length - 1] !== term) terms.push(term)
    }
  }

  /** Terms at least so alike, in no order. Only those that share most of the rarest runs are compared. */
  of(text: string, atLeast: number): Neighbour[] {
    if (!hasLetters(text)) return []
    const grams = gramsOf(text)
    const { shared, lists } = this.#likely(grams)
    const found: Neighbour[] = []
    for (const [term, count] of shared) {
      if (count < Math.max(FEWEST_SHARED, lists / 2)) continue
      const likeness = dice(grams, gramsOf(this.#textOf(term)))
      if (likeness >= atLeast && likeness < 1) found.push({ term, likeness })
    }
    return found
  }

  // Terms that have some of the rarest of these runs, with the number of runs shared.
  #likely(grams: readonly number[]): { readonly shared: ReadonlyMap<number, number>; readonly lists: number } {
    const lists = grams.map((gram) => this.#termsByGram.get(gram) ?? []).filter((terms) => terms.length > 0)
    const rarest = lists
      .sort((a, b) => a.length - b.length)
      .slice(0, RAREST)
      .filter((terms) => terms.length <= TERMS_AT_MOST)
    const shared = new Map<number, number>()
    for (const terms of rarest) for (const term of terms) shared.set(term, (shared.get(term) ?? 0) + 1)
    return { shared, lists: rarest.length }
  }
}

/** The share of runs that two words have in common, from 0 to 1. */
export function dice(one: readonly number[], other: readonly number[]): number {
  let shared = 0
  for (const gram of other) if (one.includes(gram)) shared++
  return (2 * shared) / (one.length + other.length)
}

const EDGE = 94

/** The different runs of three letters, with the ends of the word marked, each as a number. */
export function gramsOf(text: string): number[] {
  const grams: number[] = []
  let first = EDGE
  let second = text.charCodeAt(0)
  for (let i = 1; i <= text.length; i++) {
    const third = i < text.length ? text.charCodeAt(i) : EDGE
    const gram = gramOf(first, second, third)
    if (!grams.includes(gram)) grams.push(gram)
    first = second
    second = third
  }
  return grams
}

/** True when one of the runs of the text passes. */
export function someGram(text: string, passes: (gram: number) => boolean): boolean {
  let first = EDGE
  let second = text.charCodeAt(0)
  for (let i = 1; i <= text.length; i++) {
    const third = i < text.length ? text.charCodeAt(i) : EDGE
    if (passes(gramOf(first, second, third))) return true
    first = second
    second = third
  }
  return false
}

const gramOf = (first: number, second: number, third: number): number =>
  Math.imul(Math.imul(first, 0x9e3779b1) ^ second, 0x85ebca77) ^ third

const hasLetters = (text: string): boolean => text.length >= SHORTEST && text.length <= LONGEST && LETTERS.test(text)
const LETTERS = /^\p{L}+$/u
