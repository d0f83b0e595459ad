import type { Person, Place, PlaceAudience, Standing } from '../../src/chat/directory.ts'
import { person, place } from './refs.ts'
import type { WireChannel, WireUser } from './wire.ts'

/** A user of Slack as a person of the company. */
export function personOf(team: string, user: WireUser): Person {
  return {
    ref: person(team, user.id),
    name: user.profile?.display_name || user.real_name || user.profile?.real_name || user.name || user.id,
    standing: standingOf(team, user),
    isBot: user.is_bot === true || user.id === 'USLACKBOT',
    locale: user.locale ?? null,
    timeZone: user.tz ?? null,
  }
}

/** The confirmed address of a full member; null for anybody else, or where Savoir was not given the scope. */
export function mailOf(team: string, user: WireUser): string | null {
  const isOne = standingOf(team, user) === 'member' && !user.is_bot && user.is_email_confirmed !== false
  return (isOne && user.profile?.email) || null
}

function standingOf(team: string, user: WireUser): Standing {
  if (user.deleted) return 'left'
  const foreign = user.team_id !== undefined && user.team_id !== team && user.enterprise_user === undefined
  if (user.is_stranger || foreign) return 'outsider'
  return user.is_restricted || user.is_ultra_restricted ? 'guest' : 'member'
}

/** A conversation of Slack as a place. What is not known to be public is for its members. */
export function placeOf(team: string, channel: WireChannel): Place {
  return {
    ref: place(team, channel.id),
    name: channel.name ?? '',
    audience: audienceOf(channel),
    external: channel.is_ext_shared === true,
    archived: channel.is_archived === true,
  }
}

function audienceOf(channel: WireChannel): PlaceAudience {
  if (channel.is_im) return 'direct'
  return channel.is_private === false && !channel.is_mpim ? 'everyone' : 'members'
}

/** The direct conversation between a person and Savoir. */
export const directPlace = (team: string, channel: string): Place => ({
  ref: place(team, channel),
  name: '',
  audience: 'direct',
  external: false,
  archived: false,
})
