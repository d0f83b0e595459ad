import { FIELDS } from './document.ts'
import type { Lexicon } from './lexicon.ts'
import type { Query } from './query.ts'
import type { Found } from './retrieve.ts'
import { at, factsOf, fieldTerms } from './segment.ts'

export const FEATURES = [
  'retrieval',
  'title',
  'body',
  'accepted',
  'replies',
  'tags',
  'quietTitle',
  'quietBody',
  'pairsTitle',
  'pairsBody',
  'pairsAnswers',
  'cover',
  'coverTitle',
  'coverDoc',
  'subwordTitle',
  'subwordRest',
  'near',
  'uses',
  'recentUse',
  'age',
  'answered',
  'otherLanguage',
  'length',
] as const
export type FeatureName = (typeof FEATURES)[number]

const USUAL = [8, 60, 60, 120, 4]
const READ = [64, 300, 300, 600, 32]
const DAY_MS = 86_400_000

export function featuresOf(found: readonly Found[], query: Query, lexicon: Lexicon, now: Date): Float64Array[] {
  const place = new Map<number, number>()
  query.terms.forEach((t, i) => {
    if (t.term !== undefined) place.set(t.term, i)
  })
  const w = query.terms.map((t) => t.weight)
  const loud = query.terms.reduce((s, t) => s + (t.quiet ? 0 : t.weight), 0) || 1
  const quiet = query.terms.reduce((s, t) => s + (t.quiet ? t.weight : 0), 0) || 1
  const pairs = new Map<number, number>()
  let pairTotal = 0
  for (let i = 0; i + 1 < query.reading.length; i++) {
    const [a, b] = [query.reading[i] as number, query.reading[i + 1] as number]
    const key = a * 4096 + b
    if (pairs.has(key)) continue
    const weight = at(w, a) + at(w, b)
    pairs.set(key, weight)
    pairTotal += weight
  }
  pairTotal ||= 1
  const sub = subwords(query, lexicon)
  const n = query.terms.length
  const out: Float64Array[] = []
  const soft = new Float64Array(n)
  const tf = new Float64Array(n)
  const seen = new Uint8Array(n),
    seenTitle = new Uint8Array(n)
  for (const hit of found) {
    const f = new Float64Array(FEATURES.length)
    const set = (name: FeatureName, value: number) => {
      f[FEATURES.indexOf(name)] = value
    }
    set('retrieval', hit.score / (loud * 1024 * 255))
    seen.fill(0)
    seenTitle.fill(0)
    const softTitle = new Float64Array(n),
      softRest = new Float64Array(n)
    let docWeight = 0,
      docMatched = 0,
      nearMatched = 0,
      len = 0
    const fieldPairs: number[] = []
    FIELDS.forEach((name, field) => {
      const tokens = fieldTerms(hit.segment, hit.row, field)
      const length = Math.min(tokens.length, READ[field] as number)
      len += tokens.length
      tf.fill(0)
      let prev = -1,
        pairSum = 0,
        lastLoud = -1,
        lastLoudAt = -100
      const pairSeen = new Set<number>()
      for (let i = 0; i < length; i++) {
        const term = at(tokens, i)
        const p = place.get(term)
        if (p !== undefined) {
          tf[p] = at(tf, p) + 1
          seen[p] = 1
          if (field === 0) seenTitle[p] = 1
          if (prev >= 0) {
            const key = prev * 4096 + p
            const weight = pairs.get(key)
            if (weight !== undefined && !pairSeen.has(key)) {
              pairSeen.add(key)
              pairSum += weight
            }
          }
          if (!query.terms[p]?.quiet) {
            if (lastLoud >= 0 && lastLoud !== p && i - lastLoudAt <= 5)
              nearMatched += (at(w, p) + at(w, lastLoud)) / (i - lastLoudAt)
            lastLoud = p
            lastLoudAt = i
          }
        }
        prev = p ?? -1
        if (field === 0 || (field === 1 && i < 30)) {
          const dw = lexicon.isQuiet(term) ? 0 : lexicon.weight(term)
          docWeight += dw
          if (p !== undefined) docMatched += dw
        }
        const bag = field === 0 ? softTitle : softRest
        const sims = sub(term)
        for (let j = 0; j < sims.length; j += 2) {
          const q = at(sims, j),
            v = at(sims, j + 1)
          if (v > at(bag, q)) bag[q] = v
        }
      }
      let bm = 0,
        bq = 0
      const k = 1.0 * (0.5 + (0.5 * tokens.length) / (USUAL[field] as number))
      for (let q = 0; q < n; q++) {
        const t = at(tf, q)
        if (t === 0) continue
        const gain = (at(w, q) * t) / (t + k)
        if (query.terms[q]?.quiet) bq += gain
        else bm += gain
      }
      set(name, bm / loud)
      if (field === 0) set('quietTitle', bq / quiet)
      if (field === 1) set('quietBody', bq / quiet)
      fieldPairs.push(pairSum / pairTotal)
    })
    set('pairsTitle', fieldPairs[0] as number)
    set('pairsBody', fieldPairs[1] as number)
    set('pairsAnswers', Math.max(fieldPairs[2] as number, fieldPairs[3] as number))
    let cover = 0,
      coverTitle = 0,
      st = 0,
      sr = 0
    for (let q = 0; q < n; q++) {
      if (query.terms[q]?.quiet) continue
      if (seen[q]) cover += at(w, q)
      if (seenTitle[q]) coverTitle += at(w, q)
      st += at(w, q) * at(softTitle, q)
      sr += at(w, q) * Math.max(at(softRest, q), at(softTitle, q))
    }
    void soft
    set('cover', cover / loud)
    set('coverTitle', coverTitle / loud)
    set('coverDoc', docWeight ? docMatched / docWeight : 0)
    set('subwordTitle', st / loud)
    set('subwordRest', sr / loud)
    set('near', Math.log1p(nearMatched / loud))
    const facts = factsOf(hit.segment, hit.row)
    set('uses', Math.log1p(facts.uses))
    set('answered', facts.answered ? 1 : 0)
    set('otherLanguage', facts.french !== (query.language === 'fr') ? 1 : 0)
    set('age', Math.log1p(Math.max(0, now.getTime() - hit.at) / DAY_MS / 30))
    set('length', Math.log1p(len))
    out.push(f)
  }
  return out
}

