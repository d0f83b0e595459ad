import type { Lexicon } from './lexicon.ts'
import { gramsOf } from './neighbours.ts'
import type { Query } from './query.ts'

/** Terms of the query that a term is written like: place in the query and likeness, one after the other. */
export type Likeness = (term: number) => Float64Array

/** Less alike than this is chance. */
const LIKE_FROM = 0.3
const NOTHING_ALIKE = new Float64Array(0)

/** How much terms of documents are written like terms of the query: the share of runs of three letters (Dice). */
export function likenessTo(query: Query, lexicon: Lexicon): Likeness {
  const placesByGram = new Map<number, number[]>()
  const sizes = query.terms.map(({ text, quiet }, place) => {
    const grams = quiet ? [] : gramsOf(text)
    for (const gram of grams) {
      const places = placesByGram.get(gram)
      if (places) places.push(place)
      else placesByGram.set(gram, [place])
    }
    return grams.length
  })
  const known = new Map<number, Float64Array>()
  for (const [place, { others }] of query.terms.entries()) {
    // The same word, as another language reads it.
    for (const term of others) known.set(term, Float64Array.of(...(known.get(term) ?? []), place, 1))
  }
  return (term) => {
    const before = known.get(term)
    if (before) return before
    const alike = lexicon.isQuiet(term) ? NOTHING_ALIKE : compare(lexicon.termOf(term), placesByGram, sizes)
    known.set(term, alike)
    return alike
  }
}

function compare(text: string, placesByGram: ReadonlyMap<number, number[]>, sizes: readonly number[]): Float64Array {
  const grams = gramsOf(text)
  const shared = new Map<number, number>()
  for (const gram of grams) {
    for (const place of placesByGram.get(gram) ?? []) shared.set(place, (shared.get(place) ?? 0) + 1)
  }
  const alike: number[] = []
  for (const [place, count] of shared) {
    const likeness = (2 * count) / (grams.length + (sizes[place] as number))
    if (likeness >= LIKE_FROM) alike.push(place, likeness)
  }
  return alike.length === 0 ? NOTHING_ALIKE : Float64Array.from(alike)
}
