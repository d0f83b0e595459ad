import type { World } from './world.ts'

/** Numbers begin with four digits: short enough to be said aloud. */
const FIRST_DIGITS = 4
/** After so many taken numbers of one length, one more digit. */
const TRIES = 4

/** A number that no item bears, nor any of `others`; drawn, so that it betrays no count. */
export async function freeNumber(
  { store, random }: Pick<World, 'store' | 'random'>,
  others: ReadonlySet<number> = new Set(),
): Promise<number> {
  for (let digits = FIRST_DIGITS; ; digits++) {
    const least = 10 ** (digits - 1)
    for (let tries = 0; tries < TRIES; tries++) {
      const number = least + random(9 * least)
      if (!others.has(number) && !(await store.taken(number))) return number
    }
  }
}
