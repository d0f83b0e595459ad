import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { manifest } from '../../adapters/slack/manifest.ts'
import { appPackage } from '../../adapters/teams/manifest.ts'
import { type Surroundings, UsageError } from './surroundings.ts'

export interface ManifestOptions {
  readonly url?: string
  /** Folder for the app packages. */
  readonly to?: string
}

/** Prints, or writes to files, what the platform needs to know of Savoir when the app is created there. */
export async function printManifest(platform: string, options: ManifestOptions, around: Surroundings): Promise<void> {
  const { url } = options
  if (url !== undefined && !isSecure(url))
    throw new UsageError('Give the address in full, such as https://savoir.acme.ch.')
  switch (platform) {
    case 'slack':
      return around.out.line(
        JSON.stringify(manifest(url === undefined ? { kind: 'socket' } : { kind: 'http', url }), null, 2),
      )
    case 'teams':
      return writePackages(options, around)
    default:
      throw new UsageError('There is a manifest for: slack, teams.')
  }
}

const isSecure = (url: string): boolean => URL.canParse(url) && new URL(url).protocol === 'https:'

async function writePackages({ url, to = '.' }: ManifestOptions, { config, out }: Surroundings): Promise<void> {
  const settings = config().adapters.teams
  if (!settings) throw new UsageError('Set TEAMS_APP_ID and the others first: docs/teams.md.')
  if (!url) throw new UsageError('Teams asks for a page on who runs Savoir: --url https://intranet.acme.ch/savoir')
  for (const kind of ['basic', 'listening'] as const) {
    const file = join(to, `savoir-teams-${kind}.zip`)
    await writeFile(file, appPackage(kind, { ...settings, website: url }))
    out.line(file)
  }
}
