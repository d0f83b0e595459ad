import { refusal } from './door.ts'
import type { TeamsSettings } from './settings.ts'
import type { TeamsTransport } from './transport.ts'
import { type Activity, type InvokeAnswer, readActivity } from './wire.ts'

export interface Admission {
  readonly settings: TeamsSettings
  readonly transport: TeamsTransport
  /** Resolves once the activity is kept for good; to an answer where Teams waits for one. */
  readonly handle: (activity: Activity) => Promise<InvokeAnswer | null>
  readonly failed: (error: unknown) => void
}

/** One door for every kind of activity: what is not believed, or not ours, gets a status and no word of why. */
export async function admit(authorization: string, body: unknown, admission: Admission): Promise<InvokeAnswer> {
  const { settings, transport, handle, failed } = admission
  const activity = readActivity(body)
  if (!activity) return { status: 400 }
  if (refusal(activity, settings)) return { status: 403 }
  if (settings.identity.kind !== 'nobody') {
    if (!authorization.startsWith('Bearer ')) return { status: 401 }
    const believed = await transport.believes(authorization, body as Readonly<Record<string, unknown>>)
    // Without Microsoft's keys nothing can be told: it is sent again.
    if (believed !== 'yes') return { status: believed === 'no' ? 401 : 503 }
  }
  try {
    return (await handle(activity)) ?? { status: 200 }
  } catch (error) {
    failed(error)
    return { status: 500 }
  }
}
