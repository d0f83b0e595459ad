import { CLOUDS } from './clouds.ts'
import type { TeamsSettings } from './settings.ts'
import type { Activity } from './wire.ts'

/** Why an activity is not let in, though its token may be good. */
export type Refused = 'not of Teams' | 'no conversation' | 'not our tenant' | 'unknown service'

/** Every kind of activity passes here: null when it may come in. A token alone does not tell the tenant. */
export function refusal(activity: Activity, settings: TeamsSettings): Refused | null {
  if (activity.channelId !== 'msteams') return 'not of Teams'
  if (!activity.conversation?.id || !activity.from?.id) return 'no conversation'
  if (!isService(activity.serviceUrl, settings)) return 'unknown service'
  const tenants = tenantsOf(activity)
  const ours = tenants.length > 0 && tenants.every((tenant) => settings.tenants.includes(tenant))
  return ours || settings.identity.kind === 'nobody' ? null : 'not our tenant'
}

/** The tenant of an activity that was let in. */
export const tenantOf = (activity: Activity, home: string): string => tenantsOf(activity)[0] ?? home

const tenantsOf = ({ conversation, channelData }: Activity): string[] =>
  [conversation?.tenantId, channelData?.tenant?.id].filter((it) => typeof it === 'string' && it !== '') as string[]

/** Answers, and Savoir's own token, go to Microsoft alone. */
export function isService(url: string | undefined, { cloud, standIn, identity }: TeamsSettings): boolean {
  if (!url || !URL.canParse(url)) return false
  const { protocol, hostname, origin, username } = new URL(url)
  if (username !== '') return false
  if (identity.kind === 'nobody') return ['127.0.0.1', 'localhost', '[::1]'].includes(hostname)
  if (standIn) return origin === new URL(standIn).origin
  return (
    protocol === 'https:' &&
    CLOUDS[cloud].serviceHosts.some((host) => hostname === host || hostname.endsWith(`.${host}`))
  )
}
