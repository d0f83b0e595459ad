import { text } from '../chat/doc.ts'
import { cleanTag } from '../knowledge/tags.ts'
import type { Outcome } from '../outcome.ts'
import { Refusal } from '../refusal.ts'
import { type Press, type PressHandler, turnInto } from '../request.ts'
import { doneDoc } from '../say/item.ts'
import type { World } from '../world.ts'

/** So many people have to say that two tags are the same. */
const VOICES = 2

/** `Same`: when somebody else says so too, the two become one. */
export const sameTag: PressHandler = async (press, world) => {
  const { tag, into } = await pairOf(press, world)
  const judged = { kind: 'tagPairJudged', tag, into, same: true } as const
  const others = (await world.store.tagVerdicts()).filter(
    (verdict) => verdict.person !== press.by.ref && verdict.same && isPair(verdict, tag, into),
  )
  if (others.length + 1 < VOICES) return turnInto(press, [text(press.phrases.nudges.prompt.sameNoted)], [judged])
  const doc = doneDoc(press.phrases, press.phrases.items.merged(tag, into), press.event.id)
  return turnInto(press, doc, [judged, { kind: 'tagsMerged', tag, into }])
}

/** `Different`: never asked again. */
export const otherTag: PressHandler = async (press, world): Promise<Outcome> => {
  const { tag, into } = await pairOf(press, world)
  const judged = { kind: 'tagPairJudged', tag, into, same: false } as const
  return turnInto(press, [text(press.phrases.nudges.prompt.differentNoted)], [judged])
}

const isPair = (verdict: { tag: string; other: string }, one: string, other: string): boolean =>
  (verdict.tag === one && verdict.other === other) || (verdict.tag === other && verdict.other === one)

/** Both tags stand on something that the person may read: a button that was changed tells nothing. */
async function pairOf(press: Press, world: World): Promise<{ tag: string; into: string }> {
  const [tag, into] = [cleanTag(press.args[0] ?? ''), cleanTag(press.args[1] ?? '')]
  const known = new Set((await world.store.tags({ kind: 'person', person: press.by.ref })).map((one) => one.tag))
  if (!tag || !into || tag === into || !known.has(tag) || !known.has(into)) throw new Refusal('oldButton')
  return { tag, into }
}
