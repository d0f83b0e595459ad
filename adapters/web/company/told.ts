/** A thread of the company, as it is easiest to write down. People and places by their short names. */
export interface Told {
  readonly in: string
  readonly by: string
  /** Before the first start; moved to the Friday before when it falls on a weekend. */
  readonly daysAgo: number
  /** UTC. */
  readonly at: string
  readonly says: string
  /** People who put 🧠 on it. */
  readonly brain?: readonly string[]
  readonly thumbs?: readonly string[]
  readonly replies?: readonly ToldReply[]
}

export interface ToldReply {
  readonly by: string
  /** Minutes after the first message. */
  readonly after: number
  readonly says: string
  /** People who put ✅ on it. */
  readonly check?: readonly string[]
  readonly thumbs?: readonly string[]
}
