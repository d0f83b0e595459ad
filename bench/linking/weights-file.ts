import type { Network } from '../../src/knowledge/linking/network.ts'

/** The file that ships a network, with where its weights come from. */
export function weightsFile(
  { names, direct, hidden, bias, output }: Network,
  split: string,
  stretches: number,
): string {
  const rows = names.map((name, row) => `    ${name}: [${[direct[row], ...(hidden[row] ?? [])].join(', ')}],`)
  return `import { type Network, networkFrom } from './network.ts'

/**
 * Which message answers which. Learnt by \`npm run bench:linking -- --write\` from ${stretches} stretches of English chat (split
 * \`${split}\`) in which every link was marked by hand: the IRC disentanglement data of Kummerfeld and others, CC BY 4.0.
 * Docs: docs/linking.md. Each feature: what it adds by itself, then its part in each hidden sum.
 */
export const NETWORK: Network = networkFrom({
  features: {
${rows.join('\n')}
  },
  bias: [${bias.join(', ')}],
  output: [${output.join(', ')}],
})
`
}
