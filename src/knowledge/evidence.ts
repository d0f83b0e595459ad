import type { PersonRef } from '../chat/ref.ts'

/** One act that shows knowledge. `asked` shows interest only, `declared` is somebody's own word. */
export type EvidenceKind =
  | 'answered'
  | 'accepted'
  | 'thanked'
  | 'wrote'
  | 'corrected'
  | 'confirmed'
  | 'remarked'
  | 'asked'

export interface Evidence {
  readonly person: PersonRef
  readonly kind: EvidenceKind
  readonly item: number
  /** The reply that the act is about; null when it is the item itself. */
  readonly reply: string | null
  readonly at: Date
}

/** Of two acts on the same matter, the one that says more. */
export const tellingMost = (one: Evidence, other: Evidence): Evidence =>
  TOLD_BY.indexOf(one.kind) <= TOLD_BY.indexOf(other.kind) ? one : other

const TOLD_BY: readonly EvidenceKind[] = [
  'accepted',
  'thanked',
  'corrected',
  'answered',
  'wrote',
  'confirmed',
  'remarked',
  'asked',
]

/** A topic that somebody says they know, or does not want to be shown for. */
export interface TopicWord {
  readonly person: PersonRef
  readonly topic: string
  readonly says: 'declared' | 'hidden' | 'denied'
  readonly at: Date
}
