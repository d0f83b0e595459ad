import type { Item, LanguageCode } from '../item.ts'
import type { Linguist } from '../linguist.ts'
import { documentOf } from './document.ts'
import { featuresOf } from './features.ts'
import { type Access, MatchingIndex } from './index.ts'
import { readQuery, soughtBy } from './query.ts'
import { type Ranking, rank } from './rank.ts'
import { type TermReader, termReader } from './terms.ts'

/** Documents that are looked at closely. */
const CANDIDATES = 100

/** Items in, the best matches of a question out. */
export class Matcher {
  readonly index = new MatchingIndex()
  readonly #linguist: Linguist
  readonly #terms: TermReader

  constructor(linguist: Linguist) {
    this.#linguist = linguist
    this.#terms = termReader(linguist)
  }

  /** Adds the item, or what became of it. */
  put(item: Item): void {
    this.index.put(documentOf(item, this.#terms))
  }

  remove(item: number): void {
    this.index.remove(item)
  }

  /** What is found before it is put in order, with its features: to learn from. */
  examine(question: string, access: Access, language: LanguageCode, now: Date, limit: number) {
    const query = readQuery(question, this.#linguist.languageOf(question, language), this.#terms, this.index.lexicon)
    const found = this.index.retrieve(soughtBy(query), access, limit)
    return featuresOf(found, query, this.index.lexicon, now).map((features, i) => ({ id: found[i]?.id ?? 0, features }))
  }

  /** The best `limit` items for this reader, best first. `language` is the reader's, for questions that show none. */
  match(question: string, access: Access, language: LanguageCode, now: Date, limit: number): Ranking {
    const query = readQuery(question, this.#linguist.languageOf(question, language), this.#terms, this.index.lexicon)
    const found = this.index.retrieve(soughtBy(query), access, Math.max(CANDIDATES, limit))
    return rank(found, query, this.index.lexicon, now, limit)
  }
}
