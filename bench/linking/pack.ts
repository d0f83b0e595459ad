import type { Case } from './stretches.ts'

/** The cases of one stretch, packed for training: of each choice the features that are not 0, and whether it is right. */
export interface Packed {
  readonly cases: readonly PackedCase[]
  readonly columns: Uint8Array
  readonly values: Float32Array
}

export interface PackedCase {
  readonly message: number
  /** The message that each choice stands for. */
  readonly numbers: readonly number[]
  readonly isRight: readonly boolean[]
  /** Where the features of each choice begin in the columns and values, and where the last one ends. */
  readonly begins: readonly number[]
}

/** Packs stretch after stretch; features get their columns in the order in which they first come. */
export function openPacker() {
  const names: string[] = []
  const places = new Map<string, number>()
  const columnOf = (name: string): number => {
    const known = places.get(name)
    if (known !== undefined) return known
    places.set(name, names.length)
    return names.push(name) - 1
  }

  function pack(cases: Iterable<Case>, gold: ReadonlyMap<number, ReadonlySet<number>>): Packed {
    const columns: number[] = []
    const values: number[] = []
    const packed: PackedCase[] = []
    for (const { message, choices } of cases) {
      const begins = choices.map(({ features }) => {
        const begin = columns.length
        for (const [name, value] of features.flatMap((part) => Object.entries(part))) {
          const column = columnOf(name)
          if (value === 0) continue
          columns.push(column)
          values.push(value)
        }
        return begin
      })
      const numbers = choices.map(({ number }) => number)
      const isRight = numbers.map((number) => gold.get(message)?.has(number) ?? false)
      packed.push({ message, numbers, isRight, begins: [...begins, columns.length] })
    }
    return { cases: packed, columns: Uint8Array.from(columns), values: Float32Array.from(values) }
  }

  return { names, pack }
}
