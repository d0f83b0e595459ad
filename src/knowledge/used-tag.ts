/** A tag and the items that bear it. */
export interface UsedTag {
  readonly tag: string
  readonly items: readonly number[]
}

/** Two tags that may mean the same; `into` is used more. */
export interface TagPair {
  readonly tag: string
  readonly into: string
}
