import { type Network, networkFrom } from './network.ts'

export const NETWORK: Network = networkFrom({ features: {}, bias: [], output: [] })
