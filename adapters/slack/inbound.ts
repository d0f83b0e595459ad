import type { Place } from '../../src/chat/directory.ts'
import type { Addressed, ChatEvent, Happened } from '../../src/chat/event.ts'
import type { PersonRef, PlaceRef } from '../../src/chat/ref.ts'
import { directPlace, mailOf, personOf, placeOf } from './directory.ts'
import { message, momentOf, person, place } from './refs.ts'
import type { Reading } from './text.ts'
import { mentions, plainText } from './text.ts'
import type { EventBody, WireChannel, WireEvent, WireMessage, WireUser } from './wire.ts'
import { workspaceOf } from './wire.ts'

/** What a translation needs to know of the workspace. */
export interface Known extends Reading {
  /** Address of the workspace, such as `https://acme.slack.com/`. */
  readonly url: string
  /** A place as last heard of; null when it never was. */
  readonly placeOf: (ref: PlaceRef) => Place | null
}

/** What a payload tells. `lookUp` names a channel that must be read anew: the payload does not tell all. */
export interface Heard {
  readonly events: readonly ChatEvent[]
  readonly lookUp?: string
  /** The verified address of the person whom it tells of. */
  readonly mail?: string | null
}

const NOTHING: Heard = { events: [] }
/** People's own words; every other subtype is a notice by Slack or a bot. */
const SAID = new Set([undefined, 'file_share', 'thread_broadcast', 'me_message'])

/** Translates a payload of the Events API. What Savoir does not follow tells nothing. */
export function hear(body: EventBody, known: Known): Heard {
  const { event } = body
  const at = { team: workspaceOf(body), body, event, known }
  switch (event.type) {
    case 'message':
    case 'app_mention':
      return hearMessage(at)
    case 'reaction_added':
    case 'reaction_removed':
      return hearReaction(at)
    case 'member_joined_channel':
    case 'member_left_channel':
      return hearMember(at)
    case 'app_home_opened':
      return hearHome(at)
    case 'channel_left':
    case 'group_left':
      return leaves(at, idOf(event.channel))
    case 'team_join':
    case 'user_change':
      return hearPerson(at)
    case 'channel_created':
    case 'channel_rename':
    case 'group_rename':
      return renames(at)
    default:
      return hearPlace(at)
  }
}

interface At {
  readonly team: string
  readonly body: EventBody
  readonly event: WireEvent
  readonly known: Known
}

const idOf = (channel: WireEvent['channel']): string => (typeof channel === 'string' ? channel : (channel?.id ?? ''))
const userOf = (event: WireEvent): string => (typeof event.user === 'string' ? event.user : '')

/** The id of an event that has no better name than Slack's own. */
const eventId = (at: At): string => `slack:${at.team}/${at.body.event_id}`
const timeOf = (at: At): Date => momentOf(at.event.event_ts ?? String(at.body.event_time ?? 0))

function hearMessage(at: At): Heard {
  const { event } = at
  switch (event.subtype) {
    case 'message_changed':
      return hearChange(at)
    case 'message_deleted':
      return hearDeletion(at)
    case 'channel_convert_to_private':
      return changes(at, idOf(event.channel), { audience: 'members' })
    case 'channel_convert_to_public':
      return { events: [], lookUp: idOf(event.channel) }
    default:
      return SAID.has(event.subtype) ? hearWords(at) : NOTHING
  }
}

/** The twins `app_mention` and `message` get one id, so that they have one effect. */
function hearWords({ team, event, known }: At): Heard {
  const channel = idOf(event.channel)
  if (!event.ts || !isByPerson(event, known) || !channel) return NOTHING
  const ref = message(team, channel, event.ts)
  return {
    events: [
      {
        kind: 'said',
        id: `said:${ref}`,
        at: momentOf(event.ts),
        by: person(team, userOf(event)),
        in: place(team, channel),
        message: ref,
        thread: threadOf(team, channel, event),
        text: plainText(event, known),
        addressed: addressedBy(event, channel, known),
        permalink: permalinkOf(known.url, channel, event.ts, event.thread_ts),
      },
    ],
  }
}

