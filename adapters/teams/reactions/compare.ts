import type { ChatEvent, Happened } from '../../../src/chat/event.ts'
import type { MessageRef, PersonRef } from '../../../src/chat/ref.ts'
import { emojiName } from '../emoji.ts'
import type { GraphMessage } from '../graph.ts'
import { person, placeOfMessage } from '../refs.ts'
import { payloadText } from '../text.ts'

/** A message as it was last seen. Times are milliseconds since 1970. */
export interface Seen {
  readonly reactions: readonly SeenReaction[]
  /** When it was last edited; 0: never. */
  readonly edited: number
  readonly deleted: boolean
  /** When it was looked at. */
  readonly at: number
}

export interface SeenReaction {
  readonly emoji: string
  /** Null: they asked to be forgotten. */
  readonly by: PersonRef | null
  /** When it was put. */
  readonly at: number
}

/** Where and when a message is looked at. */
export interface Look {
  readonly ref: MessageRef
  readonly tenant: string
  readonly appId: string
  /** What was done to a message before that is no news, when it is seen for the first time. */
  readonly since: number
  readonly now: Date
}

/**
 * What was done to a message since it was last seen. The ids say who did what and when, so that a message that is
 * looked at twice tells the same twice.
 */
export function changesOf(wire: GraphMessage, before: Seen | null, look: Look): { events: ChatEvent[]; seen: Seen } {
  const changedAt = timeOf(wire.lastModifiedDateTime) || look.now.getTime()
  const seen: Seen = {
    reactions: rememberedAs(reactionsOf(wire, look.tenant, changedAt), before),
    edited: timeOf(wire.lastEditedDateTime),
    deleted: Boolean(wire.deletedDateTime),
    at: look.now.getTime(),
  }
  if (seen.deleted) return { events: before?.deleted ? [] : deletion(wire, before, look), seen }
  const put = seen.reactions.filter((one) => (before ? !has(before.reactions, one) : one.at >= look.since))
  const taken = (before?.reactions ?? []).filter((one) => !has(seen.reactions, one))
  const events = [
    ...edit(wire, seen, before, look),
    ...put.flatMap((one) => reaction('reacted', one, new Date(one.at), look)),
    ...taken.flatMap((one) => reaction('unreacted', one, new Date(changedAt), look)),
  ]
  return { events, seen }
}

/** The message is gone, and Graph shows nothing of it any more. */
export function gone(before: Seen | null, look: Look): { events: ChatEvent[]; seen: Seen } {
  const seen = { reactions: [], edited: 0, deleted: true, at: look.now.getTime() }
  return { events: before?.deleted ? [] : [deletedEvent(bySavoir(look), look.now.getTime(), look)], seen }
}

function reactionsOf({ reactions }: GraphMessage, tenant: string, changedAt: number): (SeenReaction & Put)[] {
  return (reactions ?? []).flatMap(({ reactionType = '', createdDateTime, user }) => {
    // Without a person it is Savoir's own mark, or that of another bot.
    const id = user?.user?.id
    const emoji = emojiName(reactionType)
    return id ? [{ emoji, by: person(tenant, id), at: timeOf(createdDateTime) || changedAt }] : []
  })
}

type Put = { readonly by: PersonRef }

/** Whoever asked to be forgotten stays so, though their reaction still stands. */
function rememberedAs(now: readonly (SeenReaction & Put)[], before: Seen | null): SeenReaction[] {
  const forgotten = (before?.reactions ?? []).filter(({ by }) => by === null)
  return now.map((one) => forgotten.find(({ emoji, at }) => emoji === one.emoji && at === one.at) ?? one)
}

const has = (list: readonly SeenReaction[], { emoji, by, at }: SeenReaction): boolean =>
  list.some((one) => one.emoji === emoji && one.by === by && (by !== null || one.at === at))

function reaction(kind: 'reacted' | 'unreacted', put: SeenReaction, at: Date, look: Look): ChatEvent[] {
  const { emoji, by } = put
  if (by === null) return []
  const id = `${kind}:${look.ref}:${by}:${emoji}:${put.at}`
  return [{ kind, ...happened(id, at, by, look), message: look.ref, emoji }]
}

/** Edits of people's messages alone are followed, as elsewhere. */
function edit(wire: GraphMessage, { edited }: Seen, before: Seen | null, look: Look): ChatEvent[] {
  const author = wire.from?.user?.id
  if (!author || edited <= (before ? before.edited : look.since - 1)) return []
  const by = person(look.tenant, author)
  const text = payloadText(wire, `28:${look.appId}`)
  return [
    {
      kind: 'edited',
      ...happened(`edited:${look.ref}:${edited}`, new Date(edited), by, look),
      message: look.ref,
      text,
    },
  ]
}

function deletion(wire: GraphMessage, before: Seen | null, look: Look): ChatEvent[] {
  const at = timeOf(wire.deletedDateTime)
  if (!before && at < look.since) return []
  const author = wire.from?.user?.id
  return [deletedEvent(author ? person(look.tenant, author) : bySavoir(look), at, look)]
}

function deletedEvent(by: PersonRef, at: number, look: Look): ChatEvent {
  return { kind: 'deleted', ...happened(`deleted:${look.ref}:${at}`, new Date(at), by, look), message: look.ref }
}

const bySavoir = ({ tenant, appId }: Look): PersonRef => person(tenant, `28:${appId}`)

const happened = (id: string, at: Date, by: PersonRef, { ref }: Look): Happened => ({
  id,
  at,
  by,
  in: placeOfMessage(ref),
})

const timeOf = (text: string | null | undefined): number => Date.parse(text ?? '') || 0
