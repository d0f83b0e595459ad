import type { Item, LanguageCode } from '../item.ts'
import type { Linguist } from '../linguist.ts'
import { documentOf } from './document.ts'
import { type Features, featuresOf } from './features.ts'
import { type Access, MatchingIndex } from './index.ts'
import { type Reading, readingBy } from './meanings.ts'
import type { Packed } from './pack.ts'
import { type Query, readQuery, soughtBy } from './query.ts'
import { type Ranking, rank } from './rank.ts'
import type { Found } from './retrieve.ts'
import { finished, type Steps } from './steps.ts'

/** Documents that are looked at closely: those found by their words, and those that are used most these days. */
const FOUND_BY_WORDS = 100
const FOUND_BY_USE = 60

const NONE: ReadonlySet<number> = new Set()

/** Items in, the best matches of a question out. */
export class Matcher {
  readonly #index = new MatchingIndex()
  readonly #linguist: Linguist
  readonly #reading: Reading

  constructor(linguist: Linguist) {
    this.#linguist = linguist
    this.#reading = readingBy(linguist)
  }

  /** Adds the item, or what became of it. */
  put(item: Item): void {
    this.#index.put(documentOf(item, this.#reading.terms))
  }

  remove(item: number): void {
    this.#index.remove(item)
  }

  /** How many items there are. */
  get size(): number {
    return this.#index.size
  }

  /** Makes what the first question would have to wait for. */
  prepare(): void {
    this.#index.prepare()
  }

  /** It has learnt which words keep company, once at least. */
  get hasLearnt(): boolean {
    return this.#index.lexicon.vectors !== null
  }

  /** When it is time to learn anew which words keep company, the steps of it; until the last one, what was learnt before serves. */
  learning(): Steps<void> {
    return this.#index.learning()
  }

  /** Packs all that was put in, up to the change `seq`, in steps between which more may be put in. */
  packing(seq: number): Steps<Packed> {
    return this.#index.packing(seq)
  }

  /** Takes over what was packed and returns its `seq`; null when they are no good. */
  restore(bytes: Uint8Array): number | null {
    return this.#index.restore(bytes)
  }

  /**
   * The best `limit` items for this reader, best first, `without` those. `language` is the reader's, for questions that
   * show none.
   */
  match(
    question: string,
    access: Access,
    language: LanguageCode,
    now: Date,
    limit: number,
    without: ReadonlySet<number> = NONE,
  ): Ranking {
    const query = this.#read(question, language)
    const found = this.#find(query, access, Math.max(FOUND_BY_WORDS, limit + without.size))
    const standing = found.filter(({ id }) => !without.has(id))
    return rank(standing, query, this.#index.lexicon, now, limit)
  }

  /** Numbers of the newest items that the reader may read. */
  newest(access: Access, limit: number): number[] {
    return this.#index.newest(access, limit).map(({ id }) => id)
  }

  /** What is compared with the question, in no order, with what is seen in each: to learn the weights from. */
  examine(question: string, access: Access, now: Date): { readonly id: number; readonly features: Features }[] {
    const query = this.#read(question, 'en')
    const found = this.#find(query, access, FOUND_BY_WORDS)
    const features = featuresOf(found, query, this.#index.lexicon, now)
    return found.map(({ id }, i) => ({ id, features: features[i] as Features }))
  }

  #read(question: string, language: LanguageCode): Query {
    return readQuery(question, this.#linguist.languageOf(question, language), this.#reading, this.#index.lexicon)
  }

  #find(query: Query, access: Access, limit: number): Found[] {
    if (!this.hasLearnt) finished(this.#index.learning())
    const byWords = this.#index.retrieve(soughtBy(query, this.#index.lexicon), access, limit)
    const known = new Set(byWords.map(({ id }) => id))
    return [...byWords, ...this.#index.lively(access, FOUND_BY_USE).filter(({ id }) => !known.has(id))]
  }
}
