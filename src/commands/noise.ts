import type { NudgeKind } from '../chat/delivery.ts'
import { LIMITS } from '../gate.ts'
import type { Outcome } from '../outcome.ts'
import { Refusal } from '../refusal.ts'
import { answer, type Command, type Press, type PressHandler } from '../request.ts'
import { type NoiseLine, noiseDoc, refusedDoc } from '../say/noise.ts'
import type { World } from '../world.ts'

const WEEK_MS = 7 * 86_400_000

/** The limits, and what was sent against them in the last week: of everybody together, and of oneself. */
export const noise: Command = async (request, world) => {
  const since = new Date(world.now().getTime() - WEEK_MS)
  const [all, mine] = [await world.store.nudgesSince(since), await world.store.nudgesSince(since, request.by.ref)]
  const { refused } = await world.store.personSettings(request.by.ref)
  const lines = KINDS.map((kind): NoiseLine => {
    const counts = all.find((one) => one.kind === kind)
    const toYou = mine.find((one) => one.kind === kind)?.sent ?? 0
    return { kind, sent: counts?.sent ?? 0, dropped: counts?.dropped ?? 0, toYou, refused: refused.includes(kind) }
  })
  return answer(request, noiseDoc(request.phrases, lines))
}

/** `No more of these`: for good, at no cost. */
export const refuseKind: PressHandler = (press, world) => turnKind(press, true, world)

/** They are welcome again. */
export const allowKind: PressHandler = (press, world) => turnKind(press, false, world)

const KINDS = Object.keys(LIMITS) as NudgeKind[]

async function turnKind(press: Press, refuse: boolean, world: World): Promise<Outcome> {
  const kind = KINDS.find((one) => one === press.args[0])
  if (!kind) throw new Refusal('oldButton')
  const before = (await world.store.personSettings(press.by.ref)).refused
  const others = before.filter((one) => one !== kind)
  const refused = refuse ? [...others, kind] : others
  return answer(press, refusedDoc(press.phrases, kind, refuse), [{ kind: 'personSet', settings: { refused } }])
}
