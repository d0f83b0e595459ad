import { openSqliteStore } from '../../src/store/sqlite/index.ts'
import { storeContract } from '../support/store-contract.ts'
import { START } from '../support/store-fixtures.ts'

storeContract('sqlite', () => openSqliteStore({ path: ':memory:', exclusive: true, now: () => START }))
