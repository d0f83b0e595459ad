import type { SlackPlatform } from '../../adapters/slack/index.ts'
import { manifest } from '../../adapters/slack/manifest.ts'
import type { Log } from '../log.ts'
import type { Gestures } from '../world.ts'
import { type Surroundings, UsageError } from './surroundings.ts'

/** Slack as the settings want it; null when it is off. */
export async function slackOf({ slack: settings, config, now }: Surroundings, log: Log): Promise<SlackPlatform | null> {
  const read = settings?.() ?? null
  if (!read) return null
  // Slack's own packages take their time to load: only who needs them waits.
  const { slack } = await import('../../adapters/slack/index.ts')
  const failed = (trouble: unknown) => log.error('Slack is in trouble, trying again', trouble, { platform: 'slack' })
  return slack(read, { now, failed, marks: marksOf(config().gestures) })
}

/** The message menu stands for the first emoji of each gesture. */
const marksOf = ({ save, accept }: Gestures) => ({ save: save[0] ?? 'brain', accept: accept[0] ?? 'white_check_mark' })

/** Prints the manifest of the app, for a socket or, with an address, for HTTP. */
export function printManifest(platform: string, url: string | undefined, { out }: Surroundings): void {
  if (platform !== 'slack') throw new UsageError(`There is no manifest for ${platform}: take slack.`)
  if (url !== undefined && !url.startsWith('https://')) throw new UsageError('Slack calls https addresses alone.')
  out.line(JSON.stringify(manifest(url === undefined ? { kind: 'socket' } : { kind: 'http', url }), null, 2))
}

/** Looks at Slack as it is set up. Resolves to false when something is to be put right. */
export async function examineSlack({ slack: settings, now, out }: Surroundings): Promise<boolean> {
  const read = settings?.() ?? null
  if (!read) {
    out.line('– Slack is off: docs/slack.md says how to set it up')
    return true
  }
  const { examine } = await import('../../adapters/slack/doctor.ts')
  const findings = await examine(read, now)
  for (const { ok, text } of findings) out.line(`${ok ? '✓' : '✗'} Slack: ${text}`)
  return findings.every(({ ok }) => ok)
}
