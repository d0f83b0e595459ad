/** A document that matches, with what decides its place: score, then the newer, then the lower number. */
export interface Hit {
  readonly id: number
  readonly at: number
  readonly score: number
}

/** Negative when `a` comes before `b`. */
export const byRank = (a: Hit, b: Hit): number => b.score - a.score || b.at - a.at || a.id - b.id

/** Keeps the best `limit` hits that were offered. */
export class Top<T extends Hit> {
  readonly #limit: number
  // A heap whose first element is the worst that is kept.
  readonly #heap: T[] = []
  #threshold = 0

  constructor(limit: number) {
    this.#limit = limit
    if (limit === 0) this.#threshold = Number.POSITIVE_INFINITY
  }

  /** A score below this one cannot enter. */
  get threshold(): number {
    return this.#threshold
  }

  offer(hit: T): void {
    if (this.#heap.length < this.#limit) {
      this.#heap.push(hit)
      this.#rise(this.#heap.length - 1)
      if (this.#heap.length === this.#limit) this.#threshold = (this.#heap[0] as T).score
    } else if (this.#heap[0] && byRank(hit, this.#heap[0]) < 0) {
      this.#heap[0] = hit
      this.#sink(0)
      this.#threshold = (this.#heap[0] as T).score
    }
  }

  /** Best first. */
  sorted(): T[] {
    return [...this.#heap].sort(byRank)
  }

  #rise(from: number): void {
    let child = from
    while (child > 0) {
      const parent = (child - 1) >>> 1
      if (!this.#swapIfWorse(child, parent)) return
      child = parent
    }
  }

  #sink(from: number): void {
    let parent = from
    while (2 * parent + 1 < this.#heap.length) {
      const left = 2 * parent + 1
      const child = left + 1 < this.#heap.length && this.#worse(left + 1, left) ? left + 1 : left
      if (!this.#swapIfWorse(child, parent)) return
      parent = child
    }
  }

  #swapIfWorse(child: number, parent: number): boolean {
    if (!this.#worse(child, parent)) return false
    const [a, b] = [this.#heap[child] as T, this.#heap[parent] as T]
    this.#heap[child] = b
    this.#heap[parent] = a
    return true
  }

  #worse(a: number, b: number): boolean {
    return byRank(this.#heap[a] as T, this.#heap[b] as T) > 0
  }
}
