import type { PersonRef } from '../chat/ref.ts'

/** How a request to somebody who may know stands: `refused` says that it is not their topic. */
export type RequestState = 'asked' | 'took' | 'later' | 'passed' | 'refused'

/** Somebody was asked, privately, whether they can answer a question. */
export interface ExpertRequest {
  readonly item: number
  readonly person: PersonRef
  /** When it may reach them. */
  readonly at: Date
  readonly state: RequestState
  /** When the state was last set. */
  readonly since: Date
}
