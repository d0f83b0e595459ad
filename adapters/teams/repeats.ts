import type { ChatEvent } from '../../src/chat/event.ts'
import type { PersonRef } from '../../src/chat/ref.ts'

/** Teams sends an unanswered press again, later under another id. People seldom press the same button twice so soon. */
const WITHIN_MS = 20_000

interface Press {
  readonly id: string
  readonly by: PersonRef
  readonly what: string
  readonly at: number
}

/**
 * Gives the same press, come again, the id that it had. Only the latest press on a message is known again: a switch may
 * be turned off, on and off.
 */
export class Repeats {
  private readonly now: () => Date
  private readonly seen = new Map<string, Press>()

  constructor(now: () => Date) {
    this.now = now
  }

  named<Event extends ChatEvent>(event: Event): Event {
    const now = this.now().getTime()
    for (const [key, { at }] of this.seen) if (now - at > WITHIN_MS) this.seen.delete(key)
    const press = pressIn(event)
    if (!press) return event
    const before = this.seen.get(press.where)
    if (before?.what === press.what) return { ...event, id: before.id }
    this.seen.set(press.where, { id: event.id, by: event.by, what: press.what, at: now })
    return event
  }

  /** What the person does next is meant anew. */
  forget(by: PersonRef): void {
    for (const [key, seen] of this.seen) if (seen.by === by) this.seen.delete(key)
  }
}

function pressIn(event: ChatEvent): { readonly where: string; readonly what: string } | null {
  if (event.kind === 'pressed')
    return { where: JSON.stringify([event.by, event.in, event.message]), what: event.action }
  if (event.kind !== 'formSent') return null
  const what = JSON.stringify([event.action, event.fields])
  return { where: JSON.stringify([event.by, event.in, event.message ?? event.action]), what }
}
