import { describe, expect, it } from 'vitest'
import { tagPairs } from '../../src/knowledge/tag-pairs.ts'
import { DIFFERENT, SAME, SHORTENED } from '../fixtures/tag-pairs.ts'

const on = (count: number, from = 0): readonly number[] => Array.from({ length: count }, (_, at) => from + at)

/** The first tag is in use; the second stands on so many items, of which `together` bear the first as well. */
function proposes(pair: string, items: number, together = 0): boolean {
  const [used = '', other = ''] = pair.split(' ')
  return (
    tagPairs([
      { tag: used, items: on(40) },
      { tag: other, items: on(items, 40 - together) },
    ]).length > 0
  )
}

describe('pairs of tags', () => {
  it('are found by spelling, plurals, initials, short forms and the other language', () => {
    expect(SAME.length).toBeGreaterThanOrEqual(100)
    const missed = SAME.filter((pair) => !proposes(pair, 2))
    expect(missed.length / SAME.length, missed.join(', ')).toBeLessThan(0.1)
  })

  it('are seldom proposed for tags that only look alike', () => {
    const wrong = DIFFERENT.filter((pair) => proposes(pair, 20))
    expect(wrong.length / DIFFERENT.length, wrong.join(', ')).toBeLessThan(0.06)
  })

  it('are found by a slighter likeness where both mostly stand on the same items, and not otherwise', () => {
    expect(SHORTENED.filter((pair) => proposes(pair, 30))).toEqual([])
    const missed = SHORTENED.filter((pair) => !proposes(pair, 30, 30))
    expect(missed, missed.join(', ')).toEqual([])
    // Most items of the one do not bear the other.
    expect(SHORTENED.filter((pair) => proposes(pair, 12, 12))).toEqual([])
    // If such looked alike and went together, two people would have to say that they are the same.
    const wrong = DIFFERENT.filter((pair) => proposes(pair, 30, 30))
    expect(wrong.length / DIFFERENT.length, wrong.join(', ')).toBeLessThan(0.4)
  })

  it('are not found by use alone: topics go together', () => {
    expect(proposes('tls gateway', 40, 40)).toBe(false)
  })

  it('keep the name that is used more', () => {
    const [tls, k8s] = [
      { tag: 'tls', items: on(3) },
      { tag: 'k8s', items: on(3, 100) },
    ]
    expect(tagPairs([{ tag: 'kubernetes', items: on(9, 10) }, tls, k8s])).toEqual([{ tag: 'k8s', into: 'kubernetes' }])
    expect(tagPairs([tls, k8s, { tag: 'kubernetes', items: on(1) }])).toEqual([{ tag: 'kubernetes', into: 'k8s' }])
    const gateway = { tag: 'gateway', items: on(5) }
    expect(tagPairs([gateway, { tag: 'gw', items: on(4) }])).toEqual([{ tag: 'gw', into: 'gateway' }])
  })
})
