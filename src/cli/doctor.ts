import { examineSlack } from './slack.ts'
import { type Surroundings, UsageError } from './surroundings.ts'
import { openStore } from './workplace.ts'

/** Looks at everything that Savoir stands on, and says of each fault what to do. Throws when there is one. */
export async function runDoctor(around: Surroundings): Promise<void> {
  const well = [await examineStore(around), await examineSlack(around)]
  if (well.includes(false)) throw new UsageError('Something is to be put right.')
}

async function examineStore(around: Surroundings): Promise<boolean> {
  const { out } = around
  const { data } = around.config()
  try {
    const store = await openStore(around, false)
    const setAside = (await store.setAside()).length
    await store.close()
    out.line(`✓ the database in ${data} can be read and written`)
    if (setAside > 0) out.line(`✗ ${setAside} events could not be handled: the log says why`)
    return setAside === 0
  } catch (error) {
    out.line(`✗ ${error instanceof Error ? error.message : 'the database cannot be opened'}`)
    return false
  }
}
