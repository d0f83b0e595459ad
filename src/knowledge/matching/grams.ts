/** The share of runs of three letters that two words have in common (Dice), from 0 to 1. */
export function dice(one: readonly number[], other: readonly number[]): number {
  let shared = 0
  for (const gram of other) if (one.includes(gram)) shared++
  return (2 * shared) / (one.length + other.length)
}

const EDGE = 94

/** The different runs of three letters, with the ends of the word marked, each as a number. */
export function gramsOf(text: string): number[] {
  const grams: number[] = []
  let first = EDGE
  let second = text.charCodeAt(0)
  for (let i = 1; i <= text.length; i++) {
    const third = i < text.length ? text.charCodeAt(i) : EDGE
    const gram = gramOf(first, second, third)
    if (!grams.includes(gram)) grams.push(gram)
    first = second
    second = third
  }
  return grams
}

/** Most words share no run with a few others, and a table of bits tells so. A power of 2. */
const SIEVE = 4096

/** Lets through every word that shares a run with those that were put in, and few others. */
export class GramSieve {
  readonly #seen = new Uint8Array(SIEVE)

  add(gram: number): void {
    this.#seen[gram & (SIEVE - 1)] = 1
  }

  has(gram: number): boolean {
    return this.#seen[gram & (SIEVE - 1)] === 1
  }

  /** True when the text may share a run with a word in it. */
  passes(text: string): boolean {
    const seen = this.#seen
    let first = EDGE
    let second = text.charCodeAt(0)
    for (let i = 1; i <= text.length; i++) {
      const third = i < text.length ? text.charCodeAt(i) : EDGE
      if (seen[gramOf(first, second, third) & (SIEVE - 1)] === 1) return true
      first = second
      second = third
    }
    return false
  }
}

const gramOf = (first: number, second: number, third: number): number =>
  Math.imul(Math.imul(first, 0x9e3779b1) ^ second, 0x85ebca77) ^ third
