import { expect, it } from 'vitest'
import type { Person } from '../../src/chat/directory.ts'
import { personRef } from '../../src/chat/ref.ts'
import type { Evidence, EvidenceKind, TopicWord } from '../../src/knowledge/evidence.ts'
import { type ExpertiseInput, isNameable, rankPeople } from '../../src/knowledge/expertise.ts'
import { PERSON_DEFAULTS, type PersonSettings } from '../../src/knowledge/settings.ts'

const now = new Date('2026-06-01T12:00:00Z')
const daysAgo = (days: number): Date => new Date(now.getTime() - days * 86_400_000)

it('puts an accepted answer before a remark', () => {
  expect(names({ evidence: [act('ana', 'remarked', 1), act('bo', 'answered', 1), act('bo', 'accepted', 1)] })).toEqual([
    'bo',
    'ana',
  ])
})

it('puts a specific contribution before several general ones', () => {
  const matches = [
    { item: 1, score: 12 },
    { item: 2, score: 4 },
    { item: 3, score: 4 },
  ]
  const evidence = [act('ana', 'answered', 2), act('ana', 'answered', 3), act('bo', 'answered', 1)]
  expect(names({ matches, evidence })).toEqual(['bo', 'ana'])
})

it('puts recent before old', () => {
  expect(names({ evidence: [act('ana', 'answered', 1, 900), act('bo', 'answered', 1, 20)] })).toEqual(['bo', 'ana'])
})

it('takes asking as interest, not as expertise', () => {
  expect(names({ evidence: [act('ana', 'asked', 1)] })).toEqual([])
})

it('counts a declared topic at once, labelled', () => {
  const topicWords = [says('cy', 'declared')]
  const [first] = rankPeople(input({ topicWords }), now)
  expect(first).toMatchObject({ person: 'test:cy', because: [], saysSo: true })
})

it('explains by the two acts that weighed most', () => {
  const evidence = [
    act('ana', 'remarked', 2),
    { ...act('ana', 'answered', 1), reply: 'r1' },
    { ...act('ana', 'accepted', 1), reply: 'r1' },
    act('ana', 'wrote', 3),
  ]
  const [ana] = rankPeople(input({ evidence }), now)
  expect(ana?.because.map((one) => one.kind)).toEqual(['accepted', 'wrote'])
})

it('never names bots, outsiders or leavers', () => {
  const people = [
    person('ana'),
    { ...person('robot'), isBot: true },
    { ...person('outsider'), standing: 'outsider' as const },
    { ...person('leaver'), standing: 'left' as const },
  ]
  expect(people.filter(isNameable).map(({ name }) => name)).toEqual(['ana'])
})

it.each(['hidden', 'denied'] as const)('does not name a person for a topic they have %s', (word) => {
  expect(names({ evidence: [act('ana', 'answered', 1)], topicWords: [says('ana', word)] })).toEqual([])
})

it('does not name a person who does not want to be shown, not even for what they declared', () => {
  const settings = set('ana', { showMe: false })
  const topicWords = [says('ana', 'declared')]
  expect(names({ evidence: [act('ana', 'answered', 1)], topicWords, settings })).toEqual([])
})

it.each(['learnFromMe', 'inferTopics'] as const)('counts only what a person declared when %s is off', (name) => {
  const settings = set('ana', { [name]: false })
  const evidence = [act('ana', 'answered', 1)]
  expect(names({ evidence, settings })).toEqual([])
  const [ana] = rankPeople(input({ evidence, settings, topicWords: [says('ana', 'declared')] }), now)
  expect(ana).toMatchObject({ because: [], saysSo: true })
})

it('lets who helps these days come before who knows as much, and nobody in who knows nothing of it', () => {
  const evidence = [act('ana', 'answered', 1), act('bo', 'answered', 1)]
  const lately = [act('bo', 'answered', 50, 3), act('cy', 'answered', 51, 2)]
  expect(names({ evidence, lately })).toEqual(['bo', 'ana'])
})

it('sees who helps most among those who help every day', () => {
  const evidence = [act('ana', 'answered', 1), act('bo', 'answered', 1)]
  const daily = (name: string, times: number) =>
    Array.from({ length: times }, (_, i) => act(name, 'answered', 100 + i, 1))
  expect(names({ evidence, lately: [...daily('ana', 12), ...daily('bo', 24)] })).toEqual(['bo', 'ana'])
})

it('gives the same order however the acts were read', () => {
  const evidence = [act('bo', 'answered', 1), act('ana', 'answered', 1), act('ana', 'wrote', 2), act('bo', 'wrote', 2)]
  expect(rankPeople(input({ evidence: [...evidence].reverse() }), now)).toEqual(rankPeople(input({ evidence }), now))
})

const names = (given: Partial<ExpertiseInput>): string[] =>
  rankPeople(input(given), now).map(({ person }) => person.slice('test:'.length))

const input = (given: Partial<ExpertiseInput>): ExpertiseInput => ({
  matches: [1, 2, 3].map((item) => ({ item, score: 8 })),
  evidence: [],
  lately: [],
  topicWords: [],
  settings: new Map(),
  ...given,
})

const person = (name: string): Person => ({
  ref: personRef(`test:${name}`),
  name,
  standing: 'member',
  isBot: false,
  locale: null,
  timeZone: null,
})

const act = (name: string, kind: EvidenceKind, item: number, days = 10): Evidence => ({
  person: personRef(`test:${name}`),
  kind,
  item,
  reply: null,
  at: daysAgo(days),
})

const says = (name: string, word: TopicWord['says']): TopicWord => ({
  person: personRef(`test:${name}`),
  topic: 'kafka',
  says: word,
  at: daysAgo(1),
})

const set = (name: string, given: Partial<PersonSettings>) =>
  new Map([[personRef(`test:${name}`), { ...PERSON_DEFAULTS, ...given }]])
