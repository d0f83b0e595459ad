import type { ChatEvent } from '../../src/chat/event.ts'
import type { MessageRef } from '../../src/chat/ref.ts'
import type { At } from './inbound.ts'
import { message } from './refs.ts'
import type { Roster } from './roster.ts'
import type { Whisper, Whispers } from './whispers.ts'

/** The message of Savoir that a button was pressed on, and what was whispered in it. */
export interface Bearer {
  readonly message: MessageRef
  readonly whisper: Whisper | null
}

/** Finds it: one that one person alone sees has another address. Null when it is somebody else's, or none is told. */
export async function bearerOf(
  { activity, known, conversation, happened }: At,
  whispers: Whispers,
): Promise<Bearer | null> {
  if (!activity.replyToId) return null
  const plain = message(known.tenant, conversation, activity.replyToId)
  for (const ref of [message(known.tenant, conversation, activity.replyToId, true), plain]) {
    const whisper = await whispers.get(ref)
    if (whisper) return whisper.to === happened.by ? { message: ref, whisper } : null
  }
  return { message: plain, whisper: null }
}

/** A button of something that was said in private speaks of the place that it was about, as long as the person is there. */
export function whereItWasSaid(event: ChatEvent, bearer: Bearer | null, roster: Roster): ChatEvent {
  const at = bearer?.whisper && roster.isMember(bearer.whisper.in, event.by) ? bearer.whisper : null
  const moved = at ? { ...event, in: at.in } : event
  if (moved.kind === 'pressed')
    return { ...moved, message: bearer?.message ?? null, thread: at ? at.thread : moved.thread }
  return moved.kind === 'formSent' && bearer ? { ...moved, message: bearer.message } : moved
}
