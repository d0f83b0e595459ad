import type { Place } from '../../src/chat/directory.ts'
import type { Addressed, ChatEvent, Happened, MessageSaid } from '../../src/chat/event.ts'
import type { MessageRef, PersonRef, PlaceRef } from '../../src/chat/ref.ts'
import type { Contact } from './contacts.ts'
import { isBot } from './directory.ts'
import { emojiName } from './emoji.ts'
import { permalinkOf } from './links.ts'
import { message, momentOf, place, readConversation, readPlace } from './refs.ts'
import { mentions, plainText, quoted } from './text.ts'
import type { Account, Activity } from './wire.ts'

/** What a translation needs to know. */
export interface Known {
  readonly tenant: string
  readonly now: Date
  readonly personOf: (account: Account) => PersonRef
  readonly placeOf: (ref: PlaceRef) => Place | null
  readonly contactOf: (ref: PlaceRef) => Contact | null
  /** The channels of a team that were met. */
  readonly placesOf: (team: string) => readonly PlaceRef[]
}

/** What an activity tells. `lookUp` names conversations that must be read anew: the activity does not tell all. */
export interface Heard {
  readonly events: readonly ChatEvent[]
  readonly lookUp?: readonly string[]
  /** A team whose channels are to be read anew. */
  readonly lookUpTeam?: string
  /** Nothing more can be sent there. */
  readonly closed?: readonly PlaceRef[]
}

const NOTHING: Heard = { events: [] }

/** Translates an activity that nobody waits for an answer to. What Savoir does not follow tells nothing. */
export function hear(activity: Activity, known: Known): Heard {
  const at = atOf(activity, known)
  switch (activity.type) {
    case 'message':
      return hearWords(at)
    case 'messageUpdate':
      return activity.channelData?.eventType === 'undeleteMessage' ? hearWords(at) : hearEdit(at)
    case 'messageDelete':
      return hearDeletion(at)
    case 'messageReaction':
      return hearReactions(at)
    case 'conversationUpdate':
      return hearUpdate(at)
    case 'installationUpdate':
      return hearInstallation(at)
    default:
      return NOTHING
  }
}

/** An activity with what is read from it again and again. */
export interface At {
  readonly activity: Activity
  readonly known: Known
  readonly conversation: string
  readonly root: string | null
  readonly happened: Omit<Happened, 'id'>
}

export function atOf(activity: Activity, known: Known): At {
  const { conversation, root } = readConversation(activity.conversation?.id ?? '')
  const thread = root ?? activity.channelData?.thread?.id ?? null
  const stamp = new Date(activity.timestamp ?? Number.NaN)
  const at = Number.isNaN(stamp.getTime()) ? known.now : stamp
  const happened = { at, by: known.personOf(activity.from ?? {}), in: place(known.tenant, conversation) }
  return { activity, known, conversation, root: thread, happened }
}

export const messageRefAt = (at: At, id: string): MessageRef => message(at.known.tenant, at.conversation, id)

/** The first message of the thread that an activity stands in; null at top level. */
export function threadAt({ known, conversation, root }: At, id: string | undefined): MessageRef | null {
  return root && root !== id ? message(known.tenant, conversation, root) : null
}

function hearWords(at: At): Heard {
  const { activity } = at
  if (!activity.id || isBot(activity.from ?? {})) return NOTHING
  const words = wordsOf(at, activity.id)
  // A message without a word is a picture, a file or a notice.
  return words.text === '' && words.addressed === 'no' ? NOTHING : { events: [words] }
}

function wordsOf(at: At, id: string): MessageSaid {
  const { activity, known, happened, conversation, root } = at
  const ref = messageRefAt(at, id)
  const again = activity.type === 'messageUpdate' ? `:${activity.timestamp ?? ''}` : ''
  const quotes = root ? null : quoted(activity)
  const addressed = addressedBy(at)
  const contact = known.contactOf(happened.in)
  const said = { kind: 'said', id: `said:${ref}${again}`, ...happened, at: momentOf(id) ?? happened.at } as const
  const text = plainText(activity, activity.recipient?.id ?? '')
  if (addressed === 'command')
    return { ...said, message: null, thread: threadAt(at, id), text, addressed, permalink: null }
  return {
    ...said,
    message: ref,
    thread: quotes ? messageRefAt(at, quotes) : threadAt(at, id),
    text,
    addressed,
    permalink: permalinkOf({ tenant: known.tenant, conversation, id, targeted: false }, root, contact),
  }
}

/** What only Savoir was shown is a command: there is no message that others could point to. */
function addressedBy({ activity, known, happened }: At): Addressed {
  if (known.contactOf(happened.in)?.kind === 'personal') return 'direct'
  if (activity.recipient?.isTargeted) return 'command'
  return mentions(activity) ? 'mention' : 'no'
}

function hearEdit(at: At): Heard {
  const { activity, happened } = at
  if (!activity.id || isBot(activity.from ?? {})) return NOTHING
  const ref = messageRefAt(at, activity.id)
  const text = plainText(activity, activity.recipient?.id ?? '')
  return { events: [{ kind: 'edited', ...happened, id: `edited:${ref}:${happened.at.getTime()}`, message: ref, text }] }
}

function hearDeletion(at: At): Heard {
  const { activity, happened } = at
  if (!activity.id) return NOTHING
  const ref = messageRefAt(at, activity.id)
  return { events: [{ kind: 'deleted', ...happened, id: `deleted:${ref}:${happened.at.getTime()}`, message: ref }] }
}

