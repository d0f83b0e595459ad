/** What keeps a command from being carried out, where the person can put it right. Every language words each of them. */
export type RefusalKey =
  | 'emptyQuestion'
  | 'emptyText'
  | 'emptyTopic'
  | 'emptyTeam'
  | 'tooManyTopics'
  | 'tooLong'
  | 'needsNumber'
  | 'noSuchItem'
  | 'noSuchReply'
  | 'noSuchMessage'
  | 'noSuchPerson'
  | 'noSuchPlace'
  | 'notAQuestion'
  | 'nothingToUndo'
  | 'notForAll'
  | 'sharedEnough'
  | 'noSuchKind'
  | 'nothingToSave'
  | 'noTag'
  | 'sameTag'
  | 'onlyInChannel'
  | 'askerDecided'
  | 'supersedesItself'
  | 'successorHidden'
  | 'onlyItsAuthor'
  | 'linkOnlyUs'
  | 'linkInPrivate'
  | 'linkElsewhere'
  | 'linkTaken'
  | 'linkTooOften'
  | 'badDate'
  | 'badDigest'
  | 'badNoise'
  | 'oldButton'
  | 'searchBusy'

/** Thrown by a command that cannot do what it was asked; the person gets its sentence, privately. */
export class Refusal extends Error {
  readonly key: RefusalKey
  constructor(key: RefusalKey) {
    super(key)
    this.key = key
  }
}
