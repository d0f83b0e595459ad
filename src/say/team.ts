import { button } from '../action.ts'
import { type Block, bold, buttons, context, type Doc, type Inline, list, plain, text } from '../chat/doc.ts'
import type { PersonRef } from '../chat/ref.ts'
import type { Strength } from '../knowledge/strength.ts'
import type { Phrases } from '../languages/phrases.ts'
import { cut } from './lines.ts'
import { actLine, type EvidenceView } from './people.ts'

/** A team made ready to be shown. */
export interface TeamView {
  readonly topics: readonly string[]
  readonly people: readonly TeamMember[]
  /** Who could step in, where there is somebody. */
  readonly backups: readonly (Pick<TeamMember, 'ref' | 'name' | 'isYou'> & {
    readonly topic: string
    readonly strength: Strength
  })[]
  /** The asker has put somebody else in a person's place. */
  readonly swapped: boolean
  /** Nobody whom the asker can see knows them. */
  readonly gaps: readonly string[]
  /** Somebody knows them, for whom there was no room. */
  readonly tooSmallFor: readonly string[]
}

export interface TeamMember {
  readonly ref: PersonRef
  readonly name: string
  /** The one who asks. */
  readonly isYou: boolean
  readonly topics: readonly KnownTopic[]
}

export interface KnownTopic {
  readonly topic: string
  readonly strength: Strength
  /** Acts that the reader can open, the one that weighed most first. */
  readonly evidence: readonly EvidenceView[]
  readonly saysSo: boolean
}

const TOPIC_MAX = 40
const NAME_MAX = 30
const MARKS: Readonly<Record<Strength, string>> = { covers: '✓', partly: '~' }

/** Who covers what and why, backups, gaps by name; `ask` is kept for `Swap` and `Invite`. */
export function teamDoc(phrases: Phrases, view: TeamView, ask: string, now: Date): Doc {
  if (!view.people.length) return nobodyDoc(phrases, view.topics)
  return [...teamBlocks(phrases, view, now), ...teamButtons(phrases, view, ask)]
}

/** What reads as one topic may have been meant as several. */
function nobodyDoc(phrases: Phrases, topics: readonly string[]): Doc {
  const mayBeSeveral = topics.length === 1 && topics.some((topic) => topic.includes(' '))
  return [text(phrases.team.nobody(topicList(topics))), ...(mayBeSeveral ? [context(phrases.team.commas)] : [])]
}

/** The same without buttons, once its people were invited. */
export function teamBlocks(phrases: Phrases, view: TeamView, now: Date): readonly Block[] {
  const covered = coveredTopics(view)
  const touched = view.topics.length - view.gaps.length - view.tooSmallFor.length - covered
  return [
    text(
      bold(phrases.team.title(topicList(view.topics))),
      ` – ${phrases.team.covers(covered, view.topics.length, touched)}`,
    ),
    ...view.people.flatMap((member) => [
      text(nameOf(phrases, member)),
      list(member.topics.map((topic) => topicRow(phrases, topic, now))),
    ]),
    ...(view.tooSmallFor.length ? [text(phrases.team.tooSmall(topicList(view.tooSmallFor)))] : []),
    ...backupLine(phrases, view),
    ...(view.gaps.length ? [text(phrases.team.gap(topicList(view.gaps), view.swapped))] : []),
  ]
}

/** Number of topics that somebody on the team covers well. */
export const coveredTopics = ({ topics, people }: TeamView): number =>
  topics.filter((topic) =>
    people.some((member) => member.topics.some((known) => known.topic === topic && known.strength === 'covers')),
  ).length

export const topicList = (topics: readonly string[]): string => topics.map((topic) => cut(topic, TOPIC_MAX)).join(' · ')

const nameOf = (phrases: Phrases, { ref, name, isYou }: Pick<TeamMember, 'ref' | 'name' | 'isYou'>): Inline =>
  isYou ? bold(phrases.team.you) : { kind: 'person', ref, name }

function topicRow(phrases: Phrases, { topic, strength, evidence, saysSo }: KnownTopic, now: Date): readonly Inline[] {
  const head = [plain(`${cut(topic, TOPIC_MAX)} ${MARKS[strength]} – `)]
  const [act] = evidence
  if (!act) return [...head, plain(saysSo ? phrases.who.saysSo : '')]
  return [...head, ...actLine(phrases, act, now)]
}

function backupLine(phrases: Phrases, { backups }: TeamView): readonly Block[] {
  if (!backups.length) return []
  const parts = backups.flatMap((backup, at) => [
    plain(`${at ? ' · ' : ''}${phrases.team.backupFor(cut(backup.topic, TOPIC_MAX))}`),
    nameOf(phrases, backup),
    plain(` ${MARKS[backup.strength]}`),
  ])
  return [context(`${phrases.team.backups} `, ...parts)]
}

function teamButtons(phrases: Phrases, { people }: TeamView, ask: string): readonly Block[] {
  const others = people.filter(({ isYou }) => !isYou)
  const swaps = people.map(({ ref, name, isYou }) =>
    button(isYou ? phrases.team.swapYou : phrases.team.swap(cut(name, NAME_MAX)), 'swap', ask, ref),
  )
  if (!others.length) return [buttons(...swaps)]
  const names = phrases.team.together(others.map(({ name }) => firstName(name)))
  const invite = { ...button(phrases.team.invite(names), 'invite', ask), style: 'primary' } as const
  return [buttons(invite, ...swaps), context(phrases.team.notContacted)]
}

const firstName = (name: string): string => cut(name.split(' ')[0] ?? name, NAME_MAX)
