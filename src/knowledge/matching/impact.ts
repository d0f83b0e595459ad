import { FIELDS } from './document.ts'

/** How much a term counts for each time it stands in a field, in the order of `FIELDS`. */
const FIELD_WEIGHTS = [2.5, 1, 1.4, 0.6, 1.5]
/** How much a field's length dampens it: 0 not at all, 1 in full. */
const LENGTH_DAMPING = [0.3, 0.5, 0.5, 0.5, 0.2]
/** Length, in terms, at which a field counts as it is. Fixed, so that no item changes what another one weighs. */
const USUAL_LENGTH = [6, 40, 40, 80, 3]
/** How fast repetitions stop counting. */
const SATURATION = 1.2
/** Impacts are kept in a byte each. */
const IMPACT_MAX = 255

/** What one occurrence in each field adds, for a document with fields of these lengths. */
export function fieldGains(lengths: readonly number[]): readonly number[] {
  return FIELDS.map((_, field) => {
    const damping = LENGTH_DAMPING[field] ?? 0
    const relativeLength = (lengths[field] ?? 0) / (USUAL_LENGTH[field] ?? 1)
    return (FIELD_WEIGHTS[field] ?? 1) / (1 - damping + damping * relativeLength)
  })
}

/** From the summed gains of a term in a document to its impact: a whole number from 1 to 255 (BM25F, saturated). */
export const impactOf = (gain: number): number => Math.max(1, Math.round((IMPACT_MAX * gain) / (SATURATION + gain)))
