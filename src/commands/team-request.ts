import { type PersonRef, personRef } from '../chat/ref.ts'
import { fold } from '../knowledge/fold.ts'

/** A team that somebody wants, and what they decided about it so far. */
export interface TeamRequest {
  readonly topics: readonly string[]
  readonly size: number
  /** People who are on it as it was shown. */
  readonly keep: readonly PersonRef[]
  /** People whom the asker swapped out. */
  readonly without: readonly PersonRef[]
}

const SIZE_UNLESS_TOLD = 4
const SIZE_AT_MOST = 8

/** Reads `pricing-api, sso and contracts-fr size 4`, or what `writeTeamRequest` wrote. */
export function readTeamRequest(text: string): TeamRequest {
  const lines = text.split('\n')
  const typed = lines.filter((line) => !line.startsWith(KEEP) && !line.startsWith(WITHOUT)).join(' ')
  const size = SIZE.exec(typed)
  return {
    topics: topicsIn(size ? typed.slice(0, size.index) : typed),
    size: size ? Math.min(SIZE_AT_MOST, Math.max(1, Number(size[1] ?? size[2]))) : SIZE_UNLESS_TOLD,
    keep: refsIn(lines, KEEP),
    without: refsIn(lines, WITHOUT),
  }
}

/** One text for all of it, so that a button can carry its id alone. */
export function writeTeamRequest({ topics, size, keep, without }: TeamRequest): string {
  const lines = [`${topics.join(', ')} size ${size}`]
  if (keep.length) lines.push(`${KEEP}${keep.join(' ')}`)
  if (without.length) lines.push(`${WITHOUT}${without.join(' ')}`)
  return lines.join('\n')
}

const KEEP = 'with: '
const WITHOUT = 'without: '
const SIZE =
  /[\s,;]*(?:\b(?:size|taille|max)\s*[:=]?\s*(\d{1,2})|\b(?:of|de|[àa])\s+(\d{1,2})\s+(?:people|personnes))[\s.!?]*$/iu

function topicsIn(typed: string): readonly string[] {
  const pieces = typed.split(/[,;\n]|\s(?:and|et|&|\+)\s/iu).map(bare)
  const first = new Map<string, string>()
  for (const piece of pieces) if (piece && !first.has(fold(piece))) first.set(fold(piece), piece)
  return [...first.values()]
}

/** Without the article in front and the punctuation behind. */
const bare = (piece: string): string =>
  piece
    .trim()
    .replace(/^(?:(?:and|et|the|le|la|les|our|nos|notre)\s+|l['’])/iu, '')
    .replace(/[\s?!.:]+$/u, '')

const refsIn = (lines: readonly string[], marker: string): readonly PersonRef[] =>
  lines
    .filter((line) => line.startsWith(marker))
    .flatMap((line) => line.slice(marker.length).split(' '))
    .filter((ref) => ref !== '')
    .map(personRef)
