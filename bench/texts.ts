import { personRef, placeRef } from '../src/chat/ref.ts'
import type { NewItem } from '../src/knowledge/item.ts'

/** Numbers from 0 up to 1 that look like chance and are the same on every run. */
export function dice(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}

/** A language of made-up words that occur as often as words do (Zipf and Mandelbrot), its small words as in English. */
export interface Talk {
  /** So many words, as people say them. */
  say(words: number): string
}

const SMALL_WORDS =
  'the to a of and i in is it you that for on do we with how my this be have not can what if are'.split(' ')
const SYLLABLES =
  'ba co de fi gu ha jo ka le mi no pa qua ru se ti vo wa xe zu cra dre fli glo pre sta tri ver lon mer'.split(' ')
const VOCABULARY = 300_000
/** Rank at which the law of Zipf begins to hold. */
const MANDELBROT = 2.7

export function makeTalk(seed: number): Talk {
  const chance = dice(seed)
  const words = [...SMALL_WORDS]
  while (words.length < VOCABULARY) words.push(makeWord(words.length))
  const sums = new Float64Array(words.length)
  let sum = 0
  for (let rank = 0; rank < words.length; rank++) {
    sum += 1 / (rank + MANDELBROT)
    sums[rank] = sum
  }
  const word = (): string => words[firstAbove(sums, chance() * sum)] ?? ''
  return { say: (count) => Array.from({ length: count }, word).join(' ') }
}

function makeWord(number: number): string {
  let word = ''
  for (let rest = number; rest > 0; rest = Math.floor(rest / SYLLABLES.length))
    word += SYLLABLES[rest % SYLLABLES.length]
  return word
}

function firstAbove(sums: Float64Array, value: number): number {
  let low = 0
  let high = sums.length - 1
  while (low < high) {
    const middle = (low + high) >>> 1
    if ((sums[middle] ?? 0) < value) low = middle + 1
    else high = middle
  }
  return low
}

const FIRST = Date.parse('2020-01-01T00:00:00Z')
const MINUTE = 60_000
const PEOPLE = 500
const CHANNELS = 40

/** Items of chat length: a line of some 6 to 14 words, and every second one answered in 8 to 30. */
export function makeItems(count: number, talk: Talk, seed: number): NewItem[] {
  const chance = dice(seed)
  const between = (least: number, most: number): number => least + Math.floor(chance() * (most - least + 1))
  const somebody = () => personRef(`bench:p${between(1, PEOPLE)}`)
  return Array.from({ length: count }, (_, i): NewItem => {
    const at = new Date(FIRST + i * 3 * MINUTE)
    const title = talk.say(between(6, 14))
    const reply = { id: `r${i}`, by: somebody(), at, message: null, permalink: null, role: 'answer' as const }
    return {
      ...{ id: i + 1, kind: 'question', title, body: title, by: somebody(), at, language: 'en' },
      audience: chance() < 0.9 ? 'everyone' : 'members',
      source: { place: placeRef(`bench:c${between(1, CHANNELS)}`), message: null, permalink: null },
      tags: [],
      replies: chance() < 0.5 ? [{ ...reply, text: talk.say(between(8, 30)) }] : [],
      accepted: null,
    }
  })
}
