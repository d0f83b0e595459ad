import type { Button } from './chat/doc.ts'

/** What a button of Savoir can do. `src/commands/presses.ts` says how. */
export type PressName =
  | 'helped'
  | 'notIt'
  | 'openQuestion'
  | 'whoKnows'
  | 'share'
  | 'show'
  | 'more'
  | 'moreOpen'
  | 'accept'
  | 'refuse'
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
  | 'freeTopic'
  | 'switch'
  | 'export'
  | 'forget'
  | 'forgetYes'
  | 'keep'
  | 'showToEveryone'
  | 'withdraw'
  | 'fine'
  | 'confirm'
  | 'wrong'
  | 'turn'
  | 'language'
  | 'askThis'
  | 'notMyTopic'
  | 'never'
  | 'swap'
  | 'invite'
  | 'join'
  | 'pass'
  | 'digest'
  | 'refuseKind'
  | 'allowKind'
  | 'answerHere'
  | 'take'
  | 'passTo'
  | 'later'
  | 'widen'
  | 'found'
  | 'drop'
  | 'sameTag'
  | 'otherTag'
  | 'splitAccount'
  | 'joinAccounts'
  | 'leaveApart'

/** Buttons hold a name and ids, no words of anybody. */
export function button(label: string, name: PressName, ...ids: readonly (string | number)[]): Button {
  return { label, action: action(name, ...ids) }
}

/** The text that comes back when the button is pressed or the form is sent. */
export function action(name: PressName, ...ids: readonly (string | number)[]): string {
  return [name, ...ids.map((id) => String(id).replace(/[%:]/g, encodeURIComponent))].join(':')
}

/** Reads an action that came back from a client; null when it is not one of ours. */
export function readAction(text: string): { name: string; args: readonly string[] } | null {
  const [name, ...args] = text.slice(0, 1_000).split(':')
  try {
    return name ? { name, args: args.map(decodeURIComponent) } : null
  } catch {
    return null
  }
}
