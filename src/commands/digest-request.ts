import { fold } from '../knowledge/fold.ts'
import type { DigestSetting } from '../knowledge/settings.ts'
import { Refusal } from '../refusal.ts'

/** What somebody wants of their digest. */
export type DigestRequest =
  | { readonly kind: 'show' }
  | { readonly kind: 'set'; readonly change: Partial<DigestSetting> }
  | { readonly kind: 'pause'; readonly days: number }

const RHYTHMS: ReadonlyMap<string, DigestSetting['every']> = new Map([
  ...named('day', 'daily', 'day', 'quotidien', 'quotidienne', 'jour', 'jours', 'journalier'),
  ...named('week', 'weekly', 'week', 'hebdo', 'hebdomadaire', 'semaine'),
  ...named('month', 'monthly', 'month', 'mensuel', 'mensuelle', 'mois'),
  ...named('never', 'off', 'never', 'none', 'stop', 'jamais', 'non', 'arret', 'arreter', 'desactiver'),
])
const DAYS: readonly (readonly [string, string])[] = [
  ['mon', 'lun'],
  ['tue', 'mar'],
  ['wed', 'mer'],
  ['thu', 'jeu'],
  ['fri', 'ven'],
  ['sat', 'sam'],
  ['sun', 'dim'],
]
const PAUSE = ['pause', 'suspendre', 'suspends']
const GO_ON = ['on', 'resume', 'continue', 'reprendre', 'reprends', 'activer']
const SMALL_WORDS = [
  'at',
  'on',
  'every',
  'each',
  'a',
  'le',
  'chaque',
  'tous',
  'les',
  'for',
  'pendant',
  'de',
  'the',
  'by',
]
const UNIT_DAYS: ReadonlyMap<string, number> = new Map([
  ['d', 1],
  ['j', 1],
  ['w', 7],
  ['s', 7],
  ['m', 30],
])
const DEFAULT_PAUSE_DAYS = 14
const LONGEST_PAUSE_DAYS = 366
/** Digests go out at full five minutes. */
const MINUTE_STEP = 5

/** Reads `weekly mon 9:00`, `off`, `pause 2w` and their like, in either language; nothing said: show it. */
export function readDigestRequest(text: string): DigestRequest {
  const words = fold(text)
    .split(/[\s,]+/u)
    .filter((word) => word !== '' && !SMALL_WORDS.includes(word))
  const [first, ...rest] = words
  if (first === undefined) return { kind: 'show' }
  if (PAUSE.includes(first)) return { kind: 'pause', days: readPause(rest.join('')) }
  if (GO_ON.includes(first) && !rest.length) return { kind: 'set', change: { pausedUntil: 0 } }
  return { kind: 'set', change: Object.assign({}, ...words.map(readWord)) }
}

function named(every: DigestSetting['every'], ...words: string[]): [string, DigestSetting['every']][] {
  return words.map((word) => [word, every])
}

function readWord(word: string): Partial<DigestSetting> {
  const every = RHYTHMS.get(word)
  if (every) return { every }
  const day = DAYS.findIndex((names) => names.some((name) => word.startsWith(name)))
  if (day !== -1) return { day: day + 1 }
  return readTime(word)
}

/** `9`, `9:30`, `9h`, `9h30`, `9am`. */
function readTime(word: string): Partial<DigestSetting> {
  const [, hours, minutes = '0', half] = /^(\d{1,2})(?:[:h.](\d{2})?)?(am|pm)?$/.exec(word) ?? []
  const hour = (Number(hours) % (half ? 12 : 24)) + (half === 'pm' ? 12 : 0)
  const minute = Number(minutes)
  if (hours === undefined || Number(hours) > 23 || minute > 59) throw new Refusal('badDigest')
  return { hour, minute: minute - (minute % MINUTE_STEP) }
}

function readPause(text: string): number {
  if (!text) return DEFAULT_PAUSE_DAYS
  const [, count, unit = ''] = /^(\d{1,3})([a-z]+)$/.exec(text) ?? []
  const days = Number(count) * (UNIT_DAYS.get(unit.charAt(0)) ?? Number.NaN)
  if (!(days >= 1 && days <= LONGEST_PAUSE_DAYS)) throw new Refusal('badDigest')
  return days
}