function hearReactions(at: At): Heard {
  const { activity, happened } = at
  const target = activity.replyToId
  if (!target || isBot(activity.from ?? {})) return NOTHING
  const ref = messageRefAt(at, target)
  const each = (kind: 'reacted' | 'unreacted', list: Activity['reactionsAdded'] = []): ChatEvent[] =>
    list.map(({ type = '' }) => {
      const emoji = emojiName(type)
      const id = `${kind}:${ref}:${happened.by}:${emoji}:${activity.id ?? happened.at.getTime()}`
      return { kind, ...happened, id, message: ref, emoji }
    })
  return { events: [...each('reacted', activity.reactionsAdded), ...each('unreacted', activity.reactionsRemoved)] }
}

function hearUpdate(at: At): Heard {
  const { activity, known } = at
  const { eventType, team } = activity.channelData ?? {}
  const channel = activity.channelData?.channel?.id ?? at.conversation
  switch (eventType) {
    case 'channelRenamed':
      return renamed(at, channel)
    case 'channelDeleted':
      return closes(at, [place(known.tenant, channel)])
    case 'channelCreated':
    case 'channelRestored':
    case 'channelShared':
    case 'channelUnshared':
    case 'channelMemberAdded':
      return known.contactOf(place(known.tenant, channel)) ? { events: [], lookUp: [channel] } : wholeTeam(at)
    case 'channelMemberRemoved':
      return { ...leaves(at, [place(known.tenant, channel)]), lookUp: [channel] }
    case 'teamArchived':
    case 'teamUnarchived':
      return archives(at, known.placesOf(team?.id ?? ''), eventType === 'teamArchived')
    case 'teamDeleted':
    case 'teamHardDeleted':
      return closes(at, known.placesOf(team?.id ?? ''))
    case 'teamRenamed':
    case 'teamRestored':
      return wholeTeam(at)
    default:
      return hearMembers(at)
  }
}

const wholeTeam = (at: At): Heard => ({ events: [], lookUpTeam: at.activity.channelData?.team?.id ?? at.conversation })

/** Who joins or leaves a team joins or leaves its standard channels; Savoir among them came to the whole of it. */
function hearMembers(at: At): Heard {
  const { activity, known, happened, conversation } = at
  const team = activity.channelData?.team?.id
  const self = activity.recipient?.id
  const places = team ? known.placesOf(team) : [happened.in]
  if (activity.membersRemoved?.some(({ id }) => id === self)) return closes(at, places)
  const look: Omit<Heard, 'events'> = team ? { lookUpTeam: team } : { lookUp: [conversation] }
  if (activity.membersRemoved) return { ...leaves(at, places), ...look }
  return activity.membersAdded ? { events: [], ...look } : NOTHING
}

/** Leaving holds at once; who joins reads once the roster says so. */
function leaves(at: At, places: readonly PlaceRef[]): Heard {
  const left = (at.activity.membersRemoved ?? []).map((account) => at.known.personOf(account))
  if (left.length === 0) return NOTHING
  const known = places.filter((ref) => at.known.placeOf(ref))
  return { events: known.map((ref) => ({ kind: 'membersChanged', ...happenedIn(at, ref), joined: [], left })) }
}

function hearInstallation(at: At): Heard {
  const { activity, known, happened, conversation } = at
  const team = activity.channelData?.team?.id
  if (activity.action === 'add' && isFirstTalk(at)) return { events: [introduction(at)] }
  if (activity.action?.startsWith('remove')) return closes(at, team ? known.placesOf(team) : [happened.in])
  return team ? { events: [], lookUpTeam: team } : { events: [], lookUp: [conversation] }
}

/** Somebody put Savoir in for themselves, and never had it before. */
const isFirstTalk = ({ known, happened }: At): boolean =>
  known.contactOf(happened.in)?.kind === 'personal' && !known.placeOf(happened.in)

/** They are shown their page once. It is no use of Savoir: a company may put it in for everybody. */
const introduction = ({ happened }: At): ChatEvent => ({
  kind: 'homeOpened',
  ...happened,
  id: `teams:introduction:${happened.in}`,
})

function renamed(at: At, channel: string): Heard {
  const ref = place(at.known.tenant, channel)
  const name = at.activity.channelData?.channel?.name
  return name ? changes(at, [ref], { name }) : { events: [], lookUp: [channel] }
}

const archives = (at: At, places: readonly PlaceRef[], archived: boolean): Heard => changes(at, places, { archived })

/** Savoir is out of the places: who is in them can no longer be followed, so they are closed to all. */
function closes(at: At, places: readonly PlaceRef[]): Heard {
  const known = places.filter((ref) => at.known.placeOf(ref)?.audience !== 'direct')
  return { ...changes(at, known, { archived: true, audience: 'members' }, []), closed: places }
}

/** What the activity tells holds at once; places that were never met are read from Teams. */
function changes(at: At, places: readonly PlaceRef[], change: Partial<Place>, members: [] | null = null): Heard {
  const met = places.flatMap((ref) => at.known.placeOf(ref) ?? [])
  const events = met.map((before): ChatEvent => {
    const now = { ...before, ...change }
    return { kind: 'placeChanged', ...happenedIn(at, before.ref), place: now, members }
  })
  const unmet = members ? [] : places.filter((ref) => !at.known.placeOf(ref))
  return unmet.length > 0 ? { events, lookUp: unmet.map((ref) => readPlace(ref).conversation) } : { events }
}

/** The place stands in the id: one activity may tell of several. */
function happenedIn({ activity, happened }: At, ref: PlaceRef): Happened {
  return { ...happened, id: `teams:${activity.id ?? happened.at.getTime()}:${ref}`, in: ref }
}
