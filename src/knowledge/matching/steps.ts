/** What takes long, in steps between which others get their turn; at the end its result. */
export type Steps<Result> = Generator<void, Result>

/** Takes all steps at once. */
export function finished<Result>(steps: Steps<Result>): Result {
  for (;;) {
    const { done, value } = steps.next()
    if (done) return value
  }
}
