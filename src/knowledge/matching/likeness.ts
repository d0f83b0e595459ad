import { GramSieve, gramsOf } from './grams.ts'
import type { Lexicon } from './lexicon.ts'
import { MEANT, type Query } from './query.ts'

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
  const likeness = new Likeness(query)
  const sameWord = sameWordElsewhere(query)
  const known = new TermTable<Meeting>(lexicon.size)
  return (term) => known.get(term) ?? known.set(term, meet(term))

  function meet(term: number): Meeting {
    const place = placeOf.get(term) ?? -1
    const alike = lexicon.isQuiet(term) ? NONE : alikeTo(term)
    return place < 0 && alike.length === 0 ? NOT_AT_ALL : { place, alike, most: highest(alike) }
  }

  function alikeTo(term: number): readonly number[] {
    const written = likeness.of(lexicon.termOf(term))
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

/** How a word is written like those of a query. */
class Likeness {
  readonly #sieve = new GramSieve()
  readonly #placesByGram = new Map<number, number[]>()
  /** By place: how many runs the word there has, and how many of them the word at hand has too. */
  readonly #sizes: readonly number[]
  readonly #shared: Uint8Array

  constructor({ terms }: Query) {
    this.#shared = new Uint8Array(terms.length)
    this.#sizes = terms.map(({ text, quiet }, place) => {
      const grams = quiet ? [] : gramsOf(text)
      for (const gram of grams) this.#add(gram, place)
      return grams.length
    })
  }

  /** Places of terms written alike, each followed by the likeness. */
  of(text: string): readonly number[] {
    if (!this.#sieve.passes(text)) return NONE
    const grams = gramsOf(text)
    const places: number[] = []
    for (const gram of grams) {
      if (!this.#sieve.has(gram)) continue
      for (const place of this.#placesByGram.get(gram) ?? NONE) {
        if (this.#shared[place] === 0) places.push(place)
        this.#shared[place] = (this.#shared[place] as number) + 1
      }
    }
    return places.length === 0 ? NONE : this.#takeLikeness(places, grams.length)
  }

  #takeLikeness(places: readonly number[], size: number): number[] {
    const alike: number[] = []
    for (const place of places) {
      const likeness = (2 * (this.#shared[place] as number)) / (size + (this.#sizes[place] as number))
      this.#shared[place] = 0
      if (likeness >= LIKE_FROM) alike.push(place, likeness)
    }
    return alike
  }

  #add(gram: number, place: number): void {
    this.#sieve.add(gram)
    const places = this.#placesByGram.get(gram)
    if (places) places.push(place)
    else this.#placesByGram.set(gram, [place])
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
