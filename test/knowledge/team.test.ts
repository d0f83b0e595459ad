import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { personRef } from '../../src/chat/ref.ts'
import { composeTeam, type TeamCandidate, type TeamNeed } from '../../src/knowledge/team.ts'

const TOPICS = ['sso', 'pricing', 'contracts', 'kafka']

describe('a team', () => {
  it('is one person where one covers everything', () => {
    expect(
      membersOf({ topics: ['sso', 'pricing'] }, [known('ana', 'sso ✓'), known('bo', 'sso ✓', 'pricing ✓')]),
    ).toEqual(['bo'])
  })

  it('takes in a second person who covers what the first knows in part', () => {
    const team = compose({ topics: ['sso', 'pricing'] }, [known('ana', 'sso ~', 'pricing ✓'), known('bo', 'sso ✓')])
    expect(team.members).toEqual(['ana', 'bo'])
    expect(team.leads.get('sso')).toBe('bo')
    expect(team.backups.get('sso')).toBe('ana')
  })

  it('names the topics that nobody knows', () => {
    expect(compose({ topics: ['sso', 'contracts'] }, [known('ana', 'sso ✓')]).gaps).toEqual(['contracts'])
  })

  it('spares who was asked much lately, among those about as able', () => {
    const busy = { ...known('ana', 'sso ✓'), load: 3 }
    expect(membersOf({ topics: ['sso'] }, [busy, known('bo', 'sso ✓')])).toEqual(['bo'])
  })

  it('still takes the busy one where the other knows it in part only', () => {
    const busy = { ...known('ana', 'sso ✓'), load: 9 }
    expect(membersOf({ topics: ['sso'] }, [busy, known('bo', 'sso ~')])).toEqual(['ana'])
  })

  it('keeps those who are in already', () => {
    const people = [known('ana', 'sso ✓'), known('bo', 'sso ✓', 'pricing ✓')]
    expect(membersOf({ topics: ['sso', 'pricing'], keep: ['ana'] }, people)).toEqual(['ana', 'bo'])
  })

  it('is as good as the best of all possible teams', () => {
    fc.assert(
      fc.property(fc.array(candidates(), { maxLength: 7 }), fc.integer({ min: 1, max: 4 }), (drawn, size) => {
        const people = unique(drawn)
        const team = compose({ topics: TOPICS, size }, people)
        expect(worthOf(team.members, people)).toEqual(bestWorth(people, size))
      }),
    )
  })

  it('is the same in whatever order its people come', () => {
    fc.assert(
      fc.property(fc.array(candidates(), { maxLength: 12 }), fc.integer({ min: 1, max: 5 }), (drawn, size) => {
        const people = unique(drawn)
        expect(compose({ topics: TOPICS, size }, people.toReversed())).toEqual(
          compose({ topics: TOPICS, size }, people),
        )
      }),
    )
  })

  it('of many people is no larger than asked for, covers what its size can, and has nobody to spare', () => {
    fc.assert(
      fc.property(
        fc.array(candidates(), { minLength: 26, maxLength: 60 }),
        fc.integer({ min: 1, max: 8 }),
        (drawn, size) => {
          const people = drawn.map((one, at) => ({ ...one, person: personRef(`p${at}`) }))
          const { members } = compose({ topics: TOPICS, size }, people)
          const [covered, touched] = worthOf(members, people)
          expect(members.length).toBeLessThanOrEqual(size)
          if (size >= TOPICS.length)
            expect([covered, touched]).toEqual(
              worthOf(
                people.map(({ person }) => person),
                people,
              ).slice(0, 2),
            )
          for (const member of members) {
            const [less, least] = worthOf(
              members.filter((one) => one !== member),
              people,
            )
            expect([less, least]).not.toEqual([covered, touched])
          }
        },
      ),
    )
  })
})

const compose = (need: { topics: string[]; size?: number; keep?: string[] }, people: readonly TeamCandidate[]) =>
  composeTeam({ size: 4, ...need, keep: (need.keep ?? []).map(personRef) } satisfies TeamNeed, people)

const membersOf = (need: Parameters<typeof compose>[0], people: readonly TeamCandidate[]) =>
  compose(need, people).members

function known(person: string, ...topics: readonly string[]): TeamCandidate {
  const knows = topics.map((topic) => {
    const [name = '', mark] = topic.split(' ')
    return [name, { strength: mark === '✓' ? 'covers' : 'partly', rank: 0 }] as const
  })
  return { person: personRef(person), load: 0, knows: new Map(knows) }
}

const candidates = (): fc.Arbitrary<TeamCandidate> =>
  fc
    .record({
      person: fc.constantFrom(...'abcdefghijkl').map(personRef),
      load: fc.nat(6),
      knows: fc.dictionary(
        fc.constantFrom(...TOPICS),
        fc.record({ strength: fc.constantFrom('covers' as const, 'partly' as const), rank: fc.nat(12) }),
      ),
    })
    .map(({ person, load, knows }) => ({ person, load, knows: new Map(Object.entries(knows)) }))

const unique = (people: readonly TeamCandidate[]): readonly TeamCandidate[] => [
  ...new Map(people.map((one) => [one.person, one])).values(),
]

/** Topics covered, topics known at all, fewness, ability less load: what the product promises, told apart from how it is found. */
function worthOf(members: readonly string[], people: readonly TeamCandidate[]): number[] {
  const team = people.filter(({ person }) => members.includes(person))
  const best = TOPICS.map((topic) =>
    Math.max(
      0,
      ...team.map(({ knows }) => {
        const one = knows.get(topic)
        return one ? (one.strength === 'covers' ? 100 : 50) - 2 * Math.min(10, one.rank) : 0
      }),
    ),
  )
  const load = team.reduce((total, one) => total + 4 * Math.min(5, one.load), 0)
  return [
    TOPICS.filter((topic) => team.some(({ knows }) => knows.get(topic)?.strength === 'covers')).length,
    TOPICS.filter((topic) => team.some(({ knows }) => knows.has(topic))).length,
    -team.length,
    best.reduce((total, one) => total + one, 0) - load,
  ]
}

function bestWorth(people: readonly TeamCandidate[], size: number): number[] {
  let best = worthOf([], people)
  for (let set = 1; set < 1 << people.length; set++) {
    const members = people.filter((_, at) => set & (1 << at)).map(({ person }) => person)
    if (members.length > size) continue
    const worth = worthOf(members, people)
    const first = worth.findIndex((value, at) => value !== best[at])
    if (first >= 0 && (worth[first] ?? 0) > (best[first] ?? 0)) best = worth
  }
  return best
}
