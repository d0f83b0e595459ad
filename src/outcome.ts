import type { Delivery } from './chat/delivery.ts'
import type { Change } from './knowledge/change.ts'
import type { RefusalKey } from './refusal.ts'
import type { PlannedJob } from './store/store.ts'

/** What an event brings about: changes to what Savoir knows, and messages to send. Settled whole or not at all. */
export interface Outcome {
  readonly changes: readonly Change[]
  readonly deliveries: readonly Delivery[]
  /** Why nothing was done, when the person can put it right; they are told in the deliveries. */
  readonly refused?: RefusalKey
  /** Jobs for later. */
  readonly later?: readonly PlannedJob[]
}

export const NOTHING: Outcome = { changes: [], deliveries: [] }
