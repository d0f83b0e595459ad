import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { conversationsIn, linkTalk, type Said } from '../../src/knowledge/linking.ts'
import { linguist } from '../../src/languages/linguist.ts'

const link = (said: readonly Said[]) => linkTalk(said, { linguist, namesOf: (person) => [person] })

describe('the link of a message', () => {
  it('goes to the one whom it names, past what others say', () => {
    const links = link([
      line(0, 'ana', 'how do I renew the certificate?'),
      line(1, 'di', 'the printer is out of paper again'),
      line(2, 'bo', 'ana: run certbot renew'),
      line(3, 'cy', 'di: there is some in the cupboard'),
    ])
    expect(links.map(({ answers }) => answers)).toEqual([null, null, 0, 1])
  })

  it('is a chance, and goes back', () => {
    fc.assert(
      fc.property(talks(), (said) => {
        link(said).forEach(({ answers, confidence }, at) => {
          expect(answers ?? -1).toBeLessThan(at)
          expect(confidence).toBeGreaterThan(0)
          expect(confidence).toBeLessThanOrEqual(1)
        })
      }),
    )
  })

  it('does not change with what is said later', () => {
    fc.assert(
      fc.property(talks(), fc.nat(), (said, part) => {
        const earlier = said.slice(0, part % (said.length + 1))
        expect(link(said).slice(0, earlier.length)).toEqual(link(earlier))
      }),
    )
  })
})

describe('conversations', () => {
  it('are held together by links that are sure', () => {
    const sure = { confidence: 0.95, asksAnew: false }
    const links = [
      { answers: null, ...sure },
      { answers: null, ...sure },
      { answers: 0, ...sure },
      { answers: 2, ...sure },
      { answers: 1, confidence: 0.4, asksAnew: false },
      { answers: 3, confidence: 0.95, asksAnew: true },
    ]
    expect(conversationsIn(links)).toEqual([0, 1, 0, 0, 4, 5])
  })
})

const line = (minute: number, by: string, text: string): Said => ({ by, text, at: new Date(minute * 60_000) })

const talks = (): fc.Arbitrary<readonly Said[]> =>
  fc
    .array(
      fc.record({
        by: fc.constantFrom('ana', 'bo', 'cy'),
        text: fc.oneof(fc.string(), fc.constantFrom('ana: yes', 'bo, why?', 'cy thanks', 'how do I start kafka?')),
        minutes: fc.nat(2000),
      }),
      { maxLength: 12 },
    )
    .map((drawn) => {
      let minute = 0
      return drawn.map(({ by, text, minutes }) => {
        minute += minutes
        return line(minute, by, text)
      })
    })
