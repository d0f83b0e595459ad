import type { Keep } from '../../src/chat/platform.ts'
import { RetryLater } from '../../src/chat/platform.ts'
import type { PersonRef } from '../../src/chat/ref.ts'
import type { Workspace } from './client.ts'
import { failureOf } from './client.ts'
import { readPerson } from './refs.ts'
import type { Replies } from './replies.ts'

/** What sending needs: the workspaces, the response URLs, and a drawer. */
export interface Sending {
  readonly workspaceOf: (team: string) => Promise<Workspace>
  readonly replies: Replies
  /** Channels of direct conversations, as far as they were opened. */
  readonly direct: Map<PersonRef, string>
  readonly keep: Keep
  /** Language tag of the person's client; null when it is not known. */
  readonly localeOf: (ref: PersonRef) => string | null
  readonly now: () => Date
  /** Posts to a response URL. */
  readonly respond: (url: string, body: Readonly<Record<string, unknown>>) => Promise<void>
  /** Origin of the Web API: what stands in for Slack serves everything from there. */
  readonly ownOrigin: string
}

/** Waited before trying again what certainly did not reach Slack. */
export const AGAIN_MS = 5_000
/** The person's own conversation with Savoir. */
export async function directChannel(ref: PersonRef, sending: Pick<Sending, 'workspaceOf' | 'direct'>): Promise<string> {
  const known = sending.direct.get(ref)
  if (known) return known
  const { team, user } = readPerson(ref)
  const { client } = await sending.workspaceOf(team)
  const { channel } = await again(() => client.conversations.open({ users: user }))
  if (!channel?.id) throw new Error('Slack opened no conversation')
  sending.direct.set(ref, channel.id)
  return channel.id
}

/** Calls Slack where trying again does no harm, also when nobody knows whether it went through. */
export const again = <T>(send: () => Promise<T>): Promise<T> => call('again', send)

/** Calls Slack where it must not happen twice: an unknown outcome is thrown as it is. */
export const once = <T>(send: () => Promise<T>): Promise<T> => call('once', send)

/** Turns what may pass into `RetryLater`: patience asked for, nothing sent, and, where that is safe, an unknown outcome. */
async function call<T>(whenUnknown: 'again' | 'once', send: () => Promise<T>): Promise<T> {
  try {
    return await send()
  } catch (error) {
    const failure = failureOf(error)
    if (failure.kind === 'wait') throw new RetryLater(failure.afterMs)
    if (failure.kind === 'unsent') throw new RetryLater(AGAIN_MS)
    if (failure.kind === 'unknown' && whenUnknown === 'again') throw new RetryLater(AGAIN_MS)
    throw error
  }
}
