import type { PersonRef } from '../chat/ref.ts'
import type { Outcome } from '../outcome.ts'
import type { World } from '../world.ts'

/** Settles what a job decided under a name of its own; the second time, nothing happens. */
export async function settleOnce(
  event: string,
  outcome: Outcome,
  { store, now }: World,
  by: PersonRef | null = null,
): Promise<void> {
  await store.settle({ event, by, at: now(), asOf: await store.lastSeq(), ...outcome })
}
