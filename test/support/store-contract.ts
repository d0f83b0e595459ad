import { describe } from 'vitest'
import { accountsContract } from './store-contract/accounts.ts'
import { changesContract } from './store-contract/changes.ts'
import { evidenceContract } from './store-contract/evidence.ts'
import { exactnessContract } from './store-contract/exactness.ts'
import { forgettingContract } from './store-contract/forgetting.ts'
import { jobsContract } from './store-contract/jobs.ts'
import type { OpenStore } from './store-contract/open-store.ts'
import { queuesContract } from './store-contract/queues.ts'
import { readersContract } from './store-contract/readers.ts'
import { readingContract } from './store-contract/reading.ts'

/** What every store promises. `open` gives an empty one. */
export function storeContract(name: string, open: OpenStore): void {
  describe(`the store ${name}`, () => {
    changesContract(open)
    readersContract(open)
    readingContract(open)
    evidenceContract(open)
    forgettingContract(open)
    accountsContract(open)
    jobsContract(open)
    queuesContract(open)
    exactnessContract(open)
  })
}
