import { beforeEach, describe, expect, it } from 'vitest'
import { Working } from '../../../adapters/slack/working.ts'
import type { MessageSaid } from '../../../src/chat/event.ts'
import { type MessageRef, personRef, placeRef } from '../../../src/chat/ref.ts'

const to = placeRef('slack:T1/DULEA')
const by = personRef('slack:T1/ULEA')
const said = (message: string, addressed: MessageSaid['addressed'] = 'direct'): MessageSaid => ({
  kind: 'said',
  id: message,
  at: new Date(0),
  by,
  in: to,
  message: message as MessageRef,
  thread: null,
  text: 'who knows kafka?',
  addressed,
  permalink: null,
})

describe('the status while Savoir works', () => {
  let working: Working
  let clock: (() => void)[]
  let shown: string[]
  const begin = (message: MessageSaid): void =>
    working.begin(message, async (status, at) => void shown.push(`${status} ${at}`))
  /** Every wait that is under way ends. */
  const passes = async (): Promise<void> => {
    for (const ring of clock.splice(0)) ring()
    await new Promise((resolve) => setImmediate(resolve))
  }
  const answers = (nudge?: 'digest') =>
    working.sent({ kind: 'post', to, thread: null, doc: [], ...(nudge && { nudge }) })
  beforeEach(() => {
    clock = []
    shown = []
    working = new Working(() => new Promise((resolve) => void clock.push(resolve)))
  })

  it('never shows for an answer that is there at once', async () => {
    begin(said('m1'))
    answers()
    await passes()
    expect(shown).toEqual([])
  })

  it('goes with the answer, not with what comes unasked', async () => {
    begin(said('m1'))
    await passes()
    answers('digest')
    await new Promise((resolve) => setImmediate(resolve))
    expect(shown).toEqual(['working m1'])
    answers()
    await new Promise((resolve) => setImmediate(resolve))
    expect(shown).toEqual(['working m1', 'done m1'])
  })

  it('goes with an answer in the conversation of the person', async () => {
    begin(said('m1'))
    await passes()
    working.sent({ kind: 'direct', to: by, doc: [] })
    await passes()
    expect(shown).toEqual(['working m1', 'done m1'])
  })

  it('goes by itself when nothing is answered', async () => {
    begin(said('m1'))
    await passes()
    await passes()
    expect(shown).toEqual(['working m1', 'done m1'])
  })

  it('does not come again with a message that Slack sends again', async () => {
    begin(said('m1'))
    answers()
    begin(said('m1'))
    await passes()
    expect(shown).toEqual([])
  })

  it('moves on to the next message', async () => {
    begin(said('m1'))
    await passes()
    begin(said('m2'))
    await passes()
    expect(shown).toEqual(['working m1', 'done m1', 'working m2'])
  })

  it('is for the conversation with Savoir alone', async () => {
    begin(said('m1', 'mention'))
    await passes()
    expect(shown).toEqual([])
  })
})
