import { describe } from 'vitest'
import type { Store } from '../../src/store/store.ts'
import { changesContract } from './store-contract/changes.ts'
import { evidenceContract } from './store-contract/evidence.ts'
import { exactnessContract } from './store-contract/exactness.ts'
import { forgettingContract } from './store-contract/forgetting.ts'
import { queuesContract } from './store-contract/queues.ts'
import { readersContract } from './store-contract/readers.ts'
import { readingContract } from './store-contract/reading.ts'

/** What every store promises. `open` gives an empty one. */
export type OpenStore = () => Promise<Store>

export function storeContract(name: string, open: OpenStore): void {
  describe(`the store ${name}`, () => {
    changesContract(open)
    readersContract(open)
    readingContract(open)
    evidenceContract(open)
    forgettingContract(open)
    queuesContract(open)
    exactnessContract(open)
  })
}
