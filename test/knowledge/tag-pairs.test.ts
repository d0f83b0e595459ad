import { describe, expect, it } from 'vitest'
import { tagPairs } from '../../src/knowledge/tag-pairs.ts'
import { DIFFERENT, SAME } from '../fixtures/tag-pairs.ts'

/** The first tag is in use; the second stands on so many items. */
function proposes(pair: string, items: number): boolean {
  const [used = '', other = ''] = pair.split(' ')
  return (
    tagPairs([
      { tag: used, items: 40 },
      { tag: other, items },
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

  it('keep the name that is used more', () => {
    const [tls, k8s] = [
      { tag: 'tls', items: 3 },
      { tag: 'k8s', items: 3 },
    ]
    expect(tagPairs([{ tag: 'kubernetes', items: 9 }, tls, k8s])).toEqual([{ tag: 'k8s', into: 'kubernetes' }])
    expect(tagPairs([tls, k8s, { tag: 'kubernetes', items: 1 }])).toEqual([{ tag: 'kubernetes', into: 'k8s' }])
  })
})
