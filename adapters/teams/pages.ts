import type { Keep } from '../../src/chat/platform.ts'
import type { MessageRef, PersonRef } from '../../src/chat/ref.ts'

/** Where each person's own page stands: Teams has no place for it, so it is a card that changes where it is. */
export class Pages {
  private readonly keep: Keep

  constructor(keep: Keep) {
    this.keep = keep
  }

  async put(person: PersonRef, message: MessageRef): Promise<void> {
    await this.keep.put(`${PAGE}${person}`, message)
  }

  async of(person: PersonRef): Promise<MessageRef | null> {
    return (await this.keep.get(`${PAGE}${person}`)) as MessageRef | null
  }

  async erase(person: PersonRef): Promise<void> {
    await this.keep.remove(`${PAGE}${person}`)
  }
}

const PAGE = 'page/'