const isByPerson = (words: { readonly user?: unknown; readonly bot_id?: string }, known: Known): boolean =>
  typeof words.user === 'string' && words.user !== known.self && words.user !== 'USLACKBOT' && !words.bot_id

/** The first message of the thread; null for a message at top level. */
export const threadOf = (team: string, channel: string, words: { thread_ts?: string; ts?: string }) =>
  words.thread_ts && words.thread_ts !== words.ts ? message(team, channel, words.thread_ts) : null

function addressedBy(event: WireEvent, channel: string, known: Known): Addressed {
  if (event.channel_type === 'im' || channel.startsWith('D')) return 'direct'
  return mentions(event, known.self) ? 'mention' : 'no'
}

/** The address of a message. Slack's own are made in the same way, so that none has to be asked for. */
export function permalinkOf(url: string, channel: string, ts: string, thread?: string): string {
  const address = `${url}archives/${channel}/p${ts.replace('.', '')}`
  return thread && thread !== ts ? `${address}?thread_ts=${thread}&cid=${channel}` : address
}

/** Also sent when Slack unfurls a link, and for Savoir's own messages: neither is an edit by somebody. */
function hearChange(at: At): Heard {
  const { team, event, known } = at
  const { message: now, previous_message: before } = event
  if (now?.subtype === 'tombstone') return deleted(at, now.ts, before)
  if (!now || !isByPerson(now, known)) return NOTHING
  const text = plainText(now, known)
  if (before && plainText(before, known) === text) return NOTHING
  const channel = idOf(event.channel)
  const ref = message(team, channel, now.ts)
  const when = now.edited?.ts ?? event.event_ts ?? event.ts ?? now.ts
  const by = person(team, now.edited?.user ?? now.user ?? '')
  const happened = { id: `edited:${ref}:${when}`, at: momentOf(when), by, in: place(team, channel) }
  return { events: [{ kind: 'edited', ...happened, message: ref, text }] }
}

function hearDeletion(at: At): Heard {
  return at.event.deleted_ts ? deleted(at, at.event.deleted_ts, at.event.previous_message) : NOTHING
}

function deleted(at: At, ts: string, before: WireMessage | undefined): Heard {
  if (before && !isByPerson(before, at.known)) return NOTHING
  const channel = idOf(at.event.channel)
  const ref = message(at.team, channel, ts)
  // Slack does not tell who deleted it; where it does not tell the author either, Slack itself stands in.
  const by = person(at.team, before?.user ?? 'USLACKBOT')
  return {
    events: [{ kind: 'deleted', id: `deleted:${ref}`, at: timeOf(at), by, in: place(at.team, channel), message: ref }],
  }
}

function hearReaction(at: At): Heard {
  const { team, event, known } = at
  const { item } = event
  const user = userOf(event)
  if (item?.type !== 'message' || !item.channel || !item.ts || user === known.self) return NOTHING
  const kind = event.type === 'reaction_added' ? 'reacted' : 'unreacted'
  const ref = message(team, item.channel, item.ts)
  const emoji = withoutSkin(event.reaction ?? '')
  const id = `${kind}:${ref}:${user}:${emoji}:${event.event_ts ?? at.body.event_id}`
  const happened = { id, at: timeOf(at), by: person(team, user), in: place(team, item.channel) }
  return { events: [{ kind, ...happened, message: ref, emoji }] }
}

/** `clap::skin-tone-3` is a clap. */
export const withoutSkin = (emoji: string): string => emoji.replace(/::?skin-tone-\d$/, '').replace(/:+$/, '')

