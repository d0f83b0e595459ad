import { onTestFinished } from 'vitest'
import type { MessageRef } from '../../src/chat/ref.ts'
import { type Hooks, openTestBot, type TestBot } from './bot.ts'

/** A bot to talk with, closed when the test is over. */
export async function bot(hooks: Hooks = {}): Promise<TestBot> {
  const opened = await openTestBot(hooks)
  onTestFinished(() => opened.close())
  return opened
}

/** The number of the item that a text names first. */
export function numberIn(said: string): number {
  const found = /\b[1-9]\d{3}\b/.exec(said.replace(/\b20[23]\d\b/g, ''))
  if (!found) throw new Error(`no number in: ${said}`)
  return Number(found[0])
}

/** What was said, with `N` for the numbers of items and without links: numbers are drawn. */
export const told = (said: string): string =>
  said.replace(/ · ↗ <[^>]*>/g, '').replace(/\b(?!20[23]\d\b)[1-9]\d{3}\b/g, 'N')

/** A thread in `#ops` where Bo answers Ana's question, saved by Dina. */
export async function savedThread(
  { talks, reacts, hears }: TestBot,
  place = 'ops',
  saver = 'di',
): Promise<{ root: MessageRef; reply: MessageRef; id: number; said: string }> {
  const root = await talks('ana', QUESTION, { in: place })
  const reply = await talks('bo', ANSWER, { in: place, thread: root })
  const said = await reacts(saver, 'brain', root)
  hears('ana')
  hears('bo')
  return { root, reply, id: numberIn(said), said }
}

export const QUESTION = 'How do I renew the TLS certificate of the gateway?'
export const ANSWER = 'Run `certbot renew` on gw-1, then reload nginx.'

export const ASKED = 'Which TLS certificate does the old printer take?'

/** Bo has answered on TLS before; Dina asks in `#ops`, where Savoir is on. */
export async function openQuestion(ops: TestBot) {
  await savedThread(ops)
  await ops.says('ana', 'on', { in: 'ops' })
  const root = await ops.talks('di', ASKED, { in: 'ops' })
  for (const who of ['ana', 'bo', 'cy', 'di']) ops.hears(who)
  return root
}
