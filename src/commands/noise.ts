import type { NudgeKind } from '../chat/delivery.ts'
import type { Place } from '../chat/directory.ts'
import { type Doc, text } from '../chat/doc.ts'
import { LIMITS } from '../gate/gate.ts'
import type { Outcome } from '../outcome.ts'
import { Refusal } from '../refusal.ts'
import { answer, type Command, type Press, type PressHandler, type Request } from '../request.ts'
import { doneDoc } from '../say/item.ts'
import { type NoiseLine, noiseDoc, refusedDoc } from '../say/noise.ts'
import type { World } from '../world.ts'
import { type OwnLimit, type PlaceLimit, readNoise } from './noise-request.ts'

const WEEK_MS = 7 * 86_400_000

/** The limits, and what was sent against them in the last week: of everybody together, and of oneself; or a new limit. */
export const noise: Command = async (request, world) => {
  const asked = await readNoise(request, world)
  switch (asked.kind) {
    case 'show':
      return answer(request, await page(request, asked.place, world))
    case 'own':
      return ownLimit(request, asked, world)
    case 'place':
      return limitOfPlace(request, asked, world)
  }
}

async function page(request: Request, place: Place, world: World): Promise<Doc> {
  const since = new Date(world.now().getTime() - WEEK_MS)
  const [all, mine] = [await world.store.nudgesSince(since), await world.store.nudgesSince(since, request.by.ref)]
  const { refused, limits } = await world.store.personSettings(request.by.ref)
  const here = (await world.store.placeSettings(place.ref)).limits
  const lines = KINDS.map((kind): NoiseLine => {
    const { sent = 0, dropped = 0 } = all.find((one) => one.kind === kind) ?? {}
    const toYou = mine.find((one) => one.kind === kind)?.sent ?? 0
    const lower = { own: limits[kind] ?? null, here: here[kind] ?? null }
    return { kind, sent, dropped, toYou, refused: refused.includes(kind), ...lower }
  })
  return noiseDoc(request.phrases, lines, `#${place.name}`)
}

/** `No more of these`: for good, at no cost. */
export const refuseKind: PressHandler = (press, world) => turnKind(press, true, world)

/** They are welcome again. */
export const allowKind: PressHandler = (press, world) => turnKind(press, false, world)

/** `noise requests 1`, `noise suggestions off`: nobody else can set it. */
async function ownLimit(request: Request, { nudge, most }: OwnLimit, world: World): Promise<Outcome> {
  const { phrases } = request
  const { limits, refused } = await world.store.personSettings(request.by.ref)
  const others = refused.filter((one) => one !== nudge)
  if (most === 0) {
    const change = { kind: 'personSet', settings: { refused: [...others, nudge] } } as const
    return answer(request, refusedDoc(phrases, nudge, true), [change])
  }
  const { [nudge]: _, ...rest } = limits
  const now = most === null ? rest : { ...rest, [nudge]: most }
  const change = { kind: 'personSet', settings: { refused: others, limits: now } } as const
  if (most === null) return answer(request, refusedDoc(phrases, nudge, false), [change])
  const { kind, ownLimit } = phrases.nudges.noise
  return answer(request, [text(ownLimit(kind[nudge], most))], [change])
}

/** `noise shares 1 here`: it can only make Savoir quieter in that place. */
async function limitOfPlace(request: Request, { nudge, most, place }: PlaceLimit, world: World): Promise<Outcome> {
  const { [nudge]: _, ...rest } = (await world.store.placeSettings(place.ref)).limits
  const limits = most === null ? rest : { ...rest, [nudge]: most }
  const { kind, limitIn, noLimitIn } = request.phrases.nudges.noise
  const name = `#${place.name}`
  const sentence = most === null ? noLimitIn(kind[nudge], name) : limitIn(kind[nudge], most, name)
  const change = { kind: 'placeSet', place: place.ref, settings: { limits } } as const
  return answer(request, doneDoc(request.phrases, sentence, request.event.id), [change])
}

const KINDS = Object.keys(LIMITS) as NudgeKind[]

async function turnKind(press: Press, refuse: boolean, world: World): Promise<Outcome> {
  const kind = KINDS.find((one) => one === press.args[0])
  if (!kind) throw new Refusal('oldButton')
  const before = (await world.store.personSettings(press.by.ref)).refused
  const others = before.filter((one) => one !== kind)
  const refused = refuse ? [...others, kind] : others
  return answer(press, refusedDoc(press.phrases, kind, refuse), [{ kind: 'personSet', settings: { refused } }])
}
