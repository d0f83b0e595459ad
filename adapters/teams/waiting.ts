import type { Delivery } from '../../src/chat/delivery.ts'
import type { ChatEvent } from '../../src/chat/event.ts'
import type { PlaceRef } from '../../src/chat/ref.ts'

/**
 * Where the answer to an event may be shown at once: on the card whose button was pressed, or in an open window. A `page`
 * is a card that is shown anew after each press: what the press alone would make of it is not to be seen.
 */
export type Where = 'card' | 'page' | 'window'

interface Waits {
  readonly where: Where
  readonly event: ChatEvent
  readonly resolve: (delivery: Delivery | null) => void
}

/** Teams waits a few seconds for the answer to a button or a command. What the core says meanwhile is given to it. */
export class Waiting {
  private readonly waits = new Map<string, Waits>()
  private readonly pause: (ms: number) => Promise<void>
  private readonly isOwn: (place: PlaceRef) => boolean

  /** `isOwn`: nobody but one person and Savoir reads that place. */
  constructor(pause: (ms: number) => Promise<void>, isOwn: (place: PlaceRef) => boolean) {
    this.pause = pause
    this.isOwn = isOwn
  }

  /** Resolves to what the event brought about for the person, or to null when nothing came in time. */
  answerTo(event: ChatEvent, where: Where, maxMs: number): Promise<Delivery | null> {
    const answered = new Promise<Delivery | null>((resolve) => this.waits.set(event.id, { where, event, resolve }))
    const late = this.pause(maxMs).then(() => null)
    return Promise.race([answered, late]).finally(() => this.waits.delete(event.id))
  }

  /** True when the delivery has reached the person by this way, so that it need not be sent. */
  take(id: string, delivery: Delivery): boolean {
    // The id of a delivery begins with that of its event.
    const waits = this.waits.get(id.slice(0, id.lastIndexOf('#')))
    if (!waits || !this.isFor(delivery, waits.event)) return false
    this.waits.delete(waits.event.id)
    waits.resolve(delivery)
    return (
      waits.where === 'window' || delivery.kind === 'form' || (waits.where === 'page' && delivery.kind === 'update')
    )
  }

  /** What others are to read as well is not the person's answer: `Share` posts in the channel, and tells them so. */
  private isFor(delivery: Delivery, event: ChatEvent): boolean {
    switch (delivery.kind) {
      case 'form':
        return delivery.to === event.by
      case 'post':
        return delivery.to === event.in && (delivery.onlyFor === event.by || this.isOwn(event.in))
      case 'update':
        return (event.kind === 'pressed' || event.kind === 'formSent') && delivery.to === event.message
      case 'home':
        return event.kind === 'homeOpened' && delivery.to === event.by
      case 'direct':
      case 'react':
      case 'unreact':
      case 'file':
      case 'erase':
        return false
    }
  }
}
