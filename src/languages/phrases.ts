import type { EvidenceKind } from '../knowledge/evidence.ts'
import type { ItemKind } from '../knowledge/item.ts'
import type { RefusalKey } from '../refusal.ts'
import type { AccountPhrases } from './accounts.ts'
import type { VerbName } from './language.ts'
import type { NudgePhrases } from './nudges.ts'
import type { TeamPhrases } from './team.ts'

/** Every sentence of Savoir in one language. `src/say` lays them out; a language that lacks one does not build. */
export interface Phrases {
  readonly date: (at: Date, now: Date) => string
  readonly ago: (at: Date, now: Date) => string
  readonly someone: string
  readonly you: string
  readonly kind: Readonly<Record<ItemKind, string>>
  readonly refusals: Readonly<Record<RefusalKey, string>>
  readonly buttons: Readonly<Record<ButtonLabel, string>>
  readonly fields: Readonly<Record<FieldLabel, string>>
  readonly forms: Readonly<Record<FormTitle, string>>
  /** What somebody did on an item, after their name: `answered “Kafka lag”`. */
  readonly did: Readonly<Record<EvidenceKind, (title: string) => string>>
  readonly help: Readonly<Record<VerbName, { readonly does: string; readonly example: string }>>
  readonly ask: AskPhrases
  readonly who: WhoPhrases
  readonly team: TeamPhrases
  readonly items: ItemPhrases
  readonly me: MePhrases
  readonly bot: BotPhrases
  readonly nudges: NudgePhrases
  readonly accounts: AccountPhrases
}

export type ButtonLabel =
  | 'helped'
  | 'notIt'
  | 'askPeople'
  | 'openQuestion'
  | 'whoKnows'
  | 'share'
  | 'open'
  | 'more'
  | 'accept'
  | 'yes'
  | 'no'
  | 'undo'
  | 'edit'
  | 'supersede'
  | 'answer'
  | 'askQuietly'
  | 'askInPlace'
  | 'why'
  | 'hide'
  | 'notMe'
  | 'addTopic'
  | 'export'
  | 'forget'
  | 'forgetYes'
  | 'keep'
  | 'showToEveryone'
  | 'fineAlways'
  | 'notThisOne'
  | 'neverMine'
  | 'stillRight'
  | 'wrong'
  | 'split'
  | 'close'
  | 'turnOff'
  | 'turnOn'
  | 'notMyTopic'
  | 'never'
  | 'otherLanguage'
  | 'send'
  | 'cancel'
  | 'askThis'
  | 'join'
  | 'pass'

export type FieldLabel = 'title' | 'body' | 'answer' | 'topic' | 'number'
export type FormTitle = 'edit' | 'answer' | 'addTopic' | 'supersede'

interface AskPhrases {
  readonly nothing: string
  /** Something was found that may or may not answer. */
  readonly unsure: string
  readonly also: string
  readonly notMarked: string
  readonly confirmed: (people: number, last: string) => string
  readonly saidWrong: (people: number) => string
  readonly superseded: (id: number) => string
  readonly thanks: string
  /** A suggestion answered their question. */
  readonly solved: (by: number) => string
  readonly notItNoted: string
  readonly opened: (id: number, where: string) => string
  readonly openedInPlace: (name: string) => string
  readonly shared: (name: string) => string
  readonly sharedNow: string
  readonly suggestion: string
}

interface WhoPhrases {
  readonly mayHelp: (topic: string) => string
  /** What is asked of people when only a topic was given. */
  readonly question: (topic: string) => string
  readonly nobody: (topic: string) => string
  readonly onlyYou: (topic: string) => string
  readonly saysSo: string
  readonly why: string
  readonly whyHow: string
  readonly asked: (names: string) => string
  readonly nobodyToAsk: string
  readonly requestWhy: (title: string, when: string) => string
  readonly notMyTopicNoted: string
}

interface ItemPhrases {
  readonly saved: string
  readonly kept: (word: string, title: string) => string
  readonly savedByYou: string
  readonly alreadySaved: string
  readonly visibleTo: (place: string, people: number | null) => string
  readonly visibleToEveryone: string
  readonly visibleToYou: string
  readonly published: Readonly<Record<'note' | 'status' | 'decision', string>>
  readonly unsaved: string
  readonly answerAdded: string
  readonly youWereAnswered: (name: string, title: string) => string
  readonly accepted: (name: string) => string
  readonly markAsAnswer: (name: string) => string
  readonly noted: string
  readonly undone: string
  readonly edited: string
  readonly supersededBy: (id: number) => string
  readonly tagsNow: string
  readonly noTags: string
  readonly merged: (tag: string, into: string) => string
  readonly split: (tag: string) => string
  readonly yourTags: string
  readonly nothingOpen: string
  readonly open: string
  readonly openIn: (place: string) => string
  readonly openMine: string
  readonly openYouMay: string
  readonly nothingFound: string
  readonly found: (shown: number, order: 'all' | 'best' | 'newest' | 'next') => string
  readonly answers: (count: number) => string
  readonly authorsWord: (name: string, title: string) => string
  readonly fine: string
  readonly withdrawn: string
  readonly neverMine: string
  readonly confirmed: string
  readonly wrongNoted: (people: number) => string
}

interface MePhrases {
  readonly title: string
  readonly noTopics: string
  readonly says: string
  /** What somebody did, as it is told to themselves. */
  readonly youDid: (did: string) => string
  readonly hiddenTopics: string
  readonly switches: Readonly<
    Record<'learnFromMe' | 'showMe' | 'inferTopics', { readonly on: string; readonly off: string }>
  >
  readonly hid: (topic: string) => string
  readonly denied: (topic: string) => string
  readonly added: (topic: string) => string
  readonly freed: (topic: string) => string
  readonly exportReady: string
  readonly forgetSure: string
  readonly forgotten: string
  /** In place of what Savoir had said for somebody in a channel. */
  readonly wordsGone: string
  readonly kept: string
  readonly neverAgain: string
  readonly refused: string
  readonly neverSaved: string
  readonly languageNow: string
}

interface BotPhrases {
  readonly apology: (id: string) => string
  readonly didYouMean: (verb: string) => string
  readonly gladToHelp: string
  readonly help: string
  readonly helpMore: string
  readonly on: (place: string) => string
  readonly off: (place: string) => string
}
