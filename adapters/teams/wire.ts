/** The parts of Teams' activities that Savoir reads; the rest is nobody's business here. Nothing in them is certain. */

export interface Account {
  readonly id?: string
  readonly name?: string
  readonly aadObjectId?: string
  readonly role?: string
}

/** A member of a conversation, as the connector tells. */
export interface Member extends Account {
  readonly objectId?: string
  readonly tenantId?: string
  readonly userRole?: string
  readonly userPrincipalName?: string
}

export interface WireChannel {
  readonly id?: string
  readonly name?: string | null
  /** `standard`, `private` or `shared`. */
  readonly type?: string
}

export interface WireTeam {
  readonly id?: string
  readonly name?: string
  readonly aadGroupId?: string
}

export interface ChannelData {
  readonly tenant?: { readonly id?: string }
  readonly team?: WireTeam
  readonly channel?: WireChannel
  readonly eventType?: string
  readonly thread?: { readonly id?: string }
}

export interface Attachment {
  readonly contentType?: string
  readonly content?: unknown
}

export interface Entity {
  readonly type?: string
  readonly text?: string
  readonly mentioned?: Account
  readonly quotedReply?: { readonly messageId?: string }
  readonly locale?: string
  readonly timezone?: string
}

export interface Activity {
  readonly type: string
  readonly id?: string
  readonly name?: string
  readonly action?: string
  readonly timestamp?: string
  readonly channelId?: string
  readonly serviceUrl?: string
  readonly from?: Account
  readonly recipient?: Account & { readonly isTargeted?: boolean }
  readonly conversation?: {
    readonly id?: string
    readonly conversationType?: string
    readonly isGroup?: boolean
    readonly tenantId?: string
    readonly name?: string
  }
  readonly channelData?: ChannelData
  readonly text?: string
  readonly textFormat?: string
  readonly locale?: string
  readonly localTimezone?: string
  readonly attachments?: readonly Attachment[]
  readonly entities?: readonly Entity[]
  readonly value?: unknown
  readonly replyToId?: string
  readonly reactionsAdded?: readonly { readonly type?: string }[]
  readonly reactionsRemoved?: readonly { readonly type?: string }[]
  readonly membersAdded?: readonly Account[]
  readonly membersRemoved?: readonly Account[]
}

/** The message that a message action was chosen on. */
export interface MessagePayload {
  readonly id?: string
  readonly replyToId?: string
  readonly createdDateTime?: string
  readonly lastModifiedDateTime?: string
  readonly linkToMessage?: string
  readonly from?: { readonly user?: { readonly id?: string; readonly displayName?: string } | null } | null
  readonly body?: { readonly contentType?: string; readonly content?: string }
  readonly mentions?: readonly { readonly id?: number; readonly mentionText?: string }[]
}

/** What an invoke is answered with. */
export interface InvokeAnswer {
  readonly status: number
  readonly body?: unknown
}

/** The same, but for what is missing or of another kind than it should be: any JSON can be read. */
export function readActivity(json: unknown): Activity | null {
  if (!isRecord(json) || typeof json.type !== 'string') return null
  return tolerant(json) as unknown as Activity
}

export const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

const LISTS = ['attachments', 'entities', 'reactionsAdded', 'reactionsRemoved', 'membersAdded', 'membersRemoved']
const RECORDS = ['from', 'recipient', 'conversation', 'channelData']
const TEXTS = [
  'id',
  'name',
  'action',
  'timestamp',
  'channelId',
  'serviceUrl',
  'text',
  'textFormat',
  'locale',
  'localTimezone',
  'replyToId',
]

/** Nulls, and what is of a wrong kind, count as absent. */
function tolerant(json: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const read: Record<string, unknown> = { type: json.type, value: json.value }
  for (const name of TEXTS) if (typeof json[name] === 'string') read[name] = json[name]
  for (const name of RECORDS) if (isRecord(json[name])) read[name] = withoutNulls(json[name])
  for (const name of LISTS) {
    const list = json[name]
    if (Array.isArray(list)) read[name] = list.filter(isRecord).map(withoutNulls)
  }
  return read
}

function withoutNulls(record: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const kept = Object.entries(record).filter(([, value]) => value !== null && value !== undefined)
  return Object.fromEntries(kept.map(([name, value]) => [name, isRecord(value) ? withoutNulls(value) : value]))
}
