import { dice, gramsOf } from './grams.ts'

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
  /** By term: 1 when it is known, and room to count in, which is zero between two questions. */
  #isKnown = new Uint8Array(1024)
  #shared = new Uint8Array(1024)

  constructor(textOf: (term: number) => string) {
    this.#textOf = textOf
  }

  /** Makes the term known. */
  add(term: number): void {
    this.#makeRoom(term + 1)
    if (this.#isKnown[term] === 1) return
    this.#isKnown[term] = 1
    const text = this.#textOf(term)
    if (!hasLetters(text)) return
    for (const gram of gramsOf(text)) {
      const terms = this.#termsByGram.get(gram)
      if (terms) terms.push(term)
      else this.#termsByGram.set(gram, [term])
    }
  }

  /** Terms at least so alike, in no order. Only those that share most of the rarest runs are compared. */
  of(text: string, atLeast: number): Neighbour[] {
    if (!hasLetters(text)) return []
    const grams = gramsOf(text)
    return this.#likely(grams)
      .map((term) => ({ term, likeness: dice(grams, gramsOf(this.#textOf(term))) }))
      .filter(({ likeness }) => likeness >= atLeast && likeness < 1)
  }

  #likely(grams: readonly number[]): number[] {
    const lists = grams.map((gram) => this.#termsByGram.get(gram) ?? []).filter((terms) => terms.length > 0)
    const rarest = lists
      .sort((a, b) => a.length - b.length)
      .slice(0, RAREST)
      .filter((terms) => terms.length <= TERMS_AT_MOST)
    return this.#inManyOf(rarest, Math.max(FEWEST_SHARED, Math.ceil(rarest.length / 2)))
  }

  #inManyOf(lists: readonly (readonly number[])[], fewest: number): number[] {
    const shared = this.#shared
    const found: number[] = []
    for (const terms of lists) {
      for (const term of terms) {
        const count = (shared[term] as number) + 1
        shared[term] = count
        if (count === fewest) found.push(term)
      }
    }
    for (const terms of lists) for (const term of terms) shared[term] = 0
    return found
  }

  #makeRoom(terms: number): void {
    if (terms <= this.#isKnown.length) return
    const isKnown = new Uint8Array(2 * terms)
    isKnown.set(this.#isKnown)
    this.#isKnown = isKnown
    this.#shared = new Uint8Array(2 * terms)
  }
}

const hasLetters = (text: string): boolean => text.length >= SHORTEST && text.length <= LONGEST && LETTERS.test(text)
const LETTERS = /^\p{L}+$/u
