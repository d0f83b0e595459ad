import type { NudgeKind } from '../chat/delivery.ts'
import type { Place } from '../chat/directory.ts'
import { LIMITS } from '../gate/gate.ts'
import { fold } from '../knowledge/fold.ts'
import { Refusal } from '../refusal.ts'
import type { Request } from '../request.ts'
import type { World } from '../world.ts'
import { placeNamed } from './names.ts'

/** What somebody wants of the limits. */
export type NoiseRequest = { readonly kind: 'show'; readonly place: Place } | OwnLimit | PlaceLimit

export interface OwnLimit {
  readonly kind: 'own'
  readonly nudge: NudgeKind
  /** In a week; 0: none at all; null: as it comes. */
  readonly most: number | null
}

export interface PlaceLimit {
  readonly kind: 'place'
  readonly nudge: NudgeKind
  /** In a day; null: as everywhere. */
  readonly most: number | null
  readonly place: Place
}

/** Reads `requests 1`, `suggestions off`, `shares 1 here`, `#ops suggestions off`, in either language; else: show them. */
export async function readNoise(request: Request, world: World): Promise<NoiseRequest> {
  const named = PLACE.exec(request.text)?.[0]
  const place = named ? await placeNamed(named, request.reader, world) : request.in
  const words = fold(request.text.replace(PLACE, ''))
    .split(/\s+/u)
    .filter((word) => word !== '' && !SMALL_WORDS.includes(word))
  const here = named !== undefined || words.some((word) => HERE.includes(word))
  const [word, amount = '', ...rest] = words.filter((one) => !HERE.includes(one))
  if (word === undefined) return { kind: 'show', place }
  const nudge = NAMED.find(([start]) => word.startsWith(start))?.[1]
  if (!nudge || rest.length) throw new Refusal('badNoise')
  const most = readAmount(amount)
  if (!here && nudge !== 'share') return { kind: 'own', nudge, most }
  if (!IN_PLACES.includes(nudge)) throw new Refusal('badNoise')
  if (place.audience === 'direct') throw new Refusal('onlyInChannel')
  return { kind: 'place', nudge, most: most === null ? null : Math.min(most, mostADay(nudge)), place }
}

const PLACE = /#\S*[^\s.!]/
const HERE: readonly string[] = ['here', 'ici']
const SMALL_WORDS: readonly string[] = ['in', 'dans', 'at', 'most', 'au', 'plus']

/** How the kinds that can be limited begin, in both languages, folded. */
const NAMED: readonly (readonly [string, NudgeKind])[] = [
  ['suggestion', 'suggestion'],
  ['request', 'request'],
  ['demande', 'request'],
  ['check', 'prompt'],
  ['verification', 'prompt'],
  ['digest', 'digest'],
  ['resume', 'digest'],
  ['share', 'share'],
  ['partage', 'share'],
]
/** The rest comes to people, wherever they are. */
const IN_PLACES: readonly NudgeKind[] = ['suggestion', 'share']
const OFF: readonly string[] = ['off', 'none', 'never', 'jamais', 'aucune', 'aucun']
const ON: readonly string[] = ['on', 'default', 'oui', 'normal']

function readAmount(amount: string): number | null {
  if (OFF.includes(amount)) return 0
  if (ON.includes(amount)) return null
  if (!/^\d{1,2}$/.test(amount)) throw new Refusal('badNoise')
  return Number(amount)
}

const mostADay = (nudge: NudgeKind): number =>
  nudge === 'share' ? Math.max(...LIMITS[nudge].map(({ most }) => most)) : Number.POSITIVE_INFINITY
