import type { PressName } from '../action.ts'
import type { PressHandler } from '../request.ts'
import { acceptButton, refuse } from './accept.ts'
import { joinAccounts, leaveApart, splitAccount } from './accounts.ts'
import { answerButton } from './answer.ts'
import { askThis, helped, notIt, share } from './ask.ts'
import { drop, found, widen } from './asker-choice.ts'
import { digestButton } from './digest.ts'
import { confirm, edit, supersede, wrong } from './edit.ts'
import { answerHere, later, notMyTopic, passTo, take } from './expert-request.ts'
import { moreFound } from './find.ts'
import {
  addTopic,
  exportMine,
  forget,
  forgetYes,
  freeTopic,
  hideTopic,
  keep,
  never,
  notMe,
  otherLanguage,
  turnSwitch,
} from './me.ts'
import { allowKind, refuseKind } from './noise.ts'
import { moreOpen, show } from './open.ts'
import { askInPlace, askQuietly, openQuestion } from './open-question.ts'
import { turn } from './place.ts'
import { showToEveryone } from './publish.ts'
import { fine, withdraw } from './save.ts'
import { otherTag, sameTag } from './tag-pair.ts'
import { swap } from './team.ts'
import { invite, join, pass } from './team-invite.ts'
import { undo } from './undo.ts'
import { whoKnows, why } from './who.ts'

/** What each button and form does. */
export const presses: Readonly<Record<PressName, PressHandler>> = {
  accept: acceptButton,
  addTopic,
  allowKind,
  answer: answerButton,
  answerHere,
  askInPlace,
  askQuietly,
  askThis,
  confirm,
  digest: digestButton,
  drop,
  edit,
  export: exportMine,
  fine,
  forget,
  forgetYes,
  found,
  freeTopic,
  helped,
  hide: hideTopic,
  invite,
  join,
  joinAccounts,
  keep,
  later,
  leaveApart,
  language: otherLanguage,
  more: moreFound,
  moreOpen,
  never,
  notIt,
  notMe,
  notMyTopic,
  openQuestion,
  otherTag,
  pass,
  passTo,
  refuse,
  refuseKind,
  sameTag,
  share,
  show,
  showToEveryone,
  splitAccount,
  supersede,
  swap,
  switch: turnSwitch,
  take,
  turn,
  undo,
  whoKnows,
  widen,
  why,
  withdraw,
  wrong,
}

/** The handler of an action that came back from a client; null when it is none of ours. */
export const pressNamed = (name: string): PressHandler | null =>
  Object.hasOwn(presses, name) ? presses[name as PressName] : null
