import type { Delivery } from './chat/delivery.ts'
import type { Change } from './knowledge/change.ts'

/** What an event brings about: changes to what Savoir knows, and messages to send. Settled whole or not at all. */
export interface Outcome {
  readonly changes: readonly Change[]
  readonly deliveries: readonly Delivery[]
}

export const NOTHING: Outcome = { changes: [], deliveries: [] }
