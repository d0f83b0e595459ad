import { isOneSlip } from './slips.ts'
import { dice, type Spellings } from './spellings.ts'

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
/** In shorter words a slip makes another word too easily. */
const SHORTEST_SLIP = 5

/** Finds terms that are written alike: other forms of a word, compounds, slips of the pen. */
export class Neighbours {
  readonly #spellings: Spellings
  /** By run. */
  readonly #terms: number[][] = []
  /** By term: 1 when it is known, and room to count in, which is zero between two questions. */
  #isKnown = new Uint8Array(1024)
  #counts = new Uint8Array(1024)

  constructor(spellings: Spellings) {
    this.#spellings = spellings
  }

  /** Makes the term known, which is written so. */
  add(term: number, text: string): void {
    this.#makeRoom(term + 1)
    if (this.#isKnown[term] === 1) return
    this.#isKnown[term] = 1
    if (!hasLetters(text)) return
    const { runs } = this.#spellings
    for (let i = this.#spellings.start(term); i < this.#spellings.end(term); i++)
      this.#list(runs[i] as number).push(term)
  }

  /** Terms at least so alike, in no order. Only those that share most of the rarest runs are compared. */
  of(text: string, atLeast: number): Neighbour[] {
    if (!hasLetters(text)) return []
    const asked = this.#spellings.read(text)
    return this.#likely(asked)
      .map((term) => ({ term, likeness: this.#likeness(asked, term) }))
      .filter(({ likeness }) => likeness >= atLeast && likeness < 1)
  }

  /** Terms that are one slip of the pen away from this one, in no order; `textOf` tells how they are written. */
  slipsOf(text: string, textOf: (term: number) => string): number[] {
    if (!hasLetters(text) || text.length < SHORTEST_SLIP) return []
    const lists = this.#rarest(this.#spellings.read(text))
    return this.#inManyOf(lists, FEWEST_SHARED).filter((term) => isOneSlip(text, textOf(term)))
  }

  #likely(asked: readonly number[]): number[] {
    const rarest = this.#rarest(asked)
    return this.#inManyOf(rarest, Math.max(FEWEST_SHARED, Math.ceil(rarest.length / 2)))
  }

  #rarest(asked: readonly number[]): (readonly number[])[] {
    const lists = asked.map((run) => this.#terms[run] ?? []).filter((terms) => terms.length > 0)
    return lists
      .sort((a, b) => a.length - b.length)
      .slice(0, RAREST)
      .filter((terms) => terms.length <= TERMS_AT_MOST)
  }

  #inManyOf(lists: readonly (readonly number[])[], fewest: number): number[] {
    const counts = this.#counts
    const found: number[] = []
    for (const terms of lists) {
      for (const term of terms) {
        const count = (counts[term] as number) + 1
        counts[term] = count
        if (count === fewest) found.push(term)
      }
    }
    for (const terms of lists) for (const term of terms) counts[term] = 0
    return found
  }

  #likeness(asked: readonly number[], term: number): number {
    const { runs } = this.#spellings
    const [start, end] = [this.#spellings.start(term), this.#spellings.end(term)]
    let shared = 0
    for (let i = start; i < end; i++) if (asked.includes(runs[i] as number)) shared++
    return dice(shared, asked.length, end - start)
  }

  #list(run: number): number[] {
    while (this.#terms.length <= run) this.#terms.push([])
    return this.#terms[run] as number[]
  }

  #makeRoom(terms: number): void {
    if (terms <= this.#isKnown.length) return
    const isKnown = new Uint8Array(2 * terms)
    isKnown.set(this.#isKnown)
    this.#isKnown = isKnown
    this.#counts = new Uint8Array(2 * terms)
  }
}

const hasLetters = (text: string): boolean => text.length >= SHORTEST && text.length <= LONGEST && LETTERS.test(text)
const LETTERS = /^\p{L}+$/u
