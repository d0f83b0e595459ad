import type { Person } from '../chat/directory.ts'
import type { PersonRef } from '../chat/ref.ts'

/**
 * People with several accounts. Whatever the store gives back names a person by one ref, and whatever is asked about any
 * account is answered about the person. What an account said and did is kept under that account: a split gives it back.
 */
export interface Accounts {
  /** Everybody as the platforms describe them, each account by itself. */
  accounts(): Promise<readonly Person[]>
  /** The accounts that were joined to this one, itself among them; none of a person who has but one. */
  accountsOf(person: PersonRef): Promise<readonly Account[]>
  /** Of these accounts, the ref that each joined one goes by. */
  behind(accounts: readonly PersonRef[]): Promise<ReadonlyMap<PersonRef, PersonRef>>
  /** Stands for a mail address, whatever its case: the same for the life of the store, another one in any other store. */
  mailKey(address: string): Promise<string>
  /**
   * Accounts of two platforms that bear the same mail key and are not one person yet: of full members who are here, whom
   * nobody split, and of whom each platform has but one.
   */
  mailTwins(): Promise<readonly (readonly [PersonRef, PersonRef])[]>
  /** People whose accounts were joined by mail, and who were not told yet. */
  untoldJoins(): Promise<readonly PersonRef[]>
  /** Who was given this code, and until when it counts. */
  joinCode(code: string): Promise<{ readonly account: PersonRef; readonly until: Date } | null>
  /** How many wrong codes the person said since then. */
  missedCodes(person: PersonRef, since: Date): Promise<number>
}

export interface Account {
  readonly ref: PersonRef
  /** By a code that they said on both, or by the same verified mail address. */
  readonly how: 'code' | 'mail'
  readonly at: Date
}
