import type { PersonRef } from '../../chat/ref.ts'
import type { Change } from '../../knowledge/change.ts'
import type { Sql } from './sql.ts'

/** A settlement under way: who changes what, when, and the next free number of the log. */
export interface Turn {
  readonly sql: Sql
  readonly event: string
  readonly by: PersonRef | null
  /** UTC milliseconds. */
  readonly at: number
  /** A change takes one for its log entry, and one more for each further item that it touches, so that versions differ. */
  readonly next: () => number
}

/** What a change leaves in the log. */
export interface Trace {
  readonly seq: number
  readonly item?: number
  readonly reply?: string | null
  readonly place?: string
  readonly detail?: Readonly<Record<string, unknown>>
  readonly before?: Readonly<Record<string, unknown>>
}

/** The changes of these kinds. */
export type Of<Kind extends Change['kind']> = Narrowed<Change, Kind>

type Narrowed<Each, Kind> = Each extends { readonly kind: infer Own }
  ? Kind extends Own
    ? Each & { readonly kind: Kind }
    : never
  : never

/** Gives each of these items a new version, for what changed beside it. */
export function touchAll(turn: Turn, items: readonly number[]): void {
  for (const item of items) turn.sql.run('update item set version = ? where id = ?', turn.next(), item)
}

/** One item changed: its version is the number of the log entry. */
export function touch(turn: Turn, item: number): number {
  const seq = turn.next()
  turn.sql.run('update item set version = ? where id = ?', seq, item)
  return seq
}

/** Items that were removed take no changes until they are restored. */
export const stands = (turn: Turn, item: number): boolean =>
  Boolean(turn.sql.one('select 1 from item where id = ? and removed = 0', item))
