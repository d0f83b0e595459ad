import type { Person, Place, Standing } from '../../src/chat/directory.ts'
import type { PersonRef } from '../../src/chat/ref.ts'
import { type Fields, fieldsOf, idOf, listOf, nameIn, textOf } from './fields.ts'
import { type Refs, refsOf } from './refs.ts'
import type { Names } from './text.ts'
import { zoneIn } from './zone.ts'

/** The people and channels of an export; direct conversations between people are not among them. */
export interface SlackDirectory {
  readonly refs: Refs
  readonly names: Names
  readonly people: readonly Person[]
  /** The confirmed address of a full member; nothing where there is none. */
  mailOf(person: PersonRef): { readonly mail?: string }
  readonly channels: readonly Channel[]
  /** The user behind a bot id. */
  botUser(bot: string): string | null
  knows(user: string): boolean
  /** Somebody who speaks but is not listed: has left, is from elsewhere, or is a bot. */
  stranger(user: string, message: Fields): Person
}

export interface Channel {
  readonly id: string
  /** As folders are called. */
  readonly name: string
  readonly place: Place
  readonly members: readonly PersonRef[]
}

/** Which list a channel was found in: the private ones stay with their members. */
export type ChannelList = 'channels.json' | 'groups.json' | 'mpims.json'

export const SLACKBOT = 'USLACKBOT'

export function readDirectory(
  users: readonly Fields[],
  channels: readonly { readonly list: ChannelList; readonly channel: Fields }[],
): SlackDirectory {
  const team = teamOf(users)
  const refs = refsOf(team)
  const people = new Map<string, Person>()
  const bots = new Map<string, string>()
  const mails = new Map<PersonRef, { mail: string }>()
  for (const user of users) {
    const id = idOf(user.id)
    if (!id) continue
    const person = personOf(id, user, team, refs)
    people.set(id, person)
    const mail = mailIn(user, person)
    if (mail) mails.set(person.ref, { mail })
    const bot = idOf(fieldsOf(user.profile).bot_id)
    if (bot) bots.set(bot, id)
  }
  const known = channels.flatMap(({ list, channel }) => channelOf(list, channel, refs) ?? [])
  return {
    refs,
    names: namesOf(people, known),
    people: [...people.values()],
    mailOf: (ref) => mails.get(ref) ?? {},
    channels: known,
    botUser: (bot) => bots.get(bot) ?? null,
    knows: (user) => people.has(user),
    stranger: (user, message) => strangerOf(user, message, team, refs),
  }
}

/** The workspace that most people belong to: those of other companies are listed too. */
function teamOf(users: readonly Fields[]): string {
  const count = new Map<string, number>()
  for (const user of users) {
    const team = idOf(user.team_id)
    if (team) count.set(team, (count.get(team) ?? 0) + 1)
  }
  return [...count].sort(([, one], [, other]) => other - one)[0]?.[0] ?? 'export'
}

function personOf(id: string, user: Fields, team: string, refs: Refs): Person {
  return {
    ref: refs.person(id),
    name: nameOf(user) ?? id,
    standing: standingOf(user, team),
    isBot: user.is_bot === true || id === SLACKBOT,
    locale: textOf(user.locale),
    timeZone: zoneIn(user.tz),
  }
}

function nameOf(user: Fields): string | null {
  const profile = fieldsOf(user.profile)
  const names = [profile.display_name, profile.real_name, user.real_name, user.name, user.username]
  return names.map(nameIn).find((name) => name !== null) ?? null
}

function mailIn(user: Fields, { standing, isBot }: Person): string | null {
  const isOne = standing === 'member' && !isBot && user.is_email_confirmed !== false
  return isOne ? textOf(fieldsOf(user.profile).email) : null
}

function standingOf(user: Fields, team: string): Standing {
  if (user.deleted === true) return 'left'
  const home = idOf(user.team_id)
  // In a company of several workspaces, colleagues belong to another one.
  const isForeign = home !== null && home !== team && user.isColleague !== true
  if (user.is_stranger === true || isForeign) return 'outsider'
  return user.is_restricted === true || user.is_ultra_restricted === true ? 'guest' : 'member'
}

function strangerOf(user: string, message: Fields, team: string, refs: Refs): Person {
  const profile = fieldsOf(message.user_profile)
  const home = idOf(message.user_team) ?? idOf(message.source_team) ?? idOf(profile.team)
  const isBot = user === SLACKBOT || idOf(message.bot_id) !== null || message.subtype === 'bot_message'
  return {
    ref: refs.person(user),
    name: user === SLACKBOT ? 'Slackbot' : (nameOf({ profile, username: message.username }) ?? user),
    standing: isBot ? 'member' : home !== null && home !== team ? 'outsider' : 'left',
    isBot,
    locale: null,
    timeZone: null,
  }
}

function channelOf(list: ChannelList, channel: Fields, refs: Refs): Channel | null {
  const id = idOf(channel.id)
  if (!id || channel.is_im === true || id.startsWith('D')) return null
  const name = nameIn(channel.name) ?? id
  const members = listOf(channel.members).flatMap((user) => idOf(user) ?? [])
  return { id, name, place: placeOf(list, channel, id, name, refs), members: members.map(refs.person) }
}

function placeOf(list: ChannelList, channel: Fields, id: string, name: string, refs: Refs): Place {
  const open = list === 'channels.json' && channel.is_private !== true && channel.is_mpim !== true
  return {
    ref: refs.place(id),
    name: list === 'mpims.json' || channel.is_mpim === true ? groupName(name) : name,
    audience: open ? 'everyone' : 'members',
    external: [channel.is_ext_shared, channel.is_pending_ext_shared].includes(true),
    archived: channel.is_archived === true,
  }
}

/** `mpdm-ana--bo--cy-1` is how Slack calls a group chat of three. */
const groupName = (name: string): string =>
  name
    .replace(/^mpdm-/, '')
    .replace(/-\d+$/, '')
    .split('--')
    .join(', ')

function namesOf(people: ReadonlyMap<string, Person>, channels: readonly Channel[]): Names {
  // The name of a private channel is not told to those who are not in it.
  const open = channels.filter((channel) => channel.place.audience === 'everyone')
  const places = new Map(open.map((channel) => [channel.id, channel.name]))
  return {
    person: (user) => people.get(user)?.name ?? (user === SLACKBOT ? 'Slackbot' : null),
    place: (channel) => places.get(channel) ?? null,
  }
}