function hearMember(at: At): Heard {
  const user = userOf(at.event)
  const channel = idOf(at.event.channel)
  const joins = at.event.type === 'member_joined_channel'
  // Savoir itself came: nothing is known of the place yet.
  if (user === at.known.self) return joins ? { events: [], lookUp: channel } : leaves(at, channel)
  const who: readonly PersonRef[] = [person(at.team, user)]
  const members = joins ? { joined: who, left: [] } : { joined: [], left: who }
  return { events: [{ kind: 'membersChanged', ...happenedIn(at, channel, user), ...members }] }
}

const happenedIn = (at: At, channel: string, user = at.known.self): Happened => ({
  id: eventId(at),
  at: timeOf(at),
  by: person(at.team, user),
  in: place(at.team, channel),
})

/** Savoir is out of the place: who is in it can no longer be followed, so a private one is closed to all. */
function leaves(at: At, channel: string): Heard {
  const before = at.known.placeOf(place(at.team, channel))
  return before?.audience === 'members' ? changes(at, channel, {}, []) : NOTHING
}

/** Opening the conversation with Savoir is told in the same way; there is nothing to show there. */
function hearHome(at: At): Heard {
  if (at.event.tab !== 'home') return NOTHING
  return { events: [{ kind: 'homeOpened', ...happenedIn(at, idOf(at.event.channel), userOf(at.event)) }] }
}

function hearPerson(at: At): Heard {
  const user = at.event.user as WireUser | undefined
  if (typeof user !== 'object' || user === null) return NOTHING
  const happened = { id: eventId(at), at: timeOf(at), by: person(at.team, user.id), in: place(at.team, '-') }
  return {
    events: [{ kind: 'personChanged', ...happened, person: personOf(at.team, user) }],
    mail: mailOf(at.team, user),
  }
}

function renames(at: At): Heard {
  const channel = at.event.channel
  if (typeof channel !== 'object') return NOTHING
  const known = at.known.placeOf(place(at.team, channel.id))
  if (known) return changes(at, channel.id, { name: channel.name ?? known.name })
  return at.event.type === 'channel_created' ? created(at, channel) : { events: [], lookUp: channel.id }
}

/** Only public channels are announced so. */
function created(at: At, channel: WireChannel): Heard {
  const fresh: Place = { ...placeOf(at.team, channel), audience: 'everyone' }
  return { events: [{ kind: 'placeChanged', ...happenedIn(at, channel.id), place: fresh, members: null }] }
}

function hearPlace(at: At): Heard {
  const channel = idOf(at.event.channel)
  switch (at.event.type) {
    case 'channel_archive':
    case 'group_archive':
      return changes(at, channel, { archived: true })
    case 'channel_unarchive':
    case 'group_unarchive':
      return changes(at, channel, { archived: false })
    case 'channel_shared':
      return changes(at, channel, { external: true })
    case 'channel_unshared':
      return { events: [], lookUp: channel }
    case 'channel_deleted':
    case 'group_deleted':
      return changes(at, channel, { archived: true, audience: 'members' }, [])
    default:
      return NOTHING
  }
}

/** What the payload tells holds at once; the rest is read from Slack afterwards. */
function changes(at: At, channel: string, change: Partial<Place>, members: readonly PersonRef[] | null = null): Heard {
  const before = at.known.placeOf(place(at.team, channel))
  if (!before) return { events: [], lookUp: channel }
  const now = { ...before, ...change }
  const event: ChatEvent = { kind: 'placeChanged', ...happenedIn(at, channel), place: now, members }
  return members ? { events: [event] } : { events: [event], lookUp: channel }
}

/** A direct conversation needs no looking up: it has the person and Savoir in it. */
export function directKnown(team: string, channel: string, by: PersonRef, now: Date): ChatEvent {
  const happened = { id: `slack:place:${place(team, channel)}:${now.getTime()}`, at: now, by, in: place(team, channel) }
  return { kind: 'placeChanged', ...happened, place: directPlace(team, channel), members: [by] }
}
