import type { MessageRef } from '../../src/chat/ref.ts'
import type { Card } from './card.ts'

const MOST = 500

/** The latest cards as they stand: a form takes the place of its card for one person, and gives it back. */
export class SentCards {
  private readonly cards = new Map<MessageRef, Card>()

  put(message: MessageRef, card: Card): void {
    this.cards.delete(message)
    this.cards.set(message, card)
    const [oldest] = this.cards.keys()
    if (this.cards.size > MOST && oldest) this.cards.delete(oldest)
  }

  clear(): void {
    this.cards.clear()
  }

  get(message: MessageRef): Card | null {
    return this.cards.get(message) ?? null
  }
}
