import type { ChatEvent } from '../../src/chat/event.ts'
import type { Settlement } from '../../src/store/store.ts'
import { added, message, ref, reply, START, spot } from './store-fixtures.ts'

export { START }

export const said = (number: number): ChatEvent => ({
  kind: 'said',
  id: `e${number}`,
  at: START,
  by: ref('ana'),
  in: spot('ops'),
  message: message(`e${number}`),
  thread: null,
  text: `how does step ${number} of the release go?`,
  addressed: 'no',
  permalink: null,
})

/** The event makes an item with its own number, and a delivery in a lane of its own. */
export const settlementOf = (event: string, asOf: number): Settlement => {
  const number = Number(event.slice(1))
  return {
    event,
    by: ref('ana'),
    at: START,
    asOf,
    changes: [added(number + 1, { replies: [reply(`a${number}`, 'bo')], tags: ['release'] })],
    deliveries: [{ kind: 'post', to: spot(event), thread: null, doc: [] }],
  }
}
