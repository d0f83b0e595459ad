import type { Store } from '../../../src/store/store.ts'

/** Gives an empty store. */
export type OpenStore = () => Promise<Store>
