import { fold } from './fold.ts'
import type { TagPair, UsedTag } from './used-tag.ts'

/** Items that bear both tags, at least, and their share of those that bear either. */
const TOGETHER = 3
const SHARE = 0.5
/** An abbreviation leaves out half of the letters or more, or ends early. */
const LEFT_OUT = 0.5
const SHORTEST = 2

/**
 * Pairs of which one shortens the other (`gw` and `gateway`, `cert` and `certificate`) and that mostly stand on the same
 * items. Neither sign tells anything by itself: `git` begins `github`, and topics go together.
 */
export function shortenedTogether(tags: readonly UsedTag[]): readonly TagPair[] {
  const counts = new Map<string, { one: UsedTag; other: UsedTag; together: number }>()
  for (const [one, other] of neighbours(tags)) {
    const key = `${one.tag} ${other.tag}`
    const together = (counts.get(key)?.together ?? 0) + 1
    counts.set(key, { one, other, together })
  }
  return [...counts.values()].filter(isTelling).map(({ one, other }) => {
    const oneIsUsedMore = one.items.length > other.items.length
    return oneIsUsedMore ? { tag: other.tag, into: one.tag } : { tag: one.tag, into: other.tag }
  })
}

/** Each two tags of each item, in the order of the alphabet. */
function* neighbours(tags: readonly UsedTag[]): Generator<readonly [UsedTag, UsedTag]> {
  const byItem = new Map<number, UsedTag[]>()
  for (const used of [...tags].sort((a, b) => (a.tag < b.tag ? -1 : 1))) {
    for (const item of used.items) byItem.set(item, [...(byItem.get(item) ?? []), used])
  }
  for (const those of byItem.values()) {
    for (const [at, one] of those.entries()) for (const other of those.slice(at + 1)) yield [one, other]
  }
}

function isTelling({ one, other, together }: { one: UsedTag; other: UsedTag; together: number }): boolean {
  const either = one.items.length + other.items.length - together
  return together >= TOGETHER && together >= SHARE * either && shortens(one.tag, other.tag)
}

function shortens(one: string, other: string): boolean {
  const [short = '', long = ''] = [lettersOf(one), lettersOf(other)].sort((a, b) => a.length - b.length)
  if (short.length < SHORTEST || short.length === long.length || short[0] !== long[0]) return false
  return long.startsWith(short) || (short.length <= LEFT_OUT * long.length && isWithin(short, long))
}

const lettersOf = (tag: string): string => fold(tag).replace(/[^\p{L}\p{N}]/gu, '')

/** All letters of the short one stand in the long one, in their order. */
function isWithin(short: string, long: string): boolean {
  let at = -1
  return [...short].every((letter) => {
    at = long.indexOf(letter, at + 1)
    return at !== -1
  })
}
