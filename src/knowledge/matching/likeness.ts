import type { Lexicon } from './lexicon.ts'
import { gramsOf, someGram } from './neighbours.ts'
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

/** Less alike than this is chance. */
const LIKE_FROM = 0.3
const NOT_AT_ALL: Meeting = { place: -1, alike: [], most: 0 }

/**
 * How terms of documents meet those of the query: by their number (`placeOf`), and by the share of runs of three letters
 * that they have in common (Dice). Each term is compared once.
 */
export function meetingWith(query: Query, placeOf: ReadonlyMap<number, number>, lexicon: Lexicon): Meet {
  const { likenessOf } = likenessTo(query)
  const sameWord = sameWordElsewhere(query)
  const known = new TermTable<Meeting>(lexicon.size)
  return (term) => known.get(term) ?? known.set(term, meet(term))

  function meet(term: number): Meeting {
    const place = placeOf.get(term) ?? -1
    const alike = lexicon.isQuiet(term) ? [] : [...likenessOf(lexicon.termOf(term)), ...(sameWord.get(term) ?? [])]
    return place < 0 && alike.length === 0 ? NOT_AT_ALL : { place, alike, most: highest(alike) }
  }
}

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

function likenessTo({ terms }: Query) {
  const placesByGram = new Map<number, number[]>()
  const sieve = new Uint8Array(SIEVE)
  const sizes = terms.map(({ text, quiet }, place) => {
    const grams = quiet ? [] : gramsOf(text)
    for (const gram of grams) {
      sieve[gram & (SIEVE - 1)] = 1
      placesByGram.set(gram, [...(placesByGram.get(gram) ?? []), place])
    }
    return grams.length
  })
  const isLikely = (gram: number): boolean => sieve[gram & (SIEVE - 1)] === 1
  return {
    likenessOf: (text: string) => (someGram(text, isLikely) ? compare(gramsOf(text), placesByGram, sizes) : []),
  }
}

/** Most terms share no run with the question, and a table of bytes tells so. A power of 2. */
const SIEVE = 4096

function compare(
  grams: readonly number[],
  placesByGram: ReadonlyMap<number, number[]>,
  sizes: readonly number[],
): number[] {
  const shared = new Map<number, number>()
  for (const gram of grams) {
    for (const place of placesByGram.get(gram) ?? []) shared.set(place, (shared.get(place) ?? 0) + 1)
  }
  const alike: number[] = []
  for (const [place, count] of shared) {
    const likeness = (2 * count) / (grams.length + (sizes[place] as number))
    if (likeness >= LIKE_FROM) alike.push(place, likeness)
  }
  return alike
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
