import type { NudgeKind } from '../chat/delivery.ts'
import { text } from '../chat/doc.ts'
import { LIMITS } from '../gate.ts'
import { fold } from '../knowledge/fold.ts'
import type { Outcome } from '../outcome.ts'
import { Refusal } from '../refusal.ts'
import { answer, type Command, type Press, type PressHandler, type Request } from '../request.ts'
import { type NoiseLine, noiseDoc, refusedDoc } from '../say/noise.ts'
import type { World } from '../world.ts'

const WEEK_MS = 7 * 86_400_000

/** The limits, and what was sent against them in the last week: of everybody together, and of oneself; or one's own limit. */
export const noise: Command = async (request, world) => {
  if (request.text.trim()) return ownLimit(request, world)
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

/** `noise requests 1`, `noise suggestions off`: nobody else can set it, and it can only make Savoir quieter. */
async function ownLimit(request: Request, world: World): Promise<Outcome> {
  const [word = '', amount = ''] = fold(request.text).split(/\s+/u)
  const kind = NAMED.find(([start]) => word.startsWith(start))?.[1]
  if (!kind) throw new Refusal('badNoise')
  const { limits, refused } = await world.store.personSettings(request.by.ref)
  const { noise: phrases } = request.phrases.nudges
  const others = refused.filter((one) => one !== kind)
  if (OFF.includes(amount)) {
    const change = { kind: 'personSet', settings: { refused: [...others, kind] } } as const
    return answer(request, refusedDoc(request.phrases, kind, true), [change])
  }
  const { [kind]: _, ...rest } = limits
  if (ON.includes(amount)) {
    const change = { kind: 'personSet', settings: { refused: others, limits: rest } } as const
    return answer(request, refusedDoc(request.phrases, kind, false), [change])
  }
  if (!/^\d{1,2}$/.test(amount)) throw new Refusal('badNoise')
  const most = Number(amount)
  const change = { kind: 'personSet', settings: { limits: { ...rest, [kind]: most } } } as const
  return answer(request, [text(phrases.ownLimit(phrases.kind[kind], most))], [change])
}

/** How the kinds that one may limit begin, in both languages, folded. */
const NAMED: readonly (readonly [string, NudgeKind])[] = [
  ['suggestion', 'suggestion'],
  ['request', 'request'],
  ['demande', 'request'],
  ['check', 'prompt'],
  ['verification', 'prompt'],
  ['digest', 'digest'],
  ['resume', 'digest'],
]
const OFF: readonly string[] = ['off', 'none', 'never', 'jamais', 'aucune', 'aucun']
const ON: readonly string[] = ['on', 'default', 'oui', 'normal']

const KINDS = Object.keys(LIMITS) as NudgeKind[]

async function turnKind(press: Press, refuse: boolean, world: World): Promise<Outcome> {
  const kind = KINDS.find((one) => one === press.args[0])
  if (!kind) throw new Refusal('oldButton')
  const before = (await world.store.personSettings(press.by.ref)).refused
  const others = before.filter((one) => one !== kind)
  const refused = refuse ? [...others, kind] : others
  return answer(press, refusedDoc(press.phrases, kind, refuse), [{ kind: 'personSet', settings: { refused } }])
}
