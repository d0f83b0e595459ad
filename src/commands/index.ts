import type { VerbName } from '../languages/language.ts'
import type { Command } from '../request.ts'
import { accept } from './accept.ts'
import { giveAnswer } from './answer.ts'
import { ask } from './ask.ts'
import { digest } from './digest.ts'
import { find } from './find.ts'
import { help } from './help.ts'
import { me } from './me.ts'
import { noise } from './noise.ts'
import { open } from './open.ts'
import { off, on } from './place.ts'
import { decide, note, status } from './publish.ts'
import { save, unsave } from './save.ts'
import { tag, untag } from './tag.ts'
import { team } from './team.ts'
import { who } from './who.ts'

/** What each verb does. */
export const commands: Readonly<Record<VerbName, Command>> = {
  ask,
  answer: giveAnswer,
  accept,
  tag,
  untag,
  save,
  unsave,
  note,
  status,
  decide,
  who,
  team,
  me,
  open,
  find,
  digest,
  noise,
  on,
  off,
  help,
}
