import { button } from '../action.ts'
import type { Delivery } from '../chat/delivery.ts'
import { buttons, context } from '../chat/doc.ts'
import { captureThread } from '../knowledge/capture.ts'
import type { Change } from '../knowledge/change.ts'
import type { NewItem } from '../knowledge/item.ts'
import { NOTHING, type Outcome } from '../outcome.ts'
import { privately, type Request } from '../request.ts'
import { answerDoc } from '../say/answer.ts'
import { viewsOf } from '../views.ts'
import type { World } from '../world.ts'
import { type Talk, threadAsItStands } from './as-it-stands.ts'
import { answersTo } from './ask.ts'
import { itemOf, toolsFor } from './save.ts'

const SHOWN = 3

/** A question in a channel where Savoir is on is remembered as open, and answered privately when Savoir is sure. */
export async function noticed(talk: Talk, request: Request, world: World): Promise<Outcome> {
  if (await world.store.origin(talk.message, { kind: 'savoir' })) return NOTHING
  const item = await questionIn(talk, request, world)
  if (!item) return NOTHING
  const suggested = await suggestion(talk.text, request, world)
  return { changes: [{ kind: 'itemAdded', item }, ...suggested.changes], deliveries: suggested.deliveries }
}

/** The question with what its thread holds by now; null when it was deleted meanwhile. */
async function questionIn(talk: Talk, request: Request, world: World): Promise<NewItem | null> {
  const thread = await threadAsItStands(talk, world)
  if (thread[0]?.message !== talk.message) return null
  const captured = captureThread(thread, await toolsFor(request.in, world))
  return captured && { ...(await itemOf(captured, thread, request.in, world)), kind: 'question' }
}

async function suggestion(
  question: string,
  request: Request,
  world: World,
): Promise<{ readonly changes: readonly Change[]; readonly deliveries: readonly Delivery[] }> {
  const { sure, items, near } = await answersTo(question, request.reader, world, SHOWN)
  const [best, ...others] = sure ? await viewsOf(items.slice(0, near), world) : []
  if (!best) return NOTHING
  const ask = world.newId()
  const doc = answerDoc(request.phrases, [best, ...others], world.now(), ask, true)
  const never = buttons(button(request.phrases.buttons.never, 'never', 'suggestion'))
  const delivery = privately(request, [context(request.phrases.ask.suggestion), ...doc, never])
  return {
    changes: [{ kind: 'asked', ask, text: question, place: request.in.ref }],
    deliveries: [{ ...delivery, nudge: 'suggestion' }],
  }
}
