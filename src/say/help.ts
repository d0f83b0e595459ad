import { button } from '../action.ts'
import { buttons, code, context, type Doc, list, plain, text } from '../chat/doc.ts'
import type { Language, VerbName } from '../languages/language.ts'
import type { Phrases } from '../languages/phrases.ts'

// The verbs that a newcomer needs; the others stand in `help VERB` and in the README.
const FIRST: readonly VerbName[] = ['ask', 'who', 'save', 'note', 'find', 'open', 'me']

/** What Savoir does, in one glance. */
export function helpDoc(phrases: Phrases): Doc {
  return [text(phrases.bot.help), list(FIRST.map((verb) => helpRow(phrases, verb))), context(phrases.bot.helpMore)]
}

/** More on one verb, with its other names. */
export function helpVerbDoc(phrases: Phrases, language: Language, verb: VerbName): Doc {
  return [text(...helpRow(phrases, verb)), context(language.verbs[verb].join(' · '))]
}

const helpRow = (phrases: Phrases, verb: VerbName) => [
  code(phrases.help[verb].example),
  plain(` – ${phrases.help[verb].does}`),
]

/** A word that is no verb: the nearest one, and the text as a question. */
export function unknownDoc(phrases: Phrases, verb: string, ask: string): Doc {
  return [text(phrases.bot.didYouMean(verb)), buttons(button(phrases.buttons.askThis, 'askThis', ask))]
}
