import { captureThread } from '../knowledge/capture.ts'
import type { NewItem } from '../knowledge/item.ts'
import { NOTHING, type Outcome } from '../outcome.ts'
import type { Request } from '../request.ts'
import type { World } from '../world.ts'
import { type Talk, threadAsItStands } from './as-it-stands.ts'
import { itemOf, toolsFor } from './save.ts'

/** People put their first words right within a minute. */
const SUGGEST_AFTER_MS = 60_000

/** A question in a channel where Savoir is on is remembered as open, and answered privately when Savoir is sure. */
export async function noticed(talk: Talk, request: Request, world: World): Promise<Outcome> {
  if (await world.store.origin(talk.message, { kind: 'savoir' })) return NOTHING
  const item = await questionIn(talk, request, world)
  if (!item) return NOTHING
  const due = new Date(world.now().getTime() + SUGGEST_AFTER_MS)
  return { changes: [{ kind: 'itemAdded', item }], deliveries: [], later: [{ id: `suggest/${item.id}`, due }] }
}

/** The question with what its thread holds by now; null when it was deleted meanwhile. */
async function questionIn(talk: Talk, request: Request, world: World): Promise<NewItem | null> {
  const thread = await threadAsItStands(talk, world)
  if (thread[0]?.message !== talk.message) return null
  const captured = captureThread(thread, await toolsFor(request.in, world))
  return captured && { ...(await itemOf(captured, thread, request.in, world)), kind: 'question' }
}
