import type { ChatEvent } from '../../src/chat/event.ts'
import { personRef, placeRef } from '../../src/chat/ref.ts'
import { NOON } from './busy-talk.ts'

/** The question that kills whoever handles it. */
export const DEADLY = 'what is it that kills?'

/** Questions of four people, each in a place of their own; the second one's kills, and they have another behind it. */
export const fatalTalk = (): readonly ChatEvent[] => [
  asks('ana', 'where is the key?'),
  asks('bo', DEADLY),
  asks('bo', 'where is the lock?'),
  asks('cy', 'where is the door?'),
  asks('di', 'where is the wall?'),
]

const asks = (who: string, question: string): ChatEvent => ({
  kind: 'said',
  id: `test:${who} ${question}`,
  at: NOON,
  by: personRef(`test:${who}`),
  in: placeRef(`test:direct-${who}`),
  message: null,
  thread: null,
  text: `ask ${question}`,
  addressed: 'direct',
  permalink: null,
})
