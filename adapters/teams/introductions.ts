import type { ChatEvent } from '../../src/chat/event.ts'
import type { PersonRef } from '../../src/chat/ref.ts'
import { failureOf } from './connector.ts'
import type { Contacts } from './contacts.ts'
import type { At } from './inbound.ts'
import { type LookUp, readAll, readConversation, readMember, readTeam } from './lookup.ts'
import { readPlace } from './refs.ts'
import type { Roster } from './roster.ts'
import { Trouble } from './trouble.ts'
import type { Activity } from './wire.ts'

/** What introducing people and places needs. */
export interface Parts {
  readonly contacts: Contacts
  readonly roster: Roster
  readonly now: () => Date
  readonly pause: (ms: number) => Promise<void>
  readonly lookUp: (tenant: string) => LookUp
  /** Hands an event to the core. */
  readonly tell: (event: ChatEvent) => Promise<void>
  readonly failed: (trouble: Trouble) => void
}

/** Waited at most for people and places met for the first time: Teams sends again what is not acknowledged soon. */
const INTRODUCTION_MS = 1_200

/** Sees to it that the core knows people and places before it hears what they did. */
export class Introductions {
  private readonly parts: Parts
  private readonly lookUps = new Map<string, Promise<void>>()

  constructor(parts: Parts) {
    this.parts = parts
  }

  /** Reads anew everything that was met so far. */
  async all(tenant: string): Promise<void> {
    this.lookUps.clear()
    await this.guarded(() => readAll(this.parts.lookUp(tenant)))
  }

  /** Tells of a person or a place that was never met, before what they did; not for longer than Teams waits. */
  async before(at: At, event: ChatEvent): Promise<void> {
    if (['personChanged', 'placeChanged', 'membersChanged'].includes(event.kind)) return
    const { roster, contacts } = this.parts
    const unseen: Promise<void>[] = []
    if (!roster.place(event.in)) {
      const contact = contacts.place(event.in)
      if (contact?.kind === 'personal') await this.direct(event)
      else if (contact) unseen.push(this.place(at, at.conversation))
      else await this.parts.tell(unseenPlace(event, at.conversation))
    }
    const { from } = at.activity
    if (!roster.person(event.by) && from) unseen.push(this.lookUpPerson(at, from.aadObjectId ?? from.id ?? '', from))
    await this.patiently(unseen)
    await this.follow(at, event.by)
  }

  private async patiently(work: readonly Promise<void>[]): Promise<void> {
    if (work.length > 0) await Promise.race([Promise.all(work), this.parts.pause(INTRODUCTION_MS)])
  }

  /** The conversation of a person with Savoir needs no looking up. */
  private async direct(event: ChatEvent): Promise<void> {
    const place = { ref: event.in, name: '', audience: 'direct', external: false, archived: false } as const
    const happened = { id: `place:${event.in}`, at: event.at, by: event.by, in: event.in }
    await this.parts.tell({ kind: 'placeChanged', ...happened, place, members: [event.by] })
    await this.parts.contacts.setDirect(event.by, readPlace(event.in).conversation)
  }

  /** Language and time zone come with what a person does, and with nothing else. */
  private async follow({ activity, happened }: At, ref: PersonRef): Promise<void> {
    const before = this.parts.roster.person(ref)
    const entity = activity.entities?.find(({ type }) => type === 'clientInfo')
    const locale = activity.locale ?? entity?.locale ?? before?.locale ?? null
    const timeZone = activity.localTimezone ?? entity?.timezone ?? before?.timeZone ?? null
    if (!before || (before.locale === locale && before.timeZone === timeZone)) return
    const now = { ...before, locale, timeZone }
    const id = `teams:person:${ref}:${this.parts.now().getTime()}:${locale}:${timeZone}`
    await this.parts.tell({ kind: 'personChanged', ...happened, id, by: ref, person: now })
  }

  /** Some activities name their author by an id that only this bot knows them by. */
  async author({ from, conversation }: Activity, tenant: string): Promise<void> {
    const { contacts } = this.parts
    if (!from?.id || from.aadObjectId || from.id.startsWith('28:') || contacts.userOf(tenant, from.id)) return
    const look = this.parts.lookUp(tenant)
    const where = conversation?.id?.split(';')[0] ?? ''
    await this.patiently([this.guarded(() => readMember(look, where, from.id ?? '', {}))])
  }

  place(at: At, conversation: string): Promise<void> {
    const { tenant } = at.known
    const name = at.activity.channelData?.channel?.name ?? at.activity.conversation?.name ?? ''
    const given = at.conversation === conversation ? name : ''
    return this.lookUpOnce(`${tenant}/${conversation}`, () =>
      readConversation(this.parts.lookUp(tenant), conversation, given),
    )
  }

  team(tenant: string, team: string): Promise<void> {
    return this.lookUpOnce(`${tenant}/team/${team}`, () => readTeam(this.parts.lookUp(tenant), team))
  }

  /** Somebody who is met by what they wrote alone. */
  person(at: At, user: string, fallback: Parameters<typeof readMember>[3]): Promise<void> {
    return this.patiently([this.lookUpPerson(at, user, fallback)])
  }

  private lookUpPerson(at: At, user: string, fallback: Parameters<typeof readMember>[3]): Promise<void> {
    const look = this.parts.lookUp(at.known.tenant)
    return this.lookUpOnce(`${at.known.tenant}/user/${user}`, () => readMember(look, at.conversation, user, fallback))
  }

  /** Many activities from one place ask Teams once. */
  private lookUpOnce(key: string, look: () => Promise<void>): Promise<void> {
    const running = this.lookUps.get(key)
    if (running) return running
    const started = this.guarded(look).finally(() => this.lookUps.delete(key))
    this.lookUps.set(key, started)
    return started
  }

  async guarded(look: () => Promise<void>): Promise<void> {
    try {
      await look()
    } catch (error) {
      const failure = failureOf(error)
      this.parts.failed(new Trouble('not asked', failure.kind === 'refused' ? failure.code : failure.kind))
    }
  }
}

/** The chat of two people, in which there is no bot. */
export const isBetweenTwo = (conversation: string): boolean => conversation.endsWith('@unq.gbl.spaces')

/** A conversation that Savoir is not in: nobody but the person is known to be there. That of two people is theirs. */
function unseenPlace(event: ChatEvent, conversation: string): ChatEvent {
  const audience = isBetweenTwo(conversation) ? 'direct' : 'members'
  const place = { ref: event.in, name: '', audience, external: true, archived: false } as const
  const id = `teams:place:${event.in}:${event.by}`
  return { kind: 'placeChanged', id, at: event.at, by: event.by, in: event.in, place, members: [event.by] }
}
