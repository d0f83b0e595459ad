/**
 * How terms are spelt: the different runs of three letters of each, with the ends of the word marked. Every run that
 * some term has bears a number, from 0 on.
 */
export class Spellings {
  readonly #numbers = new Map<number, number>()
  #terms = 0
  /** Runs of all terms, one term behind the other, by their numbers; and where each term begins. */
  #runs: Uint32Array = new Uint32Array(1024)
  #starts: Uint32Array = new Uint32Array(1024)

  /** How many different runs there are. */
  get size(): number {
    return this.#numbers.size
  }

  /** Spells the next term: they are numbered as they come. */
  add(text: string): void {
    let end = this.#starts[this.#terms] as number
    const spelt = runsOf(text)
    this.#runs = withRoom(this.#runs, end + spelt.length)
    this.#starts = withRoom(this.#starts, this.#terms + 2)
    for (const run of spelt) this.#runs[end++] = this.#number(run)
    this.#starts[++this.#terms] = end
  }

  /** Runs of any word: the number of each, or -1 where no term has it. */
  read(text: string): number[] {
    return runsOf(text).map((run) => this.#numbers.get(run) ?? -1)
  }

  /** Runs of a term: its are those of `runs` from `start` to `end`. */
  get runs(): Uint32Array {
    return this.#runs
  }

  start(term: number): number {
    return this.#starts[term] as number
  }

  end(term: number): number {
    return this.#starts[term + 1] as number
  }

  #number(run: number): number {
    const known = this.#numbers.get(run)
    if (known !== undefined) return known
    this.#numbers.set(run, this.#numbers.size)
    return this.#numbers.size - 1
  }
}

/** The share of runs that two words have in common (Dice), from 0 to 1. */
export const dice = (shared: number, one: number, other: number): number => (2 * shared) / (one + other)

const EDGE = 94

function runsOf(text: string): number[] {
  const runs: number[] = []
  let first = EDGE
  let second = text.charCodeAt(0)
  for (let i = 1; i <= text.length; i++) {
    const third = i < text.length ? text.charCodeAt(i) : EDGE
    const run = Math.imul(Math.imul(first, 0x9e3779b1) ^ second, 0x85ebca77) ^ third
    if (!runs.includes(run)) runs.push(run)
    first = second
    second = third
  }
  return runs
}

function withRoom(array: Uint32Array, length: number): Uint32Array {
  if (length <= array.length) return array
  const larger = new Uint32Array(2 * length)
  larger.set(array)
  return larger
}
