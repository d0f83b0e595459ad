import { button } from '../action.ts'
import type { Person } from '../chat/directory.ts'
import { type Block, buttons, code, type Doc, text } from '../chat/doc.ts'
import { type PersonRef, platformOf } from '../chat/ref.ts'
import { spelled } from '../knowledge/join-code.ts'
import type { Phrases } from '../languages/phrases.ts'
import type { Account } from '../store/accounts.ts'

/** The code, and what to do with it. */
export function codeDoc({ accounts }: Phrases, given: string): Doc {
  return [text(accounts.sayThis, code(`${accounts.command} ${spelled(given)}`)), text(accounts.whatFor)]
}

/** Whoever was given a code. */
export interface Giver {
  readonly person: Person
  readonly account: PersonRef
}

/** Whose code it is, and what follows from it: only they themselves should say yes. */
export function whoseDoc({ accounts }: Phrases, { person, account }: Giver, given: string): Doc {
  return [
    text(accounts.whose(person.name, named(platformOf(account)))),
    buttons(
      { ...button(accounts.thatIsMe, 'joinAccounts', given), style: 'primary' },
      button(accounts.somebodyElse, 'leaveApart'),
    ),
  ]
}

/** Accounts were joined, with the way to take those of some platforms out again. */
export function joinedDoc(
  { accounts }: Phrases,
  platforms: readonly string[],
  mayLeave: readonly string[],
  sentence: (platforms: string) => string,
): Doc {
  return [
    text(sentence(accounts.together(platforms.map(named)))),
    buttons(...mayLeave.map((platform) => notMe(accounts, platform))),
  ]
}

/** The accounts that are one person, each with the way out. */
export function accountBlocks({ accounts }: Phrases, joined: readonly Account[]): Block[] {
  if (!joined.length) return []
  const platforms = joined.map(({ ref }) => platformOf(ref))
  return [
    text(accounts.knownIn(accounts.together(platforms.map(named)))),
    buttons(...platforms.map((platform) => notMe(accounts, platform))),
  ]
}

const notMe = (accounts: Phrases['accounts'], platform: string) =>
  button(accounts.notMe(named(platform)), 'splitAccount', platform)

/** As people write it: the name in front of refs, with a capital. */
const named = (platform: string): string => platform.charAt(0).toUpperCase() + platform.slice(1)
