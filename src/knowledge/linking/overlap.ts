import type { Line } from './talk.ts'

/** What two messages have in common, each from 0 to about 1. */
export interface Overlap {
  readonly cosine: number
  /** How rare the rarest shared word is. */
  readonly rarest: number
  readonly shared: number
}

const NONE: Overlap = { cosine: 0, rarest: 0, shared: 0 }
/** Bring rarity, and the logarithm of its squares summed, to about 1. */
const RARE = 7
const MUCH = 5

/** Shared words, the rare ones for more. */
export function overlapOf(line: Line, other: Line, rarity: (stem: string) => number): Overlap {
  let sum = 0
  let rarest = 0
  for (const stem of other.stems) {
    if (!line.stems.has(stem)) continue
    const weight = rarity(stem)
    sum += weight * weight
    rarest = Math.max(rarest, weight)
  }
  if (sum === 0) return NONE
  return {
    cosine: sum / Math.sqrt(squares(line, rarity) * squares(other, rarity)),
    rarest: rarest / RARE,
    shared: Math.log1p(sum) / MUCH,
  }
}

const squares = ({ stems }: Line, rarity: (stem: string) => number): number =>
  [...stems].reduce((total, stem) => total + rarity(stem) ** 2, 0)
