import { conversationsIn, linkTalk } from '../../src/knowledge/linking.ts'
import { linguist } from '../../src/languages/linguist.ts'
import type { DataSet } from '../sets.ts'
import { bCubed } from './measure.ts'
import { HOLDS } from './report.ts'

/** The threads of each channel poured together in order of time: do they come apart again, by the shipped weights? */
export function pouredTogether({ threads }: DataSet) {
  const channels = new Map<string, Spoken[]>()
  threads.forEach(({ place, at, asker, body, answers }, thread) => {
    const spoken = [
      { thread, by: asker ?? '', at, text: body },
      ...answers.map((one) => ({ thread, by: one.user ?? '', at: one.at, text: one.text })),
    ]
    channels.set(place, [...(channels.get(place) ?? []), ...spoken])
  })
  const linked = [...channels.values()].map((spoken) => {
    const talk = spoken.toSorted((a, b) => a.at.getTime() - b.at.getTime())
    const links = linkTalk(talk, { linguist, namesOf: (person) => [person] })
    return { links, theirs: talk.map(({ thread }) => thread) }
  })
  return HOLDS.map((from) => ({
    from,
    ...bCubed(linked.map(({ links, theirs }) => ({ ours: conversationsIn(links, from), theirs }))),
  }))
}

interface Spoken {
  readonly thread: number
  readonly by: string
  readonly at: Date
  readonly text: string
}
