import type { PersonRef } from '../chat/ref.ts'
import type { Evidence } from '../knowledge/evidence.ts'
import type { Reader } from '../store/store.ts'

/** The one door to ranking: what answers a question, and who knows a topic, for a reader. */
export interface Search {
  /** At most `limit` items that match, best first; superseded ones are left out, and those in `without`. */
  items(question: string, reader: Reader, now: Date, limit: number, without?: ReadonlySet<number>): Promise<Matches>
  /** People who showed that they know the topic, most able first; the reader's own person may be among them. */
  people(topic: string, reader: Reader, now: Date, limit: number): Promise<readonly Expert[]>
}

export interface Matches {
  /** The first one is good enough to be given as the answer. */
  readonly sure: boolean
  /** Estimated chance, from 0 to 1, that the first one is right. */
  readonly confidence: number
  readonly items: readonly Match[]
}

export interface Match {
  readonly item: number
  readonly score: number
}

export interface Expert {
  readonly person: PersonRef
  /** How able they seem: to weigh against the load of a request, never shown. */
  readonly score: number
  /** The acts that weighed most, at most two; empty for somebody who only says so. */
  readonly because: readonly Evidence[]
  /** They declared a topic that matches. */
  readonly saysSo: boolean
}
