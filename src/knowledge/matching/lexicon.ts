import { type Neighbour, Neighbours } from './neighbours.ts'
import { Spellings } from './spellings.ts'
import { isQuiet } from './terms.ts'
import type { TermVectors } from './vectors.ts'

/** Weights are remembered for terms of fewer items than this: nearly all. */
const REMEMBERED = 4096

/** Every term in the order of its number, more may come behind; and in how many public items each stands. */
export interface LexiconParts {
  readonly terms: readonly string[]
  readonly publicItems: Int32Array
  readonly publicCount: number
}

/** Every term that was ever indexed, by number, and in how many items that everyone may read it occurs. */
export class Lexicon {
  readonly #ids = new Map<string, number>()
  readonly #terms: string[] = []
  #publicItems: Int32Array = new Int32Array(1024)
  /** 1 for a small word. */
  #quiet: Uint8Array = new Uint8Array(1024)
  #publicCount = 0
  /** What was learnt of the company that terms keep; null before there is enough to learn from. */
  vectors: TermVectors | null = null
  /** Of every term. */
  readonly spellings = new Spellings()
  #neighbours: Neighbours | null = null
  // Logarithms that were taken, by the number of items; 0 where none was, and void when `#publicCount` moves.
  readonly #weights = new Float64Array(REMEMBERED)
  #weightsFor = -1

  /** How many items everyone may read. */
  get publicCount(): number {
    return this.#publicCount
  }

  get size(): number {
    return this.#terms.length
  }

  get parts(): LexiconParts {
    return {
      terms: this.#terms,
      publicItems: this.#publicItems.slice(0, this.#terms.length),
      publicCount: this.#publicCount,
    }
  }

  static from(parts: LexiconParts): Lexicon {
    const lexicon = new Lexicon()
    for (const term of parts.terms) lexicon.#push(term)
    lexicon.#publicItems.set(parts.publicItems)
    lexicon.#publicCount = parts.publicCount
    return lexicon
  }

  /** Small words, which nothing is found by. */
  isQuiet(id: number): boolean {
    return this.#quiet[id] === 1
  }

  /** The number of the term, given to it now if it is new. */
  intern(term: string): number {
    return this.#ids.get(term) ?? this.#push(term)
  }

  idOf(term: string): number | undefined {
    return this.#ids.get(term)
  }

  termOf(id: number): string {
    return this.#terms[id] ?? ''
  }

  /** Number of items that everyone may read in which the term occurs. */
  publicItemsWith(id: number): number {
    return this.#publicItems[id] ?? 0
  }

  /** Counts one more (`by` 1) or one fewer (`by` -1) public item with these terms. */
  count(distinctTerms: Iterable<number>, by: 1 | -1): void {
    this.#publicCount += by
    for (const id of distinctTerms) {
      const before = this.publicItemsWith(id)
      this.#publicItems[id] = before + by
      if (before === 0) this.#neighbours?.add(id, this.termOf(id))
    }
  }

  /** Makes what `writtenLike` looks into. */
  prepare(): void {
    this.#known()
  }

  /** Terms of public items that are written at least so much alike, the most alike first. */
  writtenLike(text: string, atLeast: number, limit: number): Neighbour[] {
    return this.#known()
      .of(text, atLeast)
      .filter(({ term }) => this.publicItemsWith(term) > 0)
      .sort((a, b) => b.likeness - a.likeness || (this.termOf(a.term) < this.termOf(b.term) ? -1 : 1))
      .slice(0, limit)
  }

  /** Terms of public items that are one slip of the pen away, those of most items first. */
  slipsOf(text: string, limit: number): number[] {
    return this.#known()
      .slipsOf(text, (term) => this.termOf(term))
      .filter((term) => this.publicItemsWith(term) > 0)
      .sort((a, b) => this.publicItemsWith(b) - this.publicItemsWith(a) || (this.termOf(a) < this.termOf(b) ? -1 : 1))
      .slice(0, limit)
  }

  /**
   * How much the term tells, from public items alone: a rarer one tells more, and one that no public item has tells
   * as much as one that a single item has.
   */
  weight(id: number | undefined): number {
    const having = id === undefined ? 1 : Math.max(1, this.publicItemsWith(id))
    if (having >= this.#weights.length) return this.#weightOf(having)
    if (this.#weightsFor !== this.#publicCount) {
      this.#weights.fill(0)
      this.#weightsFor = this.#publicCount
    }
    const known = this.#weights[having] as number
    if (known > 0) return known
    const weight = this.#weightOf(having)
    this.#weights[having] = weight
    return weight
  }

  #weightOf(having: number): number {
    return Math.log(1 + (this.#publicCount + 1) / (having + 0.5))
  }

  // Made when it is first asked for: a restart does not wait for it.
  #known(): Neighbours {
    if (this.#neighbours) return this.#neighbours
    this.#neighbours = new Neighbours(this.spellings)
    for (let id = 0; id < this.size; id++) if (this.publicItemsWith(id) > 0) this.#neighbours.add(id, this.termOf(id))
    return this.#neighbours
  }

  #push(term: string): number {
    const id = this.#terms.length
    this.#ids.set(term, id)
    this.#terms.push(term)
    this.spellings.add(term)
    if (id >= this.#publicItems.length) this.#grow()
    if (isQuiet(term)) this.#quiet[id] = 1
    return id
  }

  #grow(): void {
    const [publicItems, quiet] = [this.#publicItems, this.#quiet]
    this.#publicItems = new Int32Array(2 * publicItems.length)
    this.#publicItems.set(publicItems)
    this.#quiet = new Uint8Array(2 * quiet.length)
    this.#quiet.set(quiet)
  }
}
