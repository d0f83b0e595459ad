import type { Person, Place } from '../chat/directory.ts'
import type { MessageRef, PersonRef, PlaceRef } from '../chat/ref.ts'
import type { NewItem, Reply } from './item.ts'
import type { RequestState } from './request.ts'
import type { PersonSettings, PlaceSettings } from './settings.ts'

/**
 * Everything that can happen to what Savoir knows. A command decides on changes; the store applies them and
 * appends each to the log with its author, which is what makes every one of them reversible (`undo.ts`).
 */
export type Change = ItemChange | TagChange | PersonChange | AccountChange | PlaceChange | RequestChange

export type ItemChange =
  | { readonly kind: 'itemAdded'; readonly item: NewItem }
  | { readonly kind: 'itemRemoved' | 'itemRestored'; readonly item: number }
  | { readonly kind: 'itemEdited'; readonly item: number; readonly title: string; readonly body: string }
  /** `by` null: it stands again. */
  | { readonly kind: 'itemSuperseded'; readonly item: number; readonly by: number | null }
  /** Its author agreed that everyone in the company reads it, or took that back. */
  | { readonly kind: 'audienceSet'; readonly item: number; readonly audience: 'everyone' | 'members' }
  | { readonly kind: 'replyAdded'; readonly item: number; readonly reply: Reply }
  | { readonly kind: 'replyEdited'; readonly item: number; readonly reply: string; readonly text: string }
  | { readonly kind: 'replyRemoved' | 'replyRestored'; readonly item: number; readonly reply: string }
  /** `reply` null: the question is open again. The asker's own mark is not overruled by anybody else's. */
  | { readonly kind: 'accepted'; readonly item: number; readonly reply: string | null; readonly byAsker: boolean }
  | { readonly kind: 'tagged' | 'untagged'; readonly item: number; readonly tag: string }
  /** What one person says of an item; each at most once a person, a repeat renews its date. */
  | { readonly kind: VoiceKind; readonly item: number }
  | { readonly kind: 'voiceTaken'; readonly item: number; readonly voice: VoiceKind }

/** A person's word on an item. */
export type VoiceKind = 'endorsed' | 'confirmed' | 'foundWrong' | 'helped' | 'notIt'

export type TagChange =
  /** From now on `tag` is shown, found and kept as `into`. */
  | { readonly kind: 'tagsMerged'; readonly tag: string; readonly into: string }
  | { readonly kind: 'tagsSplit'; readonly tag: string }
  /** Somebody's word on whether two tags mean the same. */
  | { readonly kind: 'tagPairJudged'; readonly tag: string; readonly into: string; readonly same: boolean }

export type PersonChange =
  | { readonly kind: 'personSeen'; readonly person: Person }
  | { readonly kind: 'personSet'; readonly settings: Partial<PersonSettings> }
  | { readonly kind: 'topicDeclared' | 'topicHidden' | 'topicDenied' | 'topicFreed'; readonly topic: string }
  /** A question put to Savoir, kept so that its buttons can carry an id alone. */
  | { readonly kind: 'asked'; readonly ask: string; readonly text: string; readonly place: PlaceRef }
  /** The author's words, evidence and name go at once; what others wrote stays. */
  | { readonly kind: 'forgotten' }

export type AccountChange =
  /** The author may say this code on another platform, until then, to be one person there and here. */
  | { readonly kind: 'codeGiven'; readonly code: string; readonly until: Date }
  /** The author said a code that joins nothing. */
  | { readonly kind: 'codeMissed' }
  /** From now on two accounts are one person. The code that joined them is used up. */
  | { readonly kind: 'accountsJoined'; readonly accounts: Pair; readonly how: 'code'; readonly code: string }
  | { readonly kind: 'accountsJoined'; readonly accounts: Pair; readonly how: 'mail' }
  /** They were told that their accounts were joined. */
  | { readonly kind: 'joinTold'; readonly person: PersonRef }
  /** The account is a person of its own again, and no mail address joins it to the others any more. */
  | { readonly kind: 'accountSplit'; readonly account: PersonRef }

type Pair = readonly [PersonRef, PersonRef]

export type PlaceChange =
  | { readonly kind: 'placeSeen'; readonly place: Place; readonly members: readonly PersonRef[] | null }
  | {
      readonly kind: 'membersChanged'
      readonly place: PlaceRef
      readonly joined: readonly PersonRef[]
      readonly left: readonly PersonRef[]
    }
  | { readonly kind: 'placeSet'; readonly place: PlaceRef; readonly settings: Partial<PlaceSettings> }

export type RequestChange =
  /** Savoir asks `person`, privately, whether they can answer; `at` is when it may reach them. */
  | { readonly kind: 'requested'; readonly item: number; readonly person: PersonRef; readonly at: Date }
  /** What the person who was asked said to it. */
  | { readonly kind: 'requestTurned'; readonly item: number; readonly state: RequestState }

/** A change as the log keeps it: words stay out, ids and former values stay in. */
export interface LogEntry {
  readonly seq: number
  readonly at: Date
  /** Null: Savoir itself, or somebody who asked to be forgotten. */
  readonly by: PersonRef | null
  /** The event that brought it about. */
  readonly event: string
  readonly kind: Change['kind']
  readonly item: number | null
  readonly reply: string | null
  readonly place: PlaceRef | null
  /** The rest of the change. */
  readonly detail: Readonly<Record<string, unknown>>
  /** What stood there before, as far as undoing needs it. */
  readonly before: Readonly<Record<string, unknown>> | null
}

/** A message that an item or a reply came from, and where it is now. */
export interface Origin {
  readonly message: MessageRef
  readonly item: number
  readonly reply: string | null
}
