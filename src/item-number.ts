import type { World } from './world.ts'

const FEWEST_DIGITS = 4
const MOST_DIGITS = 9
const TRIES_PER_LENGTH = 3

/**
 * A free number for a new item, short enough to be typed. Drawn at random, not counted: a sequence would tell everybody
 * how much there is that they may not read.
 */
export async function freeNumber(world: Pick<World, 'store' | 'random'>): Promise<number> {
  for (let digits = FEWEST_DIGITS; digits <= MOST_DIGITS; digits += 1) {
    for (let attempt = 0; attempt < TRIES_PER_LENGTH; attempt += 1) {
      const least = 10 ** (digits - 1)
      const number = least + world.random(9 * least)
      if (!(await world.store.taken(number))) return number
    }
  }
  throw new Error('no free item number was found')
}
