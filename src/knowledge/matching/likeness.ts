import type { Lexicon } from './lexicon.ts'
import { MEANT, type Query } from './query.ts'
import { dice, type Spellings } from './spellings.ts'

/** How a term of a document meets the terms of a question. */
export interface Meeting {
  /** Place in the question of the very same term, or of what another language reads it as; -1 when there is none. */
  readonly place: number
  /** Places of terms written alike, each followed by the likeness. */
  readonly alike: readonly number[]
  /** The highest of these likenesses. */
  readonly most: number
}

export type Meet = (term: number) => Meeting

/** A term that nothing in the question is like. */
export const NOT_AT_ALL: Meeting = { place: -1, alike: [], most: 0 }

/**
 * How terms of documents meet those of the query: by their number (`placeOf`), and by the share of runs of three letters
 * that they have in common (Dice). Each term is compared once.
 */
export function meetingWith(query: Query, placeOf: ReadonlyMap<number, number>, lexicon: Lexicon): Meet {
  const likeness = new Likeness(query, lexicon.spellings)
  const sameWord = sameWordElsewhere(query)
  const known = new TermTable<Meeting>(lexicon.size)
  return (term) => known.get(term) ?? known.set(term, meet(term))

  function meet(term: number): Meeting {
    const place = placeOf.get(term) ?? -1
    const alike = lexicon.isQuiet(term) ? NONE : alikeTo(term)
    return place < 0 && alike.length === 0 ? NOT_AT_ALL : { place, alike, most: highest(alike) }
  }

  function alikeTo(term: number): readonly number[] {
    const written = likeness.of(term)
    const same = sameWord.get(term)
    return same ? [...written, ...same] : written
  }
}

const NONE: readonly number[] = []

/** What the same word becomes in another language is as like as can be; what only means the same, nearly. */
function sameWordElsewhere({ terms }: Query): Map<number, number[]> {
  const found = new Map<number, number[]>()
  const like = (term: number, place: number, likeness: number) =>
    found.set(term, [...(found.get(term) ?? []), place, likeness])
  for (const [place, { term: own, others, meant }] of terms.entries()) {
    for (const term of others) like(term, place, 1)
    for (const term of meant) if (term !== own) like(term, place, MEANT)
  }
  return found
}

/** Less alike than this is chance. */
const LIKE_FROM = 0.3

/** How terms are written like those of a query. */
class Likeness {
  readonly #spellings: Spellings
  /** By run: 0 when the query does not have it, else which of `#places` has it. */
  readonly #asked: Uint16Array
  readonly #places: number[][] = [[]]
  /** By place: how many runs the word there has, and how many of them the term at hand has too. */
  readonly #sizes: readonly number[]
  readonly #shared: Uint8Array

  constructor({ terms }: Query, spellings: Spellings) {
    this.#spellings = spellings
    this.#asked = new Uint16Array(spellings.size)
    this.#shared = new Uint8Array(terms.length)
    this.#sizes = terms.map(({ text, quiet }, place) => {
      const runs = quiet ? [] : spellings.read(text)
      for (const run of runs) if (run >= 0) this.#ask(run, place)
      return runs.length
    })
  }

  /** Places of words written alike, each followed by the likeness. */
  of(term: number): readonly number[] {
    const { runs } = this.#spellings
    const [start, end] = [this.#spellings.start(term), this.#spellings.end(term)]
    let met: number[] | null = null
    for (let i = start; i < end; i++) {
      const asked = this.#asked[runs[i] as number] as number
      if (asked === 0) continue
      met ??= []
      for (const place of this.#places[asked] as number[]) {
        if (this.#shared[place] === 0) met.push(place)
        this.#shared[place] = (this.#shared[place] as number) + 1
      }
    }
    return met === null ? NONE : this.#likenesses(met, end - start)
  }

  #likenesses(places: readonly number[], size: number): number[] {
    const alike: number[] = []
    for (const place of places) {
      const likeness = dice(this.#shared[place] as number, size, this.#sizes[place] as number)
      this.#shared[place] = 0
      if (likeness >= LIKE_FROM) alike.push(place, likeness)
    }
    return alike
  }

  #ask(run: number, place: number): void {
    if (this.#asked[run] === 0) this.#asked[run] = this.#places.push([]) - 1
    this.#places[this.#asked[run] as number]?.push(place)
  }
}

function highest(alike: readonly number[]): number {
  let most = 0
  for (let i = 1; i < alike.length; i += 2) most = Math.max(most, alike[i] as number)
  return most
}

let tables = 0
// Of each term two numbers, side by side in memory: the table that last held it, and its place in there.
let entries = new Uint32Array(0)

/** Something for some terms, as a map would keep it: but for all tables together there is one array to look into. */
class TermTable<T> {
  readonly #name = ++tables
  readonly #kept: T[] = []

  constructor(terms: number) {
    if (entries.length < 2 * terms) entries = new Uint32Array(4 * terms)
  }

  get(term: number): T | undefined {
    return entries[2 * term] === this.#name ? this.#kept[entries[2 * term + 1] as number] : undefined
  }

  set(term: number, value: T): T {
    entries[2 * term] = this.#name
    entries[2 * term + 1] = this.#kept.push(value) - 1
    return value
  }
}