// For a term of a document: pairs of query term and likeness by shared runs of 3 letters (Dice), 0 left out.
function subwords(query: Query, lexicon: Lexicon): (term: number) => Float64Array {
  const owners = new Map<string, number[]>()
  const sizes = query.terms.map((t, i) => {
    if (t.quiet) return 0
    const g = grams(t.text)
    for (const one of g) {
      const l = owners.get(one)
      if (l) l.push(i)
      else owners.set(one, [i])
    }
    return g.length
  })
  const memo = new Map<number, Float64Array>()
  const counts = new Float64Array(query.terms.length)
  return (term) => {
    const known = memo.get(term)
    if (known) return known
    let result = NONE
    const text = lexicon.termOf(term)
    if (!text.startsWith('·')) {
      const g = grams(text)
      const hit: number[] = []
      for (const one of g)
        for (const q of owners.get(one) ?? []) {
          if (counts[q] === 0) hit.push(q)
          counts[q] = at(counts, q) + 1
        }
      const list: number[] = []
      for (const q of hit) {
        const v = (2 * at(counts, q)) / (g.length + at(sizes, q))
        if (v >= 0.3) list.push(q, v)
        counts[q] = 0
      }
      result = Float64Array.from(list)
    }
    memo.set(term, result)
    return result
  }
}
const NONE = new Float64Array(0)

function grams(text: string): string[] {
  const padded = `^${text}$`
  const out = new Set<string>()
  for (let i = 0; i + 3 <= padded.length; i++) out.add(padded.slice(i, i + 3))
  return [...out]
}
