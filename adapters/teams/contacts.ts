import type { Keep } from '../../src/chat/platform.ts'
import type { PersonRef, PlaceRef } from '../../src/chat/ref.ts'
import { person, place, readConversation, readPerson } from './refs.ts'
import type { Account, Activity } from './wire.ts'

/** How a place is reached. Comes from authenticated activities alone. */
export interface Contact {
  readonly service: string
  readonly kind: 'channel' | 'groupChat' | 'personal'
  /** The team of a channel, and its id in the directory. */
  readonly team?: string
  readonly group?: string
  /** `standard`, `private` or `shared`, as far as Teams told. */
  readonly channel?: string
  /** Savoir was taken out, or blocked: nothing is sent there until somebody speaks to it again. */
  readonly closed?: true
}

/** Where places and people are reached, kept over a restart. */
export class Contacts {
  private readonly keep: Keep
  private readonly places = new Map<string, Contact>()
  private readonly users = new Map<string, string>()
  private readonly services = new Map<string, string>()

  constructor(keep: Keep) {
    this.keep = keep
  }

  async load(): Promise<void> {
    for (const { key, value } of await this.keep.list(PLACE))
      this.places.set(key.slice(PLACE.length), JSON.parse(value))
    for (const { key, value } of await this.keep.list(USER)) this.users.set(key.slice(USER.length), value)
    for (const { key, value } of await this.keep.list(SERVICE)) this.services.set(key.slice(SERVICE.length), value)
  }

  /** Learns from an activity how its place and its author are reached. */
  async see(activity: Activity, tenant: string): Promise<void> {
    const { conversation, from, serviceUrl: service = '' } = activity
    const { conversation: id } = readConversation(conversation?.id ?? '')
    if (this.services.get(tenant) !== service) {
      this.services.set(tenant, service)
      await this.keep.put(`${SERVICE}${tenant}`, service)
    }
    await this.learn(place(tenant, id), contactOf(activity, id, this.place(place(tenant, id))))
    if (from) await this.seeUser(tenant, from)
  }

  async seeUser(tenant: string, { id, aadObjectId }: Account): Promise<void> {
    if (!id || !aadObjectId || this.users.get(`${tenant}/${id}`) === aadObjectId) return
    this.users.set(`${tenant}/${id}`, aadObjectId)
    await this.keep.put(`${USER}${tenant}/${id}`, aadObjectId)
  }

  async learn(ref: PlaceRef, contact: Contact): Promise<void> {
    if (JSON.stringify(this.places.get(ref)) === JSON.stringify(contact)) return
    this.places.set(ref, contact)
    await this.keep.put(`${PLACE}${ref}`, JSON.stringify(contact))
  }

  place(ref: PlaceRef): Contact | null {
    return this.places.get(ref) ?? null
  }

  /** The channels of a team that were met. */
  placesOf(team: string): readonly PlaceRef[] {
    return [...this.places].filter(([, contact]) => contact.team === team).map(([ref]) => ref as PlaceRef)
  }

  all(): readonly (readonly [PlaceRef, Contact])[] {
    return [...this.places] as [PlaceRef, Contact][]
  }

  /** Object id of a user who was named by the id that they have for this bot. */
  userOf(tenant: string, id: string): string | null {
    return this.users.get(`${tenant}/${id}`) ?? null
  }

  /** The id that a person has for this bot; null when they never spoke. */
  idOf(ref: PersonRef): string | null {
    const { tenant, user } = readPerson(ref)
    const found = [...this.users].find(([key, aad]) => aad === user && key.startsWith(`${tenant}/`))
    return found?.[0].slice(tenant.length + 1) ?? null
  }

  /** The ref of somebody as an activity names them. */
  personOf(tenant: string, { id = '', aadObjectId }: Account): PersonRef {
    return person(tenant, aadObjectId ?? this.userOf(tenant, id) ?? id)
  }

  service(tenant: string): string | null {
    return this.services.get(tenant) ?? null
  }

  async close(ref: PlaceRef): Promise<void> {
    const contact = this.place(ref)
    if (contact) await this.learn(ref, { ...contact, closed: true })
  }

  /** The conversation of a person with Savoir; null when there was none yet. */
  direct(ref: PersonRef): Promise<string | null> {
    return this.keep.get(`${DIRECT}${ref}`)
  }

  async setDirect(ref: PersonRef, conversation: string): Promise<void> {
    if ((await this.direct(ref)) !== conversation) await this.keep.put(`${DIRECT}${ref}`, conversation)
  }

  async dropDirect(ref: PersonRef): Promise<void> {
    await this.keep.remove(`${DIRECT}${ref}`)
  }
}

const PLACE = 'place/'
const USER = 'user/'
const SERVICE = 'service/'
const DIRECT = 'direct/'

/** A new activity opens again what was closed. */
function contactOf({ serviceUrl, conversation, channelData }: Activity, id: string, before: Contact | null): Contact {
  const service = serviceUrl ?? ''
  const kind = conversation?.conversationType
  // A conversation with the marks of a team is a channel, whatever it calls itself.
  if (kind === 'channel' || channelData?.team?.id) return channelContact(service, id, channelData, before)
  return { service, kind: kind === 'personal' ? 'personal' : 'groupChat' }
}

function channelContact(service: string, id: string, data: Activity['channelData'], before: Contact | null): Contact {
  const team = data?.team?.id ?? before?.team
  const group = data?.team?.aadGroupId ?? before?.group
  const told = data?.channel?.id === id ? data.channel.type : undefined
  const channel = told ?? before?.channel ?? (team === id ? 'standard' : undefined)
  return {
    service,
    kind: 'channel',
    ...(team ? { team } : {}),
    ...(group ? { group } : {}),
    ...(channel ? { channel } : {}),
  }
}
