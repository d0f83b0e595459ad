import type { Person } from '../chat/directory.ts'
import { answersTo } from '../commands/ask.ts'
import { digestNow } from '../commands/digest.ts'
import { findItems } from '../commands/find.ts'
import { teamFor } from '../commands/team.ts'
import { readTeamRequest } from '../commands/team-request.ts'
import { expertsOn } from '../commands/who.ts'
import type { Item } from '../knowledge/item.ts'
import type { ShownEntry } from '../nudges/digest.ts'
import { coveredTopics } from '../say/team.ts'
import type { Reader } from '../store/store.ts'
import { type ItemView, viewsOf } from '../views.ts'
import type { World } from '../world.ts'

const ITEMS_MAX = 10
const PEOPLE_MAX = 10

/** `ask --json`: best first, also when not sure. */
export async function askJson(question: string, reader: Reader, world: World) {
  const { sure, items } = await answersTo(question, reader, world, ITEMS_MAX)
  return { sure, items: await itemsJson(items, world) }
}

/** `who --json`: most able first, without the asker. */
export async function whoJson(topic: string, reader: Reader & { kind: 'person' }, world: World) {
  const experts = await expertsOn(topic, reader, world, PEOPLE_MAX + 1)
  const others = experts.filter((expert) => expert.ref !== reader.person).slice(0, PEOPLE_MAX)
  return {
    people: others.map(({ ref, name, saysSo, evidence }) => ({
      ref,
      name,
      saysSo,
      evidence: evidence.map((act) => ({ ...act, at: act.at.toISOString() })),
    })),
  }
}

/** `team --json`: the asker may be among the people. */
export async function teamJson(words: string, reader: Reader & { kind: 'person' }, world: World) {
  const view = await teamFor(readTeamRequest(words), reader.person, reader, world)
  return {
    covers: coveredTopics(view),
    of: view.topics.length,
    people: view.people.map(({ ref, name, topics }) => ({
      ref,
      name,
      topics: topics.map(({ topic, strength, saysSo, evidence }) => ({
        topic,
        strength,
        saysSo,
        evidence: evidence.map((act) => ({ ...act, at: act.at.toISOString() })),
      })),
    })),
    backups: view.backups.map(({ topic, ref, name, strength }) => ({ topic, ref, name, strength })),
    gaps: view.gaps,
    tooSmallFor: view.tooSmallFor,
  }
}

/** `find --json`. */
export async function findJson(query: string, reader: Reader, world: World) {
  return { items: await itemsJson(await findItems(query, reader, world, { limit: ITEMS_MAX }), world) }
}

/** `digest --json`: what it would hold now, and how often it comes. */
export async function digestJson(by: Person, world: World) {
  const { setting, entries } = await digestNow({ by }, world)
  return { setting, entries: entries.map(entryJson) }
}

function entryJson(entry: ShownEntry): Readonly<Record<string, unknown>> {
  if (entry.kind === 'merge') return { kind: entry.kind, tag: entry.tag, into: entry.into }
  const { id, title } = entry.item
  return {
    kind: entry.kind,
    item: id,
    title,
    ...(entry.kind === 'helped' ? { people: entry.people } : {}),
    ...(entry.kind === 'new' ? { tag: entry.tag } : {}),
  }
}

/** Items as scripts get them. */
export async function itemsJson(items: readonly Item[], world: World) {
  return (await viewsOf(items, world)).map(itemJson)
}

function itemJson({ item, answer, place }: ItemView) {
  return {
    id: item.id,
    kind: item.kind,
    title: item.title,
    answer: answer && { text: answer.text, by: answer.by },
    tags: item.tags,
    source: {
      place: place ? place.name : item.source.place,
      at: item.at.toISOString(),
      permalink: item.source.permalink,
    },
  }
}
