import type { Features } from './features.ts'

/** A small network: what each feature adds by itself, and what it adds to each of a few hidden sums. */
export interface Network {
  readonly names: readonly string[]
  readonly direct: readonly number[]
  /** For each feature, its part in each hidden sum. */
  readonly hidden: readonly (readonly number[])[]
  readonly bias: readonly number[]
  /** What each hidden sum adds, once it is above 0. */
  readonly output: readonly number[]
}

/** A network as it is written down: each feature with what it adds, then its part in each hidden sum. */
export function networkFrom({ features, bias, output }: Written): Network {
  const rows = Object.values(features)
  return {
    names: Object.keys(features),
    direct: rows.map(([direct = 0]) => direct),
    hidden: rows.map(([, ...parts]) => parts),
    bias,
    output,
  }
}

interface Written extends Pick<Network, 'bias' | 'output'> {
  readonly features: Readonly<Record<string, readonly number[]>>
}

/** How much speaks for a choice; only differences between the choices of one message mean something. */
export function openNetwork({ names, direct, hidden, bias, output }: Network): (features: Features) => number {
  const places = new Map(names.map((name, place) => [name, place]))
  return (features) => {
    const sums = Float64Array.from(bias)
    let score = 0
    for (const part of features) {
      for (const name in part) {
        const value = part[name] ?? 0
        const place = value === 0 ? undefined : places.get(name)
        if (place === undefined) continue
        score += value * (direct[place] ?? 0)
        const shares = hidden[place] ?? []
        for (let unit = 0; unit < sums.length; unit++) sums[unit] = (sums[unit] ?? 0) + value * (shares[unit] ?? 0)
      }
    }
    return sums.reduce((total, sum, unit) => total + Math.max(0, sum) * (output[unit] ?? 0), score)
  }
}

/** Scores as chances that add up to 1. */
export function chances(scores: readonly number[]): readonly number[] {
  const highest = Math.max(...scores)
  const raised = scores.map((score) => Math.exp(score - highest))
  const sum = raised.reduce((total, one) => total + one, 0)
  return raised.map((one) => one / sum)
}
