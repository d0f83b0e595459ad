import type { Form } from '../../src/chat/doc.ts'
import { ASK_FORM } from './interactions.ts'

/** The few words that exist in Slack alone: what opens before Savoir was asked anything. */
export interface Words {
  readonly askForm: Form
  readonly missing: string
  /** Said to whoever asked for a form that Slack no longer lets open. */
  readonly tooLate: string
  /** Follows the name of Savoir, while it is at work. */
  readonly working: string
  readonly prompts: readonly { readonly title: string; readonly message: string }[]
}

const QUESTION_MAX = 2_000

const english: Words = {
  askForm: askForm('Ask Savoir', 'Your question', 'Ask', 'Cancel'),
  missing: 'Please write something here.',
  tooLate: 'I was too slow, and Slack no longer lets me open the form. Please press the button again.',
  working: 'is looking…',
  prompts: [
    { title: 'What is still open?', message: 'open' },
    { title: 'What am I known for?', message: 'me' },
    { title: 'What can you do?', message: 'help' },
  ],
}

const french: Words = {
  askForm: askForm('Demander à Savoir', 'Votre question', 'Demander', 'Annuler'),
  missing: 'Merci d’écrire quelque chose ici.',
  tooLate: 'J’ai été trop lent, et Slack ne me laisse plus ouvrir le formulaire. Merci d’appuyer encore une fois.',
  working: 'cherche…',
  prompts: [
    { title: 'Qu’est-ce qui reste ouvert ?', message: 'open' },
    { title: 'Que sait-on de moi ?', message: 'me' },
    { title: 'Que sais-tu faire ?', message: 'help' },
  ],
}

/** In the language of the person's client. */
export const wordsFor = (locale: string | null): Words => (locale?.startsWith('fr') ? french : english)

function askForm(title: string, label: string, submit: string, cancel: string): Form {
  const field = { name: 'question', label, kind: 'lines', value: '', max: QUESTION_MAX, required: true } as const
  return { action: ASK_FORM, title, submit, cancel, fields: [field] }
}
