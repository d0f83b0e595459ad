import type { ChatEvent } from '../../src/chat/event.ts'
import type { PersonRef } from '../../src/chat/ref.ts'

/** Teams sends an unanswered press again, later under another id. People seldom press the same button twice so soon. */
const WITHIN_MS = 20_000

/** Gives the same press, come again, the id that it had. */
export class Repeats {
  private readonly now: () => Date
  private readonly seen = new Map<string, { readonly id: string; readonly by: PersonRef; readonly at: number }>()

  constructor(now: () => Date) {
    this.now = now
  }

  named<Event extends ChatEvent>(event: Event): Event {
    const now = this.now().getTime()
    for (const [key, { at }] of this.seen) if (now - at > WITHIN_MS) this.seen.delete(key)
    const key = keyOf(event)
    const before = key && this.seen.get(key)
    if (!key) return event
    if (before) return { ...event, id: before.id }
    this.seen.set(key, { id: event.id, by: event.by, at: now })
    return event
  }

  /** What the person does next is meant anew. */
  forget(by: PersonRef): void {
    for (const [key, seen] of this.seen) if (seen.by === by) this.seen.delete(key)
  }
}

function keyOf(event: ChatEvent): string | null {
  if (event.kind === 'pressed') return JSON.stringify([event.by, event.in, event.message, event.action])
  return event.kind === 'formSent' ? JSON.stringify([event.by, event.in, event.action, event.fields]) : null
}
