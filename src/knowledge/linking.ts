import { choicesOf } from './linking/features.ts'
import { chances, openNetwork } from './linking/network.ts'
import { type Line, readTalk, type Said, type TalkTools } from './linking/talk.ts'
import { NETWORK } from './linking/weights.ts'

export type { Said, TalkTools } from './linking/talk.ts'

/** What a message of unthreaded talk most likely does. */
export interface Link {
  /** The index of the earlier message that it answers; null when it opens a conversation. */
  readonly answers: number | null
  /** Estimated chance, from 0 to 1, that it does. */
  readonly confidence: number
  /** The same person asks: at work, that is mostly about something new. */
  readonly asksAnew: boolean
}

/** From this confidence on, a link is taken for granted; docs/linking.md says how often it is right. */
export const SURE_LINK = 0.5

/** For each message of a stretch, oldest first, the one that it answers. Later messages change no earlier link. */
export function linkTalk(messages: readonly Said[], tools: TalkTools): readonly Link[] {
  const lines = readTalk(messages, tools)
  return [...choicesOf(lines)].map((choices, at): Link => {
    const likely = chances(choices.map(({ features }) => score(features)))
    const best = likely.indexOf(Math.max(...likely))
    const answers = choices[best]?.answers ?? null
    return { answers, confidence: likely[best] ?? 0, asksAnew: asksAnew(lines[at], lines[answers ?? at]) }
  })
}

const score = openNetwork(NETWORK)

function asksAnew(line: Line | undefined, earlier: Line | undefined): boolean {
  return line !== earlier && line?.who === earlier?.who && line?.asks === true && line.words >= WORDS_OF_QUESTION
}

/** Fewer words (`anybody?`) only ask again. */
const WORDS_OF_QUESTION = 4

/** True when a link is sure enough to hold a conversation together. */
export const holds = ({ answers, confidence, asksAnew }: Link, sure = SURE_LINK): boolean =>
  answers !== null && confidence >= sure && !asksAnew

/** The number of the conversation that each message belongs to, held together by links that are sure. */
export function conversationsIn(links: readonly Link[], sure = SURE_LINK): readonly number[] {
  const conversations: number[] = []
  links.forEach((link, at) => {
    const joined = holds(link, sure) && link.answers !== null ? conversations[link.answers] : undefined
    conversations.push(joined ?? at)
  })
  return conversations
}
