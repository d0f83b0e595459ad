import { manifest } from '../../adapters/slack/manifest.ts'
import { type Surroundings, UsageError } from './surroundings.ts'

/** Prints what the platform needs to know of Savoir when the app is created there. */
export function printManifest(platform: string, { url }: { readonly url?: string }, { out }: Surroundings): void {
  if (platform !== 'slack') throw new UsageError('There is a manifest for: slack.')
  if (url !== undefined && !(URL.canParse(url) && url.startsWith('https://')))
    throw new UsageError('Give the https address in full, such as https://savoir.acme.ch.')
  out.line(JSON.stringify(manifest(url === undefined ? { kind: 'socket' } : { kind: 'http', url }), null, 2))
}
