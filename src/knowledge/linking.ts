import { choicesOf } from './linking/features.ts'
import { chances, openNetwork } from './linking/network.ts'
import { readTalk, type Said, type TalkTools } from './linking/talk.ts'
import { NETWORK } from './linking/weights.ts'

export type { Said, TalkTools } from './linking/talk.ts'

/** What a message of unthreaded talk most likely does. */
export interface Link {
  /** The index of the earlier message that it answers; null when it opens a conversation. */
  readonly answers: number | null
  /** Estimated chance, from 0 to 1, that it does. */
  readonly confidence: number
}

/** From this confidence on, a link is taken for granted; docs/linking.md says how often it is right. */
export const SURE_LINK = 0.7

/** For each message of a stretch, oldest first, the one that it answers. Later messages change no earlier link. */
export function linkTalk(messages: readonly Said[], tools: TalkTools): readonly Link[] {
  const links: Link[] = []
  for (const choices of choicesOf(readTalk(messages, tools))) {
    const likely = chances(choices.map(({ features }) => score(features)))
    const best = likely.indexOf(Math.max(...likely))
    links.push({ answers: choices[best]?.answers ?? null, confidence: likely[best] ?? 0 })
  }
  return links
}

const score = openNetwork(NETWORK)

/** The number of the conversation that each message belongs to, held together by links that are sure. */
export function conversationsIn(links: readonly Link[], sure = SURE_LINK): readonly number[] {
  const conversations: number[] = []
  links.forEach(({ answers, confidence }, at) => {
    const joins = answers !== null && confidence >= sure
    conversations.push(joins ? (conversations[answers] ?? at) : at)
  })
  return conversations
}
